// What single characters cost to read, and which bytes they may have been, for misread_cjk.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/double_byte.h"

namespace dealwire {

// The languages of the charsets of double bytes, by CLDR's names.
constexpr std::string_view kCjkLanguages = "zh zh_Hant ja ko";

// Those written in each of them, in the order of kDoubleByteNames.
constexpr std::string_view kWritten[kDoubleBytes] = {"zh zh_Hant", "zh_Hant", "ja", "ko", "ja"};

// What is known of a character. Costs are in nats, rounded, as in legibility.h, but whatever the
// language: the least that it costs in any.
struct CjkSign {
  uint8_t cost = 0;
  uint8_t unknown = 0;  // a bit for each of kCjkLanguages that does not use it
  bool wide = false;    // Han, kana or Hangul, of half width too
  bool han = false;
  // What UTF-8 its bytes may be: a bit for each of kDoubleByteNames.
  uint8_t begins = 0;     // the first bytes of a character of three
  uint8_t continues = 0;  // one that continues a character, and what may come behind it
  uint8_t whole = 0;      // a character of two bytes
};

// Made at first use in some 20 ms. Safe on all threads.
const CjkSign& sign_of(char32_t c);

// Bits of CjkSign::unknown.
uint8_t language_bits(std::string_view languages);

// In common use in some language?
bool is_common(char32_t c);

inline bool is_small_latin(char32_t c) { return c >= 'a' && c <= 'z'; }

// Is a line with so many small Latin letters and wide characters in a language of Latin script?
inline bool is_latin_line(size_t small, size_t wide) { return small > 3 * wide; }

// Are the wide characters of the text in order of their codes, as in a list? Bytes of such a list
// tell nothing.
bool is_code_list(std::string_view text);

constexpr uint8_t kAsciiCost = 4;

}  // namespace dealwire
