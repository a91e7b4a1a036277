#include "extract/letters.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace dealwire {
namespace {

// The letter or digit at `pos` in lower case, or 0; moves behind it.
char32_t next_letter(std::string_view text, size_t& pos) {
  const char32_t c = next_character(text, pos);
  if (c < 0x80) return !is_word_character(c) ? 0 : c >= 'A' && c <= 'Z' ? c + 32 : c;
  const auto wide = static_cast<UChar32>(c);
  return u_isalnum(wide) ? static_cast<char32_t>(u_tolower(wide)) : 0;
}

}  // namespace

Letters letters_of(std::string_view text) {
  Letters out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const char32_t letter = next_letter(text, pos);
    if (letter == 0) continue;
    out.text += letter;
    out.at.push_back({begin, pos});
  }
  return out;
}

char32_t first_letter(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    if (const char32_t letter = next_letter(text, pos)) return letter;
  }
  return 0;
}

bool same_words(std::string_view a, std::string_view b) {
  const auto next = [](std::string_view text, size_t& pos) {
    char32_t letter = 0;
    while (letter == 0 && pos < text.size()) letter = next_letter(text, pos);
    return letter;
  };
  bool any = false;
  for (size_t i = 0, j = 0;;) {
    const char32_t x = next(a, i), y = next(b, j);
    if (x != y) return false;
    if (x == 0) return any;
    any = true;
  }
}

}  // namespace dealwire
