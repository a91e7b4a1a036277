// Random choices that are the same on every machine: std::mt19937 is fixed by the standard, its
// distributions are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace dealwire {

class Chance {
 public:
  explicit Chance(uint32_t seed) : engine_(seed) {}

  // 0 to n - 1.
  size_t below(size_t n) { return engine_() % n; }
  // low to high, both included.
  size_t between(size_t low, size_t high) { return low + below(high - low + 1); }
  bool one_in(size_t n) { return below(n) == 0; }

  template <typename List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 engine_;
};

}  // namespace dealwire
