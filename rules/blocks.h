// The blocks of an article's match copy with the mentions found in them, and the way back from
// their places to those of the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/budget.h"
#include "rules/amounts.h"

namespace dealwire {

// A block with the mentions found in it so far, in order and apart.
struct BlockMentions {
  std::string_view text;
  bool title = false;
  size_t begin = 0;  // bytes of the field's match copy
  std::vector<Found> found = {};

  Field field() const { return title ? Field::kTitle : Field::kText; }
};

// All blocks of an article: those of the title, then those of the body. Keeps references.
class ArticleBlocks {
 public:
  ArticleBlocks(const Article& article, const MatchCopy& copy, const Budget& budget);

  std::vector<BlockMentions>& all() { return blocks_; }
  const std::vector<BlockMentions>& all() const { return blocks_; }

  // The indices of the body's blocks in order, then those of the title.
  std::vector<size_t> body_first() const;

  // Was more left out than the budget allows, here or by bound()?
  bool cut() const { return cut_; }

  // Drops what is behind the first mentions, and numbers these: no block may change after it.
  void bound(size_t mentions);

  size_t size() const { return mentions_.size(); }
  const Found& mention(size_t index) const { return *mentions_[index]; }
  size_t first_mention(size_t block) const { return first_mention_[block]; }
  size_t block_of(size_t mention) const;
  // The mention that stands at a place of a block.
  size_t mention_at(size_t block, Range at) const;

  // From bytes of a field's match copy to those of the field, and the text there.
  Range article_range(Field field, Range at) const { return copy_[field].source.span(at); }
  std::string article_text(Field field, Range at) const;

 private:
  std::string_view bounded(std::string_view block, size_t most);

  const Article& article_;
  const MatchCopy& copy_;
  std::vector<BlockMentions> blocks_;
  std::vector<const Found*> mentions_;  // of all blocks
  std::vector<size_t> first_mention_;   // of each block, and behind the last one
  bool cut_ = false;
};

}  // namespace dealwire
