// Deals for people to read through: as text, and as a feed for news readers.
#pragma once

#include <string>
#include <vector>

#include "model/time.h"
#include "store/deal.h"

namespace dealwire {

// By type, in each the biggest sum first (currencies by their rough worth, for the order only),
// those without money last; each with a sentence of its evidence and where that stands.
std::string digest_text(std::vector<StoredDeal> deals);

// An Atom feed (RFC 4287). An entry's id stays with its deal; it is updated when the last article
// that tells it was fetched. `now` dates a feed without entries.
std::string digest_atom(const std::vector<StoredDeal>& deals, Time now);

// "NVIDIA -> OpenAI": payers, payees and who sells shares.
std::string sides_line(const StoredDeal& deal);
// The money, power and stake that stand for it: "≤ USD 100 bn, 10 GW".
std::string amounts_line(const StoredDeal& deal);
// The best sentence of the first claim that has one, on one line; "" if none has.
std::string evidence_line(const StoredDeal& deal);

}  // namespace dealwire
