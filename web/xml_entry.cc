#include "web/xml_entry.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "text/labels.h"
#include "text/utf8.h"
#include "web/feed_time.h"
#include "web/markup.h"
#include "web/raw_feed.h"
#include "web/url.h"
#include "web/xml_markup.h"

namespace dealwire {
namespace {

using xml::attribute;
using xml::text_of;

// What is in a namespace's address, in lower case; the first row that fits counts.
constexpr std::array<std::pair<std::string_view, FeedWords>, 10> kNamespaces = {{
    {"/modules/content", FeedWords::kContent},
    {"purl.org/dc/", FeedWords::kDublinCore},
    {"feedburner", FeedWords::kFeedBurner},
    {"pheedo", FeedWords::kFeedBurner},
    {"xhtml", FeedWords::kXhtml},
    {"/mrss", FeedWords::kMedia},
    {"/modules/", FeedWords::kOther},
    {"atom", FeedWords::kFeed},
    {"netscape", FeedWords::kFeed},
    {"/rss", FeedWords::kFeed},
}};

constexpr std::array<std::pair<std::string_view, FeedWords>, 11> kPrefixes = {{
    {"", FeedWords::kFeed},
    {"atom", FeedWords::kFeed},
    {"a10", FeedWords::kFeed},
    {"rss", FeedWords::kFeed},
    {"dc", FeedWords::kDublinCore},
    {"dcterms", FeedWords::kDublinCore},
    {"content", FeedWords::kContent},
    {"feedburner", FeedWords::kFeedBurner},
    {"pheedo", FeedWords::kFeedBurner},
    {"xhtml", FeedWords::kXhtml},
    {"media", FeedWords::kMedia},
}};

// Texts may be given as text, as escaped HTML, as markup, or any of these in base 64.
struct Construct {
  std::string text;
  bool html = false;
};

// May a text whose kind is not named be HTML? In RSS both are common.
bool may_be_html(const xmlNode* node, std::string_view mode) {
  return mode == "escaped" || xml::namespace_of(node).find("tom") == std::string_view::npos;
}

std::optional<Construct> read_construct(const xmlNode* node) {
  const std::string type = ascii_lower(trim(attribute(node, "type")));
  const std::string mode = ascii_lower(trim(attribute(node, "mode")));
  if (xml::first_child(node) != nullptr) return Construct{xml::markup_in(node), true};
  std::string text = text_of(node);
  const bool in_words = type.find('/') == type.npos || type.starts_with("text/") ||
                        type.find("xml") != type.npos || type.find("html") != type.npos;
  if (mode == "base64" || !in_words) {
    auto decoded = text_of_base64(text);
    if (!decoded) return std::nullopt;
    return Construct{std::move(*decoded), type != "text/plain"};
  }
  if (type.find("ml") != type.npos) return Construct{std::move(text), true};
  const bool plain = type.empty() ? !may_be_html(node, mode) : type != "text/enriched";
  const bool html = !plain && looks_like_html(text);
  return Construct{std::move(text), html};
}

// The best of several statements; of equally good ones the first.
struct Best {
  int rank = std::numeric_limits<int>::max();
  std::string text;

  void offer(int new_rank, std::string new_text) {
    if (new_rank >= rank || new_text.empty()) return;
    rank = new_rank;
    text = std::move(new_text);
  }
};

// Gathers what an entry's children say.
class EntryReader {
 public:
  EntryReader(const xmlNode* node, const std::string& base, const Budget& budget)
      : node_(node), base_(base_in(node, base)), budget_(budget) {}

  FoundUrl read() {
    for (const xmlNode* at = xml::first_child(node_); at != nullptr; at = xml::next_sibling(at)) {
      read_child(at);
    }
    // RSS 1.0, where the address of an item is its id, and CDF
    id_.offer(1, attribute(node_, "about"));
    offer_link(kRssLink, node_, attribute(node_, "href"));
    offer_time(updated_, 1, attribute(node_, "lastmod"));
    return result();
  }

 private:
  // Kinds of links, best first. What stands in FeedBurner's is where its redirects lead.
  enum Link { kOriginal, kRssLink, kHtmlAlternate, kAlternate, kNoRelation, kLinks };

  void read_child(const xmlNode* child) {
    const std::string name = ascii_lower(xml::local_name(child));
    switch (words_of(child)) {
      case FeedWords::kFeed:
        return read_own(child, name);
      case FeedWords::kDublinCore:
        return read_dublin_core(child, name);
      case FeedWords::kContent:
        return name == "encoded" ? offer_content(0, child) : void();
      case FeedWords::kFeedBurner:
        return name == "origlink" ? offer_link(kOriginal, child, text_of(child)) : void();
      case FeedWords::kXhtml:
        return name == "body" || name == "div" ? offer_content(1, child) : void();
      case FeedWords::kMedia:
        return name == "title" ? offer_title(2, child) : void();
      case FeedWords::kOther:
        return;
    }
  }

