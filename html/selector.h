// A small part of CSS selectors over a parsed page, for those who say where a site keeps what.
//
// in:  a selector list as in Selectors Level 4 (https://www.w3.org/TR/selectors-4/):
//        div  *  #id  .class  [a]  [a=v]  [a~=v]  [a|=v]  [a^=v]  [a$=v]  [a*=v]
//        :first-child  :not(.a, [b])  A B  A > B  A + B  A ~ B  A, B
//      Values are compared with case, as in pages that are not in quirks mode; names of elements
//      and attributes are not.
// out: the elements of a page that it matches
//
//   const auto selector = Selector::parse("div.story > p:not(.inset)");
//   for (uint32_t element : selector->select(page)) ... page.nodes()[element] ...
//
// Immutable, safe to share between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "model/error.h"

namespace dealwire::html {

class Selector {
 public:
  // Fails with "selector"; the message gives the position, in characters from 1, and the reason.
  // Attributes that pruning cuts are a mistake too: they would match on no page. `links` is what
  // the pages will be parsed with.
  static Expected<Selector> parse(std::string_view text, Links links = Links::kCut);

  // Indices of the elements that match, in document order. One pass with the bits of all compounds
  // in a word, as in Baeza-Yates and Gonnet's matching of strings: bounded by nodes x compounds,
  // and by the length of attributes, whatever the page is.
  std::vector<uint32_t> select(const Page& page) const;

 private:
  // One condition on an element. ".x" is a word of "class", "#x" the value of "id".
  struct Test {
    enum Kind { kTag, kPresent, kEquals, kWord, kDash, kPrefix, kSuffix, kInside, kFirstChild };
    Kind kind = kTag;
    std::string name;  // of the tag or attribute
    std::string value;
    bool negated = false;

    bool holds(const Page& page, const Node& node, bool first_child) const;
  };
  using Compound = std::vector<Test>;  // all must hold
  class Parser;

  // The bits of compounds, by what leads to them from the compound before.
  struct Steps {
    uint64_t begin = 0;  // nothing: they begin a selector
    uint64_t descendant = 0, child = 0, next = 0, later = 0;
    uint64_t end = 0;  // those that end a selector
  };

  std::vector<Compound> compounds_;  // of all selectors, one behind the other
  Steps steps_;
};

}  // namespace dealwire::html
