// A figure in digits: 1,200.5 · 1.200,5 · 1 200 · 1,25,000 · 3½ · 1.7×10⁹.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/decimal.h"

namespace dealwire {

// How a language writes figures: marks of one character each.
struct Marks {
  std::string decimal = ".";
  std::string group = ",";  // all that may part groups, one behind the other
};

struct Figure {
  size_t end = 0;                // where it ends in the text
  std::optional<Decimal> value;  // none if it cannot be told: 1,00 or 192.168.0.1
  bool is_fraction = false;      // a vulgar fraction alone: ½
};

// Is there a sign such as ½ at `pos`?
bool is_vulgar_fraction(std::string_view text, size_t pos);

// May a figure begin at `pos`?
inline bool begins_figure(std::string_view text, size_t pos) {
  const char c = text[pos];
  // Only behind the lead bytes of Latin-1 and Number Forms is a look worth it.
  return (c >= '0' && c <= '9') || ((c == '\xC2' || c == '\xE2') && is_vulgar_fraction(text, pos));
}

// Reads the figure that begins at `pos`: as far as digits and marks between them go, so that no
// part of a figure is taken for one. A mark that parts groups stands before exactly three digits
// (two in the middle of Indian ones); one mark before another number of digits is a decimal mark,
// and so is the second of two kinds: 1,250.50 is that in every language. O(length of the figure).
Figure read_figure(std::string_view text, size_t pos, const Marks& marks);

}  // namespace dealwire
