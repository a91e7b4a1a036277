// A page or a plain text as a sequence of blocks: paragraphs, list items, headings, lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "model/source_map.h"

namespace dealwire {

struct Block {
  std::string text;      // white space collapsed as a browser shows it
  std::string_view tag;  // the element the block is the content of: "p", "li", "h1"; "" in text

  bool dropped = false;   // inside an element that is not the article: nav, footer, comments
  size_t width = 0;       // in columns of a terminal: a Han character counts 2
  size_t link_width = 0;  // the part of it inside links

  // Where the text is from: stretches of "nodes" (text nodes of a page, lines of a text), each
  // shown as it is, or as one space.
  struct Slice {
    uint32_t node, begin, end;
    bool space;
  };
  std::vector<Slice> slices;

  // Does it close like a sentence?
  bool ends_sentence() const;
  bool is_heading() const {
    return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
  }
};

// All visible text of the page, in document order. `bounds` are elements that share no block with
// what is around them, whatever they are; in document order.
std::vector<Block> page_blocks(const html::Page& page, const std::vector<uint32_t>& bounds = {});

// The lines of a text that are not blank, or its paragraphs if it is wrapped at a fixed width. A
// slice's node is the index of a line; `lines` receives where each line lies.
std::vector<Block> line_blocks(std::string_view text, std::vector<Range>& lines);

// The block's text with its map; `source_of` gives the map of a node.
SourcedText render(const Block& block, const std::function<SourceMap(uint32_t)>& source_of);

}  // namespace dealwire
