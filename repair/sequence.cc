#include "repair/sequence.h"

#include "text/utf8.h"

namespace dealwire {

size_t sequence_length(int lead) {
  return lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

std::optional<char32_t> decode_sequence(std::string_view bytes) {
  const char32_t c = character_at(bytes, 0);
  if (c == 0xFFFD && bytes != "\xEF\xBF\xBD") return std::nullopt;
  return c;
}

std::optional<Joined> sequence_at(const Line& line, size_t begin, const ByteTable& table) {
  const size_t length = sequence_length(table.byte_of(line.at(begin)));
  if (length == 0 || begin + length > line.cells.size()) return std::nullopt;
  char bytes[4];
  for (size_t i = 0; i < length; ++i) {
    const int byte = table.byte_of(line.cells[begin + i].c);
    if (i > 0 && (byte < 0x80 || byte > 0xBF)) return std::nullopt;
    bytes[i] = static_cast<char>(byte);
  }
  const auto c = decode_sequence({bytes, length});
  if (!c) return std::nullopt;
  return Joined{begin, begin + length, *c};
}

}  // namespace dealwire
