#include "web/sitemap.h"

#include <libxml/parser.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "text/utf8.h"
#include "web/feed_time.h"
#include "web/inflate.h"
#include "web/url.h"
#include "web/xml_source.h"
#include "web/xml_tree.h"

namespace dealwire {
namespace {

constexpr size_t kLongestField = 8'192;  // in bytes, of a URL or title; the rest is cut

// "news.example:8080": what a sitemap may speak for.
std::string site_of(const std::string& origin) {
  std::string_view host(origin);
  host.remove_prefix(std::min(host.find("://") + 3, host.size()));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

// Takes what was read of entries, and keeps what is the site's.
class Collector {
 public:
  Collector(const std::string& url, const Budget& budget) : url_(url), budget_(budget) {
    if (const auto own = resolve_url("", url)) site_ = site_of(own->origin);
  }

  // Both return whether there is room for more.
  bool add_entry(std::string_view location, FoundUrl entry) {
    if (location.empty()) return true;
    if (entries_++ >= budget_.sitemap_entries) return full();
    const auto found = locate(location);
    if (!found) return true;
    entry.url = found->text;
    entry.origin = found->origin;
    out.entries.push_back(std::move(entry));
    return true;
  }

  bool add_child(std::string_view location, std::optional<std::string> lastmod) {
    if (location.empty()) return true;
    if (children_++ >= budget_.sitemap_children) return full();
    if (const auto found = locate(location)) {
      out.children.push_back({found->text, std::move(lastmod)});
    }
    return true;
  }

  Sitemap out;

 private:
  std::optional<Url> locate(std::string_view location) {
    auto found = resolve_url(url_, location);
    if (!found || site_of(found->origin) == site_) return found;
    ++out.foreign;
    return std::nullopt;
  }

  bool full() {
    out.partial = true;
    return false;
  }

  const std::string& url_;
  const Budget& budget_;
  std::string site_;
  size_t entries_ = 0, children_ = 0;  // all of them, since strangers and broken URLs cost no less
};

// What an element is, by its name and those it stands in.
enum class Role { kNone, kRoot, kEntry, kChild, kNews, kLocation, kLastmod, kTitle, kDate };

bool is_field(Role role) { return role >= Role::kLocation; }

// The parser's events, as long as there is something to read.
class TagReader {
 public:
  explicit TagReader(Collector& collector) : collector_(collector) {}

  bool is_sitemap() const { return is_sitemap_; }

  // Return whether to go on.
  bool begin(std::string_view name, std::string_view prefix) {
    const Role role = role_of(ascii_lower(name), prefix);
    if (open_.empty()) {
      is_sitemap_ = role == Role::kRoot;
      prefix_ = prefix;
    }
    const bool more = is_entry(role) ? finish() : true;  // the one before may lack its end
    if (is_entry(role)) kind_ = role;
    if (is_field(role)) field_.clear();
    open_.push_back(role);
    return more && is_sitemap_;
  }

  bool end() {
    if (open_.empty()) return true;
    const Role role = open_.back();
    open_.pop_back();
    if (is_field(role)) keep(role);
    return is_entry(role) ? finish() : true;
  }

  void text(std::string_view text) {
    if (open_.empty() || !is_field(open_.back())) return;
    field_ += text.substr(0, kLongestField - std::min(field_.size(), kLongestField));
  }

  // At the end of all, for an entry whose end is missing.
  bool finish() {
    const Role kind = std::exchange(kind_, Role::kNone);
    const std::string location = std::exchange(location_, {});
    FoundUrl entry = std::exchange(entry_, {});
    if (kind == Role::kEntry) return collector_.add_entry(location, std::move(entry));
    if (kind == Role::kChild) return collector_.add_child(location, std::move(entry.updated));
    return true;
  }

 private:
  static bool is_entry(Role role) { return role == Role::kEntry || role == Role::kChild; }

  Role role_of(const std::string& name, std::string_view prefix) const {
    const Role parent = open_.empty() ? Role::kNone : open_.back();
    if (open_.empty()) {
      return name == "urlset" || name == "sitemapindex" ? Role::kRoot : Role::kNone;
    }
    if (parent == Role::kNews) {
      return name == "title"              ? Role::kTitle
             : name == "publication_date" ? Role::kDate
                                          : Role::kNone;
    }
    if (parent != Role::kRoot && !is_entry(parent)) return Role::kNone;
    if (name == "news" && is_entry(parent)) return Role::kNews;
    if (prefix != prefix_) return Role::kNone;  // <image:loc>
    if (name == "url") return Role::kEntry;
    if (name == "sitemap") return Role::kChild;
    if (parent == Role::kRoot) return Role::kNone;
    return name == "loc" ? Role::kLocation : name == "lastmod" ? Role::kLastmod : Role::kNone;
  }

  // Only what has its end counts: half a URL leads elsewhere. Of several the first.
  void keep(Role role) {
    if (role == Role::kLocation && location_.empty()) location_ = trim(field_);
    if (role == Role::kTitle && entry_.title.empty()) entry_.title = title();
    if (role == Role::kLastmod && !entry_.updated) entry_.updated = read_feed_time(field_);
    if (role == Role::kDate && !entry_.published) entry_.published = read_feed_time(field_);
  }

  std::string title() const {
    if (field_.size() < kLongestField) return collapse_spaces(field_);
    size_t end = field_.size() - 1;
    while (end > 0 && (field_[end] & 0xC0) == 0x80) --end;
    return collapse_spaces(std::string_view(field_).substr(0, end));
  }

  Collector& collector_;
  bool is_sitemap_ = false;
  std::string prefix_;  // of the root, which its own words have too
  std::vector<Role> open_;
  Role kind_ = Role::kNone;  // of what is being read
  std::string location_;
  FoundUrl entry_;
  std::string field_;
};

TagReader& reader_of(void* context) {
  return *static_cast<TagReader*>(static_cast<xmlParserCtxt*>(context)->_private);
}

void on_begin(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar*, int,
              const xmlChar**, int, int, const xmlChar**) {
  if (!reader_of(context).begin(xml::view(name), xml::view(prefix))) {
    xmlStopParser(static_cast<xmlParserCtxt*>(context));
  }
}

void on_end(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  if (!reader_of(context).end()) xmlStopParser(static_cast<xmlParserCtxt*>(context));
}

void on_text(void* context, const xmlChar* text, int size) {
  reader_of(context).text({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
}

// Lets libxml2 tell the reader of tags and texts instead of building a tree.
void parse_by_tags(const std::string& xml, TagReader& reader) {
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)> context(xmlNewParserCtxt(),
                                                                         xmlFreeParserCtxt);
  context->_private = &reader;
  context->sax->startElementNs = on_begin;
  context->sax->endElementNs = on_end;
  context->sax->characters = context->sax->ignorableWhitespace = on_text;
  context->sax->comment = nullptr;
  context->sax->processingInstruction = nullptr;
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> empty(
      xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8",
                        XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                            XML_PARSE_NOWARNING | XML_PARSE_NOCDATA),
      xmlFreeDoc);
}

bool begins_url(std::string_view line) {
  const std::string scheme = ascii_lower(line.substr(0, 8));
  return scheme.starts_with("http://") || scheme == "https://";
}

// A list of URLs, one a line. False if the first line that has something is none.
bool read_lines(std::string_view text, Collector& collector) {
  bool is_list = false;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    is_list |= begins_url(line);
    if (!is_list) return false;
    if (begins_url(line) && !collector.add_entry(line, {})) break;
  }
  return is_list;
}

// The sitemap without gzip and within the budget, cut behind a tag or line where it must be.
Inflated unpacked(std::string_view bytes, size_t most) {
  Inflated out = bytes.starts_with("\x1f\x8b")
                     ? inflate_gzip_start(bytes, most)
                     : Inflated{std::string(bytes.substr(0, most)), bytes.size() <= most};
  if (!out.whole) out.bytes.resize(out.bytes.find_last_of(">\n") + 1);
  return out;
}

}  // namespace

Expected<Sitemap> read_sitemap(std::string_view bytes, const std::string& charset,
                               const std::string& url, const Budget& budget) {
  Inflated source = unpacked(bytes, budget.sitemap_bytes);
  Collector collector(url, budget);
  collector.out.partial = !source.whole;
  std::string text = xml::decoded(source.bytes, charset);
  source.bytes = {};
  const auto refuse = [&] { return fail("no_sitemap", url + ": is no sitemap"); };
  if (!trim(text).starts_with('<')) {
    if (!read_lines(text, collector)) return refuse();
    return std::move(collector.out);
  }
  text.erase(0, xml::root_start(text));
  if (xml::has_endless_tag(text, budget.feed_attributes)) {
    return fail("too_complex", url + ": has a tag with too many attributes");
  }
  TagReader reader(collector);
  text = xml::sound(text);
  parse_by_tags(text, reader);
  if (!reader.is_sitemap()) return refuse();
  reader.finish();
  return std::move(collector.out);
}

}  // namespace dealwire
