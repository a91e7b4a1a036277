// What damage leaves beside text that was mended.
#pragma once

#include "model/article.h"
#include "repair/repairs.h"

namespace dealwire {

// Places, kind "lost", in the blocks of an article in which something misread or slipped was
// mended: letters of other scripts that stand between Chinese, Japanese and Korean ones, which are
// what is left of characters, and the ends of mended stretches whose last byte is gone and may have
// taken the next character along (€350 that became 鈧?50).
Repairs find_residue(const Article& article);

}  // namespace dealwire
