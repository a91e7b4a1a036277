// A copy of the store, and its file made small.
#include "store/upkeep.h"

#include "app/commands.h"
#include "app/lock.h"

namespace dealwire {

int backup(const Options& options) {
  const auto store = Store::open_existing(options.db);
  if (!store) return refuse(store.error(), options);
  const std::string& path = options.paths.front();
  const auto done = back_up(*store, path);
  if (!done)
    return refuse(done.error(), options, done.error().code == "exists" ? kUsage : kSomeFailed);
  if (!options.quiet) complain(path + ": holds the store as it was when this began");
  return kSuccess;
}

int vacuum(const Options& options) {
  if (const auto there = Store::open_existing(options.db); !there) {
    return refuse(there.error(), options);
  }
  const auto lock = Lock::take(options.db + ".lock");
  if (!lock) return refuse(lock.error(), options);
  auto store = Store::open(options.db);
  if (!store) return refuse(store.error(), options);
  const auto done = vacuum(*store);
  return done ? kSuccess : refuse(done.error(), options, kSomeFailed);
}

}  // namespace dealwire
