// Dates as numbers: days of the calendar, and the forms of ISO 8601 that are written without
// spaces. Pure; O(text).
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "web/feed_time.h"

namespace dealwire {

// A number and how many digits it was written with, which tells years from days.
struct DateNumber {
  int value = 0;
  size_t digits = 0;
};

struct ReadDate {
  std::chrono::sys_days day;
  FeedTime::Told told = FeedTime::Told::kDay;
};

// A day of the calendar; a year of two digits is one from 1970 to 2069. nullopt if there is none.
std::optional<ReadDate> date_of(DateNumber year, unsigned month, int day);

// Takes a date of ISO 8601 off the front of `text`, with hyphens or without: 2025-10-14, 251014,
// 2025-287, 2025-W42-2, 2025-10. nullopt, and nothing is taken, if it begins with none.
std::optional<ReadDate> take_iso_date(std::string_view& text);

}  // namespace dealwire
