#include <fmt/format.h>

#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "store/store.h"

namespace dealwire {
namespace {

template <typename T>
void print_amounts(const T& from) {
  const std::pair<const char*, std::pair<const std::optional<StoredAmount>&, Kind>> amounts[] = {
      {"money", {from.money, Kind::kMoney}},
      {"power", {from.power, Kind::kPower}},
      {"stake", {from.stake, Kind::kStake}}};
  for (const auto& [label, amount] : amounts) {
    if (!amount.first) continue;
    fmt::print("  {:10}{} ({})\n", label, format_amount(amount.first->amount, amount.second),
               amount.first->text);
  }
}

}  // namespace

int show(const Options& options) {
  const auto store = Store::open_existing(options.db);
  if (!store) {
    complain(store.error().message);
    return kUsage;
  }
  const auto deal = store->deal(options.paths.front());
  if (!deal) {
    complain(deal.error().message);
    return kUsage;
  }
  fmt::print("{}  {} {}{}\n", deal->id, deal->type, deal->status,
             deal->date ? " " + deal->date->substr(0, 10) : "");
  for (const StoredParty& party : deal->parties) {
    fmt::print("  {:10}{}{}\n", party.role, party.name,
               party.id.empty() ? "" : " [" + party.id + "]");
  }
  print_amounts(*deal);
  for (const StoredClaim& claim : deal->claims) {
    fmt::print("\n{}  {}\n", claim.url.value_or(claim.input), claim.title);
    fmt::print("  {} {}{}, by {}{}\n", claim.type, claim.status,
               claim.date ? " " + *claim.date : "", claim.rule,
               claim.confidence ? fmt::format(", confidence {:.2f}", *claim.confidence) : "");
    print_amounts(claim);
    for (const StoredEvidence& evidence : claim.evidence) {
      fmt::print("  bytes {} of {}:\n    {}\n", evidence.spans, claim.document.substr(0, 10),
                 evidence.text);
    }
  }
  return kSuccess;
}

}  // namespace dealwire
