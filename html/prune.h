// Cuts from a page what nobody reads, before the tree builder sees it: on news pages that is more
// than half of the bytes, and parsing costs by the byte.
#pragma once

#include <string_view>
#include <vector>

#include "html/links.h"
#include "model/budget.h"
#include "model/source_map.h"

namespace dealwire::html {

struct Pruned {
  SourcedText page;            // the markup that is left, with its map to the page
  std::vector<Range> json_ld;  // bodies of <script type="application/ld+json">, in the page
  std::vector<Range> scripts;  // bodies of other scripts that are long enough to hold an article
  std::vector<Range> states;   // the same of attributes left out that begin like JSON
  bool flattened = false;      // tags were dropped because of Budget::depth
};

// Follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/#tokenization) closely
// enough to know a tag from text: comments, raw text elements, the escaped states of <script>,
// quoted attributes. Cut are comments, script, style and svg elements, <link>s for browsers only,
// attributes that extraction does not read, attributes beyond Budget::attributes, tags nested
// deeper than Budget::depth, and white space that cannot show. What is left builds the same tree as
// the whole page, but for those elements. O(page).
Pruned prune(std::string_view page, const Budget& budget, Links links = Links::kCut);

// Is the attribute among those that pruning leaves to elements of this name ("" for any name)? Both
// are in lower case.
bool keeps_attribute(std::string_view element, std::string_view attribute,
                     Links links = Links::kCut);

}  // namespace dealwire::html
