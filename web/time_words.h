// The words in times: months and zones. Their tables are data.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "model/time.h"

namespace dealwire {

// 1 to 12 for the name of a month, whole or cut short, in English, German, French, Spanish,
// Italian, Portuguese, Dutch, Greek or Hungarian, in lower case; 0 for any other word.
unsigned month_of(std::string_view word);

// What a named zone is ahead of UTC at a local time, which matters for names that stand for summer
// and winter ("ET"). Names as RFC 822 has them, and others that mean one thing only; in lower case.
// nullopt for those nobody knows, or that mean several ("ist": India, Israel, Ireland).
std::optional<seconds> zone_offset(std::string_view name, Time local);

}  // namespace dealwire
