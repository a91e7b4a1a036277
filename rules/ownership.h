// Whose a company is that is bought: "Kestrel, a unit of Halden", "the Halden unit Kestrel",
// "Halden-owned Kestrel", "Kestrel, owned by Halden and Pell", "Kestrel, die Halden gehört"; and of
// a text about Halden "the drone arm Kestrel".
#pragma once

#include <vector>

#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// Gives acquisitions that name no seller those whose the target is by words of class `ownership` in
// the sentence. Their value says where the owners stand: `behind` the word, `before` it, or before
// it in a clause behind the target (`clause`); those of a noun of value `part` stand before it,
// too, and where an article does instead, it is a part of whom the topic is about. Words of another
// value say nothing (a former unit of). Linear in the sentence for each claim and word.
void add_owners(const Sentence& sentence, const Topic& topic, const Pack& pack,
                std::vector<Claim>& claims);

// "Orsk, which owns 30% of Vell, has sold its stake": gives claims with a stake the one whom that
// is of, where they name nobody. Linear in the sentence for each claim.
void add_of_stake(const Sentence& sentence, const Pack& pack, std::vector<Claim>& claims);

}  // namespace dealwire
