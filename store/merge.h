// Claims of many articles -> deals. A pure function; the store applies it.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace dealwire {

// What merging looks at in a claim.
struct ClaimKey {
  std::string id;
  std::string order;  // claims are taken in this order; the first one of a deal names it
  std::string type;
  std::vector<std::string> payers;  // keys of the parties money flows from, sorted
  std::vector<std::string> payees;
  std::string money;  // figure and currency; "" if the claim gives none
};

// The id of each claim's deal. Claims are one deal if type and parties agree and no two of them
// give different figures: claims with a figure group by it, those without join the only figure
// there is, or each other. The order of `claims` does not matter. O(n log n).
std::map<std::string, std::string> deals_of(std::vector<ClaimKey> claims);

}  // namespace dealwire
