// What a fuzz target demands of its parser. A property that does not hold ends the process, which
// the fuzzer takes for a find and a replay for a failed test.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "model/source_map.h"

namespace dealwire::fuzz {

inline void require(bool holds, std::string_view property, std::string_view about = "") {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(property.size()),
               property.data(), static_cast<int>(about.size()), about.data());
  std::abort();
}

inline std::string_view bytes_of(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The Unicode standard, table 3-7.
inline bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 0 || lead > 0xF4 || i + length > text.size()) return false;
    for (size_t j = 1; j < length; ++j) {
      const auto byte = static_cast<unsigned char>(text[i + j]);
      unsigned char low = 0x80, high = 0xBF;
      if (j == 1 && lead == 0xE0) low = 0xA0;
      if (j == 1 && lead == 0xED) high = 0x9F;
      if (j == 1 && lead == 0xF0) low = 0x90;
      if (j == 1 && lead == 0xF4) high = 0x8F;
      if (byte < low || byte > high) return false;
    }
    i += length;
  }
  return true;
}

// A text is UTF-8, and its map is as long as it and stays inside a source of `size` bytes.
inline void require_sourced(const SourcedText& text, size_t size, std::string_view what) {
  require(is_utf8(text.text), "valid UTF-8", what);
  require(text.source.size() == text.text.size(), "the map is as long as the text", what);
  for (const Range& piece : text.source.pieces({0, text.text.size()})) {
    require(piece.begin < piece.end && piece.end <= size, "the map stays inside the source", what);
  }
}

}  // namespace dealwire::fuzz
