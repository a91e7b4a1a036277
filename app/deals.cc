#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "app/stored.h"

namespace dealwire {
namespace {

// The parties of one side: those the money comes from, or all others.
std::string side(const StoredDeal& deal, bool payer) {
  std::string out;
  for (const StoredParty& party : deal.parties) {
    if (is_payer(party.role) != payer) continue;
    out += (out.empty() ? "" : ", ") + party.name;
    if (party.role == "seller" && deal.type != "purchase") out += " (seller)";
  }
  return out;
}

std::string cell(const std::optional<StoredAmount>& amount, Kind kind) {
  return amount ? format_amount(amount->amount, kind) : "";
}

}  // namespace

int deals(const Options& options) {
  const auto all = stored_deals(options);
  if (!all) return kUsage;
  std::vector<std::vector<std::string>> rows = {
      {"ID", "DATE", "TYPE", "STATUS", "FROM", "TO", "MONEY", "POWER", "STAKE", "ARTICLES"}};
  for (const StoredDeal& deal : *all) {
    rows.push_back({deal.id, deal.date.value_or("").substr(0, 10), deal.type, deal.status,
                    side(deal, true), side(deal, false), cell(deal.money, Kind::kMoney),
                    cell(deal.power, Kind::kPower), cell(deal.stake, Kind::kStake),
                    std::to_string(deal.claims.size())});
  }
  const std::string table = format_table(rows, 24);
  std::fwrite(table.data(), 1, table.size(), stdout);
  return kSuccess;
}

}  // namespace dealwire
