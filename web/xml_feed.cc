#include "web/xml_feed.h"

#include "text/labels.h"
#include "text/utf8.h"
#include "web/xml_entry.h"
#include "web/xml_tree.h"

namespace dealwire {
namespace {

class FeedReader {
 public:
  explicit FeedReader(const Budget& budget) : budget_(budget) {}

  // Entries stand in the channel (RSS), beside it (RSS 1.0) or in the root (Atom); channels of CDF
  // hold others. Depth is bounded by the parser.
  void read(const xmlNode* parent, const std::string& outer_base) {
    const std::string base = base_in(parent, outer_base);
    for (const xmlNode* at = xml::first_child(parent); at != nullptr; at = xml::next_sibling(at)) {
      const std::string name = ascii_lower(xml::local_name(at));
      if (name == "item" || name == "entry") {
        if (!read_entry(at, base)) return;
      } else if (name == "channel" || name == "items") {
        read(at, base);
      } else if (words_of(at) == FeedWords::kFeed || words_of(at) == FeedWords::kDublinCore) {
        read_own(at, name);
      }
    }
  }

  bool read_entry(const xmlNode* entry, const std::string& base) {
    if (feed_.entries.size() >= budget_.feed_entries) {
      feed_.partial = true;
      return false;
    }
    feed_.entries.push_back(read_xml_entry(entry, base, budget_));
    return true;
  }

  RawFeed take() { return std::move(feed_); }

 private:
  void read_own(const xmlNode* child, std::string_view name) {
    if (name == "title" && feed_.title.empty()) feed_.title = shown_title(child, budget_);
    if (name == "id") feed_.names.push_back(xml::text_of(child));
    if (name != "link") return;
    const std::string href = xml::attribute(child, "href");
    feed_.names.push_back(href.empty() ? xml::text_of(child) : href);
  }

  const Budget& budget_;
  RawFeed feed_;
};

}  // namespace

Expected<RawFeed> read_xml_feed(std::string_view text, const std::string& url,
                                const Budget& budget) {
  const auto document = xml::parse(text, url, budget);
  if (!document) return tl::make_unexpected(document.error());
  const xmlNode* root = xml::root_of(*document);
  const std::string name = root == nullptr ? "" : ascii_lower(xml::local_name(root));
  FeedReader reader(budget);
  if (name == "entry") {  // Atom may be one entry alone
    reader.read_entry(root, url);
  } else if (!name.empty() && has_word("rss rdf feed channel", name)) {
    reader.read(root, url);
  } else {
    return fail("no_feed", url + ": is no RSS or Atom feed");
  }
  return reader.take();
}

}  // namespace dealwire
