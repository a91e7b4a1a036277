// Triggers in a sentence.
#pragma once

#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/places.h"

namespace dealwire {

// The triggers of a sentence, the leftmost first, then the longest. Frames that share one stand
// together, in the order of the pack. One pass for the words that triggers hold, then one for each
// frame that may match.
std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack);

// Where the words of a deed end: with its clause, or before the next of the sentence's `hits`.
size_t end_of_deed(const Masked& masked, const Hit& hit, const std::vector<Hit>& hits);

}  // namespace dealwire
