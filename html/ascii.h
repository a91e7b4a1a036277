// What the HTML standard asks of ASCII (https://infra.spec.whatwg.org/#ascii-whitespace).
#pragma once

#include <string_view>

#include "text/utf8.h"

namespace dealwire::html {

inline constexpr std::string_view kBlanks = "\t\n\f\r ";

inline bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// Does `word`, in lower case, stand at `pos`, case aside? `pos` lies in the text or at its end.
inline bool starts_with_ignoring_case(std::string_view text, size_t pos, std::string_view word) {
  if (text.size() - pos < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (ascii_lower(text[pos + i]) != word[i]) return false;
  }
  return true;
}

// The same word, case aside; `word` is in lower case.
inline bool is_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() && starts_with_ignoring_case(text, 0, word);
}

}  // namespace dealwire::html