  void read_own(const xmlNode* child, std::string_view name) {
    if (name == "title") {
      offer_title(0, child);
    } else if (name == "link" || name == "a") {
      read_link(child);
    } else if (name == "id" || name == "guid") {
      if (id_.rank > 0 && ascii_lower(attribute(child, "ispermalink")) == "false") {
        permalink_ = false;
      }
      id_.offer(0, text_of(child));
    } else if (has_word("pubdate published issued", name)) {
      offer_time(published_, 0, text_of(child));
    } else if (has_word("updated modified", name)) {
      offer_time(updated_, 0, text_of(child));
    } else if (has_word("content body fullitem", name)) {
      offer_content(name == "content" ? 0 : 1, child);
    }
  }

  // Its "date" is that of some event in the life of an article: of both, if nothing better is said.
  void read_dublin_core(const xmlNode* child, std::string_view name) {
    if (name == "title") offer_title(1, child);
    if (name == "issued") offer_time(published_, 1, text_of(child));
    if (name == "modified") offer_time(updated_, 1, text_of(child));
    if (name != "date") return;
    offer_time(published_, 2, text_of(child));
    offer_time(updated_, 2, text_of(child));
  }

  // Atom gives the address as an attribute, RSS as text, and some feeds the one as the other.
  void read_link(const xmlNode* link) {
    std::string rel = ascii_lower(trim(attribute(link, "rel")));
    rel.erase(0, rel.rfind('/') + 1);  // http://www.iana.org/assignments/relation/alternate
    if (!rel.empty() && rel != "alternate") return;
    const std::string href = attribute(link, "href");
    if (href.empty()) return offer_link(kRssLink, link, text_of(link));
    const std::string type = ascii_lower(attribute(link, "type"));
    const bool html = type.find("html") != type.npos;
    offer_link(rel.empty()            ? kNoRelation
               : html || type.empty() ? kHtmlAlternate
                                      : kAlternate,
               link, href);
  }

  void offer_link(Link kind, const xmlNode* at, const std::string& reference) {
    std::string& slot = links_.at(kind);
    if (reference.empty() || !slot.empty()) return;
    const auto url = resolve_url(at == node_ ? base_ : base_in(at, base_), reference);
    if (url) slot = url->text;
  }

  void offer_title(int rank, const xmlNode* title) {
    if (rank < title_.rank) title_.offer(rank, shown_title(title, budget_));
  }

  static void offer_time(Best& slot, int rank, std::string_view text) {
    if (rank < slot.rank) slot.offer(rank, read_feed_time(text).value_or(""));
  }

  void offer_content(int rank, const xmlNode* content) {
    if (rank >= content_.rank) return;
    auto said = read_construct(content);
    if (!said || said->text.size() > budget_.feed_content_bytes) return;
    const bool html = said->html || words_of(content) == FeedWords::kContent;
    content_.offer(rank, html ? std::move(said->text) : paragraphs_of(said->text));
  }

  // Some ids are addresses that lack the host; all others stay as they are (RFC 4287 4.2.6).
  std::string whole_id() {
    const bool relative = permalink_ && id_.text.starts_with('/');
    const auto url = relative ? resolve_url(base_, id_.text) : std::nullopt;
    if (url) id_.text = url->text;
    return id_.text;
  }

  FoundUrl result() {
    FoundUrl out;
    std::vector<std::string> links(links_.begin(), links_.end());
    set_link(out, base_, links);
    if (!id_.text.empty()) out.guid = whole_id();
    if (out.url.empty() && permalink_) set_link(out, "", {id_.text});
    out.title = std::move(title_.text);
    if (!published_.text.empty()) out.published = std::move(published_.text);
    if (!updated_.text.empty()) out.updated = std::move(updated_.text);
    out.content = std::move(content_.text);
    return out;
  }

  const xmlNode* node_;
  std::string base_;
  const Budget& budget_;
  Best title_, id_, published_, updated_, content_;
  std::array<std::string, kLinks> links_;
  bool permalink_ = true;
};

}  // namespace

FeedWords words_of(const xmlNode* node) {
  const std::string space = ascii_lower(xml::namespace_of(node));
  if (space.empty()) {
    const std::string prefix = ascii_lower(xml::prefix_of(node));
    for (const auto& [name, vocabulary] : kPrefixes) {
      if (prefix == name) return vocabulary;
    }
    return FeedWords::kOther;
  }
  for (const auto& [part, vocabulary] : kNamespaces) {
    if (space.find(part) != space.npos) return vocabulary;
  }
  const xmlNode* root = xmlDocGetRootElement(node->doc);
  return space == ascii_lower(xml::namespace_of(root)) ? FeedWords::kFeed : FeedWords::kOther;
}

std::string base_in(const xmlNode* node, const std::string& base) {
  const std::string own = attribute(node, "base");
  if (own.empty()) return base;
  const auto resolved = resolve_url(base, own);
  return resolved ? resolved->text : base;
}

std::string shown_title(const xmlNode* title, const Budget& budget) {
  const auto said = read_construct(title);
  if (!said) return "";
  return said->html ? shown_text(said->text, budget) : collapse_spaces(said->text);
}

FoundUrl read_xml_entry(const xmlNode* node, const std::string& base, const Budget& budget) {
  return EntryReader(node, base, budget).read();
}

}  // namespace dealwire
