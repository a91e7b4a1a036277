// Which deals: the filters of `dealwire deals` and `dealwire export`, as SQL.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/decimal.h"
#include "model/error.h"
#include "store/deal.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace dealwire {

// All that is set must hold. Rejected deals are never among them.
struct Selection {
  std::optional<std::string> from, until;  // days, YYYY-MM-DD, both included
  std::vector<std::string> types;          // one of them
  std::string status;
  std::string party;     // an id, or a part of a name that it goes by, in either Chinese script
  std::string currency;  // ISO 4217
  std::optional<Decimal> min_money;  // of ranges their upper end
  std::string match;                 // words that one article of the deal has, all of them
  double min_confidence = 0;
  std::optional<size_t> limit;  // of list_deals() and each_selected()
};

// A condition on the table `deals AS d`, and what its parameters are, in their order. It is true,
// false or NULL, which is false. `newest_first` is for rows that are taken in order of time until
// there are enough: fast for words that many articles have.
struct SelectionSql {
  std::string condition;
  std::vector<std::variant<std::string, double>> values;

  void bind(SqlStatement& statement) const;
};
SelectionSql sql_of(const Selection& selection, bool newest_first = false);

// What a table of deals shows.
struct DealRow {
  std::string id, type, status, payers, payees, sellers;  // names, parted by "; "
  std::optional<std::string> date;
  std::optional<StoredAmount> money, power, stake;  // without their text
  int64_t articles = 0;
};

// Both newest first. each_selected() holds one deal at a time and sees one state of the store.
Expected<std::vector<DealRow>> list_deals(const Store& store, const Selection& selection);
Expected<void> each_selected(const Store& store, const Selection& selection,
                             const std::function<void(const StoredDeal&)>& take);

// From whom to whom money goes in a deal.
struct MoneyFlow {
  std::string payer, payee;
};
Expected<std::vector<MoneyFlow>> flows_of(const Store& store, const std::string& deal);

}  // namespace dealwire
