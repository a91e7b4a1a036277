// Text that was decoded in the wrong charset: VoilÃ  for Voilà, ÐœÐ¸Ñ€ for Мир, ÖÐ¹ú for 中国.
#pragma once

#include "repair/repairs.h"

namespace dealwire {

// The places of a document's texts that were
//   - UTF-8, read in a charset of one byte a character (byte_table.h), as often as that was done,
//     where bytes of it may have been lost since: a no-break space become a plain one, a byte that
//     the charset leaves undefined become U+FFFD, "?" or nothing, a character become an entity,
//     and soft hyphens may have been put between them;
//   - windows-1252, read as ISO-8859-1, so that controls stand for its quotes and dashes;
//   - Chinese, Japanese or Korean of a charset of two bytes, read as windows-1252.
// A place is mended where encoding what it is to be and decoding that wrongly gives what it is,
// and where it reads clearly better then, by the languages' alphabets (oddity.h). What a lost byte
// was is told where one letter only fits, else U+FFFD takes its place.
//
// Linear in the texts' size. Those without damage are skipped at half a gigabyte a second.
Repairs find_misread(const Texts& texts);

}  // namespace dealwire
