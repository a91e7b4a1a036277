// Reads what was fetched: documents of the archive that nobody has read, into the store.
#pragma once

#include <functional>

#include "app/commands.h"
#include "app/pipeline.h"
#include "store/frontier.h"
#include "store/store.h"

namespace dealwire {

struct ArchivedCounts {
  size_t read = 0;
  size_t known = 0;   // the store held the same bytes already
  size_t failed = 0;  // no text, too complex: noted with the capture, the payload is kept
  size_t lost = 0;    // the archive does not hold them as it should
};

// Oldest first, until none is left or `stop` says so. Each is one transaction, then its capture is
// marked: killed in between, it is read again to the same result. Fails with "store".
Expected<void> read_archived(Store& store, const Reader& reader, const Options& options,
                             const std::function<bool()>& stop, ArchivedCounts& counts);

}  // namespace dealwire
