// Private-use characters of GB 18030 that got a code point of their own later.
#pragma once

namespace dealwire {

// What `c` stands for: GB 18030-2000 had it in the private use area, later editions of the standard
// do not. 0 if it is none of those. Hong Kong's HKSCS is left: it filled nearly all of that area,
// so that icons and what damage leaves would pass for its characters.
char32_t assigned_later(char32_t c);

// Is `c` a private-use character?
inline bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

}  // namespace dealwire
