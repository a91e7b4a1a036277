// The words of calendars in the languages news is written in, as Unicode CLDR names them (by ICU):
// months, and times gone by. Built at first use (some 10 ms), safe on every core.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "model/range.h"

namespace dealwire {

// The month that a word names in any of these languages, in any case ("September", "SEPT",
// "września"), 1 to 12; 0 if it names none. `lang` decides where languages disagree: "listopada" is
// October in Croatian and November in Polish.
int month_named(std::string_view word, std::string_view lang);

// A time gone by: "3 hours ago", "2시간 전", "昨天".
struct TimeAgo {
  Range at;  // bytes of the line
  std::chrono::seconds ago{};
  bool whole_days = false;  // said in days, so that it tells no time of day
};

// The first one in a short line. A word for a day (昨天, today) counts where it fills the line or a
// time of day follows: it is also a part of names.
std::optional<TimeAgo> find_time_ago(std::string_view line);

}  // namespace dealwire
