#include "rules/openings.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "rules/pack.h"
#include "rules/pattern_cursor.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kShortestOpening = 2;  // bytes
constexpr size_t kMostOfClass = 16;     // characters of [aeiou]

using Words = Openings::Words;

// Puts words in order, each once; of equal ones both marks count, as `both` takes them together.
template <typename Both>
void tidy(Words& words, Both both) {
  if (!std::is_sorted(words.begin(), words.end())) std::sort(words.begin(), words.end());
  size_t kept = 0;
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i].first == words[kept].first) {
      words[kept].second = both(words[kept].second, words[i].second);
    } else {
      words[++kept] = words[i];
    }
  }
  if (!words.empty()) words.resize(kept + 1);
}

// What groups begin with, by their text and, in two tables, whether case is nothing there: the
// words of a class stand in many patterns.
using Groups = std::array<std::unordered_map<std::string_view, Beginnings>, 2>;

class OpeningsReader : private PatternCursor {
 public:
  // The pattern must outlive the groups.
  OpeningsReader(std::string_view pattern, Groups& groups)
      : PatternCursor(pattern), groups_(groups) {}

  std::vector<Openings> read() {
    const bool told = each_alternative() && pos_ >= text_.size();
    return told ? std::move(out_) : std::vector<Openings>();
  }

 private:
  // Up to the end of the group, or of the pattern. False if one tells nothing.
  bool each_alternative() {
    bool told = true;
    while (true) {
      told = alternative() && told;
      if (at_end()) return told;
      ++pos_;  // the bar
    }
  }

  // Up to a bar, or the end of the group.
  bool alternative() {
    if (at(pos_) == '(') {  // in (?i:buys|sells) those of the group, if nothing stands behind it
      const size_t begin = pos_;
      skip_part();
      const size_t end = pos_;
      const bool alone = at_end() || text_[pos_] == '|';
      pos_ = begin;
      const bool any_case = any_case_;
      if (alone && open_group()) {
        const bool told = each_alternative();
        any_case_ = any_case;
        pos_ = end;
        return told;
      }
      pos_ = begin;
    }
    Openings out;
    const size_t first = pos_;
    read_parts(first, out);
    if (out.words.empty()) return false;
    keep_rarest(out.needed);
    out_.push_back(std::move(out));
    return true;
  }

