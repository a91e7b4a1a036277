// Places whose characters are gone and cannot be told from the text.
#pragma once

#include "repair/repairs.h"

namespace dealwire {

// Each run of characters that stand for lost ones, kind "lost", without edits: U+FFFD, and what is
// left of private use, U+FFFC and U+001A after find_invisible() (invisible.h). Also what shows that
// they were lost: U+FFFD in UTF-8 read in an East Asian charset (锟斤拷, 嚙踝蕭, 占쏙옙, 鐃緒申,
// ｿｽ), and memory that held no text (烫烫烫, 屯屯屯); not where it stands in quotes, as an article
// writes about it; and a '?' that took the place of a digit (約?40億). O(text).
Repairs find_lost(const Texts& texts);

}  // namespace dealwire
