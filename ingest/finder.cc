#include "ingest/finder.h"

#include <re2/re2.h>

#include <algorithm>

#include "web/feed.h"
#include "web/link_page.h"
#include "web/sitemap.h"
#include "web/url.h"
#include "web/url_identity.h"

namespace dealwire {
namespace {

// A day where the time is not known; nullopt for what is no time.
std::optional<Time> time_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto time = parse_rfc3339(*text);
  return time || text->size() != 10 ? time : parse_rfc3339(*text + "T23:59:59Z");
}

bool is_wanted(const FoundUrl& found, const Source& source, Time now) {
  if (found.url.empty()) return false;
  if (source.links.pattern && !RE2::PartialMatch(found.url, *source.links.pattern)) return false;
  auto told = time_of(found.published);
  if (!told) told = time_of(found.updated);
  return !source.max_age || !told || now - *told <= *source.max_age;
}

void add_wanted(std::vector<FoundUrl> entries, const Source& source, Time now,
                std::vector<Discovery>& out) {
  for (FoundUrl& found : entries) {
    if (!is_wanted(found, source, now)) continue;
    out.push_back(discovery_of(std::move(found), source));
    const bool is_here = source.full_text && !out.back().found.content.empty();
    if (!is_here) {
      out.back().found.content.clear();
      out.back().due = now;
    }
  }
}

// A further sitemap that tells when it was changed is fetched when that is news, one that does not
// at intervals.
void add_parts(const std::vector<ChildSitemap>& children, const Source& source, Time now,
               std::vector<Discovery>& out) {
  for (const ChildSitemap& child : children) {
    FoundUrl found;
    found.url = child.url;
    const auto url = resolve_url("", child.url);
    found.origin = url ? url->origin : "";
    found.updated = child.lastmod;
    const auto told = time_of(child.lastmod);
    if (source.max_age && told && now - *told > *source.max_age) continue;
    out.push_back(discovery_of(std::move(found), source));
    out.back().kind = UrlKind::kPart;
    out.back().due = now;
  }
}

}  // namespace

std::string queue_of(const Source& source, std::string_view origin) {
  if (!source.queue.empty()) return source.queue;
  return std::string(origin.substr(origin.find("://") + 3));
}

Discovery discovery_of(FoundUrl found, const Source& source) {
  Discovery out;
  out.identity = url_identity(found.url);
  out.queue = queue_of(source, found.origin);
  out.found = std::move(found);
  return out;
}

Expected<std::vector<Discovery>> read_index(const IndexPage& page, const Source& source, Time now,
                                            const Budget& budget) {
  std::vector<Discovery> out;
  if (page.kind == UrlKind::kFeed) {
    auto feed = read_feed(page.bytes, page.charset, page.url, budget);
    if (!feed) return tl::make_unexpected(feed.error());
    add_wanted(std::move(feed->entries), source, now, out);
  } else if (page.kind == UrlKind::kList) {
    auto links = read_links(page.bytes, page.charset, page.url, source.links, budget);
    if (!links) return tl::make_unexpected(links.error());
    add_wanted(std::move(*links), source, now, out);
  } else {
    auto sitemap = read_sitemap(page.bytes, page.charset, page.url, budget);
    if (!sitemap) return tl::make_unexpected(sitemap.error());
    add_wanted(std::move(sitemap->entries), source, now, out);
    add_parts(sitemap->children, source, now, out);
  }
  return out;
}

}  // namespace dealwire
