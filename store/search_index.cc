#include "store/search_index.h"

#include "store/claim_reader.h"
#include "store/merge.h"
#include "store/search_terms.h"

namespace dealwire {
namespace {

// Inserts what the table holds of an article, or has it taken out: a contentless table has to be
// told what it held.
void tell_search(SqlCache& sql, const char* insert, const std::string& document) {
  SqlStatement article = sql("SELECT search_id, title, text FROM articles WHERE document = ?");
  if (!article.bind(document).step()) return;
  sql(insert)
      .bind(article.number(0))
      .bind(search_terms(article.text(1)))
      .bind(search_terms(article.text(2)))
      .run();
}

void index_claims(SqlCache& sql, const std::string& document) {
  ClaimReader claims(sql);
  SqlStatement put = sql("INSERT INTO claim_keys VALUES (?,?)");
  for (const StoredClaim& claim : claims.of_document(document)) {
    for (const int64_t key : claim_keys(claim)) put.bind(key).bind(claim.id).run();
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

void index_document(SqlCache& sql, const std::string& document) {
  tell_search(sql, "INSERT INTO search (rowid, title, text) VALUES (?,?,?)", document);
  index_claims(sql, document);
  index_parties(sql, document);
}

void unindex_document(SqlCache& sql, const std::string& document) {
  tell_search(sql, "INSERT INTO search (search, rowid, title, text) VALUES ('delete',?,?,?)",
              document);
}

}  // namespace dealwire
