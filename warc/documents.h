// Documents from inputs: one from a page or text file, many from a WARC file.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/budget.h"
#include "model/document.h"
#include "model/error.h"
#include "warc/files.h"
#include "warc/warc.h"

namespace dealwire {

class Documents {
 public:
  explicit Documents(std::vector<Input> inputs, Budget budget = {})
      : inputs_(std::move(inputs)), budget_(budget) {}

  struct Item {
    Document named;  // without bytes: what to call it if it cannot be read
    Expected<Document> document;
    std::string note;  // an oddity that costs nothing, or ""
  };
  // The next document, in the order of inputs and records; memory holds one. Records that are no
  // documents (requests, images, redirects) are passed over. A broken record costs itself only.
  std::optional<Item> next();

 private:
  std::optional<Item> next_record();

  std::vector<Input> inputs_;
  Budget budget_;
  size_t at_ = 0;
  std::optional<WarcReader> warc_;  // of inputs_[at_]
};

// The document a record holds: of a response with status 200 the payload after transfer and content
// decoding, of a resource or conversion the block, if it is HTML or text. nullopt for all others.
// Fails with "empty", "too_large" or "encoding"; `path` is the file's.
Expected<std::optional<Document>> document_of(const WarcRecord& record, const std::string& path,
                                              const Budget& budget);

// The document at `offset` of a WARC file; an error if none begins there.
Expected<Document> read_record(const std::string& path, uint64_t offset, const Budget& budget);

}  // namespace dealwire
