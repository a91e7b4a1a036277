// Romanization that mirror sites inject behind single characters: 網(wǎng)易 for 網易.
#pragma once

#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

// The bracketed readings to be cut out of a document's texts, for each text in order. A reading is
// one syllable of pinyin with a tone mark, in brackets behind a Han character. Brackets like that
// occur in honest text (a gloss on one rare name), so they are injected only where the texts hold
// three or more and each character has the same reading throughout; else nothing is returned.
std::vector<std::vector<Range>> injected_readings(const std::vector<std::string_view>& texts);

}  // namespace dealwire
