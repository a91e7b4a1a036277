// Deals and claims as JSON: docs/deal.schema.json, docs/claim.schema.json.
#pragma once

#include "app/json.h"
#include "store/deal.h"

namespace dealwire {

Json deal_json(const StoredDeal& deal);
Json claim_json(const StoredClaim& claim);

// For CSV: who is on which side, and each party with its role, by their names.
struct NamedSides {
  std::string payers, payees, sellers;
};
NamedSides sides_of(const StoredDeal& deal);

}  // namespace dealwire
