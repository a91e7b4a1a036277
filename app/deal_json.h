// Deals and claims as JSON: docs/deal.schema.json, docs/claim.schema.json.
#pragma once

#include "model/json.h"
#include "store/deal.h"

namespace dealwire {

Json deal_json(const StoredDeal& deal);
Json claim_json(const StoredClaim& claim);

}  // namespace dealwire
