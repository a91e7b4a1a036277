#include "rules/described_phrase.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "rules/trigger.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kFarthestPhrase = 60;  // bytes between the deed and it

class PhraseFinder {
 public:
  PhraseFinder(const Masked& masked, const Pack& pack, const Hit& hit, const std::vector<Hit>& hits)
      : masked_(masked),
        text_(masked.text),
        pack_(pack),
        hit_(hit),
        hits_(hits),
        compounds_(pack.capitalises_nouns()) {}

  std::optional<Range> find() const {
    const Range clause{masked_.clause_begin(hit_.at.begin), end_of_deed(masked_, hit_, hits_)};
    const size_t end = std::min(clause.end, hit_.at.end + kFarthestPhrase);
    if (const auto behind = first_in({hit_.at.begin, end})) return behind;
    return compounds_ ? first_in({clause.begin, hit_.at.begin}) : std::nullopt;
  }

 private:
  struct Noun {
    Range at;               // of the word
    bool is_plain = false;  // it tells nothing alone
    bool is_compound = false;
  };

  std::optional<Range> first_in(Range part) const {
    for (size_t pos = part.begin; pos < part.end; pos = next_beginning(text_, pos)) {
      const auto noun = noun_at(pos);
      if (!noun) continue;
      const auto begin = begin_of(*noun);
      if (!begin || !(compounds_ || *begin < noun->at.begin || is_determined(noun->at.begin)))
        continue;
      const size_t end = end_of(*noun, *begin);
      const bool tells = *begin < noun->at.begin || end > noun->at.end || noun->is_compound;
      if ((noun->is_plain && !tells) || end - *begin > kLongestDescription || is_party(end)) {
        return std::nullopt;
      }
      return Range{*begin, end};
    }
    return std::nullopt;
  }

  std::optional<Noun> noun_at(size_t pos) const {
    const WordClass& nouns = pack_.word_class("asset_noun");
    if (!compounds_) {
      const WordClass::Match word = nouns.longest(text_, pos);
      const Range at{pos, pos + word.length};
      if (word.length == 0 || cuts_word(text_, at)) return {};
      return Noun{at, *word.value == "plain", false};
    }
    const std::string_view word = word_at(text_, pos);
    if (word.empty() || !is_upper(character_at(word, 0))) return {};
    const std::string lower = lower_first(word);
    const size_t length = nouns.ending(lower);
    if (length == 0) return {};
    const std::string* value = nouns.value(std::string_view(lower).substr(lower.size() - length));
    return Noun{{pos, pos + word.size()}, *value == "plain", length < lower.size()};
  }

  static std::string lower_first(std::string_view word) {
    const size_t first = utf8_length(word[0]);
    return (first == 1 ? ascii_lower(word.substr(0, 1)) : std::string(word.substr(0, first))) +
           std::string(word.substr(first));
  }

  // Nothing if a word of case says that the noun has another part in the deed.
  std::optional<size_t> begin_of(const Noun& noun) const {
    size_t begin = noun.at.begin, pos = begin;
    bool is_bound = false;
    for (int i = 0; i < kWords; ++i) {
      if (hit_.at.begin < pos && pos <= hit_.at.end + 1 && i > 0) return begin;
      const auto before = word_before(pos);
      if (!before) return begin;
      const std::string_view word = text_at(text_, *before);
      const std::string lower = ascii_lower(word);
      // L'usine, d'une usine: an elided word is one of both kinds.
      if (const std::string* place = pack_.word_class("case").value(lower)) {
        const bool of_deed =
            *place == "of" && (before->begin == hit_.at.end + 1 || hit_.at.contains(*before));
        return of_deed ? std::optional(begin) : std::nullopt;
      }
      const bool counts = pack_.word_class("asset_count").has(lower) || is_ascii_digit(word[0]);
      if (pack_.word_class("asset_bound").has(lower)) {
        is_bound = true;
      } else if (!is_bound && (counts || is_adjective(word))) {
        begin = before->begin;
      } else {
        return begin;
      }
      pos = before->begin;
    }
    return begin;
  }

  // Not in "prise ferme".
  bool is_determined(size_t pos) const {
    const auto before = word_before(pos);
    const std::string lower = before ? ascii_lower(text_at(text_, *before)) : "";
    return pack_.word_class("asset_bound").has(lower) || pack_.word_class("case").has(lower);
  }

  // Die irische Sparte: in German adjectives stand before their noun.
  bool is_adjective(std::string_view word) const {
    if (!compounds_ || is_upper(character_at(word, 0))) return false;
    const std::string_view kind = general_class(word, pack_);
    return ends_in(word, "adjective_end", pack_) && (kind.empty() || kind == "nation");
  }

