// What the claims of a deal tell of it, as JSON: in deals.state and in what is exported.
#pragma once

#include "model/json.h"
#include "store/deal.h"

namespace dealwire {

Json amount_json(const StoredAmount& stored);

// A slot: what stands for the deal in front, who says it and who says what else.
Json told_json(const Told<std::string>& told);
Json told_json(const Told<StoredAmount>& told);

}  // namespace dealwire
