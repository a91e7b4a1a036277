#include "ingest/feed.h"

#include <array>
#include <map>
#include <set>

#include "ingest/url.h"
#include "ingest/xml_tree.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using xml::attribute;
using xml::is_element;
using xml::namespace_of;
using xml::text_of;
using xml::view;

// What an entry's child is called, if it is one of the feed's own words or of Dublin Core: a
// <media:title> is no title.
std::string_view word(const xmlNode* child) {
  if (child->type != XML_ELEMENT_NODE) return {};
  const std::string_view space = namespace_of(child);
  const bool own = space == namespace_of(child->parent) || space.find("/dc/") != space.npos ||
                   space.find("Atom") != space.npos || space.find("/atom/") != space.npos;
  return own ? view(child->name) : std::string_view();
}

std::string base_of(const xmlNode* node, const std::string& url) {
  xmlChar* base = xmlNodeGetBase(node->doc, const_cast<xmlNode*>(node));
  const auto resolved = resolve_url(url, view(base));
  xmlFree(base);
  return resolved ? resolved->text : url;
}

// What an entry says, before it is known which of it to trust.
struct Entry {
  std::string title, link, atom_link, guid;
  bool permalink = true;
  std::array<std::string, 2> times;  // published, or else updated
};

void read_child(const xmlNode* child, Entry& entry) {
  const std::string_view name = word(child);
  const auto keep_first = [&](std::string& slot) {
    if (slot.empty()) slot = text_of(child);
  };
  if (name == "title") {
    keep_first(entry.title);
  } else if (name == "link") {
    const std::string rel = attribute(child, "rel"), href = attribute(child, "href");
    if (!rel.empty() && rel != "alternate") return;
    if (href.empty()) {
      keep_first(entry.link);
    } else if (entry.atom_link.empty()) {
      entry.atom_link = href;
    }
  } else if (name == "guid" || name == "id") {
    keep_first(entry.guid);
    entry.permalink = attribute(child, "ispermalink") != "false";
  } else if (name == "pubDate" || name == "published" || name == "issued" || name == "date") {
    keep_first(entry.times[0]);
  } else if (name == "updated" || name == "modified") {
    keep_first(entry.times[1]);
  }
}

FoundUrl read_entry(const xmlNode* node, const std::string& url) {
  Entry entry;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    read_child(child, entry);
  }
  if (entry.guid.empty()) entry.guid = attribute(node, "about");  // RSS 1.0
  const std::string base = base_of(node, url);
  const std::string& named = entry.link.empty() ? entry.atom_link : entry.link;
  auto link = named.empty() ? std::nullopt : resolve_url(base, named);
  if (!link && entry.permalink) link = resolve_url("", entry.guid);
  FoundUrl out;
  if (link) out.url = link->text;
  if (link) out.origin = link->origin;
  out.title = std::move(entry.title);
  if (!entry.guid.empty()) out.guid = std::move(entry.guid);
  for (const std::string& time : entry.times) {
    if (!out.published) out.published = read_feed_time(time);
  }
  return out;
}

// Some feeds give every entry the same id.
void drop_shared_ids(std::vector<FoundUrl>& entries) {
  std::map<std::string, std::set<std::string>> urls;
  for (const FoundUrl& entry : entries) {
    if (entry.guid) urls[*entry.guid].insert(entry.url);
  }
  for (FoundUrl& entry : entries) {
    if (entry.guid && urls[*entry.guid].size() > 1) entry.guid.reset();
  }
}

// Entries stand in the channel (RSS), beside it (RSS 1.0) or in the root (Atom).
void collect(const xmlNode* parent, const std::string& url, size_t most, Feed& feed) {
  for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
    if (is_element(node, "item") || is_element(node, "entry")) {
      if (feed.entries.size() >= most) {
        feed.partial = true;
        return;
      }
      feed.entries.push_back(read_entry(node, url));
    } else if (is_element(node, "channel") || is_element(node, "items")) {
      collect(node, url, most, feed);
    } else if (word(node) == "title" && feed.title.empty()) {
      feed.title = text_of(node);
    }
  }
}

}  // namespace

Expected<Feed> read_feed(std::string_view bytes, const std::string& charset, const std::string& url,
                         const Budget& budget) {
  if (bytes.size() > budget.feed_bytes) {
    return fail("too_complex", url + ": is larger than a feed may be");
  }
  const auto document = xml::parse(xml::decoded(bytes, charset), url, budget);
  if (!document) return tl::unexpected(document.error());
  const xmlNode* root = xml::root_of(*document);
  const std::string name = root == nullptr ? "" : ascii_lower(view(root->name));
  if (name != "rss" && name != "rdf" && name != "feed" && name != "channel") {
    return fail("no_feed", url + ": is no RSS or Atom feed");
  }
  Feed feed;
  collect(root, url, budget.feed_entries, feed);
  drop_shared_ids(feed.entries);
  return feed;
}

}  // namespace dealwire
