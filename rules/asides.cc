#include "rules/asides.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "rules/holding.h"
#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// The length of a mark that parts an aside from the rest, with the spaces around it; 0 if none
// stands at `pos`. A comma inside a number has no space behind it.
size_t mark_length(std::string_view text, size_t pos) {
  for (std::string_view mark : {", ", " - ", " -- ", " – ", " — ", "—"}) {
    if (text.substr(pos).starts_with(mark)) return mark.size();
  }
  return 0;
}

// Where the bracket at `pos` closes; `pos` if none opens there, or none closes.
size_t bracket_end(std::string_view text, size_t pos) {
  if (pos >= text.size() || text[pos] != '(') return pos;
  const size_t end = text.find(')', pos);
  return end == text.npos ? pos : end + 1;
}

class AsideFinder {
 public:
  AsideFinder(const Sentence& sentence, const Pack& pack)
      : sentence_(sentence), text_(sentence.text), pack_(pack) {
    for (const Sentence::Item& item : sentence.items) {
      if (item.is_party()) names_.push_back(item.at);
    }
  }

  std::vector<Aside> run() {
    std::vector<Aside> out;
    for (size_t i = 0; i < sentence_.items.size(); ++i) {
      const Sentence::Item& item = sentence_.items[i];
      // The last name in an aside may have one of its own, behind the mark that closes the first.
      const size_t covered = out.empty() ? 0 : out.back().said.end;
      if (!item.is_party() || item.at.end < covered) continue;
      auto aside = behind(i);
      if (!aside) continue;
      if (!out.empty()) aside->at.begin = std::max(aside->at.begin, out.back().at.end);
      out.push_back(std::move(*aside));
    }
    return out;
  }

 private:
  std::optional<Aside> behind(size_t head) const {
    size_t pos = sentence_.items[head].at.end;
    if (pos + 1 < text_.size() && text_[pos] == ' ') {
      const size_t end = bracket_end(text_, pos + 1);
      if (end > pos + 1) pos = end;
    }
    const WordClass& emphasis = pack_.word_class("emphasis");  // X itself, which
    for (const auto& [word, value] : emphasis.values()) {
      if (text_.substr(pos).starts_with(" " + word)) pos += 1 + word.size();
    }
    const size_t mark = mark_length(text_, pos);
    if (mark == 0 || opens_list(text_, names_, pos, pack_)) return std::nullopt;
    Aside out;
    out.head = head;
    out.at.begin = pos;
    const size_t begin = pos + mark;
    const WordClass& words = pack_.word_class("aside");
    WordClass::Match word = words.longest(text_, begin);
    if (word.length > 0 && cuts_word(text_, {begin, begin + word.length})) word = {};
    static const std::string kNoun = "noun";
    if (word.length == 0 && (owned_by_place(begin) || is_held_at(begin))) word.value = &kNoun;
    if (word.value == nullptr) return std::nullopt;
    if (*word.value == "noun") {
      out.said.begin = begin;
      out.joint = " ";
    } else {
      const std::string_view opener = text_.substr(begin, word.length);
      const size_t space = opener.rfind(' ');
      if (space != opener.npos) out.opening = std::string(opener.substr(0, space + 1));
      out.is_clause = true;
      out.joint = *word.value == "owner" ? "'s" : "";
      out.said.begin = begin + word.length;
    }
    close(out, mark == 2 && text_[pos] == ',');
    if (out.said.empty()) return std::nullopt;
    if (*word.value == "noun" && has_verb(out.said)) return std::nullopt;
    if (*word.value == "clause" && !ends_in_verb(out.said)) return std::nullopt;
    return out;
  }

  // Norway's largest lender, Japan's X: said of the name before.
  bool owned_by_place(size_t pos) const {
    const auto word = pack_.general_words.longest(text_, pos);
    return word.value == "place" &&
           pack_.word_class("possessive").longest(text_, pos + word.length).length > 0;
  }

