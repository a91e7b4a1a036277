// The article of a page that shows none, or only its beginning, and holds the body as data for
// scripts: JSON-LD (articleBody), a state object (<script type="application/json">,
// window.state = {...}, self.__next_f.push([1, "..."])), or an attribute (data-state).
//
// in:  the page and its source, what it shows as its article, and its titles
// out: the body, blocks parted by '\n', with its map to the source; or nothing where the page shows
//      as much, or no data is surely its body
//
// A body is a string, plain or HTML, or a list whose items hold the paragraphs. Data is full of
// other texts: teasers of other articles, comments, legal notes. So a body must read like prose,
// must not stand below a key that names something else or in a list of records with titles of their
// own, and must agree with the page: with its title, or with the beginning that it shows. Looks at
// data only where what is shown is short. O(data), bounded by Budget::script_bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "model/budget.h"
#include "model/source_map.h"

namespace dealwire {

std::optional<SourcedText> embedded_body(const html::Page& page, std::string_view source,
                                         std::string_view shown,
                                         const std::vector<std::string>& titles,
                                         const Budget& budget = {});

}  // namespace dealwire
