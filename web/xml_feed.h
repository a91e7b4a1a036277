// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF.
#pragma once

#include <string>
#include <string_view>

#include "model/budget.h"
#include "model/error.h"
#include "web/raw_feed.h"

namespace dealwire {

// Reads a feed in UTF-8 that was fetched from `url`. Fails with "no_feed" or "too_complex".
Expected<RawFeed> read_xml_feed(std::string_view text, const std::string& url,
                                const Budget& budget);

}  // namespace dealwire
