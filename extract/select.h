// Which blocks are the article.
#pragma once

#include <string_view>
#include <vector>

#include "extract/blocks.h"

namespace dealwire {

enum class Label { kBoilerplate, kSpam, kArticle };

// Labels each block. Every block gets a score: prose is worth its length, links, notices and short
// lines cost; the article is the run of blocks with the highest sum (maximum subsequence
// segmentation, Pasternack and Roth, WWW 2009), without the notices inside it. O(blocks).
std::vector<Label> select_article(const std::vector<Block>& blocks);

}  // namespace dealwire
