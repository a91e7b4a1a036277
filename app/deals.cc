// The store's deals for people: which, and in which form.
#include <cstdio>

#include "app/commands.h"
#include "app/digest.h"
#include "app/filters.h"
#include "app/flow.h"
#include "app/format.h"
#include "app/work.h"
#include "store/selection.h"

namespace dealwire {
namespace {

std::string cell(const std::optional<StoredAmount>& amount) {
  return amount ? format_amount(amount->amount, amount->kind) : "";
}

std::string payees(const DealRow& deal) {
  if (deal.sellers.empty()) return deal.payees;
  return deal.payees + (deal.payees.empty() ? "" : "; ") + deal.sellers + " (seller)";
}

Expected<std::string> table(const Store& store, const Selection& selection) {
  const auto deals = list_deals(store, selection);
  if (!deals) return tl::make_unexpected(deals.error());
  std::vector<std::vector<std::string>> rows = {
      {"ID", "DATE", "TYPE", "STATUS", "FROM", "TO", "MONEY", "POWER", "STAKE", "ARTICLES"}};
  for (const DealRow& deal : *deals) {
    rows.push_back({deal.id, deal.date.value_or("").substr(0, 10), deal.type, deal.status,
                    deal.payers, payees(deal), cell(deal.money), cell(deal.power), cell(deal.stake),
                    std::to_string(deal.articles)});
  }
  return format_table(rows, 24);
}

Expected<std::string> digest(const Store& store, const Selection& selection, bool atom) {
  std::vector<StoredDeal> deals;
  auto read =
      each_selected(store, selection, [&](const StoredDeal& deal) { deals.push_back(deal); });
  if (!read) return tl::make_unexpected(read.error());
  return atom ? digest_atom(deals, now()) : digest_text(std::move(deals));
}

}  // namespace

int deals(const Options& options) {
  const auto selection = selection_of(options, "--since", options.since.value_or(""), now());
  if (!selection) return refuse(selection.error(), options);
  const auto store = Store::open_existing(options.db);
  if (!store) return refuse(store.error(), options);
  const auto out = options.format == "dot" ? flow_dot(*store, *selection)
                   : options.format == "text" || options.format == "atom"
                       ? digest(*store, *selection, options.format == "atom")
                       : table(*store, *selection);
  if (!out) return refuse(out.error(), options);
  std::fwrite(out->data(), 1, out->size(), stdout);
  if (std::fflush(stdout) != 0) {
    complain("standard output: cannot be written");
    return kSomeFailed;
  }
  return kSuccess;
}

}  // namespace dealwire
