#include "store/selection.h"

#include <algorithm>

#include "store/claim_reader.h"
#include "store/consensus.h"
#include "store/search_terms.h"
#include "store/snapshot.h"

namespace dealwire {
namespace {

// A word is frequent if one article in so many has it.
constexpr int64_t kFrequent = 64;

// Is it faster to look into deals, the newest first, until enough have the words, than to gather
// all that have them?
bool is_frequent(const Store& store, const Selection& selection) {
  if (selection.match.empty() || !selection.limit) return false;
  SqlStatement hits(store.handle(),
                    "SELECT count(*) > (SELECT max(search_id) FROM articles) / ? "
                    "FROM search WHERE search MATCH ?");
  return hits.bind(kFrequent).bind(search_query(selection.match)).step() && hits.number(0) != 0;
}

std::string select_of(const Selection& selection, const SelectionSql& sql, const char* columns) {
  std::string out = fmt::format(
      "SELECT {} FROM deals d WHERE {} ORDER BY d.day DESC, d.date DESC, "
      "d.id",
      columns, sql.condition);
  if (selection.limit) out += fmt::format(" LIMIT {}", *selection.limit);
  return out;
}

// From columns value, min, max, qualifier that begin at `column`; vague if there are none of them,
// yet a state.
std::optional<StoredAmount> amount_at(const SqlStatement& row, int column, Kind kind) {
  if (!row.maybe(column + 3)) return std::nullopt;
  StoredAmount out;
  out.kind = kind;
  out.amount.value = Decimal::parse(row.text(column));
  out.amount.min = Decimal::parse(row.text(column + 1));
  out.amount.max = Decimal::parse(row.text(column + 2));
  out.amount.qualifier = row.text(column + 3);
  out.amount.vague = !out.amount.value && !out.amount.min && !out.amount.max;
  return out;
}

}  // namespace

void SelectionSql::bind(SqlStatement& statement) const {
  for (const auto& value : values) {
    std::visit([&](const auto& v) { statement.bind(v); }, value);
  }
}

SelectionSql sql_of(const Selection& selection, bool newest_first) {
  SelectionSql out{"NOT d.rejected", {}};
  const auto add = [&](const std::string& condition,
                       std::initializer_list<std::variant<std::string, double>> values) {
    out.condition += " AND " + condition;
    out.values.insert(out.values.end(), values);
  };
  if (selection.from) add("d.day >= ?", {*selection.from});
  if (selection.until) add("d.day <= ?", {*selection.until});
  if (!selection.types.empty()) {
    std::string marks;
    for (const std::string& type : selection.types) {
      marks += marks.empty() ? "?" : ",?";
      out.values.emplace_back(type);
    }
    add("d.type IN (" + marks + ")", {});
  }
  if (!selection.status.empty()) add("d.status = ?", {selection.status});
  if (!selection.party.empty()) {
    add("d.id IN (SELECT deal FROM deal_parties WHERE party IN "
        "(SELECT key FROM parties WHERE id = ? "
        "UNION SELECT party FROM party_names WHERE instr(name, ?)))",
        {selection.party, search_name(selection.party)});
  }
  if (!selection.currency.empty()) add("d.currency = ?", {selection.currency});
  if (selection.min_money) {
    add("d.money_number >= CAST(? AS REAL)", {selection.min_money->str()});
  }
  if (!selection.match.empty()) {
    // The plus keeps SQLite from searching anew for each deal.
    add(newest_first ? "EXISTS (SELECT 1 FROM claims c WHERE c.deal = d.id AND +c.search_id IN "
                       "(SELECT rowid FROM search WHERE search MATCH ?))"
                     : "d.id IN (SELECT c.deal FROM search JOIN claims c "
                       "ON c.search_id = search.rowid WHERE search MATCH ?)",
        {search_query(selection.match)});
  }
  if (selection.min_confidence > 0) {
    add("ifnull(d.confidence, 0) >= ?", {selection.min_confidence});
  }
  return out;
}

Expected<std::vector<DealRow>> list_deals(const Store& store, const Selection& selection) {
  return guarded(store.path(), [&] {
    const SelectionSql sql = sql_of(selection, is_frequent(store, selection));
    SqlStatement row(
        store.handle(),
        select_of(selection, sql,
                  "d.id, d.type, d.status, d.payers, d.payees, d.sellers, d.date, d.articles, "
                  "d.currency, d.money, d.money_min, d.money_max, d.money_qualifier, "
                  "d.power, d.power_min, d.power_max, d.power_qualifier, "
                  "d.stake, d.stake_min, d.stake_max, d.stake_qualifier")
            .c_str());
    sql.bind(row);
    std::vector<DealRow> out;
    while (row.step()) {
      DealRow& deal = out.emplace_back();
      deal.id = row.text(0);
      deal.type = row.text(1);
      deal.status = row.text(2);
      deal.payers = row.text(3);
      deal.payees = row.text(4);
      deal.sellers = row.text(5);
      deal.date = row.maybe(6);
      deal.articles = row.number(7);
      deal.money = amount_at(row, 9, Kind::kMoney);
      if (deal.money) deal.money->amount.currency = row.text(8);
      deal.power = amount_at(row, 13, Kind::kPower);
      deal.stake = amount_at(row, 17, Kind::kStake);
    }
    return out;
  });
}

Expected<void> each_selected(const Store& store, const Selection& selection,
                             const std::function<void(const StoredDeal&)>& take) {
  return guarded(store.path(), [&] {
    const Snapshot snapshot(store.handle());
    const SelectionSql sql = sql_of(selection, is_frequent(store, selection));
    SqlStatement row(store.handle(), select_of(selection, sql, "d.id").c_str());
    sql.bind(row);
    SqlCache cache(store.handle());
    ClaimReader claims(cache);
    while (row.step()) take(agree(claims.of_deal(row.text(0))));
  });
}

Expected<std::vector<MoneyFlow>> flows_of(const Store& store, const std::string& deal) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT payer, payee FROM money_flow WHERE deal = ? ORDER BY 1, 2");
    row.bind(deal);
    std::vector<MoneyFlow> out;
    while (row.step()) out.push_back({row.text(0), row.text(1)});
    return out;
  });
}

}  // namespace dealwire
