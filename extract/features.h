// What is measured of each block of a document, by which the article is told from what stands
// around it: its text, its place among elements of what kind, and what its neighbours are like.
// Nothing of a site or a language but the words of extract/words/ and element_names.toml.
#pragma once

#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/outline.h"

namespace dealwire {

// A table with a row for each block and a column for each feature.
struct Features {
  size_t columns = 0;
  std::vector<float> values;

  const float* row(size_t block) const { return values.data() + block * columns; }
};

// The names of the columns, in order.
const std::vector<std::string_view>& feature_names();

// O(blocks x depth).
Features measure(const std::vector<Block>& blocks, const Outline& outline);

// The same with more columns: how likely each block is to be the article, as judged by the first
// features alone, and how likely those around it and in the same elements are. (Stacked
// sequential learning, Cohen and Carvalho, IJCAI 2005.)
const std::vector<std::string_view>& feature_names_with_context();
Features add_context(const Features& first, const std::vector<double>& likelihoods,
                     const std::vector<Block>& blocks, const Outline& outline);

}  // namespace dealwire
