// Sitemaps of any bytes, packed or not, give entries of their own host within the budget, or are
// refused. Small budgets, since what is behind a limit is only more of the same.
#include "web/sitemap.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "property.h"
#include "text/utf8.h"

using namespace dealwire;
using fuzz::require;

namespace {

bool is_own(std::string_view url) {
  for (std::string_view begin : {"http://", "https://", "www.", "harbour.example/"}) {
    const bool may_lack = begin != "harbour.example/";
    if (url.starts_with(begin)) {
      url.remove_prefix(begin.size());
    } else if (!may_lack) {
      return false;
    }
  }
  return true;
}

bool is_time(const std::optional<std::string>& time) {
  return !time || ((time->size() == 10 || time->size() == 20) &&
                   std::isdigit(static_cast<unsigned char>(time->front())) != 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Budget budget;
  budget.sitemap_bytes = 1u << 20;
  budget.sitemap_entries = 100;
  budget.sitemap_children = 10;
  const auto sitemap =
      read_sitemap(fuzz::bytes_of(data, size), "", "https://www.harbour.example/map.xml", budget);
  if (!sitemap) return 0;
  require(sitemap->entries.size() <= 100 && sitemap->children.size() <= 10, "the budget holds");
  for (const FoundUrl& entry : sitemap->entries) {
    require(is_own(entry.url), "an entry is of the sitemap's host", entry.url);
    require(fuzz::is_utf8(entry.title) && collapse_spaces(entry.title) == entry.title,
            "a title is clean text", entry.title);
    require(is_time(entry.published) && is_time(entry.updated), "times are times");
  }
  for (const ChildSitemap& child : sitemap->children) {
    require(is_own(child.url), "a sitemap named is of the same host", child.url);
    require(is_time(child.lastmod), "times are times");
  }
  return 0;
}
