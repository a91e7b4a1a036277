// The headline of an article: as readers see it where the page shows it, else as the page names
// itself, without the site's name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/select.h"
#include "model/range.h"

namespace dealwire {

// A title the page gives itself.
struct StatedTitle {
  std::string text;
  std::string source;            // "og:title", "<title>", "JSON-LD headline"
  bool has_place = false;        // it can be pointed at in the page:
  uint32_t node = 0;             // there
  std::string_view attribute{};  // the attribute that holds it; empty: the text of the node
};

struct Headline {
  // One of two: a part of a block's text, or of a title with a place.
  std::optional<size_t> block;
  std::optional<size_t> stated;
  Range at;
  std::string source;

  std::vector<size_t> repeats;  // other blocks that show it, or a part of it
};

// Looks for the block that shows one of the page's own titles, most trusted first, and takes the
// first <h1> where it has none. `sites` are names of the site; `first` is the article's first
// block. nullopt if nothing tells. O(blocks) but for the few that may be it.
std::optional<Headline> find_headline(const std::vector<Block>& blocks, size_t first,
                                      const std::vector<StatedTitle>& titles,
                                      const std::vector<std::string>& sites);

// In plain text the headline is the first line above the article's first sentence whose words the
// article repeats and that does not end like a sentence; where there is none, the longest line.
std::optional<size_t> headline_above(const std::vector<Block>& blocks,
                                     const std::vector<Label>& labels);

}  // namespace dealwire
