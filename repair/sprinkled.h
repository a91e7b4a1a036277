// Private-use characters that were sprinkled into a text, against its being copied.
#pragma once

#include <set>

#include "repair/repairs.h"

namespace dealwire {

// Those that stand for nothing. Where a page's own font shows one as a letter or a digit, that is
// missing from the text; where one was put between others, nothing is. Which it is, the document
// tells: do the characters on both sides stand side by side elsewhere, and do they make a word of
// ICU's dictionary of Chinese and Japanese? That is compared with all other places, whole as they
// are and with one character taken out. What touches a digit is no evidence, nor is a
// text of which much is private use. In doubt none.
//
// O(text), and at once where there is no private use.
std::set<char32_t> sprinkled_private_use(const Texts& texts);

}  // namespace dealwire
