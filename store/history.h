// Runs, and what each changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/store.h"

namespace dealwire {

struct RunState {
  int64_t id = 0;
  std::string kind, started_at;  // kind: run, process, judge, purge
  std::optional<std::string> ended_at, result, reader;
};

// A deal before and after: JSON (deals.state in docs/store.md), nothing where there was none.
struct DealChange {
  std::string deal;
  std::optional<std::string> before, after;
};

// Begins a run: what is committed from now on is its doing. Ends with end_run(), or stays open for
// a run that died.
Expected<int64_t> begin_run(Store& store, const std::string& kind, const std::string& reader,
                            Time now);
Expected<void> end_run(Store& store, int64_t run, Time now, const std::string& result);

// Notes a reader (documents.reader) and the hashes of the files it reads by, as JSON.
Expected<void> note_reader(Store& store, const std::string& version, const std::string& files,
                           Time now);

// The latest first.
Expected<std::vector<RunState>> runs(const Store& store, size_t most);

// A deal that a verdict rejects is none here.
//
// The deals that runs after `from`, up to `to`, added, changed or took away, in the order of their
// ids. Fails with "unknown" if there is no such run, or its history is no longer kept.
Expected<std::vector<DealChange>> changes_between(const Store& store, int64_t from, int64_t to);

}  // namespace dealwire
