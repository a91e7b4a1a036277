#include "repair/sequence.h"

#include <unicode/uchar.h>

#include <string>

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

bool is_alphabetic(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

namespace {

constexpr char32_t kSoftHyphen = 0xAD;

bool continues(const Line& line, size_t i, const ByteTable& table) {
  const int byte = table.byte_of(line.at(i));
  return byte >= 0x80 && byte <= 0xBF;
}

// How much is left that continues a sequence where one ends: nothing, a soft hyphen that may have
// been put there, or else.
constexpr int kMuchLeft = 2;
int excess(const Line& line, size_t i, const ByteTable& table) {
  if (!continues(line, i, table)) return 0;
  return line.at(i) == kSoftHyphen && !continues(line, i + 1, table) ? 1 : kMuchLeft;
}

// The sequence that begins at a cell, without the soft hyphens that `skipped` has a bit for: those
// of the cells behind it.
std::optional<Joined> sequence_without(const Line& line, size_t begin, const ByteTable& table,
                                       size_t length, unsigned skipped) {
  std::string bytes(1, static_cast<char>(table.byte_of(line.at(begin))));
  size_t i = begin + 1;
  for (; bytes.size() < length; ++i) {
    if ((skipped >> (i - begin - 1) & 1) != 0) {
      if (line.at(i) != kSoftHyphen) return std::nullopt;
      continue;
    }
    if (!continues(line, i, table)) return std::nullopt;
    bytes += static_cast<char>(table.byte_of(line.at(i)));
  }
  const auto c = decode_sequence(bytes);
  if (!c) return std::nullopt;
  return Joined{begin, i, *c};
}

}  // namespace

std::optional<Joined> sequence_at(const Line& line, size_t begin, const ByteTable& table) {
  const size_t length = sequence_length(table.byte_of(line.at(begin)));
  if (length == 0) return std::nullopt;
  std::optional<Joined> best = sequence_without(line, begin, table, length, 0);
  // í is C3 AD: what follows it may be meant, unless letters go on behind that.
  if (length == 2 && !(best && is_alphabetic(line.at(best->end + 1)))) return best;
  int least = best ? excess(line, best->end, table) : kMuchLeft;
  // Without one soft hyphen, or two.
  for (const unsigned skipped : {1u, 2u, 4u, 3u, 5u, 6u}) {
    if (least == 0) break;
    const auto found = sequence_without(line, begin, table, length, skipped);
    const int left = found ? excess(line, found->end, table) : kMuchLeft;
    if (left >= least) continue;
    best = found;
    least = left;
  }
  return best;
}

}  // namespace dealwire