  // A few sets tell as much as all: those whose words are long, begin words of a text, and are few.
  static void keep_rarest(std::vector<Words>& sets) {
    const auto rank = [](const Words& set) {
      size_t shortest = kLongEnough;
      bool begins = true;
      for (const auto& [word, begins_word] : set) {
        shortest = std::min(shortest, word.size());
        begins = begins && begins_word;
      }
      return std::tuple(!begins, kLongEnough - shortest, set.size());
    };
    std::stable_sort(sets.begin(), sets.end(),
                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    if (sets.size() > Openings::kMostNeeded) sets.resize(Openings::kMostNeeded);
  }

  // What the parts of an alternative that begins at `first` tell, one after the other.
  void read_parts(size_t first, Openings& out) {
    bool in_word = false;
    while (!at_end() && text_[pos_] != '|') {
      const size_t begin = pos_;
      const bool goes_on = std::exchange(in_word, is_letter(text_[begin])) && in_word;
      Beginnings all = goes_on ? Beginnings::anything() : sequence();
      all.cut_all();
      if (auto words = told(all.cut)) {
        if (out.words.empty()) {
          out.words = std::move(*words);
          out.at_begin = begin == first;
        } else if (auto rare = rare_words(*words); !rare.empty()) {
          out.needed.push_back(std::move(rare));
        }
      }
      pos_ = begin;
      skip_part();
      const size_t end = pos_;
      const Count count = skip_count();
      const size_t next = pos_;
      if (text_[begin] == '(' && !count.may_lack && !has_alternatives({begin, end})) {
        pos_ = begin;
        const bool any_case = any_case_;
        if (open_group()) read_parts(first, out);
        any_case_ = any_case;
        pos_ = next;
      }
    }
  }

  static bool is_letter(char c) {
    return is_word_character(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
  }

  bool has_alternatives(Range group) {
    const size_t begin = std::exchange(pos_, group.begin);
    open_group();
    while (!at_end() && text_[pos_] != '|') {
      skip_part();
    }
    const bool out = at(pos_) == '|';
    pos_ = begin;
    return out;
  }

  // The words as Openings has them; nothing if they tell too little.
  static std::optional<Words> told(const Beginnings::Words& words) {
    if (words.size() > kMostWords) return std::nullopt;
    Words out;
    out.reserve(words.size());
    for (const ShortWord one : words) {
      const bool behind_run = one.begins_with(kRun);
      const ShortWord word = behind_run ? one.without_first() : one;
      if (word.size() < kShortestOpening) return std::nullopt;
      out.emplace_back(word.first(kLongEnough), behind_run);
    }
    tidy(out, std::logical_or<bool>());
    return out;
  }

  // Words without the space before them, and whether there is one; none if some are common.
  static Words rare_words(const Words& words) {
    Words out;
    for (const auto& [word, behind_run] : words) {
      const bool spaced = word.begins_with(' ');
      const ShortWord bare = spaced ? word.without_first() : word;
      const std::string rest = bare.text();
      const bool common = is_mask(character_at(rest, 0)) ? rest.starts_with(mask(Kind::kParty))
                                                         : rest.size() < kShortestOpening;
      if (common) return {};
      const bool begins = !behind_run && (spaced || !is_word_character(character_at(rest, 0)));
      out.emplace_back(bare, begins);
    }
    tidy(out, std::logical_and<bool>());
    return out;
  }

  // Up to the end of the group, or of the pattern.
  Beginnings alternatives() {
    const bool any_case = any_case_;
    Beginnings out = sequence();
    while (at(pos_) == '|') {
      ++pos_;
      out.add(sequence());
    }
    out.tell_apart();
    any_case_ = any_case;
    return out;
  }

  Beginnings sequence() {
    Beginnings out = Beginnings::nothing();
    while (!at_end() && text_[pos_] != '|') {
      if (out.whole.empty()) {  // what follows tells no more
        skip_part();
        skip_count();
        continue;
      }
      if (skip_run()) {
        out = join_beginnings(out, {{ShortWord({&kRun, 1})}, {}});
        continue;
      }
      Beginnings next = part();
      Count count = skip_count();
      if (count.may_repeat) {
        count.may_lack = count.may_lack || std::erase(next.whole, ShortWord()) > 0;
        next.cut_all();
      }
      if (count.may_lack) next.whole.emplace_back();
      next.tell_apart();
      out = join_beginnings(out, std::move(next));
    }
    return out;
  }

  Beginnings part() {
    const char c = text_[pos_];
    if (c == '(') return group();
    if (c == '[') return character_class();
    if (c == '\\') return escaped();
    if (c == '^' || c == '$' || c == '.') {
      ++pos_;
      return c == '.' ? Beginnings::anything() : Beginnings::nothing();
    }
    return of_character(next_character(text_, pos_));
  }

  Beginnings group() {
    const bool any_case = any_case_;
    const size_t begin = pos_;
    if (!open_group()) return Beginnings::nothing();
    const size_t inner = std::exchange(pos_, begin);
    skip_part();
    const auto [entry, added] = groups_[any_case].try_emplace(text_.substr(begin, pos_ - begin));
    Beginnings& known = entry->second;  // stays where it is when others come
    if (!added) return known;
    pos_ = inner;
    Beginnings out = alternatives();
    any_case_ = any_case;
    ++pos_;
    return known = std::move(out);
  }

  // Goes past what opens a group. False if it is but flags, which hold from there on.
  bool open_group() {
    ++pos_;
    if (at(pos_) != '?') return true;
    if (at(pos_ + 1) == 'P' || at(pos_ + 1) == '<') {
      pos_ = std::min(text_.find('>', pos_), text_.size() - 1) + 1;
      return true;
    }
    bool on = true;
    for (++pos_; pos_ < text_.size() && text_[pos_] != ':' && text_[pos_] != ')'; ++pos_) {
      if (text_[pos_] == '-') on = false;
      if (text_[pos_] == 'i') any_case_ = on;
    }
    return at(pos_++) == ':';
  }

  Beginnings character_class() {
    const size_t begin = pos_;
    skip_class();
    const std::string_view inner = text_.substr(begin + 1, pos_ - begin - 2);
    if (inner.empty() || inner[0] == '^' || inner.find('\\') != inner.npos ||
        inner.find("[:") != inner.npos) {
      return Beginnings::anything();
    }
    Beginnings out;
    size_t count = 0;
    for (size_t i = 0; i < inner.size();) {
      const char32_t first = next_character(inner, i);
      char32_t last = first;
      if (i + 1 < inner.size() && inner[i] == '-') last = next_character(inner, ++i);
      for (char32_t c = first; c <= last; ++c) {
        if (++count > kMostOfClass) return Beginnings::anything();
        out.add(of_character(c));
      }
    }
    out.tell_apart();
    return out;
  }

  Beginnings escaped() {
    const char c = at(pos_ + 1);
    const size_t begin = pos_;
    skip_escape();
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') return Beginnings::nothing();
    if (c == 'x') {
      const std::string_view digits = text_.substr(begin + 2, pos_ - begin - 2);
      char32_t code = 0;
      for (const char digit : digits) {
        if (digit == '{' || digit == '}') continue;
        code = code * 16 +
               static_cast<char32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
      }
      return of_character(code);
    }
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (letter || (c >= '0' && c <= '9')) return Beginnings::anything();
    size_t pos = begin + 1;
    return of_character(next_character(text_, pos));
  }

  Beginnings of_character(char32_t c) const {
    Beginnings out;
    const auto add = [&](char32_t form) {
      std::string word;
      append_utf8(word, form);
      out.add(ShortWord(ascii_lower(word)), true);
    };
    add(c);
    if (any_case_ && c >= 0x80) {
      add(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
      add(static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))));
    }
    out.tell_apart();
    return out;
  }

  Groups& groups_;
  std::vector<Openings> out_;
  bool any_case_ = false;
};

}  // namespace

std::vector<std::vector<Openings>> openings_of(const std::vector<std::string>& patterns) {
  Groups groups;
  std::vector<std::vector<Openings>> out;
  for (const std::string& pattern : patterns) out.push_back(OpeningsReader(pattern, groups).read());
  return out;
}

}  // namespace dealwire
