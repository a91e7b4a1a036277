// A selector and a pattern, on a line each, over the page behind them: each URL is found once, is
// what it says, and is found without the pattern too.
#include "web/link_page.h"

#include <algorithm>
#include <set>
#include <string>

#include "property.h"
#include "text/utf8.h"
#include "web/url.h"

using namespace dealwire;
using fuzz::require;

namespace {

constexpr const char* kUrl = "https://harbour.example/energy/";

std::string_view take_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::set<std::string> urls_of(std::string_view page, const LinkChoice& choice) {
  std::set<std::string> out;
  const auto links = read_links(page, "", kUrl, choice, Budget{});
  if (!links) return out;
  for (const FoundUrl& link : *links) {
    require(out.insert(link.url).second, "a URL is found once", link.url);
    require(link.url.starts_with(link.origin + "/"), "a URL begins with its origin", link.url);
    require(link.url != kUrl, "the page itself is no find");
    require(fuzz::is_utf8(link.title) && collapse_spaces(link.title) == link.title,
            "a title is clean text", link.title);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view page = fuzz::bytes_of(data, size);
  const std::string_view selector = take_line(page), pattern = take_line(page).substr(0, 100);
  const auto both = parse_link_choice(selector, pattern);
  require(both || !both.error().message.empty(), "a fault has a message");
  if (!both) return 0;
  const std::set<std::string> few = urls_of(page, *both);
  const auto all = parse_link_choice("a, area", "");
  const std::set<std::string> many = urls_of(page, *all);
  require(std::includes(many.begin(), many.end(), few.begin(), few.end()),
          "choosing finds nothing new", selector);
  return 0;
}
