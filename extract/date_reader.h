// One date in words or figures, read where it begins; see dates.h.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "extract/dates.h"

namespace dealwire {

// The date, and the time of day with its zone behind it, that begins at `pos`. O(1).
std::optional<FoundDate> read_date_at(std::string_view text, size_t pos, std::string_view lang);

// A day that exists, from 1900 to 2100; in the Buddhist era of Thailand as well.
std::optional<std::chrono::year_month_day> make_day(int year, int month, int day);

// "2025-10-14".
std::string to_string(std::chrono::year_month_day day);

// The value of the decimal digit at `pos`, of any script; -1 if there is none.
int digit_at(std::string_view text, size_t pos);

}  // namespace dealwire