  // 15% owned by Halden: said of the name before.
  bool is_held_at(size_t pos) const {
    return std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
      return item.at.begin == pos && item.found->kind == Kind::kStake &&
             is_held(text_, item.at, pack_);
    });
  }

  // Finds where the aside ends: at the next mark of its kind, but not between the names of a list,
  // nor where another aside stands right behind its first word (which, people say, has ...).
  void close(Aside& aside, bool by_comma) const {
    size_t pos = aside.said.begin;
    bool nested = false;
    for (; pos < text_.size(); pos += utf8_length(text_[pos])) {
      if (const size_t end = bracket_end(text_, pos); end > pos) pos = end;
      if (pos >= text_.size() || text_[pos] == ';') break;
      const size_t mark = mark_length(text_, pos);
      if (mark == 0 || (text_[pos] == ',') != by_comma) continue;
      if (trim(text_at(text_, {aside.said.begin, pos})).empty()) {
        nested = true;
      } else if (nested) {
        nested = false;
      } else if (!in_list(pos + mark) && !inside_date(pos)) {
        aside.said.end = pos;
        aside.at.end = pos + mark;
        return;
      }
    }
    if (pos > 0 && pos == text_.size() && (text_[pos - 1] == '.' || text_[pos - 1] == '"')) --pos;
    aside.said.end = aside.at.end = std::max(pos, aside.said.begin);
  }

  bool inside_date(size_t pos) const {
    return std::any_of(sentence_.dates.begin(), sentence_.dates.end(),
                       [&](const auto& date) { return date.at.begin <= pos && pos < date.at.end; });
  }

  // Does a name stand here with another one to follow?
  bool in_list(size_t pos) const {
    if (const size_t last = behind_list_end(pos)) return name_at(last) != nullptr;
    const Sentence::Item* name = name_at(pos);
    if (name == nullptr) return false;
    size_t end = name->at.end;
    const bool comma = text_.substr(end).starts_with(", ");
    end += comma ? 2 : 1;
    return behind_list_end(end) > 0 || (comma && name_at(end) != nullptr);
  }

  // Behind the word at `pos` that comes before the last name of a list, and a space; 0 if none
  // does.
  size_t behind_list_end(size_t pos) const {
    const std::string_view word = word_at(text_, pos);
    const size_t end = pos + word.size();
    const bool stands = pack_.word_class("list_end").has(word);
    return stands && character_at(text_, end) == ' ' ? end + 1 : 0;
  }

  const Sentence::Item* name_at(size_t pos) const {
    const auto item = std::find_if(sentence_.items.begin(), sentence_.items.end(),
                                   [&](const auto& i) { return i.at.begin == pos; });
    if (item == sentence_.items.end() || !item->is_party()) return nullptr;
    return &*item;
  }

  // Is it a clause with a subject of its own? What stands in a clause that depends on the noun
  // (whose shares have risen) does not count.
  bool has_verb(Range said) const {
    const auto verbs = find_words(text_, said, "finite", pack_);
    if (verbs.empty()) return false;
    const auto relatives = find_words(text_, said, "relative", pack_);
    return relatives.empty() || verbs.front().at.begin < relatives.front().at.begin;
  }

  // Where verbs come last in clauses: an der Halden 15 Prozent hält.
  bool ends_in_verb(Range said) const {
    return pack_.word_class("finite").has(last_word(trim(text_at(text_, said))));
  }

  const Sentence& sentence_;
  const std::string_view text_;
  const Pack& pack_;
  std::vector<Range> names_;
};

// Copies parts of a sentence, one behind the other.
class Composer {
 public:
  Composer(const Sentence& from, const Pack& pack) : from_(from), pack_(pack) {}

  void words(std::string_view text) { out_->text += text; }

  void copy(Range part, bool with_parties = true) {
    const size_t base = out_->text.size();
    out_->parts.push_back({base, part.begin});
    out_->text += text_at(from_.text, part);
    for (const Sentence::Date& date : from_.dates) {
      if (with_parties && part.contains(date.at)) {
        out_->sentence.dates.push_back({date.value, moved(date.at, part.begin, base)});
      }
    }
    for (const Sentence::Item& item : from_.items) {
      if (!part.contains(item.at)) continue;
      const Range at = moved(item.at, part.begin, base);
      if (with_parties || !item.is_party()) {
        out_->sentence.items.push_back({item.found, at, item.index});
      } else {
        std::fill_n(out_->text.begin() + static_cast<ptrdiff_t>(at.begin), at.size(), '_');
      }
    }
  }

