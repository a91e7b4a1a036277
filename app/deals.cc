#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "app/stored.h"

namespace dealwire {
namespace {

// The parties of one side: those the money comes from, or all others.
std::string side(const StoredDeal& deal, bool payer) {
  std::string out;
  for (const DealtParty& p : deal.parties) {
    if (is_payer(p.party.role) != payer) continue;
    out += (out.empty() ? "" : ", ") + p.party.name;
    if (p.party.role == "seller" && *deal.type.best() != "purchase") out += " (seller)";
  }
  return out;
}

std::string cell(const Told<StoredAmount>& told) {
  const StoredAmount* best = told.best();
  return best != nullptr ? format_amount(best->amount, best->kind) : "";
}

}  // namespace

int deals(const Options& options) {
  const auto all = stored_deals(options);
  if (!all) return kUsage;
  std::vector<std::vector<std::string>> rows = {
      {"ID", "DATE", "TYPE", "STATUS", "FROM", "TO", "MONEY", "POWER", "STAKE", "ARTICLES"}};
  for (const StoredDeal& deal : *all) {
    const std::string* date = deal.date.best();
    rows.push_back({deal.id, date != nullptr ? date->substr(0, 10) : "", *deal.type.best(),
                    *deal.status.best(), side(deal, true), side(deal, false), cell(deal.money),
                    cell(deal.power), cell(deal.stake), std::to_string(deal.articles)});
  }
  const std::string table = format_table(rows, 24);
  std::fwrite(table.data(), 1, table.size(), stdout);
  return kSuccess;
}

}  // namespace dealwire
