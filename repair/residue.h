// What damage leaves beside text that was mended.
#pragma once

#include "model/article.h"
#include "repair/repairs.h"

namespace dealwire {

// Places, kind "lost".
//
// In the blocks of an article in which something misread or slipped was mended: letters of other
// scripts that stand between Chinese, Japanese and Korean ones, which are what is left of
// characters, and the ends of mended stretches whose last byte is gone and may have taken the next
// character along (€350 that became 鈧?50).
//
// In all of an article that lost bytes anywhere: ASCII signs and letters, '?' and '€' where only
// half a character can have put them (48|元, 八€月, 磥T十五億), and readings in brackets that were
// not cut out, each with the character before it, which is not the one that was read. In other
// articles all these are what somebody wrote.
Repairs find_residue(const Article& article);

}  // namespace dealwire
