#include "normalize/withhold.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr std::string_view kNumerals =
    "〇零一二兩两三四五六七八九十百千萬万億亿兆京廿卅半數数幾几多餘余壹貳贰參叁伍십백천만억조";

// Does a figure begin or end with such a character?
bool is_in_figure(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  if (type == U_DECIMAL_DIGIT_NUMBER || type == U_OTHER_NUMBER || type == U_CURRENCY_SYMBOL) {
    return true;
  }
  std::string character;
  append_utf8(character, c);
  return kNumerals.find(character) != kNumerals.npos;
}

// May it stand inside one?
bool is_between_figures(char32_t c) {
  return std::u32string_view(U" \u00A0.,，．點点至到~～-–—").find(c) != std::u32string_view::npos;
}

// Letters of scripts that have spaces between words.
bool is_in_word(char32_t c) { return is_word_character(c) && !is_cjk(c); }

bool is_never(char32_t) { return false; }

using Test = bool (*)(char32_t);

// Widens `at` over characters that pass `test`, and between them over those that pass `between`.
Range widen(std::string_view text, Range at, size_t limit, Test test, Test between) {
  for (size_t pos = at.begin; pos > limit;) {
    const char32_t c = character_before(text, pos);
    if (!test(c) && !between(c)) break;
    pos = previous_position(text, pos);
    if (test(c)) at.begin = pos;
  }
  for (size_t pos = at.end; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (!test(c) && !between(c)) break;
    if (test(c)) at.end = pos;
  }
  return at;
}

}  // namespace

std::vector<Edit> withhold_lost(std::string_view text, const std::vector<Range>& lost) {
  std::vector<Edit> out;
  for (const Range& place : lost) {
    const size_t done = out.empty() ? 0 : out.back().at.end;
    if (place.end <= done) continue;
    Range at{std::max(place.begin, done), place.end};
    at = widen(text, at, done, is_in_word, is_never);
    at = widen(text, at, done, is_in_figure, is_between_figures);
    out.push_back({at, "\uFFFD"});
  }
  return out;
}

}  // namespace dealwire
