// What is bought where the text describes it and names nothing: its Irish vending arm,
// 兩座閒置奶粉廠, 冷凍食品事業を.
//
// in:  a trigger in a masked sentence
// out: where the description stands
//
// It ends in a word of class `asset_noun` behind the deed, or before it where the language marks
// there what is dealt in (將X售予Y, Xを売却), and begins behind whose it is, the words of class
// `asset_bound` (its, the, of), the deed itself, or what cannot be part of a name. An `asset_noun`
// with the value `plain` (unit, 業務) tells nothing alone. Without that class a language has no
// descriptions. Linear in the clause.
#pragma once

#include <optional>
#include <vector>

#include "model/range.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/places.h"

namespace dealwire {

// Bytes of the masked text. `hits` are all triggers of the sentence.
std::optional<Range> described_asset(const Masked& masked, const Pack& pack, const Hit& hit,
                                     const std::vector<Hit>& hits);

}  // namespace dealwire
