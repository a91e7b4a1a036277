// Text that was decoded in a wrong charset of Chinese, Japanese or Korean: 鍥界綉 for 国网, which
// is UTF-8 read as GBK, 縺ｮ for の, as Shift_JIS, いゅ for 中文, which is Big5 read as GBK.
#pragma once

#include "repair/repairs.h"

namespace dealwire {

// The places to mend, of kind "misread". A character whose bytes did not all survive becomes
// U+FFFD.
//
// A reading counts if its own bytes, misread, give just what stands there, and if it costs clearly
// less than that. Two things make it cheaper: bytes that happen to be valid UTF-8 are rare in other
// charsets, so that a few characters tell; between two charsets of double bytes only words tell, so
// that whole lines are asked for. What is sure in one place makes it likely in others of the
// article.
//
// Linear; clean text is passed at some hundred MB/s. The first call makes tables (some 20 ms).
// Doing it twice changes nothing. Safe on all threads.
Repairs find_misread_cjk(const Texts& texts);

}  // namespace dealwire
