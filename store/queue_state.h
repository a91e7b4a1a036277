// How it stands with queues and sources, for those who look after them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/store.h"

namespace dealwire {

// A host, or a group of them, that is left alone for a while, or failed when it was last asked.
struct RestingHost {
  std::string name, not_before;
  int64_t failures = 0;  // in a row
  int64_t waiting = 0;   // URLs
};
// Those that wait longest first.
Expected<std::vector<RestingHost>> resting_hosts(const Store& store, Time now, size_t most);

// An origin whose robots.txt cannot be had, so that nothing is fetched from it.
struct LostRobots {
  std::string origin, problem, until;
  std::optional<std::string> since;
};
Expected<std::vector<LostRobots>> lost_robots(const Store& store, size_t most);

// Articles of a source that wait to be fetched, and those that are not tried again.
struct SourceQueue {
  int64_t waiting = 0, given_up = 0;
};
// Counts by indexes: the time grows with what waits and was given up.
Expected<std::map<std::string, SourceQueue>> source_queues(const Store& store);

// A URL that settings name.
struct NamedUrl {
  std::optional<Time> fetched_at;  // when that last went well
  Time found_at{};
  int64_t failures = 0;  // since then, in a row
};
// nullopt if it is not known yet.
Expected<std::optional<NamedUrl>> named_url(const Store& store, const std::string& url);

// Captures that nobody has read.
Expected<int64_t> unread_captures(const Store& store);

}  // namespace dealwire
