// Feeds -> the articles they name: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, by libxml2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/error.h"
#include "model/frontier.h"

namespace dealwire {

struct Feed {
  std::string title;
  std::vector<FoundUrl> entries;  // in the feed's order; `url` is empty where there is none
  bool partial = false;           // it has more entries than the budget allows
};

// Reads a feed that was fetched from `url`; `charset` is HTTP's label ("" for none). Broken XML is
// read as far as it goes. An id that several entries with different URLs share is no id. Nothing
// that a feed's DTD declares is loaded or expanded; names of HTML's entities are understood. Fails
// with "no_feed" or "too_complex"; the message names the URL.
Expected<Feed> read_feed(std::string_view bytes, const std::string& charset, const std::string& url,
                         const Budget& budget);

// A time as feeds write it (RFC 822, RFC 3339 and their usual faults) in RFC 3339, UTC; the date
// alone where time or zone is missing; nullopt for what cannot be told.
std::optional<std::string> read_feed_time(std::string_view text);

}  // namespace dealwire
