#include "repair/cjk_signs.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

#include "text/alphabet.h"
#include "text/labels.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Signs = std::vector<CjkSign>;

constexpr uint8_t kLetterCost = 5, kMarkCost = 6, kHalfWidthCost = 4, kCjkLetterCost = 8,
                  kBorrowedCost = 9, kForeignCost = 11, kNoTextCost = 18;
constexpr uint8_t kUnknownByAll = 0xF;

// Han, kana and Hangul, and their forms of half width.
bool is_wide_form(char32_t c) {
  return is_cjk(c) || (c >= 0xFF61 && c <= 0xFFDC) || (c >= 0x3130 && c <= 0x318F);
}

// Of a character in no alphabet. Not as in legibility.cc: spaces are not cheap, since what is cheap
// counts as common and may be guessed where bytes are gone; ¤ is a sign like others, since GB 2312
// and KS X 1001 have it; and U+FFFD is weighed by stretch.cc.
uint8_t unknown_cost(UChar32 c) {
  return is_no_text(c) ? kNoTextCost : u_isalpha(c) ? kForeignCost : kBorrowedCost;
}

template <typename F>
void for_each(const icu::UnicodeSet& set, F f) {
  for (int32_t i = 0; i < set.getRangeCount(); ++i) {
    for (UChar32 c = set.getRangeStart(i); c <= std::min<UChar32>(set.getRangeEnd(i), 0xFFFF);
         ++c) {
      f(static_cast<size_t>(c));
    }
  }
}

void add_alphabets(Signs& signs) {
  const auto cheaper = [&](const icu::UnicodeSet& set, uint8_t cost) {
    for_each(set, [&](size_t c) { signs[c].cost = std::min(signs[c].cost, cost); });
  };
  for (const auto& [name, alphabet] : alphabets()) {
    const uint8_t bit = language_bits(name);
    cheaper(alphabet.letters, bit != 0 ? kCjkLetterCost : kLetterCost);
    cheaper(alphabet.signs, kMarkCost);
    cheaper(alphabet.borrowed, kBorrowedCost);
    for (const auto* set : {&alphabet.letters, &alphabet.signs}) {
      for_each(*set, [&](size_t c) { signs[c].unknown &= static_cast<uint8_t>(~bit); });
    }
  }
}

void add_bytes(Signs& signs) {
  const auto continues = [](uint32_t byte) { return byte >= 0x80 && byte < 0xC0; };
  for (size_t i = 0; i < kDoubleBytes; ++i) {
    const DoubleByte& charset = DoubleByte::of(kDoubleByteNames[i]);
    const auto bit = static_cast<uint8_t>(1u << i);
    for (char32_t c = 0x80; c < signs.size(); ++c) {
      const uint32_t bytes = charset.bytes_of(c);
      const size_t size = bytes_in(bytes);
      if (size == 0) continue;
      const bool single = size == 1;
      const uint32_t first = bytes >> (8 * (size - 1)) & 0xFF;
      const uint32_t second = single ? 0 : bytes >> (8 * (size - 2)) & 0xFF;
      if (first >= (single ? 0xC2 : 0xE1) && first <= 0xF0 && (single || continues(second))) {
        signs[c].begins |= bit;
      }
      if (first >= 0xC2 && first < 0xE0 && (single || continues(second))) signs[c].whole |= bit;
      if (continues(first) && (second < 0x80 || (second >= 0xE0 && second < 0xF0))) {
        signs[c].continues |= bit;
      }
    }
  }
}

Signs make_signs() {
  Signs out(65536);
  for (char32_t c = 0x80; c < out.size(); ++c) {
    const bool wide = is_wide_form(c);
    out[c] = {unknown_cost(static_cast<UChar32>(c)), kUnknownByAll, wide, is_han(c)};
  }
  add_alphabets(out);
  for (char32_t c = 0; c < 0x80; ++c) out[c].cost = kAsciiCost;
  // Where there is half-width katakana it is most of the text, and its bytes are often UTF-8.
  for (char32_t c = 0xFF61; c <= 0xFF9F; ++c) out[c].cost = kHalfWidthCost;
  add_bytes(out);
  return out;
}

}  // namespace

const CjkSign& sign_of(char32_t c) {
  static const auto* const signs = new Signs(make_signs());
  static const CjkSign han{kForeignCost, kUnknownByAll, true, true},
      other{kForeignCost, kUnknownByAll};
  return c < signs->size() ? (*signs)[c] : is_han(c) ? han : other;
}

uint8_t language_bits(std::string_view languages) {
  uint8_t out = 0, bit = 1;
  for (size_t begin = 0; begin < kCjkLanguages.size(); bit = static_cast<uint8_t>(bit << 1)) {
    const size_t end = std::min(kCjkLanguages.find(' ', begin), kCjkLanguages.size());
    if (has_word(languages, kCjkLanguages.substr(begin, end - begin))) out |= bit;
    begin = end + 1;
  }
  return out;
}

bool is_common(char32_t c) { return sign_of(c).cost <= kCjkLetterCost; }

bool is_code_list(std::string_view text) {
  constexpr size_t kMany = 5;
  size_t wide = 0;
  char32_t last = 0;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (!sign_of(c).wide) continue;
    if (c <= last) return false;
    last = c;
    ++wide;
  }
  return wide >= kMany;
}

}  // namespace dealwire
