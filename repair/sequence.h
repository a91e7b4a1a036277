// Sequences of UTF-8 among characters that were read in a charset of one byte each.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "repair/byte_table.h"
#include "repair/suspect.h"

namespace dealwire {

// Some cells of a line that are to be one character.
struct Joined {
  size_t begin, end;  // of cells
  char32_t to;
};

// Places side by side.
struct Run {
  const Line* line;
  std::vector<Joined> places;
  double gain;
};

bool is_alphabetic(char32_t c);  // a letter of any script, by Unicode

// The length of a sequence that begins with this byte, 0 if none does.
size_t sequence_length(int lead);

// The character of a sequence, none if it is not well-formed.
std::optional<char32_t> decode_sequence(std::string_view bytes);

// The sequence that begins at a cell. A soft hyphen may be a byte of it (AD), or have been put into
// it: it is none where bytes would be left over with it.
std::optional<Joined> sequence_at(const Line& line, size_t begin, const ByteTable& table);

}  // namespace dealwire