  // The word that ends before `pos`, with one space or apostrophe between.
  std::optional<Range> word_before(size_t pos) const {
    if (pos == 0) return {};
    const size_t end = previous_position(text_, pos);
    const char32_t gap = character_at(text_, end);
    if (gap != ' ' && gap != '\'' && gap != U'’') return {};
    size_t begin = end;
    while (begin > 0 && is_word_character(character_before(text_, begin))) {
      begin = previous_position(text_, begin);
    }
    return begin < end ? std::optional(Range{begin, end}) : std::nullopt;
  }

  size_t end_of(const Noun& noun, size_t begin) const {
    return compounds_ ? end_of_compound(noun, begin) : end_of_phrase(noun, is_owned(begin));
  }

  // Sein Geschäft mit Kunststoffen, die Sparte Karton: only what tells nothing alone goes on.
  size_t end_of_compound(const Noun& noun, size_t begin) const {
    if (!noun.is_plain || noun.is_compound || begin < noun.at.begin) return noun.at.end;
    size_t pos = noun.at.end;
    if (character_at(text_, pos) != ' ') return pos;
    const std::string_view link = word_at(text_, pos + 1);
    if (pack_.word_class("asset_link").has(link)) pos += 1 + link.size();
    if (character_at(text_, pos) != ' ') return noun.at.end;
    if (const Masked::Slot* slot = party_at(pos + 1)) {  // an unknown word
      return slot->weak() ? slot->at.end : noun.at.end;
    }
    const std::string_view word = word_at(text_, pos + 1);
    return is_upper(character_at(word, 0)) ? pos + 1 + word.size() : noun.at.end;
  }

  // Filiale irlandaise de distribution automatique.
  size_t end_of_phrase(const Noun& noun, bool owned) const {
    size_t end = noun.at.end;
    for (int i = 0; i < kWords; ++i) {
      if (character_at(text_, end) != ' ') break;
      const std::string_view word = word_at(text_, end + 1);
      const size_t behind = end + 1 + word.size();
      const size_t link = pack_.word_class("asset_link").longest(text_, end + 1).length;
      if (link > 0 && !cuts_word(text_, {end + 1, end + 1 + link})) {
        const auto joined = end_of_link(end + 1 + link, owned);
        if (!joined) break;
        end = *joined;
      } else if (!word.empty() && is_lower(word) && !bounds(word)) {
        end = behind;
      } else {
        break;
      }
    }
    return end;
  }

  // Does it say whose it is: sa filiale?
  bool is_owned(size_t begin) const {
    const auto before = word_before(begin);
    return before && pack_.word_class("asset_own").has(ascii_lower(text_at(text_, *before)));
  }

  // Where the word ends that a link joins; nothing if somebody stands there. Of what is somebody's
  // already, a name that may be a place's says where it is.
  std::optional<size_t> end_of_link(size_t pos, bool owned) const {
    const char32_t gap = character_at(text_, pos);
    if (gap == ' ' || gap == '\'' || gap == U'’') pos += utf8_length(text_[pos]);
    if (const Masked::Slot* slot = party_at(pos)) {
      return owned && slot->weak() ? std::optional(slot->at.end) : std::nullopt;
    }
    const std::string_view word = word_at(text_, pos);
    if (word.empty() || bounds(word)) return {};
    return pos + word.size();
  }

  bool bounds(std::string_view word) const {
    const std::string lower = ascii_lower(word);
    return pack_.word_class("asset_bound").has(lower) || pack_.word_class("case").has(lower) ||
           pack_.word_class("conjunction").has(lower) ||
           pack_.word_class("clause_start").has(lower) ||
           pack_.word_class("name_verb").has(lower) || general_class(word, pack_) == "time";
  }

  static bool is_lower(std::string_view word) {
    return !is_upper(character_at(word, 0)) && !is_ascii_digit(character_at(word, 0));
  }

  // The brewery Halden is somebody.
  bool is_party(size_t pos) const {
    return party_at(character_at(text_, pos) == ' ' ? pos + 1 : pos) != nullptr;
  }

  const Masked::Slot* party_at(size_t pos) const {
    const auto slot =
        std::find_if(masked_.slots.begin(), masked_.slots.end(),
                     [&](const auto& one) { return one.is_party() && one.at.begin == pos; });
    return slot == masked_.slots.end() ? nullptr : &*slot;
  }

  static constexpr int kWords = 4;

  const Masked& masked_;
  const std::string_view text_;
  const Pack& pack_;
  const Hit& hit_;
  const std::vector<Hit>& hits_;
  const bool compounds_;
};

}  // namespace

bool has_asset_phrases(const Pack& pack) { return !pack.word_class("asset_link").empty(); }

std::optional<Range> asset_phrase(const Masked& masked, const Pack& pack, const Hit& hit,
                                  const std::vector<Hit>& hits) {
  return PhraseFinder(masked, pack, hit, hits).find();
}

}  // namespace dealwire
