// Numbers as people write them: 1,200 · 3.5億 · 一兆二千億 · 廿 · half a billion.
#pragma once

#include <optional>
#include <string_view>

#include "model/decimal.h"
#include "rules/pack.h"

namespace dealwire {

struct Number {
  Decimal value;
  Decimal last_magnitude{1};  // of 500億: 1e8, so that "500億至600" can lend and borrow
  bool has_magnitude = false;
  bool open = false;  // 9億多, 30餘億: more than the figure
};

// Reads the whole of `text` with the pack's digit and magnitude words. nullopt if it is no number:
// a figure is exact or absent.
std::optional<Number> read_number(std::string_view text, const Pack& pack);

}  // namespace dealwire
