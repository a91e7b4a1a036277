// Double-byte text that lost a byte and was then decoded: 電力??萍季揞^面臨 for 電力。科技巨頭面臨.
//
// The rest of such a run is read one byte off, until an ASCII byte or an invalid pair sets it
// right. A run is mended when it reads clearly better one byte on (slip_run.h), in GBK, Big5,
// Shift_JIS, EUC-JP or EUC-KR. Lost may be a lead byte, a trail byte, a byte that became '?', or
// the bytes of a sign (！？，) that were cut wherever they occurred, also across characters.
#pragma once

#include "repair/repairs.h"

namespace dealwire {

// Places of kind "slipped". A character whose lost byte cannot be told becomes U+FFFD. Where a
// document has such places, what shows the same damage beyond repair is of kind "lost".
//
// Pure, safe on every core. Clean text costs one pass; suspicious lines cost some microseconds a
// character, up to a budget.
Repairs find_slips(const Texts& texts);

}  // namespace dealwire
