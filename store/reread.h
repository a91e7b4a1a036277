// Which documents are to be read once more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "store/store.h"

namespace dealwire {

// Where a document of the store was read from.
struct StoredDocument {
  std::string id, input;
  std::optional<std::string> archive;  // its file's name, where it is one of the archive
  std::optional<uint64_t> record;      // its offset in that file, or in `input`
};

// In the order in which they came. stale_documents(): those that another than this reader read.
Expected<std::vector<StoredDocument>> all_documents(const Store& store);
Expected<std::vector<StoredDocument>> stale_documents(const Store& store,
                                                      const std::string& reader);

}  // namespace dealwire
