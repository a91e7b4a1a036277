// A run of work on the store: alone, recorded, and summed up in one line.
#pragma once

#include <optional>
#include <string>

#include "app/commands.h"
#include "app/lock.h"
#include "app/pipeline.h"
#include "store/store.h"

namespace dealwire {

class Work {
 public:
  // Takes the store's lock, opens it and begins a run of this kind ("process", "purge" ...; as in
  // docs/store.md). `reader` may be null. Fails with "locked" or "store".
  static Expected<Work> begin(const Options& options, const std::string& kind,
                              const Reader* reader);

  Store& store() { return store_; }

  // Ends the run and says `result` with what became of deals, and how many alarms stand, on
  // standard error, unless quiet.
  Expected<void> end(const std::string& result, size_t alarms = 0);

 private:
  Work(Lock lock, Store store, const Options& options)
      : lock_(std::move(lock)), store_(std::move(store)), options_(options) {}

  Lock lock_;
  Store store_;
  const Options& options_;
  int64_t run_ = 0;
};

// Now, to the second, in UTC.
Time now();

}  // namespace dealwire
