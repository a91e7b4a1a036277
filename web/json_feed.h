// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#pragma once

#include <string>
#include <string_view>

#include "model/budget.h"
#include "model/error.h"
#include "web/raw_feed.h"

namespace dealwire {

// Reads a feed in UTF-8 that was fetched from `url`. Fails with "no_feed". Pure; linear, values
// nested deeper than the format needs are not kept.
Expected<RawFeed> read_json_feed(std::string_view text, const std::string& url,
                                 const Budget& budget);

}  // namespace dealwire
