#include <fmt/format.h>

#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "store/store.h"

namespace dealwire {
namespace {

void print_amounts(const StoredClaim& claim) {
  for (const auto* amount : {&claim.money, &claim.power, &claim.stake}) {
    if (!*amount) continue;
    fmt::print("  {:10}{} ({})\n", name((*amount)->kind),
               format_amount((*amount)->amount, (*amount)->kind), (*amount)->text);
  }
}

// "3 of 5 articles", and where they differ which claims say so.
template <typename T, typename Format>
void print_told(const char* label, const Told<T>& told, size_t articles, Format format) {
  for (const auto& value : told.values) {
    fmt::print("  {:10}{}", label, format(value.value));
    if (articles > 1) fmt::print("  ({} of {} articles)", value.articles, articles);
    if (told.values.size() > 1) fmt::print("  {}", fmt::join(value.claims, " "));
    fmt::print("\n");
    label = "";
  }
}

}  // namespace

int show(const Options& options) {
  const auto store = Store::open_existing(options.db);
  if (!store) return refuse(store.error(), options);
  const auto deal = store->deal(options.paths.front());
  if (!deal) return refuse(deal.error(), options);
  const std::string* date = deal->date.best();
  fmt::print("{}  {} {}{}{}\n", deal->id, *deal->type.best(), *deal->status.best(),
             date != nullptr ? " " + date->substr(0, 10) : "",
             deal->rejected ? "  (rejected)" : "");
  for (const DealtParty& p : deal->parties) {
    fmt::print("  {:10}{}{}", p.party.role, p.party.name,
               p.party.id.empty() ? "" : " [" + p.party.id + "]");
    if (deal->articles > 1) fmt::print("  ({} of {} articles)", p.articles, deal->articles);
    fmt::print("\n");
  }
  const auto as_is = [](const std::string& text) { return text; };
  const auto amount = [](const StoredAmount& a) { return format_amount(a.amount, a.kind); };
  if (deal->type.values.size() > 1) print_told("type", deal->type, deal->articles, as_is);
  if (deal->status.values.size() > 1) print_told("status", deal->status, deal->articles, as_is);
  print_told("money", deal->money, deal->articles, amount);
  print_told("power", deal->power, deal->articles, amount);
  print_told("stake", deal->stake, deal->articles, amount);
  for (const StoredClaim& claim : deal->claims) {
    fmt::print("\n{}  {}\n", claim.url.value_or(claim.input), claim.title);
    fmt::print("  {}: {} {}{}, by {}{}\n", claim.id, claim.type, claim.status,
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
