// The table `search`, and the keys of claims: what rows of other tables are found by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/sqlite.h"

namespace dealwire {

// All throw Failure.

// An article as the table `search` is told of it, when it comes and when it goes.
struct SearchEntry {
  int64_t id = 0;
  std::string title, text;
  bool gone = false;
};
// That of a document whose rows are there; nothing if they are not.
std::optional<SearchEntry> search_entry(SqlCache& sql, const std::string& document, bool gone);

// Tells the table, in this order. FTS5 writes what it holds back to disk whenever another statement
// opens a savepoint, so that many have to be told at once.
void tell_search(SqlCache& sql, const std::vector<SearchEntry>& entries);

// Makes the claims and the parties of a document findable, whose rows are there already.
void index_document(SqlCache& sql, const std::string& document);

// Before its rows go: takes the keys of its claims out. They are the ones they came with, since a
// party's key never gets another meaning.
void unindex_claims(SqlCache& sql, const std::string& document);

}  // namespace dealwire
