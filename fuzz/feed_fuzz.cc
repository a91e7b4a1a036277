// Feeds of any bytes, XML or JSON, are read in bounded time and memory, or refused. No charset is
// told from outside, so that the declaration and the bytes decide. What is read is text; addresses
// are normalized and stand for one entry each; times are what read_feed_time() reads.
#include "web/feed.h"

#include <set>

#include "property.h"
#include "web/feed_time.h"
#include "web/url.h"

namespace dealwire {
namespace {

void check_time(const std::optional<std::string>& time) {
  if (!time) return;
  fuzz::require(time->size() == 10 || time->size() == 20, "a time is a day or an instant", *time);
  fuzz::require(read_feed_time(*time) == time, "a time that was read reads as itself", *time);
}

void check_entry(const FoundUrl& entry) {
  for (const std::string& text : {entry.title, entry.content, entry.guid.value_or("")}) {
    fuzz::require(fuzz::is_utf8(text), "what an entry says is UTF-8", text);
  }
  fuzz::require(entry.guid != "", "an id says something");
  check_time(entry.published);
  check_time(entry.updated);
  if (entry.url.empty()) return;
  const auto url = resolve_url("", entry.url);
  fuzz::require(url && url->text == entry.url, "an entry's address is normalized", entry.url);
}

}  // namespace
}  // namespace dealwire

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dealwire;
  const std::string_view bytes = fuzz::bytes_of(data, size);
  check_time(read_feed_time(bytes));
  const auto feed = read_feed(bytes, "", "https://news.example/feed", Budget{});
  if (!feed) return 0;
  fuzz::require(fuzz::is_utf8(feed->title), "a title is UTF-8", feed->title);
  std::set<std::string> urls;
  for (const FoundUrl& entry : feed->entries) {
    check_entry(entry);
    fuzz::require(entry.url.empty() || urls.insert(entry.url).second, "a URL is one entry");
  }
  return 0;
}
