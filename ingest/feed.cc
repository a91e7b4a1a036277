#include "ingest/feed.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <memory>
#include <set>

#include "html/prescan.h"
#include "ingest/url.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using XmlDocument = std::unique_ptr<xmlDoc, void (*)(xmlDoc*)>;
using XmlContext = std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// The parser asks here what `&name;` stands for. Only XML's own and HTML's names are known, so that
// nothing a DTD declares can grow; HTML's are common in feeds although XML lacks them.
xmlEntity* entity(void*, const xmlChar* name) {
  if (xmlEntity* own = xmlGetPredefinedEntity(name)) return own;
  const htmlEntityDesc* known = htmlEntityLookup(name);
  if (known == nullptr) return nullptr;
  thread_local std::string text;
  thread_local xmlEntity out;
  text.clear();
  append_utf8(text, known->value);
  out = {};
  out.type = XML_ENTITY_DECL;
  out.etype = XML_INTERNAL_PREDEFINED_ENTITY;
  out.name = name;
  out.content = out.orig = reinterpret_cast<xmlChar*>(text.data());
  out.length = static_cast<int>(text.size());
  return &out;
}

// libxml2 compares each attribute of a tag with all before it: 100,000 take it minutes.
bool has_endless_tag(std::string_view xml, size_t most) {
  size_t signs = 0;
  for (char c : xml) {
    if (c == '<') signs = 0;
    if (c == '=' && ++signs > most) return true;
  }
  return false;
}

// Control characters, which XML forbids and some feeds have, would end the parse.
void drop_controls(std::string& xml) {
  for (char& c : xml) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') c = ' ';
  }
}

// Does a reference that XML could read begin at this '&'?
bool begins_reference(std::string_view text) {
  const size_t end = text.substr(0, 12).find(';');
  if (end == text.npos || end < 2) return false;
  return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '#';
  });
}

// Links are full of bare '&', which the parser would drop with the word behind it.
std::string with_bare_ampersands_escaped(std::string_view xml) {
  constexpr std::string_view kCdata = "<![CDATA[";
  std::string out;
  out.reserve(xml.size() + 64);
  size_t done = 0;
  for (size_t i = xml.find_first_of("&<"); i != xml.npos; i = xml.find_first_of("&<", i + 1)) {
    if (xml[i] == '<') {
      if (!xml.substr(i).starts_with(kCdata)) continue;
      i = xml.find("]]>", i);
      if (i == xml.npos) break;
    } else if (!begins_reference(xml.substr(i))) {
      out += xml.substr(done, i + 1 - done);
      out += "amp;";
      done = i + 1;
    }
  }
  return out += xml.substr(done);
}

XmlDocument parse(std::string xml, const std::string& url) {
  drop_controls(xml);
  xml = with_bare_ampersands_escaped(xml);
  const size_t start = std::min(xml.find('<'), xml.size());  // blank lines before <?xml
  const XmlContext context(xmlNewParserCtxt(), xmlFreeParserCtxt);
  context->sax->getEntity = entity;
  return {xmlCtxtReadMemory(context.get(), xml.data() + start, static_cast<int>(xml.size() - start),
                            url.c_str(), "UTF-8",
                            XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                XML_PARSE_NOWARNING | XML_PARSE_NOCDATA),
          xmlFreeDoc};
}

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(const_cast<xmlNode*>(node), BAD_CAST name);
  std::string out(view(value));
  xmlFree(value);
  return out;
}

void append_text(const xmlNode* node, std::string& out) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      out += view(child->content);
    } else if (child->type == XML_ELEMENT_NODE) {
      append_text(child, out);  // depth is bounded by the parser
    }
  }
}

std::string text_of(const xmlNode* node) {
  std::string text;
  append_text(node, text);
  return std::string(trim(text));
}

std::string_view namespace_of(const xmlNode* node) {
  return node->ns == nullptr ? std::string_view() : view(node->ns->href);
}

bool is_element(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && view(node->name) == name;
}

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
    entry.permalink = attribute(child, "isPermaLink") != "false";
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
  std::string xml =
      decode(bytes, find_charset(charset) == nullptr ? html::declared_charset(bytes) : charset)
          .page.text;
  if (has_endless_tag(xml, budget.feed_attributes)) {
    return fail("too_complex", url + ": has a tag with too many attributes");
  }
  const XmlDocument document = parse(std::move(xml), url);
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
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
