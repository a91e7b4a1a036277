// Documents into the store: read on several threads, stored in their order, made durable in
// batches.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "app/commands.h"
#include "app/pipeline.h"
#include "app/progress.h"
#include "store/frontier.h"
#include "store/store.h"

namespace dealwire {

// A document that comes in, or why it does not.
struct Incoming {
  Expected<Document> document;
  std::optional<int64_t> capture;  // of the archive: is marked as read
};

struct IntakeCounts {
  size_t read = 0;
  size_t known = 0;   // the store held them already, read by this reader
  size_t failed = 0;  // no text, too complex, not there: each is named on standard error
  size_t lost = 0;    // of the archive, which does not hold them as it should
};

// Completes the files that a run which died left open in the archive, and acknowledges the
// documents in them that it could not.
Expected<void> recover(StoredFrontier& frontier, const std::string& archive);

class Intake {
 public:
  // Reads what the store holds already once more if `again`. All that is passed in must outlive it.
  Intake(Store& store, const Reader& reader, const Options& options, bool again = false)
      : store_(store), frontier_(store), reader_(reader), options_(options), again_(again) {}

  // Takes in what `next` gives until that is nothing, and commits. Fails with "store"; what was
  // committed before is kept.
  Expected<void> take(const std::function<std::optional<Incoming>()>& next, Progress& progress);

  // Takes in what was fetched and not read yet, the oldest first, until `stop` says so.
  Expected<void> take_archived(const std::function<bool()>& stop, Progress& progress);

  const IntakeCounts& counts() const { return counts_; }

 private:
  struct Waiting;
  struct Read;
  Expected<void> store_read(Read& read, Progress& progress);
  Expected<void> know_canonical(const Read& read);
  Expected<void> mark(const Read& read, const std::optional<std::string>& problem,
                      bool lost = false);

  Store& store_;
  StoredFrontier frontier_;
  const Reader& reader_;
  const Options& options_;
  bool again_;
  IntakeCounts counts_;
};

}  // namespace dealwire
