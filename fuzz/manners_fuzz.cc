// Heads and pages of any bytes ask something or nothing of archives, in linear time. The first
// empty line parts head and page; a page alone asks no less beside its head, and later no less than
// now.
#include "web/manners.h"

#include <algorithm>
#include <string_view>

#include "html/raw_tags.h"
#include "property.h"

using namespace dealwire;
using fuzz::require;

namespace {

bool lies_in(std::string_view part, std::string_view page) {
  return part.empty() ||
         (part.data() >= page.data() && part.data() + part.size() <= page.data() + page.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::bytes_of(data, size);
  const size_t end = std::min(bytes.find("\n\n"), size);
  const std::string_view head = bytes.substr(0, end), page = bytes.substr(end);
  const Time now = Time(seconds(1'760'000'000)), later = Time(seconds(4'000'000'000));
  const ArchiveWish wish = archive_wish(head, page, "dealwire", now);
  require(wish.noarchive == !wish.reason.empty(), "a wish has a reason");
  require(wish.noarchive || !archive_wish("", page, "dealwire", now).noarchive,
          "a head takes back nothing", bytes);
  require(!wish.noarchive || archive_wish(head, page, "dealwire", later).noarchive,
          "time takes back nothing", bytes);
  for (const html::RawMeta& meta : html::meta_tags(page)) {
    require(lies_in(meta.name, page) && lies_in(meta.content, page), "metas lie in the page");
  }
  return 0;
}
