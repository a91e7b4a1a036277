// What each source brings, counted as it comes, so that nobody need look at the whole store to see
// that one is ill.
//
// Shares the connection's transaction; throws Failure, as all inside this room.
#pragma once

#include <map>
#include <string>

#include "model/frontier.h"
#include "store/alarm_rules.h"
#include "store/sqlite.h"

namespace dealwire {

// Counts a fetch that is acknowledged.
void count_fetch(SqlCache& sql, const Settled& settled, Time now);

// Counts a capture that was read, or of which `document` is missing since it could not be. Looks at
// a few articles with the same fingerprint, however many there are.
void count_reading(SqlCache& sql, int64_t capture, const std::optional<std::string>& document);

// The days of each source up to today. Takes out those that are kept no longer.
std::map<std::string, Yields> yields_until(sqlite3* db, Time now);

}  // namespace dealwire
