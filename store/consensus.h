// Claims -> what they agree on. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "store/deal.h"

namespace dealwire {

// The deal that these claims (at least one) tell. Articles are voices: copies of a text (see
// normalize/fingerprint.h) and revisions of a page are one, which says what its latest revision
// says. In each slot the value that most articles give stands for the deal, of equals the earliest;
// for the status only the latest third of the articles is asked. `rejected` is left false.
StoredDeal agree(std::vector<StoredClaim> claims);

// Where the money comes from and goes to; who sells shares is neither. Names, parted by "; ".
struct NamedSides {
  std::string payers, payees, sellers;
};
NamedSides sides_of(const StoredDeal& deal);

}  // namespace dealwire
