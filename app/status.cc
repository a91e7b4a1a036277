#include <fmt/format.h>

#include "app/commands.h"
#include "app/format.h"
#include "app/work.h"
#include "store/frontier.h"
#include "store/history.h"
#include "store/queue_state.h"
#include "store/watch.h"

namespace dealwire {
namespace {

constexpr size_t kMostProblems = 20;
constexpr size_t kMostRuns = 5;
constexpr size_t kWidest = 100;

using Rows = std::vector<std::vector<std::string>>;

Expected<void> print_sources(const StoredFrontier& frontier) {
  const auto sources = frontier.sources();
  if (!sources) return tl::make_unexpected(sources.error());
  Rows rows = {{"SOURCE", "LAST FETCHED", "NEXT", "KNOWN", "WAITING", "GIVEN UP", "PROBLEM"}};
  for (const SourceState& source : *sources) {
    rows.push_back({source.name, source.fetched_at.value_or("never"), source.due.value_or("-"),
                    std::to_string(source.known), std::to_string(source.waiting),
                    std::to_string(source.failed), source.problem.value_or("")});
  }
  fmt::print("{}", format_table(rows, kWidest));
  return {};
}

// A table of its own, if there is anything in it.
void print_more(const Rows& rows) {
  if (rows.size() > 1) fmt::print("\n{}", format_table(rows, kWidest));
}

Expected<void> print_alarms(const Store& store) {
  const auto alarms = standing_alarms(store);
  if (!alarms) return tl::make_unexpected(alarms.error());
  Rows rows = {{"SOURCE", "ALARM", "SINCE", "WHAT"}};
  for (const Alarm& alarm : *alarms) {
    rows.push_back({alarm.source, alarm.kind, alarm.since, alarm.message});
  }
  print_more(rows);
  return {};
}

Expected<void> print_hosts(const Store& store) {
  const auto hosts = resting_hosts(store, now(), kMostProblems);
  if (!hosts) return tl::make_unexpected(hosts.error());
  Rows rows = {{"HOST", "NOT BEFORE", "FAILED", "WAITING"}};
  for (const RestingHost& host : *hosts) {
    rows.push_back(
        {host.name, host.not_before, std::to_string(host.failures), std::to_string(host.waiting)});
  }
  print_more(rows);
  const auto lost = lost_robots(store, kMostProblems);
  if (!lost) return tl::make_unexpected(lost.error());
  rows = {{"NO ROBOTS.TXT", "SINCE", "AGAIN", "WHY"}};
  for (const LostRobots& robots : *lost) {
    rows.push_back({robots.origin, robots.since.value_or("-"), robots.until, robots.problem});
  }
  print_more(rows);
  return {};
}

Expected<void> print_problems(const StoredFrontier& frontier) {
  const auto failed = frontier.failed(kMostProblems + 1);
  if (!failed) return tl::make_unexpected(failed.error());
  Rows rows = {{"AGAIN", "PROBLEM"}};
  for (const FailedUrl& url : *failed) {
    if (rows.size() > kMostProblems) {
      rows.push_back({"...", "more in the store: urls.problem, captures.problem"});
      break;
    }
    rows.push_back({url.due.value_or("never"), url.problem});
  }
  print_more(rows);
  return {};
}

Expected<void> print_runs(const Store& store) {
  const auto runs = dealwire::runs(store, kMostRuns);
  if (!runs) return tl::make_unexpected(runs.error());
  Rows rows = {{"RUN", "KIND", "STARTED", "ENDED", "RESULT"}};
  for (const RunState& run : *runs) {
    rows.push_back({std::to_string(run.id), run.kind, run.started_at, run.ended_at.value_or("-"),
                    run.result.value_or("runs now, or died")});
  }
  fmt::print("\n{}", format_table(rows, kWidest));
  return {};
}

Expected<void> print_status(const Options& options) {
  auto store = Store::open_existing(options.db);
  if (!store) return tl::make_unexpected(store.error());
  const StoredFrontier frontier(*store);
  if (auto done = print_sources(frontier); !done) return done;
  if (auto done = print_alarms(*store); !done) return done;
  if (auto done = print_hosts(*store); !done) return done;
  if (auto done = print_problems(frontier); !done) return done;
  if (auto done = print_runs(*store); !done) return done;
  const auto counts = store->counts();
  if (!counts) return tl::make_unexpected(counts.error());
  fmt::print("\n{}: {} documents, {} claims, {} deals\n", options.db, counts->documents,
             counts->claims, counts->deals);
  return {};
}

}  // namespace

int status(const Options& options) {
  const auto printed = print_status(options);
  return printed ? kSuccess : refuse(printed.error(), options);
}

}  // namespace dealwire
