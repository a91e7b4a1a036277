#include "web/discover.h"

#include <algorithm>
#include <optional>

#include "html/page.h"
#include "html/prescan.h"
#include "model/budget.h"
#include "text/charset.h"
#include "text/labels.h"
#include "text/utf8.h"
#include "web/base_url.h"
#include "web/url.h"

namespace dealwire {
namespace {

using html::Node;
using html::Page;

// Has `text` one of `words`, parted by spaces, as a word of its own?
bool has_whole_word(std::string_view text, std::string_view words) {
  while (!text.empty()) {
    const auto* end = std::find_if_not(text.begin(), text.end(), is_word_character);
    const auto length = static_cast<size_t>(end - text.begin());
    if (length > 0 && has_word(words, text.substr(0, length))) return true;
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return false;
}

std::string_view behind_last(std::string_view text, char sign) {
  return text.substr(text.rfind(sign) + 1);  // npos + 1 is 0
}

// Does the path, or the query, look like that of a feed: /feed/, /news/rss.xml, ?format=atom?
bool looks_like_feed(const Url& url) {
  const std::string address = ascii_lower(url.text);
  // Buttons of readers that carry the feed's address, which is linked anyhow, and WordPress's API.
  if (address.find("http", 1) != address.npos || address.find("/wp-json/") != address.npos) {
    return false;
  }
  const std::string whole = ascii_lower(url.path);
  std::string_view path = std::string_view(whole).substr(0, whole.find('?'));
  const std::string_view query = std::string_view(whole).substr(path.size());
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view last = behind_last(path, '/');
  const size_t dot = last.rfind('.');
  const std::string_view ending = dot == last.npos ? std::string_view() : last.substr(dot + 1);
  const std::string_view stem = last.substr(0, dot);
  if (!ending.empty() && has_word("rss atom rdf", ending)) return true;
  if (has_whole_word(stem, "feed feeds rss rss2 atom rdf") &&
      (ending.empty() || has_word("xml json php asp aspx jsp", ending))) {
    return true;
  }
  const bool index = has_word("index feed", stem.empty() ? "-" : stem);
  return (index && ending == "xml") || has_whole_word(query, "feed rss rss2 atom");
}

// "feed:https://news.example/a" and "feed://news.example/a", as Safari had them.
std::string without_feed_scheme(const std::string& href) {
  const std::string head = ascii_lower(href.substr(0, 7));
  if (head == "feed://") return "http://" + href.substr(7);
  return head.starts_with("feed:") ? href.substr(5) : href;
}

enum class Sort { kNamed, kLooksSo, kNamedOfComments, kLooksSoOfComments, kNone };

Sort sort_of(const Page& page, const Node& link, const Url& url) {
  const bool is_link = link.tag == "link";
  const std::string rel = ascii_lower(page.attribute(link, "rel"));
  const std::string type = ascii_lower(page.attribute(link, "type"));
  const bool alternate = has_whole_word(rel, "alternate feed");
  const bool says_so = alternate && has_word(
                                        "application/rss+xml application/atom+xml "
                                        "application/feed+json application/rdf+xml text/rss",
                                        type.empty() ? "-" : type.substr(0, type.find(';')));
  const bool named = is_link && (says_so || has_whole_word(rel, "feed"));
  // A <link> of another kind may lead anywhere: to stylesheets, or to the next page.
  if (!named && !((!is_link || alternate) && looks_like_feed(url))) return Sort::kNone;
  const std::string title = lower(page.attribute(link, "title"));
  const bool of_comments = has_whole_word(title, "comment comments kommentare") ||
                           has_whole_word(ascii_lower(url.path), "comment comments");
  if (of_comments) return named ? Sort::kNamedOfComments : Sort::kLooksSoOfComments;
  return named ? Sort::kNamed : Sort::kLooksSo;
}

struct Candidate {
  Sort sort = Sort::kNone;
  std::string url;
};

std::vector<Candidate> candidates_in(const Page& page, const std::string& url, size_t most) {
  const std::string base = base_url(page, url);
  std::vector<Candidate> out;
  size_t links = 0;
  for (const Node& node : page.nodes()) {
    if (node.tag != "link" && node.tag != "a" && node.tag != "area") continue;
    if (!page.has(node, "href")) continue;
    if (++links > most) break;
    const auto target =
        resolve_url(base, without_feed_scheme(std::string(trim(page.attribute(node, "href")))));
    const Sort sort = target ? sort_of(page, node, *target) : Sort::kNone;
    if (sort != Sort::kNone) out.push_back({sort, target->text});
  }
  return out;
}

}  // namespace

std::vector<std::string> discover_feeds(std::string_view page, const std::string& charset,
                                        const std::string& url) {
  const Budget budget;
  if (page.size() > budget.fetch_bytes) return {};
  const bool known = find_charset(charset) != nullptr;
  const Decoded decoded = decode(page, known ? charset : html::declared_charset(page));
  const auto tree = Page::parse(decoded.page.text, budget, html::Links::kKept);
  if (!tree) return {};
  std::vector<Candidate> candidates = candidates_in(*tree, url, budget.links);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.sort < b.sort; });
  std::vector<std::string> out;
  for (const Candidate& candidate : candidates) {
    if (out.size() >= budget.page_feeds) break;
    if (std::find(out.begin(), out.end(), candidate.url) == out.end()) out.push_back(candidate.url);
  }
  return out;
}

}  // namespace dealwire
