#include "text/sentence.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace dealwire {
namespace {

bool closes(char32_t c) {
  constexpr std::u32string_view kClosing = U"\"'”’」』）)】》〉]";
  return kClosing.find(c) != kClosing.npos;
}

bool opens_bracket(char32_t c) { return c == '(' || c == U'（'; }
bool closes_bracket(char32_t c) { return c == ')' || c == U'）'; }

bool is_cjk_end(char32_t c) {
  constexpr std::u32string_view kEnds = U"。！？｡";
  return kEnds.find(c) != kEnds.npos;
}

// Does a bracket close soon behind `pos`, and none open before?
bool closes_soon(std::string_view text, size_t pos) {
  constexpr size_t kAside = 240;  // bytes
  const std::string_view rest = text.substr(pos, kAside);
  const size_t close = std::min(rest.find(')'), rest.find("）"));
  return close < std::min(rest.find('('), rest.find("（"));
}

// Does what stands before a single letter tell that it counts, rather than beginning a name: a
// Series C, eine Serie A?
bool counts_by_letter(std::string_view before) {
  constexpr std::array<std::string_view, 7> kNouns = {" Series", " series", " Serie", " serie",
                                                      " Série",  " série",  " Class"};
  return before.ends_with(' ') &&
         std::any_of(kNouns.begin(), kNouns.end(), [&](std::string_view noun) {
           return before.substr(0, before.size() - 1).ends_with(noun);
         });
}

// Is what ends before `dot` a German ordinal: zum 1. Januar, im 3. Quartal, der 1. FC?
bool is_ordinal(std::string_view text, size_t dot) {
  constexpr std::array<std::string_view, 13> kBefore = {
      "zum", "Zum", "am", "Am", "ab", "Ab", "im", "Im", "vom", "der", "Der", "dem", "den"};
  constexpr size_t kDigits = 2;  // a year ends sentences
  size_t begin = dot;
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
  if (begin == dot || dot - begin > kDigits || begin == 0 || text[begin - 1] != ' ') return false;
  const std::string_view before = text.substr(0, begin - 1);
  const size_t space = before.rfind(' ');
  const std::string_view word = space == before.npos ? before : before.substr(space + 1);
  return std::find(kBefore.begin(), kBefore.end(), word) != kBefore.end();
}

// Does the word before the full stop at `dot` end in one without ending a sentence?
bool is_abbreviation(std::string_view text, size_t dot) {
  constexpr std::array<std::string_view, 32> kAbbreviations = {
      "Inc", "Corp",   "Co",  "Ltd", "Mr",  "Mrs",  "Ms",  "Dr",  "St",  "Jr",  "Sr",
      "vs",  "No",     "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Gov", "Sen",
      "Rep", "approx", "Ps",  "Bs",  "Mio", "Mrd",  "Nr",  "Sra", "Dra", "Prof"};
  size_t begin = dot;
  while (begin > 0 && is_word_character(character_before(text, begin))) {
    begin = previous_position(text, begin);
  }
  const std::string_view word = text.substr(begin, dot - begin);
  const bool initial = word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' &&
                       !counts_by_letter(text.substr(0, begin));
  return initial ||
         std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

// May a sentence begin here? Lower-case letters cannot.
bool may_begin(std::string_view text, size_t pos) {
  if (pos >= text.size()) return true;
  const char c = text[pos];
  return !(c >= 'a' && c <= 'z');
}

}  // namespace

std::vector<Range> split_sentences(std::string_view block) {
  std::vector<Range> out;
  const auto add = [&](size_t begin, size_t end) {
    const std::string_view sentence = trim(block.substr(begin, end - begin));
    if (sentence.empty()) return;
    const auto at = static_cast<size_t>(sentence.data() - block.data());
    out.push_back({at, at + sentence.size()});
  };
  size_t begin = 0;
  bool bracket = false;  // the sentence has opened one, behind its beginning
  for (size_t pos = 0; pos < block.size();) {
    const size_t at = pos;
    const char32_t c = next_character(block, pos);
    const bool latin_end = c == '.' || c == '!' || c == '?';
    if (opens_bracket(c) && !trim(block.substr(begin, at - begin)).empty()) bracket = true;
    if (closes_bracket(c)) bracket = false;
    if (!is_cjk_end(c) && !latin_end) continue;
    // Ends come in runs (?!, ……) and drag closing quotes along.
    size_t end = pos;
    bool by_the_way = false;  // X（以下「甲」という。）は goes on
    while (end < block.size()) {
      size_t next = end;
      const char32_t d = next_character(block, next);
      if (!closes(d) && !is_cjk_end(d) && d != '!' && d != '?') break;
      by_the_way = closes_bracket(d) && bracket;
      end = next;
    }
    if (by_the_way || (bracket && closes_soon(block, end))) {
      bracket = !by_the_way;
      pos = end;
      continue;
    }
    if (latin_end) {
      size_t following = end;
      while (following < block.size()) {
        size_t next = following;
        if (!is_space(next_character(block, next))) break;
        following = next;
      }
      const bool before_space = following > end || end == block.size();
      const bool after_cjk = at > 0 && c != '.' && is_cjk(character_before(block, at));
      if (!after_cjk && (!before_space || !may_begin(block, following))) continue;
      if (c == '.' && end == pos && end != block.size() &&
          (is_abbreviation(block, at) || is_ordinal(block, at)))
        continue;
    }
    add(begin, end);
    begin = pos = end;
    bracket = false;
  }
  add(begin, block.size());
  return out;
}

}  // namespace dealwire
