// Times as feeds and sitemaps write them.
//
// Read are RFC 822 and what is made of it (names of weekdays and months in several languages,
// missing or doubled parts, any order that leaves no doubt), ISO 8601 (also without hyphens, with
// two digits for the year, weeks and days of the year), asctime(), and what Chinese, Japanese and
// Korean sites write. Pure; O(text), of which 100 bytes at most.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/time.h"

namespace dealwire {

// What a text says of a time. Where it says less than an instant, `time` is the beginning of the
// day, month or year it names, or the clock as if it were in UTC.
struct FeedTime {
  enum class Told {
    kMonth,    // or a week, or a year
    kDay,      // no time of the day
    kClock,    // a time of the day, in a zone that it does not tell or nobody knows
    kInstant,  // all
  };

  Time time{};
  Told told = Told::kInstant;
};

// nullopt for what is no time, or might be two.
std::optional<FeedTime> read_time(std::string_view text);

// The same as an entry has it: RFC 3339 in UTC; the date alone where time or zone are missing.
// nullopt where not even the day is sure, and for what programs write that have no time: years
// before 1900, and the second at which Unix begins.
std::optional<std::string> read_feed_time(std::string_view text);

}  // namespace dealwire
