#include "rules/blocks.h"

#include <algorithm>
#include <numeric>

#include "text/utf8.h"

namespace dealwire {

ArticleBlocks::ArticleBlocks(const Article& article, const MatchCopy& copy, const Budget& budget)
    : article_(article), copy_(copy) {
  for (Field field : {Field::kTitle, Field::kText}) {
    const std::string_view text = copy[field].text;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      if (end > begin) {
        const std::string_view block = bounded(text.substr(begin, end - begin), budget.block_bytes);
        blocks_.push_back({block, field == Field::kTitle, begin});
      }
      begin = end + 1;
    }
  }
}

std::string_view ArticleBlocks::bounded(std::string_view block, size_t most) {
  if (block.size() <= most) return block;
  cut_ = true;
  return block.substr(0, previous_position(block, most + 1));
}

std::vector<size_t> ArticleBlocks::body_first() const {
  std::vector<size_t> out(blocks_.size());
  std::iota(out.begin(), out.end(), 0);
  std::stable_partition(out.begin(), out.end(), [&](size_t i) { return !blocks_[i].title; });
  return out;
}

void ArticleBlocks::bound(size_t mentions) {
  size_t left = mentions;
  for (BlockMentions& block : blocks_) {
    if (block.found.size() > left) {
      block.found.erase(block.found.begin() + static_cast<ptrdiff_t>(left), block.found.end());
      cut_ = true;
    }
    left -= block.found.size();
  }
  first_mention_.push_back(0);
  for (const BlockMentions& block : blocks_) {
    first_mention_.push_back(first_mention_.back() + block.found.size());
    for (const Found& found : block.found) mentions_.push_back(&found);
  }
}

size_t ArticleBlocks::block_of(size_t mention) const {
  const auto behind = std::upper_bound(first_mention_.begin(), first_mention_.end(), mention);
  return static_cast<size_t>(behind - first_mention_.begin()) - 1;
}

size_t ArticleBlocks::mention_at(size_t block, Range at) const {
  const auto& found = blocks_[block].found;
  const auto it = std::lower_bound(found.begin(), found.end(), at.begin,
                                   [](const Found& f, size_t pos) { return f.at.begin < pos; });
  return first_mention_[block] + static_cast<size_t>(it - found.begin());
}

std::string ArticleBlocks::article_text(Field field, Range at) const {
  const Range in_article = article_range(field, at);
  return article_[field].text.substr(in_article.begin, in_article.size());
}

}  // namespace dealwire
