// A page or a plain text as a sequence of blocks: paragraphs, list items, headings, lines.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "model/source_map.h"

namespace dealwire {

// Elements that tell of what kind their content is, however deep it stands in them.
inline constexpr std::array<std::string_view, 14> kSurroundings = {
    "article", "main",   "section",    "header", "footer", "nav",   "aside",
    "form",    "figure", "figcaption", "ul",     "ol",     "table", "blockquote"};

// Where a block stands in its page. All zero in a plain text.
struct Place {
  std::string_view tag;    // the innermost element that breaks lines: "p", "li", "h1"
  uint32_t element = 0;    // its node
  uint32_t own_names = 0;  // what it, or inline elements in it, are called: see names_of()
  uint32_t names = 0;      // what the elements around it are called
  uint32_t around = 0;     // which of kSurroundings it stands in, as bits

  // It is not the article for sure: a reader does not see it as text (hidden elements, buttons, the
  // readings of ruby), it stands in an element for something else (<nav>, class "comments"), or in
  // <noscript> and <template> (`fallback`), which scripts may show.
  bool dropped = false;
  bool fallback = false;

  bool is_heading() const {
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
  }
};

struct Block : Place {
  std::string text;       // white space collapsed as a browser shows it
  size_t width = 0;       // in columns of a terminal: a Han character counts 2
  size_t link_width = 0;  // the part of it inside links
  size_t links = 0;

  // Where the text is from: stretches of "nodes" (text nodes of a page, lines of a text), each
  // shown as it is, or as one space. Before one that is `parted` stands text of another block.
  struct Slice {
    uint32_t node, begin, end;
    bool space = false, parted = false;
  };
  std::vector<Slice> slices;

  // Does it close like a sentence?
  bool ends_sentence() const;

  // Gives it another text, of which as large a part lies in links. Its slices stay.
  void replace_text(std::string_view other);
};

// Both give Budget::blocks at most, and the rest as one more.

// All text of the page's body in document order, but that what is dropped inside a block stands
// before it. `bounds` are elements that share no block with what is around them, whatever they are;
// in document order.
std::vector<Block> page_blocks(const html::Page& page, const std::vector<uint32_t>& bounds = {});

// The lines of a text that are not blank, or its paragraphs if it is wrapped at a fixed width. A
// slice's node is the index of a line; `lines` receives where each line lies.
std::vector<Block> line_blocks(std::string_view text, std::vector<Range>& lines);

// The block's text with its map; `source_of` gives the map of a node.
SourcedText render(const Block& block, const std::function<SourceMap(uint32_t)>& source_of);

}  // namespace dealwire
