#include "rules/owner_persons.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

class OwnerFinder {
 public:
  explicit OwnerFinder(const NameBlock& block)
      : block_(block), text_(block.text), pack_(block.pack) {}

  std::vector<OwnerName> run() const {
    std::vector<OwnerName> out;
    for (const Word& title : find_words(text_, "owner_title", pack_)) {
      const std::vector<Range> names = names_behind(title);
      if (names.empty() || speaks(title.at, names.back())) continue;
      for (const Range& name : names) out.push_back({name});
    }
    for (const ClassName& word_class : ClassNames{"family", "family_noun"}) {
      for (const Word& family : find_words(text_, word_class, pack_)) add_family(family.at, out);
    }
    std::stable_sort(out.begin(), out.end(), [](const OwnerName& a, const OwnerName& b) {
      return a.at.begin < b.at.begin;
    });
    return out;
  }

 private:
  void add_family(Range noun, std::vector<OwnerName>& out) const {
    if (character_at(text_, noun.end) != ' ') return;
    const auto name = person_at(noun.end + 1, /*fewest=*/1);
    if (!name || leads(name->end)) return;
    out.push_back({{noun.begin, name->end}, true});
  }

  // Das von der Familie X geführte Unternehmen
  bool leads(size_t end) const {
    if (!block_.all_nouns || character_at(text_, end) != ' ') return false;
    const std::string_view word = word_at(text_, end + 1);
    return !is_upper(character_at(word, 0)) && ends_in(word, "adjective_end", pack_) &&
           is_upper(character_at(text_, end + 1 + word.size() + 1));
  }

  std::vector<Range> names_behind(const Word& title) const {
    std::vector<Range> out;
    const size_t begin = name_begin(title.at.end);
    std::optional<Range> name = begin > title.at.end ? person_at(begin) : std::nullopt;
    while (name) {
      out.push_back(*name);
      const size_t next = *title.value == "several" ? behind_joint(name->end) : name->end;
      name = next > name->end ? person_at(next) : std::nullopt;
    }
    return out;
  }

  // Where a name may begin behind its title: right behind it, behind a comma, or where adjectives
  // stand behind nouns, behind one (el empresario mexicano X). `pos` if none does.
  size_t name_begin(size_t pos) const {
    size_t begin = pos + (character_at(text_, pos) == ',');
    if (character_at(text_, begin) != ' ') return pos;
    ++begin;
    const WordClass& stops = pack_.word_class("reach_stop");
    const std::string_view word = word_at(text_, begin);
    const size_t end = begin + word.size();
    const bool adjective = !stops.empty() && begin == pos + 1 && !is_upper(character_at(word, 0)) &&
                           !word.empty() && !stops.has(word) &&
                           pack_.word_class("case").value(word) == nullptr &&
                           character_at(text_, end) == ' ';
    if (adjective) begin = end + 1;
    return is_upper(character_at(text_, begin)) ? begin : pos;
  }

  // Behind ", ", " and " or ", and " between names; `pos` if none stands there.
  size_t behind_joint(size_t pos) const {
    size_t end = pos + (character_at(text_, pos) == ',');
    if (character_at(text_, end) != ' ') return pos;
    ++end;
    const std::string_view word = word_at(text_, end);
    if (pack_.word_class("conjunction").has(word)) end += word.size() + 1;
    return is_upper(character_at(text_, end)) && end > pos + 1 ? end : pos;
  }

  // A few words with a capital, or initials, with particles between them (Piet van der Maas):
  // no general words but given names, and not the name of a company.
  std::optional<Range> person_at(size_t begin, int fewest = 2) const {
    constexpr int kMost = 4;  // words
    size_t end = begin;
    int words = 0;
    for (size_t pos = begin; words < kMost; ++words) {
      if (!is_upper(character_at(text_, pos)) || block_.mention_at(pos) != nullptr) break;
      const size_t word = name_word_end(pos);
      if (!may_be_of_person(text_at(text_, {pos, word}))) break;
      end = word;
      if (character_at(text_, end) != ' ') {
        ++words;
        break;
      }
      pos = behind_particles(end + 1);
    }
    const std::string_view name = text_at(text_, {begin, end});
    if (words < fewest || suffix_length(name, pack_) > 0) return std::nullopt;
    // Of a longer name.
    if (character_at(text_, end) == ' ' && is_upper(character_at(text_, end + 1)) &&
        !block_.all_nouns) {
      return std::nullopt;
    }
    return Range{begin, end};
  }

  // With a hyphen or apostrophe inside, and the dot of an initial.
  size_t name_word_end(size_t pos) const {
    size_t end = pos + word_at(text_, pos).size();
    while (character_at(text_, end) == '-' || character_at(text_, end) == '\'' ||
           character_at(text_, end) == U'’') {
      const size_t next = end + utf8_length(text_[end]);
      if (!is_upper(character_at(text_, next))) break;
      end = next + word_at(text_, next).size();
    }
    return end == pos + 1 && character_at(text_, end) == '.' ? end + 1 : end;
  }

  bool may_be_of_person(std::string_view word) const {
    if (pack_.word_class("person_particle").has(ascii_lower(word))) return true;  // Le Goff
    const std::string_view kind = general_class(word, pack_);
    return kind.empty() || kind == "given" || kind == "person" || kind == "place" ||
           kind == "nation" || kind == "noun" || kind == "opener";
  }

  size_t behind_particles(size_t pos) const {
    constexpr int kMost = 2;  // van der
    for (int i = 0; i < kMost; ++i) {
      const std::string_view word = word_at(text_, pos);
      const size_t end = pos + word.size();
      if (!pack_.word_class("person_particle").has(word) || character_at(text_, end) != ' ') break;
      pos = end + 1;
    }
    return pos;
  }

  // "...," said founder Wanda Kuzma; founder Wanda Kuzma said.
  bool speaks(Range title, Range name) const {
    constexpr size_t kNear = 40;  // bytes: "said", and what is between it and the title
    const WordClass& verbs = pack_.word_class("speech");
    const size_t space = name.end + (character_at(text_, name.end) == ',');
    if (character_at(text_, space) == ' ' && verbs.longest(text_, space + 1).length > 0)
      return true;
    const Range before{title.begin - std::min(title.begin, kNear), title.begin};
    const auto said = find_words(text_, before, "speech", pack_);
    if (said.empty()) return false;
    const std::string_view left = trim(text_.substr(0, said.back().at.begin));
    return left.empty() || left.ends_with(',') || left.ends_with('"') || left.ends_with("”") ||
           left.ends_with("»");
  }

  const NameBlock& block_;
  const std::string_view text_;
  const Pack& pack_;
};

}  // namespace

std::vector<OwnerName> owner_names(const NameBlock& block) {
  if (block.pack.word_class("owner_title").empty()) return {};
  return OwnerFinder(block).run();
}

}  // namespace dealwire
