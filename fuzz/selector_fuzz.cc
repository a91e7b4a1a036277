// Two selectors, on a line each, over the page behind them; then as what a site says of its pages.
#include "html/selector.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "extract/extract.h"
#include "extract/quirk.h"
#include "property.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

namespace {

// The first line of `text`, which is left with what is behind it.
std::string_view take_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool parses(const Expected<html::Selector>& selector) {
  if (selector) return true;
  require(selector.error().code == "selector", "a bad selector is an error of its own");
  require(selector.error().message.starts_with("position "), "the message names the position",
          selector.error().message);
  return false;
}

std::vector<uint32_t> select(const html::Selector& selector, const html::Page& page) {
  std::vector<uint32_t> out = selector.select(page);
  require(std::is_sorted(out.begin(), out.end()), "elements come in order");
  for (uint32_t element : out) {
    require(element < page.nodes().size() && !page.nodes()[element].is_text(), "elements match");
  }
  return out;
}

void require_article(const html::Selector& a, const html::Selector& b, const html::Page& page,
                     const Decoded& decoded, size_t size) {
  for (const bool swapped : {false, true}) {
    Site site;
    site.body = site.author = swapped ? b : a;
    site.drop = site.title = site.date = swapped ? a : b;
    const Article article = extract_page(page, decoded, Document{}, find_quirk(site, page));
    fuzz::require_sourced(article.title, size, "title");
    fuzz::require_sourced(article.text, size, "text");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view rest = fuzz::bytes_of(data, size);
  const std::string_view first = take_line(rest), second = take_line(rest);
  const auto a = html::Selector::parse(first), b = html::Selector::parse(second);
  const bool both = parses(a) && parses(b);
  const Decoded decoded = decode(rest, "");
  const auto page = html::Page::parse(decoded.page.text);
  if (!both || !page) return 0;
  require_article(*a, *b, *page, decoded, rest.size());
  const auto list = html::Selector::parse(std::string(first) + "\n," + std::string(second));
  if (!list) return 0;  // has too many parts
  const std::vector<uint32_t> one = select(*a, *page), other = select(*b, *page);
  std::vector<uint32_t> either;
  std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(either));
  require(select(*list, *page) == either, "a list matches what its selectors match", first);
  return 0;
}
