#include "store/search_index.h"

#include "store/claim_reader.h"
#include "store/merge.h"
#include "store/search_terms.h"

namespace dealwire {
namespace {

// Runs a statement with each key of a document's claims and the claim.
void each_key(SqlCache& sql, const std::string& document, const char* statement) {
  ClaimReader claims(sql);
  SqlStatement row = sql(statement);
  for (const StoredClaim& claim : claims.of_document(document)) {
    for (const int64_t key : claim_keys(claim)) row.bind(key).bind(claim.id).run();
  }
}

void index_parties(SqlCache& sql, const std::string& document) {
  SqlStatement rows =
      sql("SELECT m.party, m.text FROM mentions m WHERE m.document = ?1 AND "
          "m.party IS NOT NULL UNION SELECT p.key, p.name FROM mentions m "
          "JOIN parties p ON p.key = m.party WHERE m.document = ?1");
  SqlStatement put = sql("INSERT OR IGNORE INTO party_names VALUES (?,?)");
  rows.bind(document);
  while (rows.step()) put.bind(rows.text(0)).bind(search_name(rows.text(1))).run();
}

}  // namespace

std::optional<SearchEntry> search_entry(SqlCache& sql, const std::string& document, bool gone) {
  SqlStatement article = sql("SELECT search_id, title, text FROM articles WHERE document = ?");
  if (!article.bind(document).step()) return std::nullopt;
  return SearchEntry{article.number(0), article.text(1), article.text(2), gone};
}

void tell_search(SqlCache& sql, const std::vector<SearchEntry>& entries) {
  SqlStatement come = sql("INSERT INTO search (rowid, title, text) VALUES (?,?,?)");
  // A contentless table has to be told what it held.
  SqlStatement go = sql("INSERT INTO search (search, rowid, title, text) VALUES ('delete',?,?,?)");
  for (const SearchEntry& entry : entries) {
    (entry.gone ? go : come)
        .bind(entry.id)
        .bind(search_terms(entry.title))
        .bind(search_terms(entry.text))
        .run();
  }
}

void index_document(SqlCache& sql, const std::string& document) {
  each_key(sql, document, "INSERT INTO claim_keys VALUES (?,?)");
  index_parties(sql, document);
}

void unindex_claims(SqlCache& sql, const std::string& document) {
  each_key(sql, document, "DELETE FROM claim_keys WHERE key = ? AND claim = ?");
}

}  // namespace dealwire
