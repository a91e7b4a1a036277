// What a page says of itself: title, time, authors, site, canonical URL, language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"

namespace dealwire {

// A title the page gives, with where it stands.
struct TitleCandidate {
  std::string text;
  uint32_t node = 0;           // of the page
  std::string_view attribute;  // the attribute that holds it; empty: the text of the element
};

struct Metadata {
  std::vector<TitleCandidate> titles;  // most trusted first: og:title, <title>
  std::vector<std::string> headlines;  // from JSON-LD: what the title should agree with
  std::optional<std::string> published, modified;
  std::vector<std::string> authors;
  std::optional<std::string> site, canonical_url;
  std::string lang;  // as the page declares it: "zh-TW"
};

// Ranked sources: JSON-LD, then <meta>, then <time>. `source` is the page as it was parsed.
Metadata read_metadata(const html::Page& page, std::string_view source);

// A time as pages write it, to RFC 3339 ("2025-10-14T09:30:00+08:00") or, where there is no time
// of day or no zone, the date alone. Reads ISO 8601, "2025/10/14", "2025年10月14日", "14 October
// 2025" and "October 14, 2025", at the beginning of `text`. nullopt for anything else, and for
// dates that do not exist.
std::optional<std::string> parse_date(std::string_view text);

}  // namespace dealwire
