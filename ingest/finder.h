// What a feed, a sitemap or a page of links names, as the frontier wants it: the articles that its
// source is to fetch, and further sitemaps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/settings.h"
#include "model/budget.h"
#include "model/frontier.h"

namespace dealwire {

// A payload that names URLs.
struct IndexPage {
  UrlKind kind = UrlKind::kFeed;
  std::string url;  // where it came from in the end
  std::string_view bytes;
  std::string charset;  // HTTP's label, "" for none
};

// In the index's order. Not those that the source's `match` bars, or that are older than its
// `max_age`. With `full_text` an article that the index carries needs no fetch: its `due` is empty,
// and `found.content` is not. Fails with "no_feed", "no_sitemap", "binary", "too_large" or
// "too_complex".
Expected<std::vector<Discovery>> read_index(const IndexPage& page, const Source& source, Time now,
                                            const Budget& budget);

// Under what the frontier knows a URL that is no index (see QueuedUrl::queue, Discovery::identity).
Discovery discovery_of(FoundUrl found, const Source& source);

// The queue of a URL at this origin.
std::string queue_of(const Source& source, std::string_view origin);

}  // namespace dealwire
