// Stakes that somebody merely has, told in a clause about a party: 三輪が20%を出資する北浜は.
//
// in:  a masked sentence and a stake in it
// out: the words that tell of it, which are no deal
#pragma once

#include "model/range.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// From the stake up to a verb of class `holding`: 20%を出資する. Empty if the stake is none of a
// party behind it, or the language sets its case words before names. Pure; O(text).
Range holding_clause(const Masked& masked, const Masked::Slot& stake, const Pack& pack);

}  // namespace dealwire
