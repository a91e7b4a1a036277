#include "store/claim_reader.h"

#include <algorithm>

namespace dealwire {

Kind kind_at(const SqlStatement& row, int column) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), row.text(column));
  if (found == kKindNames.end()) throw Failure{"there is no such kind: " + row.text(column)};
  return static_cast<Kind>(found - kKindNames.begin());
}

std::optional<StoredAmount> ClaimReader::amount(const std::string& document, int64_t mention) {
  if (mention == 0) return std::nullopt;
  SqlStatement row = sql_(
      "SELECT text, value, min, max, vague, currency, qualifier, kind FROM mentions "
      "WHERE document = ? AND n = ?");
  if (!row.bind(document).bind(mention).step()) return std::nullopt;
  StoredAmount out;
  out.text = row.text(0);
  out.amount.value = Decimal::parse(row.text(1));
  out.amount.min = Decimal::parse(row.text(2));
  out.amount.max = Decimal::parse(row.text(3));
  out.amount.vague = row.number(4) != 0;
  out.amount.currency = row.text(5);
  out.amount.qualifier = row.text(6);
  out.kind = kind_at(row, 7);
  return out;
}

std::vector<StoredClaim> ClaimReader::all(const char* condition, const std::string& key,
                                          bool with_evidence) {
  std::vector<StoredClaim> out;
  SqlStatement rows = sql_(
      std::string("SELECT c.id, c.document, d.input, a.title, a.lang, c.rule, d.url, a.published, "
                  "c.type, c.status, c.date, c.money, c.power, c.stake, d.record, a.fingerprint, "
                  "c.confidence, d.fetched_at, a.page, c.deal, merged.component, "
                  "d.archive "
                  "FROM claims c JOIN documents d ON d.id = c.document "
                  "JOIN articles a ON a.document = c.document "
                  "LEFT JOIN deals merged ON merged.id = c.deal WHERE ") +
      condition + " = ? ORDER BY ifnull(a.published, '9999'), c.id");
  rows.bind(key);
  while (rows.step()) {
    StoredClaim claim;
    claim.id = rows.text(0);
    claim.document = rows.text(1);
    claim.input = rows.text(2);
    claim.title = rows.text(3);
    claim.lang = rows.text(4);
    claim.rule = rows.text(5);
    claim.url = rows.maybe(6);
    claim.published = rows.maybe(7);
    claim.type = rows.text(8);
    claim.status = rows.text(9);
    claim.date = rows.maybe(10);
    claim.money = amount(claim.document, rows.number(11));
    claim.power = amount(claim.document, rows.number(12));
    claim.stake = amount(claim.document, rows.number(13));
    if (rows.maybe(14)) claim.record = static_cast<uint64_t>(rows.number(14));
    if (rows.maybe(15)) claim.fingerprint = static_cast<uint64_t>(rows.number(15));
    claim.confidence = rows.real(16);
    claim.fetched_at = rows.maybe(17);
    claim.page = rows.maybe(18);
    claim.deal = rows.maybe(19);
    claim.component = rows.maybe(20);
    claim.archive = rows.maybe(21);
    SqlStatement parties = sql_(
        "SELECT cp.role, p.id, p.name, p.key FROM claim_parties cp "
        "JOIN mentions m ON m.document = ? AND m.n = cp.mention "
        "JOIN parties p ON p.key = m.party WHERE cp.claim = ? ORDER BY cp.n");
    parties.bind(claim.document).bind(claim.id);
    while (parties.step()) {
      claim.parties.push_back({parties.text(0), parties.text(1), parties.text(2), parties.text(3)});
    }
    SqlStatement also = sql_("SELECT mention FROM claim_also WHERE claim = ? ORDER BY n");
    also.bind(claim.id);
    while (also.step()) {
      if (auto told = amount(claim.document, also.number(0))) claim.also.push_back(*told);
    }
    SqlStatement evidence =
        sql_("SELECT text, field, spans FROM evidence WHERE claim = ? ORDER BY n");
    if (with_evidence) evidence.bind(claim.id);
    while (with_evidence && evidence.step()) {
      claim.evidence.push_back({evidence.text(0), evidence.text(1), evidence.text(2)});
    }
    out.push_back(std::move(claim));
  }
  return out;
}

std::optional<StoredClaim> ClaimReader::claim(const std::string& id) {
  auto found = all("c.id", id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<StoredClaim> ClaimReader::of_document(const std::string& document) {
  return all("c.document", document);
}

std::vector<StoredClaim> ClaimReader::of_deal(const std::string& deal) {
  return all("c.deal", deal);
}

std::vector<StoredClaim> ClaimReader::of_component(const std::string& component) {
  return all("merged.component", component, false);
}

}  // namespace dealwire
