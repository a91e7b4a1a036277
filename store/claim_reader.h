// Reads claims back from the tables they were put into.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/deal.h"
#include "store/sqlite.h"

namespace dealwire {

// Statements are made once. Throws Failure. Must not outlive the connection.
class ClaimReader {
 public:
  explicit ClaimReader(sqlite3* db);

  std::optional<StoredClaim> claim(const std::string& id);
  std::vector<StoredClaim> of_document(const std::string& document);
  std::vector<StoredClaim> of_deal(const std::string& deal);
  std::vector<StoredClaim> of_component(const std::string& component);

 private:
  std::vector<StoredClaim> all(SqlStatement& rows, const std::string& key);
  std::optional<StoredAmount> amount(const std::string& document, int64_t mention);

  SqlStatement by_id_, by_document_, by_deal_, by_component_;
  SqlStatement amount_, parties_, also_, evidence_;
};

}  // namespace dealwire
