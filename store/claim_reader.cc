#include "store/claim_reader.h"

#include <algorithm>

namespace dealwire {
namespace {

std::string claims_where(const char* condition) {
  return std::string(
             "SELECT c.id, c.document, d.input, a.title, a.lang, c.rule, d.url, a.published, "
             "c.type, c.status, c.date, c.money, c.power, c.stake, d.record, a.fingerprint, "
             "c.confidence, d.fetched_at, a.page "
             "FROM claims c JOIN documents d ON d.id = c.document "
             "JOIN articles a ON a.document = c.document WHERE ") +
         condition + " ORDER BY ifnull(a.published, '9999'), c.id";
}

Kind kind_named(const std::string& text) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), text);
  return static_cast<Kind>(found - kKindNames.begin());
}

}  // namespace

ClaimReader::ClaimReader(sqlite3* db)
    : by_id_(db, claims_where("c.id = ?").c_str()),
      by_document_(db, claims_where("c.document = ?").c_str()),
      by_deal_(db, claims_where("c.deal = ?").c_str()),
      by_component_(db, claims_where("c.component = ?").c_str()),
      amount_(db,
              "SELECT text, value, min, max, vague, currency, qualifier, kind FROM mentions "
              "WHERE document = ? AND n = ?"),
      parties_(db,
               "SELECT cp.role, p.id, p.name, p.key FROM claim_parties cp "
               "JOIN mentions m ON m.document = ? AND m.n = cp.mention "
               "JOIN parties p ON p.key = m.party WHERE cp.claim = ? ORDER BY cp.n"),
      also_(db, "SELECT mention FROM claim_also WHERE claim = ? ORDER BY n"),
      evidence_(db, "SELECT text, field, spans FROM evidence WHERE claim = ? ORDER BY n") {}

std::optional<StoredAmount> ClaimReader::amount(const std::string& document, int64_t mention) {
  if (mention == 0 || !amount_.again().bind(document).bind(mention).step()) return std::nullopt;
  StoredAmount out;
  out.text = amount_.text(0);
  out.amount.value = Decimal::parse(amount_.text(1));
  out.amount.min = Decimal::parse(amount_.text(2));
  out.amount.max = Decimal::parse(amount_.text(3));
  out.amount.vague = amount_.number(4) != 0;
  out.amount.currency = amount_.text(5);
  out.amount.qualifier = amount_.text(6);
  out.kind = kind_named(amount_.text(7));
  return out;
}

std::vector<StoredClaim> ClaimReader::all(SqlStatement& rows, const std::string& key) {
  std::vector<StoredClaim> out;
  rows.again().bind(key);
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
    parties_.again().bind(claim.document).bind(claim.id);
    while (parties_.step()) {
      claim.parties.push_back(
          {parties_.text(0), parties_.text(1), parties_.text(2), parties_.text(3)});
    }
    also_.again().bind(claim.id);
    while (also_.step()) {
      if (auto also = amount(claim.document, also_.number(0))) claim.also.push_back(*also);
    }
    evidence_.again().bind(claim.id);
    while (evidence_.step()) {
      claim.evidence.push_back({evidence_.text(0), evidence_.text(1), evidence_.text(2)});
    }
    out.push_back(std::move(claim));
  }
  return out;
}

std::optional<StoredClaim> ClaimReader::claim(const std::string& id) {
  auto found = all(by_id_, id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<StoredClaim> ClaimReader::of_document(const std::string& document) {
  return all(by_document_, document);
}

std::vector<StoredClaim> ClaimReader::of_deal(const std::string& deal) {
  return all(by_deal_, deal);
}

std::vector<StoredClaim> ClaimReader::of_component(const std::string& component) {
  return all(by_component_, component);
}

}  // namespace dealwire
