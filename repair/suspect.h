// Lines of a document's texts that may have been misread, found by a first scan.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "repair/repairs.h"

namespace dealwire {

// A set of charsets, a bit each: those of byte_tables(), then those of two bytes (double_byte.h).
using CharsetSet = uint16_t;
constexpr size_t kDoubleByteAt = 10;
constexpr CharsetSet kDoubleByteBits = 0xFC00;

// A character of a line, and its bytes there. An entity is one.
struct Cell {
  char32_t c;
  Range at;
};

struct Line {
  size_t text;  // which of the texts
  std::vector<Cell> cells;
  CharsetSet charsets;  // in which there are sequences, or characters of two bytes

  char32_t at(size_t i) const { return i < cells.size() ? cells[i].c : U'\n'; }
  char32_t before(size_t i) const { return i > 0 ? cells[i - 1].c : U'\n'; }
};

// Lines with what may be a sequence of UTF-8 that was read in one of byte_tables(), with controls,
// with "aÃ ", or with many characters beyond ASCII side by side; where charsets are known that the
// document was misread in, also those with the first byte of a sequence there. At most as much as a
// pass can take: a megabyte, and of each line what is read for mentions.
std::vector<Line> suspicious_lines(const Texts& texts, CharsetSet known);

// The language of the words that are sound, as identify_language() names it.
std::string language_of(const Texts& texts);

}  // namespace dealwire
