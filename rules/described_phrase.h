// The same as described_asset.h for languages that say what an asset is behind its noun, or in one
// word with it: sa filiale irlandaise de distribution, su planta de Zaragoza, das irische
// Pflegeheimgeschäft.
//
// in:  a trigger in a masked sentence
// out: where the description stands
//
// It has a noun of class `asset_noun`, in German also at the end of a compound. With the value
// `plain` the noun tells nothing alone. Before it belong numbers (`asset_count`) and in German
// adjectives; behind it words in small letters up to one of class `asset_bound`, and what an
// `asset_link` joins (de Lyon), but no party. No word of case stands before it but one that the
// deed ends in: la vente de son usine. It stands behind the deed, in German before it too. Linear
// in the clause.
#pragma once

#include <optional>
#include <vector>

#include "model/range.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/places.h"

namespace dealwire {

inline constexpr size_t kLongestDescription = 60;  // bytes

// Does the language describe assets so?
bool has_asset_phrases(const Pack& pack);

// Bytes of the masked text. `hits` are all triggers of the sentence.
std::optional<Range> asset_phrase(const Masked& masked, const Pack& pack, const Hit& hit,
                                  const std::vector<Hit>& hits);

}  // namespace dealwire
