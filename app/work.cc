#include "app/work.h"

#include <fmt/format.h>

#include <chrono>

#include "model/json.h"
#include "store/history.h"

namespace dealwire {

Time now() { return std::chrono::floor<seconds>(std::chrono::system_clock::now()); }

Expected<Work> Work::begin(const Options& options, const std::string& kind, const Reader* reader) {
  auto lock = Lock::take(options.db + ".lock");
  if (!lock) return tl::make_unexpected(lock.error());
  auto store = Store::open(options.db);
  if (!store) return tl::make_unexpected(store.error());
  Work work(std::move(*lock), std::move(*store), options);
  if (reader != nullptr) {
    Json files = Json::object();
    for (const auto& [path, hash] : reader->files) files[path] = hash;
    if (auto noted = note_reader(work.store_, reader->version, files.dump(), now()); !noted) {
      return tl::make_unexpected(noted.error());
    }
  }
  const auto run = begin_run(work.store_, kind, reader != nullptr ? reader->version : "", now());
  if (!run) return tl::make_unexpected(run.error());
  work.run_ = *run;
  return work;
}

Expected<void> Work::end(const std::string& result, size_t alarms) {
  const auto changes = changes_between(store_, run_ - 1, run_);
  if (!changes) return tl::make_unexpected(changes.error());
  size_t added = 0, changed = 0, gone = 0;
  for (const DealChange& change : *changes) {
    ++(!change.before ? added : !change.after ? gone : changed);
  }
  const auto held = store_.counts();
  if (!held) return tl::make_unexpected(held.error());
  const std::string summary =
      fmt::format("{}; {} deals added, {} changed, {} gone", result, added, changed, gone);
  const std::string standing =
      alarms == 0 ? "" : fmt::format("; {} alarm{}", alarms, alarms == 1 ? "" : "s");
  if (!options_.quiet) {
    complain(fmt::format("{}; {} holds {} deals{}", summary, options_.db, held->deals, standing));
  }
  return end_run(store_, run_, now(), summary + standing);
}

}  // namespace dealwire
