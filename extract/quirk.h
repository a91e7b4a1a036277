// Where, on one page, its site says that the article and what is known of it stand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/sites.h"
#include "html/page.h"
#include "model/range.h"

namespace dealwire {

// What is empty is left to the usual way: all of it, on pages of no known site.
struct Quirk {
  std::vector<Range> body, drop;  // nodes; in document order, none inside another
  std::optional<uint32_t> title;  // the first element that says something
  std::string date;               // what the first element that says something says
  std::vector<std::string> authors;

  // The selectors that find nothing, which is to be told, since sites change: "body", "date".
  std::vector<std::string_view> unmatched;

  // The elements that share no block with what is around them, in document order.
  std::vector<uint32_t> bounds() const;
};

// One pass over the page for each selector of the site, see html/selector.h.
Quirk find_quirk(const Site& site, const html::Page& page);

}  // namespace dealwire
