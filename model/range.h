// A half-open range of positions, [begin, end). What a position counts (bytes of which text, code
// points) is said where a Range is declared.
#pragma once

#include <algorithm>
#include <cstddef>

namespace dealwire {

struct Range {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Range r) const { return begin <= r.begin && r.end <= end; }
  bool overlaps(Range r) const { return begin < r.end && r.begin < end; }
  bool operator==(const Range&) const = default;
};

// The smallest range that holds both.
inline Range hull(Range a, Range b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace dealwire
