// The other side of a deed whose sentence tells one only: "Halden will lend $5m." goes without
// saying to whom, as the text is about Orsk.
#pragma once

#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/role_noun.h"

namespace dealwire {

// Does a claim that lacks its other side name one or two on its own, none of them a guess?
bool is_sure_side(const Claim& claim);

// Adds to such a claim the one party that its frame still needs, and says whether it did: a party
// that the sentence names without a part in a deal, if there is one only; else whom the paragraph
// is about; else whom the article is about. Who buys a company is never guessed: who is told to
// sell one mostly has no buyer yet. Linear in the mentions of the sentence.
bool add_counterpart(const Masked& masked, const Frame& frame, const Topic& topic,
                     const KeyOf& key_of, Claim& claim);

// Has the claim a figure of money or a stake that no word calls the cost of something? What a guess
// of the other side rests on.
bool has_sum(const Claim& claim, const Masked& masked);

}  // namespace dealwire