  // Only the amounts of a part, and of the stakes that are only held (which owns 15%) those that
  // the sentence goes on to deal in (has sold its stake).
  void copy_amounts(Range part) {
    const bool deals_in_held =
        !find_words(from_.text, {part.end, from_.text.size()}, "own_stake", pack_).empty();
    for (const Sentence::Item& item : from_.items) {
      if (!part.contains(item.at) || item.is_party()) continue;
      const bool held = item.found->kind == Kind::kStake && is_held(from_.text, item.at, pack_);
      if (held && !deals_in_held) continue;
      words(" ");
      copy(item.at);
      words(" ");
    }
  }

  // Marks and words in what is said by the way end no clause of what is said, and its dates and
  // plans are of other things (X, founded in 1841, bought Y).
  void copy_aside(Range part) {
    const size_t base = out_->text.size();
    copy(part, /*with_parties=*/false);
    for (const ClassName& words : ClassNames{"clause_start", "status"}) {
      for (const Word& word : find_words(out_->text, {base, out_->text.size()}, words, pack_)) {
        std::fill_n(out_->text.begin() + static_cast<ptrdiff_t>(word.at.begin), word.at.size(),
                    '_');
      }
    }
    std::replace_if(
        out_->text.begin() + static_cast<ptrdiff_t>(base), out_->text.end(),
        [](char c) { return c == ',' || c == ';' || c == ':'; }, ' ');
  }

  std::unique_ptr<Recast> take() {
    out_->sentence.text = out_->text;
    return std::move(out_);
  }

 private:
  static Range moved(Range at, size_t from, size_t to) {
    return {at.begin - from + to, at.end - from + to};
  }

  const Sentence& from_;
  const Pack& pack_;
  std::unique_ptr<Recast> out_ = std::make_unique<Recast>();
};

// X (the "Buyer"): does a bracket only say what the party before it is called?
bool tells_aliases(const Sentence& sentence, Range bracket, const Pack& pack) {
  const auto behind =
      std::partition_point(sentence.items.begin(), sentence.items.end(),
                           [&](const auto& item) { return item.at.end <= bracket.begin; });
  return behind != sentence.items.begin() &&
         end_of_aliases(sentence, *std::prev(behind), pack) == bracket.end;
}

// Copies a part with its brackets as asides, but for those that masking leaves out.
void copy_with_brackets(const Sentence& sentence, Range part, const Pack& pack, Composer& out) {
  size_t done = part.begin;
  for (size_t pos = part.begin; pos < part.end; ++pos) {
    const size_t end = bracket_end(sentence.text, pos);
    if (end == pos || end > part.end || tells_aliases(sentence, {pos, end}, pack)) continue;
    out.copy({done, pos});
    out.copy_aside({pos, end});
    done = end;
    pos = end - 1;
  }
  out.copy({done, part.end});
}

}  // namespace

Range Recast::source(Range at) const {
  const auto next = std::find_if(parts.begin(), parts.end(),
                                 [&](const Part& part) { return part.begin > at.begin; });
  const Part part = next == parts.begin() ? Part{0, 0} : *std::prev(next);
  const size_t begin = at.begin - part.begin + part.source;
  return {begin, begin + at.size()};
}

bool has_asides(const Pack& pack) { return !pack.word_class("aside").empty(); }

std::vector<Aside> find_asides(const Sentence& sentence, const Pack& pack) {
  if (!has_asides(pack)) return {};
  return AsideFinder(sentence, pack).run();
}

std::unique_ptr<Recast> alone(const Aside& aside, const Sentence& sentence, const Pack& pack) {
  Composer out(sentence, pack);
  out.words(aside.opening);
  out.copy(sentence.items[aside.head].at);
  out.words(aside.joint);
  copy_with_brackets(sentence, aside.said, pack, out);
  return out.take();
}

std::unique_ptr<Recast> without_asides(const Sentence& sentence, const std::vector<Aside>& asides,
                                       const std::vector<bool>& lifted, const Pack& pack) {
  Composer out(sentence, pack);
  size_t done = 0;
  for (size_t i = 0; i < asides.size(); ++i) {
    copy_with_brackets(sentence, {done, asides[i].at.begin}, pack, out);
    out.words(" ");
    if (!lifted[i] && asides[i].is_clause) {
      out.copy_amounts(asides[i].at);
    } else if (!lifted[i]) {
      out.copy_aside(asides[i].at);
    }
    done = asides[i].at.end;
  }
  copy_with_brackets(sentence, {done, sentence.text.size()}, pack, out);
  return out.take();
}

}  // namespace dealwire
