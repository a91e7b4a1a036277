// One deal once: the claims that the sentences of an article make about the same deal become one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "rules/frames.h"

namespace dealwire {

// A claim of the article with the sentences that support it, the best first.
struct MergedClaim {
  Claim claim;
  std::vector<size_t> sentences;  // as numbered by the caller
};

inline bool has_figure(const MergedClaim& merged) {
  return merged.claim.money || merged.claim.power || merged.claim.stake;
}

// What merging asks of a mention.
struct MentionView {
  std::function<std::string(size_t)> party;     // the key of a party
  std::function<const Amount&(size_t)> amount;  // of money, power, stake
  std::function<bool(size_t, size_t)> same;  // figure, perhaps by what it is said to be converted
  std::function<bool(size_t)> of_title;      // is it told by the headline?
  std::function<bool(size_t)> is_part;       // is money a part of a deal's, as a tranche is?
};

// Merges claims given in reading order, each with its sentence. Two claims are one deal if their
// types agree, no role is filled with different parties, they share two parties, or one and the
// amount, and their amounts of money do not differ, unless one is a part of the other. Of a
// financing the borrower is enough, and those who pay gather. Of one sum a headline may name the
// parent of the unit that pays it, and convert it. Body claims should come before the title's: the
// body says more. Deterministic; O(claims²).
std::vector<MergedClaim> merge_claims(std::vector<std::pair<Claim, size_t>> claims,
                                      const MentionView& view);

}  // namespace dealwire
