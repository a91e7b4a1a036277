// Whose a company is that is bought: "Kestrel, a unit of Halden", "the Halden unit Kestrel",
// "Halden-owned Kestrel".
#pragma once

#include <vector>

#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// Gives acquisitions that name no seller the one whose the target is by words of class `ownership`
// in the sentence: their value says where the owner stands, `behind` the word or `before` it; words
// of another value say nothing (a former unit of). Linear in the sentence for each claim.
void add_owners(const Sentence& sentence, const Pack& pack, std::vector<Claim>& claims);

}  // namespace dealwire
