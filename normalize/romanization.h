// Romanization that mirror sites inject behind single characters: 網(wǎng)易 for 網易.
#pragma once

#include "normalize/repairs.h"

namespace dealwire {

// Cuts out the bracketed readings of a document's texts, kind "romanization". A reading is one
// syllable of pinyin with a tone mark, in brackets behind a Han character. Brackets like that occur
// in honest text (a gloss on one rare name), so they are injected only where the texts hold three
// or more and each character has the same reading throughout; else nothing is returned.
Repairs find_readings(const Texts& texts);

}  // namespace dealwire
