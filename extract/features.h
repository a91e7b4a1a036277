// What is measured of each block of a document, by which the article is told from what stands
// around it: its text, its place among elements of what kind, and what its neighbours are like.
// Nothing of a site or a language but the words of words.toml and element_names.toml.
#pragma once

#include <string_view>
#include <vector>

#include "extract/blocks.h"

namespace dealwire {

// A table with a row for each block and a column for each feature.
struct Features {
  size_t columns = 0;
  std::vector<float> values;

  const float* row(size_t block) const { return values.data() + block * columns; }
};

// The elements of a page as features see them; of a plain text, which has none, one.
class Outline {
 public:
  Outline() : parents_(1, 0), images_(2, 0) {}
  explicit Outline(const html::Page& page);

  size_t size() const { return parents_.size(); }
  uint32_t parent(uint32_t element) const { return parents_[element]; }
  // Pictures inside the element.
  size_t images(uint32_t element) const;
  // Elements of one kind, by their own tags and classes and those of their parents, have one
  // number: those of a list of teasers, those of the paragraphs.
  size_t kind(uint32_t element) const { return kinds_.empty() ? 0 : kinds_[element]; }
  // The words of <title>.
  std::string_view title() const { return title_; }

 private:
  std::vector<uint32_t> parents_, ends_;
  std::vector<uint32_t> images_;  // before each node
  std::vector<size_t> kinds_;
  std::string title_;
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
