// Documents out of the store, and the notes by which their records leave the archive.
//
// A purge must leave store and archive at one, whenever it is killed. No file of the archive is
// changed: one that is to lose records is written once more under another name, and the store moves
// from the old file to the new one in a single transaction. The steps:
//
//   1. purge(): one transaction takes documents and captures out, marks URLs, and notes for each
//      file the records that it is to lose (table `rewrites`).
//   2. For each such file: the new one is written beside it, made durable, and gets its name by a
//      rename (warc/rewrite.h). Nothing names it yet.
//   3. move_to(): one transaction moves all that lies in the old file to the new one.
//   4. The old file is removed.
//   5. rewritten(): the note is taken back.
//
// Whoever dies between two steps leaves the note of 1 or 3, with which the next purge, or the next
// `run`, goes on. Step 2 gives the new file the same name and bytes again; 3 is there or not; a
// file that is gone needs no removing. The store names a whole file with its right offsets
// throughout.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/store.h"

namespace dealwire {

// What is to go. Records are of the archive: a file's name, and an offset in it.
struct Purge {
  std::set<std::string> documents;
  std::set<std::pair<std::string, uint64_t>> records;
  std::set<std::string> urls;  // are not fetched any more

  bool empty() const { return documents.empty() && records.empty() && urls.empty(); }
};

// Has anything come from a source of this name?
Expected<bool> has_source(const Store& store, const std::string& name);

// What the store knows of an address: documents that came from it or give it as their own, and all
// records with the same payload. `purge` may hold records that are known already.
Expected<void> add_url(const Store& store, const std::string& url, Purge& purge);
// What came in by a source, and its articles' URLs; the pages that it names itself stay with it.
// With `before`, only what was fetched before that time, and no URLs.
Expected<void> add_source(const Store& store, const std::string& source,
                          const std::optional<Time>& before, Purge& purge);
// A document by its id, or those that were read from this input.
Expected<void> add_document(const Store& store, const std::string& id_or_input, Purge& purge);
// `folder` is the archive's, as inputs name it.
//
// The documents that lie in these records; ones that lie in another record, too, will be read from
// that. To be called last.
Expected<void> add_documents_of_records(const Store& store, const std::string& folder,
                                        Purge& purge);

// Step 1.
Expected<void> purge(Store& store, const Purge& purge, Time now);

// A file that is to lose records.
struct Rewrite {
  std::string file;
  std::set<uint64_t> records;
  bool moved = false;  // the store does not name it any more
};
Expected<std::vector<Rewrite>> rewrites(const Store& store);
// Step 3. `moved` gives a record's offset in the new file.
Expected<void> move_to(Store& store, const std::string& folder, const std::string& file,
                       const std::string& new_file, const std::function<uint64_t(uint64_t)>& moved);
// Step 5.
Expected<void> rewritten(Store& store, const std::string& file);

// The time up to which a source's documents were thrown away, and the note of it.
Expected<std::optional<Time>> kept_since(const Store& store, const std::string& source);
Expected<void> keep_since(Store& store, const std::string& source, Time time);

}  // namespace dealwire
