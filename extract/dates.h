// Dates as pages write them, for machines and for readers.
//
// A value is an EDTF date ("2025-10-14") or, where the page gives a time of day with its zone, RFC
// 3339 ("2025-10-14T09:30:00+08:00"). A time without a zone is left out: nobody knows when it was.
// Nothing here knows what time it is now: it is told in a DateContext.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "model/time.h"

namespace dealwire {

// What decides how a date is read.
struct DateContext {
  std::string lang;             // of the page ("en-US"): says which month 04/05/2025 lies in
  std::optional<Time> fetched;  // when the page was: what "2 hours ago" counts from
};

struct FoundDate {
  Range at;  // bytes of the line
  std::string value;
};

// The dates in a short line, in their order: 2025-10-14, 2025年10月14日, 令和7年,
// 民國114年, 14.10.2025, "14. Oktober 2025", "Oct 14, 2025", with the time and zone behind them.
// Left out are dates that do not exist, and 04/05/2025 where the language does not tell which is
// the month. O(line).
std::vector<FoundDate> find_dates(std::string_view line, const DateContext& context);

// The date a value for machines gives: its first one; also 20251014, 20251014093000 and seconds or
// milliseconds since 1970.
std::optional<std::string> read_date(std::string_view value, const DateContext& context);

// The date in the path of a URL: /2025/10/14/, /2025-10-14-, /202510/14/, t20251014_. Digits that
// go on are a number, not a date.
std::optional<std::string> date_in_url(std::string_view url);

// "3 hours ago", before context.fetched: a time in UTC, or a date where it is told in days. nullopt
// if the line has none, or nobody knows when the page was fetched.
std::optional<FoundDate> find_relative_date(std::string_view line, const DateContext& context);

// Can a page fetched then be of this date? Not of a later day than any place on Earth had, and not
// of the day clocks are at that were never set.
bool is_possible(std::string_view date, const DateContext& context);

}  // namespace dealwire
