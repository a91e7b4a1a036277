// Pages of any bytes are searched for feeds in bounded time; what is found can be fetched, and is
// found once.
#include <set>

#include "model/budget.h"
#include "property.h"
#include "web/discover.h"
#include "web/url.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dealwire;
  const auto feeds = discover_feeds(fuzz::bytes_of(data, size), "", "https://news.example/a");
  fuzz::require(feeds.size() <= Budget{}.page_feeds, "feeds of a page are bounded");
  for (const std::string& feed : feeds) {
    const auto url = resolve_url("", feed);
    fuzz::require(url && url->text == feed, "a feed's address is normalized", feed);
  }
  fuzz::require(std::set<std::string>(feeds.begin(), feeds.end()).size() == feeds.size(),
                "a feed is found once");
  return 0;
}
