// The table `search`, and the keys of claims: what rows of other tables are found by.
#pragma once

#include <string>

#include "store/sqlite.h"

namespace dealwire {

// All throw Failure.

// Makes the article, the claims and the parties of a document findable, whose rows are there
// already.
void index_document(SqlCache& sql, const std::string& document);
// Before these rows go. Nothing happens if the document is not there.
void unindex_document(SqlCache& sql, const std::string& document);

}  // namespace dealwire
