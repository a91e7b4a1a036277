#include "store/search_index.h"

#include "store/claim_reader.h"
#include "store/merge.h"
#include "store/search_terms.h"

namespace dealwire {
namespace {

void index_article(sqlite3* db, const std::string& document) {
  SqlStatement article(db,
                       "UPDATE articles SET search_id = (SELECT ifnull(max(search_id), 0) + 1 "
                       "FROM articles) WHERE document = ? RETURNING search_id, title, text");
  if (!article.bind(document).step()) return;
  SqlStatement(db, "INSERT INTO search (rowid, title, text) VALUES (?,?,?)")
      .bind(article.number(0))
      .bind(search_terms(article.text(1)))
      .bind(search_terms(article.text(2)))
      .run();
}

void index_claims(sqlite3* db, const std::string& document) {
  ClaimReader claims(db);
  SqlStatement put(db, "INSERT INTO claim_keys VALUES (?,?)");
  for (const StoredClaim& claim : claims.of_document(document)) {
    for (const int64_t key : claim_keys(claim)) put.bind(key).bind(claim.id).run();
  }
}

}  // namespace

void index_document(sqlite3* db, const std::string& document) {
  index_article(db, document);
  index_claims(db, document);
}

void unindex_document(sqlite3* db, const std::string& document) {
  SqlStatement article(db,
                       "SELECT search_id, title, text FROM articles "
                       "WHERE document = ? AND search_id IS NOT NULL");
  if (!article.bind(document).step()) return;
  // A contentless table has to be told what it held.
  SqlStatement(db, "INSERT INTO search (search, rowid, title, text) VALUES ('delete',?,?,?)")
      .bind(article.number(0))
      .bind(search_terms(article.text(1)))
      .bind(search_terms(article.text(2)))
      .run();
}

}  // namespace dealwire
