// What a loan is for: who borrows does it, not who lends. "Orsk lent Halden $5m to buy Pell" makes
// Halden the one who buys, though the sentence is about Orsk.
//
// in:  what the frames of a sentence propose, in the order of their triggers
// out: the same, with the borrower for the lender where words of class `purpose` say what for
//
// Quadratic in the deeds of the sentence.
#pragma once

#include <vector>

#include "rules/deal_amounts.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/role_noun.h"

namespace dealwire {

void give_purposes_to_borrowers(std::vector<Proposal>& proposals, const Masked& masked,
                                const Pack& pack, const KeyOf& key);

}  // namespace dealwire
