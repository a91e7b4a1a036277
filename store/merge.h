// Claims of many articles -> deals. Pure functions; store/regroup.cc applies them.
//
// Two claims are linked by a test on these two alone, never on what others made of them, so that
// the order in which they arrive does not matter. Claims that hang together by links are a
// component; inside it the strongest links are followed first, and none that would put two claims
// that contradict each other into one deal: single-linkage clustering by Kruskal's algorithm (1956)
// with cannot-link constraints (Wagstaff and Cardie 2000).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/deal.h"

namespace dealwire {

// Claims may be linked only if they share one of these: hashes of two of a claim's parties, or of
// one and an amount, each cut coarsely (the beginning of a name, two scales of amounts that
// overlap).
std::vector<int64_t> claim_keys(const StoredClaim& claim);

// What a person said of claims, by their ids: what belongs together, and what does not, whatever
// the claims say.
struct MergeVerdicts {
  std::vector<std::pair<std::string, std::string>> together, apart;
};

// Two claims are linked if they share a key, no type, side or figure of one contradicts the other,
// both sides of the deal or one side and a figure agree, and their dates are near: four months,
// thirteen if also the money is the same.
bool linked(const StoredClaim& a, const StoredClaim& b);

// Where a claim belongs: the first claim (StoredClaim::order) of its component and of its deal.
struct Placed {
  std::string component, deal;
  bool operator==(const Placed&) const = default;
};

// Of each claim. `claims` must hold whole components; their order does not matter. Quadratic in the
// number of claims: 1,000 take about 20 ms.
std::map<std::string, Placed> place_claims(const std::vector<StoredClaim>& claims,
                                           const MergeVerdicts& verdicts = {});

}  // namespace dealwire
