// Which blocks are the article.
#pragma once

#include <vector>

#include "extract/blocks.h"
#include "extract/features.h"

namespace dealwire {

enum class Label { kBoilerplate, kSpam, kArticle };

// Labels each block. Two classifiers judge a block by its features: the first by its own, the
// second also by how likely the first finds the blocks around it. Both are trees that
// extract/train/ learned from news pages; a user can read them in first.trees and second.trees.
// What a page has in <noscript> and <template> is looked at
// where the page shows no article. O(blocks x depth).
std::vector<Label> select_article(const std::vector<Block>& blocks, const Outline& outline);

}  // namespace dealwire
