// Stakes that somebody merely has: 三輪が20%を出資する北浜は, "owns 9%", "Orsk, 15% owned by
// Pell,".
//
// in:  a sentence, masked or not, and a stake in it
// out: whether they have it already, or the words that tell of it; such stakes are of no deal
#pragma once

#include <string_view>

#include "model/range.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// From the stake up to a verb of class `holding`: 20%を出資する. Empty if the stake is none of a
// party behind it, or the language sets its case words before names. Pure; O(text).
Range holding_clause(const Masked& masked, const Masked::Slot& stake, const Pack& pack);

// Does a word of class `held` stand right before the stake, or one of `held_behind` right behind
// it? But who buys "the 9% held by Orsk" gets it. Pure; O(1).
bool is_held(std::string_view text, Range stake, const Pack& pack);

}  // namespace dealwire
