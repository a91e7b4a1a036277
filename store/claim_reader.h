// Reads claims back from the tables they were put into.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/deal.h"
#include "store/sqlite.h"

namespace dealwire {

// Of a mention. Throws Failure.
Kind kind_at(const SqlStatement& row, int column);

// Throws Failure. Must not outlive the cache.
class ClaimReader {
 public:
  explicit ClaimReader(SqlCache& sql) : sql_(sql) {}

  std::optional<StoredClaim> claim(const std::string& id);
  std::vector<StoredClaim> of_document(const std::string& document);
  std::vector<StoredClaim> of_deal(const std::string& deal);
  // Without evidence, which merging does not ask for.
  std::vector<StoredClaim> of_component(const std::string& component);

 private:
  std::vector<StoredClaim> all(const char* condition, const std::string& key,
                               bool with_evidence = true);
  std::optional<StoredAmount> amount(const std::string& document, int64_t mention);

  SqlCache& sql_;
};

}  // namespace dealwire
