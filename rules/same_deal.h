// Deeds of one sentence that tell of one deal, each a part of it: 甲公司領投,乙公司跟投. What
// sentences tell of one deal is put together later (merge.h).
//
// in:  what the frames of a sentence propose or claim, in the order of their triggers
// out: the same, where one deed completes, mends or replaces another one
//
// Quadratic in the deeds of the sentence.
#pragma once

#include <vector>

#include "rules/claim.h"
#include "rules/deal_amounts.h"
#include "rules/pack.h"
#include "rules/role_noun.h"

namespace dealwire {

// Who pays into a round gets no money of it: in A領投B,C跟投 the second deed is done to B too.
void mend_borrower(const std::vector<Proposal>& before, Claim& claim);

// 甲公司領投,乙公司跟投,共8,000萬元: who pay into one round, each told by a verb, are in one deal.
void gather_rounds(std::vector<Proposal>& proposals, const Pack& pack, const KeyOf& key);

// In 甲有意出售乙,丙洽購 one deed tells who sells what, and the other who buys. Adds the parties of
// claims that lack one.
void add_of_unmet(Claim& claim, const std::vector<Claim>& unmet, const KeyOf& key);

// 甲與乙簽署代工合約,乙將為甲生產: where the deed told before has only a word for both, the second
// one tells who does what. Mends the claim told before, if the proposal only says the same.
bool mends_direction(const Proposal& proposal, std::vector<Claim>& told, const Pack& pack,
                     const KeyOf& key);

// Gives the amounts of a claim to one told before that it only turns round, and says whether there
// is one.
bool adds_to_told(const Claim& claim, std::vector<Claim>& told, const KeyOf& key);

// Drops claims that only say more of another one; their amounts go to it, where it has none.
void drop_yielding(std::vector<Claim>& claims);

}  // namespace dealwire
