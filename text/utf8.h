// Walking through UTF-8. All functions take valid UTF-8, which is all there is after decoding.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

// The length in bytes of the character that starts with `lead`.
inline size_t utf8_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

char32_t next_wide_character(std::string_view text, size_t& pos);  // of one outside ASCII

// Decodes the character at `pos` and moves `pos` behind it.
inline char32_t next_character(std::string_view text, size_t& pos) {
  if ((text[pos] & 0x80) != 0) return next_wide_character(text, pos);
  return static_cast<char32_t>(text[pos++]);
}

inline bool is_ascii_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
inline bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_ascii(std::string_view text);

inline bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

// The character at `pos`; 0 at the end of the text.
inline char32_t character_at(std::string_view text, size_t pos) {
  return pos < text.size() ? next_character(text, pos) : 0;
}

// The character that ends at `pos`; 0 at the beginning of the text.
char32_t character_before(std::string_view text, size_t pos);

// The start of the character that ends at `pos`.
size_t previous_position(std::string_view text, size_t pos);

void append_utf8(std::string& out, char32_t c);

bool is_han(char32_t c);
bool is_kana(char32_t c);
bool is_hiragana(char32_t c);
bool is_katakana(char32_t c);
bool is_hangul(char32_t c);
inline bool is_cjk(char32_t c) { return is_han(c) || is_kana(c) || is_hangul(c); }

// What Chinese, Japanese and Korean write exact numbers with: 三, 廿, 億, 만.
bool is_numeral(char32_t c);

bool is_wide_word_character(char32_t c);  // of one outside ASCII

// A letter or digit of a script that parts words by spaces, so that a word ends where these end.
inline bool is_word_character(char32_t c) {
  if (c >= 0x80) return is_wide_word_character(c);
  return is_ascii_digit(c) || is_ascii_letter(c);
}

// Does the range begin or end inside a word of such a script? RE2's \b knows only ASCII.
bool cuts_word(std::string_view text, Range at);

// The next place behind `pos` where a word may begin: none inside a word that spaces part.
size_t next_beginning(std::string_view text, size_t pos);

// The same for names, which also fill whole runs of katakana (メタ in メタル) and begin where a
// Korean word begins (애플 in 파인애플); it may go on in particles (애플은).
bool cuts_name(std::string_view text, Range at);

// Does the syllable, a Hangul one, end in a consonant? Korean particles agree with it.
bool ends_in_consonant(char32_t c);

// White space as a page shows it: ASCII space and controls, NBSP, the ideographic space, the
// spaces of U+2000.
bool is_space(char32_t c);

// How wide a terminal shows the character: 2 columns for CJK and full-width forms, 0 for
// combining marks, else 1 (Unicode UAX #11, by ICU).
int columns(char32_t c);
size_t columns(std::string_view text);

std::string_view trim(std::string_view text);

// `text` trimmed, and each run of white space in it as one space.
std::string collapse_spaces(std::string_view text);

// `text` with each character in lower case by itself (simple mappings of Unicode).
std::string lower(std::string_view text);

// The same for ASCII's letters alone.
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string ascii_lower(std::string_view text);

// Converts byte offsets of a text to code points. Built in one pass; a lookup walks 64 bytes.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  size_t operator()(size_t byte) const;

 private:
  std::string_view text_;
  std::vector<uint32_t> before_;  // code points before each 64th byte
};

}  // namespace dealwire
