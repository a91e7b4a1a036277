// Characters that show nothing, or that stand in a text against its being copied.
#pragma once

#include "repair/repairs.h"

namespace dealwire {

// What must go so that the text holds what a reader sees of it.
//
// "invisible": soft hyphens, zero-width characters, bidi controls, tags, fillers, the rest of what
// Unicode calls Default_Ignorable_Code_Point (UAX #44), and control characters. One that has a job
// beside its neighbours stays:
// - ZWJ and ZWNJ beside letters that take another shape by them (joining scripts, Indic syllables;
//   UAX #31, section 2.3), and ZWJ in emoji (UTS #51);
// - a zero-width space beside letters of scripts without spaces (Line_Break=SA: Thai, Khmer ...);
// - bidi controls in a line that has right-to-left letters (UAX #9);
// - a variation selector behind emoji, ideographs and signs that have variants (UTS #37, UTS #51);
// - tags in the flag of a region, fillers among conjoining jamo, a grapheme joiner before a mark,
//   and what belongs to one script beside letters of that script.
// Fillers that fonts show as a blank become a space. The soft hyphen goes alone: a space behind it
// is one to the reader too.
//
// "private_use": private-use characters, and U+FFFC and U+001A, which stand for what is no text.
// Those that were sprinkled into the text go (sprinkled.h). Between Han characters those of
// GB 18030 become what they are by now. The others go where they are icons: between blanks, or at
// an end of a line with no digit beside them. Else they may be a character that is gone, and stay
// (see lost.h).
//
// "ruby": readings in interlinear annotation characters (U+FFF9 base U+FFFA reading U+FFFB).
//
// Neighbouring characters of one kind are one repair. O(text), and most texts have none.
Repairs find_invisible(const Texts& texts);

}  // namespace dealwire
