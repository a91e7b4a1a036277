// The sentences of an article, in the order that they are read for deals.
#pragma once

#include <vector>

#include "rules/blocks.h"
#include "rules/masked.h"

namespace dealwire {

// A sentence and where it stands. Rows of a filing ("- Buyer: X") are one with the heading before
// them.
struct Passage {
  Field field;
  Range at;                  // bytes of the field's match copy
  size_t block;              // that it begins in
  bool opens_block = false;  // is it the first one there?
  Sentence sentence;
};

// Those of all blocks, whose mentions are numbered. They refer to the blocks. O(text).
std::vector<Passage> passages_of(const ArticleBlocks& blocks);

}  // namespace dealwire
