#include "web/link_page.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "html/page.h"
#include "html/prescan.h"
#include "text/charset.h"
#include "text/utf8.h"
#include "web/base_url.h"
#include "web/url.h"

namespace dealwire {
namespace {

using html::Node;
using html::Page;

constexpr size_t kLongestPattern = 4'096;
constexpr size_t kLongestTitle =
    1'000;  // in bytes: what a card shows below its headline is no loss

// Elements that do not part the words they stand between. All others do: cards have headline and
// teaser in one link.
constexpr std::array<std::string_view, 26> kInsideWords = {
    "a",   "abbr", "acronym", "b",   "bdi",    "bdo",    "big",  "cite", "code",
    "del", "em",   "font",    "i",   "ins",    "mark",   "nobr", "q",    "ruby",
    "s",   "span", "small",   "sub", "strike", "strong", "u",    "wbr"};

bool is_link(const Node& node) { return node.tag == "a" || node.tag == "area"; }

bool parts_words(const Node& node) {
  return std::find(kInsideWords.begin(), kInsideWords.end(), node.tag) == kInsideWords.end();
}

// Is nofollow one of the words of its rel?
bool is_nofollow(const Page& page, const Node& link) {
  std::string_view words = page.attribute(link, "rel");
  while (!words.empty()) {
    const size_t end = std::min(words.find_first_of(" \t\r\n\f"), words.size());
    if (ascii_lower(words.substr(0, end)) == "nofollow") return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string cut_title(std::string title) {
  if (title.size() <= kLongestTitle) return title;
  size_t end = kLongestTitle;
  while ((title[end] & 0xC0) == 0x80) --end;
  if (title[end - 1] == ' ') --end;
  title.resize(end);
  return title;
}

// The text of a link, without that of links inside it, which tables make possible.
std::string title_of(const Page& page, uint32_t link) {
  const auto& nodes = page.nodes();
  std::string out;
  std::vector<uint32_t> ends;  // of the open elements that part words
  for (uint32_t i = link + 1; i < nodes[link].end && out.size() < 2 * kLongestTitle;) {
    const Node& node = nodes[i];
    const size_t open = ends.size();
    while (!ends.empty() && ends.back() <= i) ends.pop_back();
    const bool begins = !node.is_text() && parts_words(node);
    if (begins) ends.push_back(node.end);
    if ((begins || ends.size() < open) && !out.empty() && out.back() != ' ') out += ' ';
    out += node.text;
    i = is_link(node) ? node.end : i + 1;
  }
  return cut_title(collapse_spaces(out));
}

// The links that the selector chooses, without those that lead nowhere.
std::vector<uint32_t> chosen_links(const Page& page, const LinkChoice& choice, size_t most) {
  const auto& nodes = page.nodes();
  std::vector<uint32_t> selected, out;
  if (choice.selector) selected = choice.selector->select(page);
  // Elements nest, so what ends last of those that began covers all that the others do.
  uint32_t covered = choice.selector ? 0 : static_cast<uint32_t>(nodes.size());
  auto next = selected.begin();
  for (uint32_t i = 0; i < nodes.size() && out.size() < most; ++i) {
    if (next != selected.end() && *next == i) {
      covered = std::max(covered, nodes[i].end);
      ++next;
    }
    if (i >= covered || !is_link(nodes[i])) continue;
    const std::string_view href = trim(page.attribute(nodes[i], "href"));
    if (!href.empty() && href[0] != '#' && !is_nofollow(page, nodes[i])) out.push_back(i);
  }
  return out;
}

std::vector<FoundUrl> links_of(const Page& page, const std::string& url, const LinkChoice& choice,
                               size_t most) {
  const std::string base = base_url(page, url);
  const auto self = resolve_url("", url);
  std::vector<FoundUrl> out;
  std::map<std::string, size_t> places;
  for (uint32_t link : chosen_links(page, choice, most)) {
    const auto found = resolve_url(base, page.attribute(page.nodes()[link], "href"));
    if (!found || (self && found->text == self->text)) continue;
    if (choice.pattern && !re2::RE2::PartialMatch(found->text, *choice.pattern)) continue;
    const auto [place, is_new] = places.emplace(found->text, out.size());
    if (is_new) {
      out.emplace_back();
      out.back().url = found->text;
      out.back().origin = found->origin;
    }
    FoundUrl& entry = out[place->second];
    if (entry.title.empty()) entry.title = title_of(page, link);
  }
  return out;
}

Expected<std::shared_ptr<const re2::RE2>> parse_pattern(std::string_view text) {
  if (text.size() > kLongestPattern) return fail("pattern", "is too long");
  re2::RE2::Options options;
  options.set_log_errors(false);
  auto pattern =
      std::make_shared<const re2::RE2>(re2::StringPiece(text.data(), text.size()), options);
  if (!pattern->ok()) return fail("pattern", pattern->error());
  return pattern;
}

}  // namespace

Expected<LinkChoice> parse_link_choice(std::string_view selector, std::string_view pattern) {
  if (selector.empty() && pattern.empty()) {
    return fail("links", "neither a selector nor a pattern says which links to take");
  }
  LinkChoice out;
  if (!selector.empty()) {
    auto parsed = html::Selector::parse(selector, html::Links::kKept);
    if (!parsed) return tl::make_unexpected(parsed.error());
    out.selector = std::move(*parsed);
  }
  if (!pattern.empty()) {
    auto parsed = parse_pattern(pattern);
    if (!parsed) return tl::make_unexpected(parsed.error());
    out.pattern = std::move(*parsed);
  }
  return out;
}

Expected<std::vector<FoundUrl>> read_links(std::string_view bytes, const std::string& charset,
                                           const std::string& url, const LinkChoice& choice,
                                           const Budget& budget) {
  if (bytes.size() > budget.document_bytes) {
    return fail("too_large", url + ": is larger than a page may be");
  }
  if (looks_binary(bytes)) return fail("binary", url + ": is no text");
  const bool known = find_charset(charset) != nullptr;
  const Decoded decoded = decode(bytes, known ? charset : html::declared_charset(bytes));
  const auto page = Page::parse(decoded.page.text, budget, html::Links::kKept);
  if (!page) return fail(page.error().code, url + ": " + page.error().message);
  return links_of(*page, url, choice, budget.links);
}

}  // namespace dealwire
