// The filters of a command line -> which deals.
#pragma once

#include <optional>
#include <string>

#include "app/commands.h"
#include "model/error.h"
#include "model/time.h"
#include "store/selection.h"

namespace dealwire {

// The first (or last) day of "2025-10-14", "2025-10", "2025"; "today", "yesterday" and "7d" (seven
// days ago) count from `now` in UTC. Nothing if it is none of these.
std::optional<std::string> day_of(const std::string& words, bool last, Time now);
// Does it say another day tomorrow?
bool moves_with_time(const std::string& words);

// Fails with "usage", and names the option.
Expected<Selection> selection_of(const Options& options, const std::string& from_option,
                                 const std::string& from, Time now);

}  // namespace dealwire
