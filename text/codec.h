// Bytes -> UTF-16 and back by ICU's converters, mended where they differ from the web's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/labels.h"

namespace dealwire {

struct Units {
  std::vector<char16_t> text;    // UTF-16
  std::vector<int32_t> offsets;  // of each unit: where its bytes begin
  size_t replaced = 0;           // malformed sequences, each read as one U+FFFD
};

// Reads `bytes` from the start, as stateful charsets need. Never fails.
Units to_units(std::string_view bytes, const Charset& charset);

// The bytes that to_units() reads as `text`; none if no bytes are.
std::optional<std::string> to_bytes(std::u16string_view text, const Charset& charset);

}  // namespace dealwire
