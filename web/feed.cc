#include "web/feed.h"

#include <map>
#include <set>
#include <utility>

#include "text/charset.h"
#include "text/labels.h"
#include "text/utf8.h"
#include "web/json_feed.h"
#include "web/raw_feed.h"
#include "web/url.h"
#include "web/xml_feed.h"
#include "web/xml_tree.h"

namespace dealwire {
namespace {

// JSON begins with a brace, which XML cannot.
bool is_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != bytes.npos && bytes[first] == '{';
}

// Ids of programs that have none.
bool says_nothing(const std::string& id) {
  return has_word("0 -1 false n/a nil none null undefined", ascii_lower(id));
}

// An id or link as an address, or as it is where it is none.
std::string address(const std::string& base, const std::string& name) {
  const auto url = resolve_url(base, name);
  return url ? url->text : name;
}

// Drops ids that tell entries apart from nothing: some feeds give every entry the same, or their
// own.
void drop_false_ids(const RawFeed& feed, const std::string& url, std::vector<FoundUrl>& entries) {
  std::set<std::string> names(feed.names.begin(), feed.names.end());
  for (const std::string& name : feed.names) names.insert(address(url, name));
  names.insert(url);
  std::map<std::string, std::set<std::string>> urls;
  for (const FoundUrl& entry : entries) {
    if (entry.guid) urls[*entry.guid].insert(entry.url);
  }
  for (FoundUrl& entry : entries) {
    if (!entry.guid) continue;
    if (says_nothing(*entry.guid) || names.count(*entry.guid) > 0 || urls[*entry.guid].size() > 1) {
      entry.guid.reset();
    }
  }
}

void fill_gaps(FoundUrl& entry, FoundUrl& other) {
  if (!entry.guid) entry.guid = std::move(other.guid);
  if (entry.title.empty()) entry.title = std::move(other.title);
  if (!entry.published) entry.published = std::move(other.published);
  if (!entry.updated) entry.updated = std::move(other.updated);
  if (entry.content.empty()) entry.content = std::move(other.content);
}

std::vector<FoundUrl> merged_by_url(std::vector<FoundUrl> entries) {
  std::vector<FoundUrl> out;
  std::map<std::string, size_t> places;
  for (FoundUrl& entry : entries) {
    const auto [place, is_new] = places.emplace(entry.url, out.size());
    if (is_new || entry.url.empty()) {
      out.push_back(std::move(entry));
    } else {
      fill_gaps(out[place->second], entry);
    }
  }
  return out;
}

}  // namespace

void set_link(FoundUrl& entry, const std::string& base, const std::vector<std::string>& links) {
  for (const std::string& link : links) {
    auto url = link.empty() ? std::nullopt : resolve_url(base, link);
    if (!url) continue;
    entry.url = std::move(url->text);
    entry.origin = std::move(url->origin);
    return;
  }
}

Expected<Feed> read_feed(std::string_view bytes, const std::string& charset, const std::string& url,
                         const Budget& budget) {
  if (bytes.size() > budget.feed_bytes) {
    return fail("too_complex", url + ": is larger than a feed may be");
  }
  auto raw = is_json(bytes) ? read_json_feed(decode(bytes, "utf-8").page.text, url, budget)
                            : read_xml_feed(xml::decoded(bytes, charset), url, budget);
  if (!raw) return tl::make_unexpected(raw.error());
  std::vector<FoundUrl> entries = std::move(raw->entries);
  drop_false_ids(*raw, url, entries);
  return Feed{std::move(raw->title), merged_by_url(std::move(entries)), raw->partial};
}

}  // namespace dealwire
