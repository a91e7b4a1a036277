// The elements of a page as features see them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"

namespace dealwire {

// Of a plain text, which has no elements, it holds one.
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

}  // namespace dealwire
