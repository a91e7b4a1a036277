// A classifier made of decision trees whose values are added up (Friedman, Greedy function
// approximation: a gradient boosting machine, 2001), read from a text that can be looked at.
#pragma once

#include <string_view>
#include <vector>

#include "model/error.h"

namespace dealwire {

// Immutable after parse(), safe to share between threads.
class BoostedTrees {
 public:
  // Reads one tree a line, blank lines and those that begin with '#' aside. A tree is a number, or
  //   (FEATURE THRESHOLD BELOW ABOVE)
  // with two trees, the first for rows whose feature is at most the threshold. `features` names
  // the columns. Fails with "model" and the line.
  static Expected<BoostedTrees> parse(std::string_view text,
                                      const std::vector<std::string_view>& features);

  // The probability that a row is of the class. O(trees x depth).
  double likelihood(const float* row) const;

 private:
  // An inner node is followed by its lower subtree; a leaf has no `above`.
  struct Node {
    float value;  // the threshold, or what a leaf adds
    uint16_t column = 0;
    uint16_t above = 0;  // nodes to the upper subtree
  };
  class Parser;

  std::vector<Node> nodes_;
  std::vector<size_t> roots_;
};

}  // namespace dealwire
