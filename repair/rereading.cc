#include "repair/rereading.h"

#include <algorithm>
#include <span>

#include "text/utf8.h"

namespace dealwire {
namespace {

using Bytes = std::span<const uint16_t>;

bool is_ascii_byte(uint16_t byte) { return byte < 0x80; }
bool is_continuation(uint16_t byte) { return (byte & ~0x3Fu) == 0x80; }

// How many bytes follow this one in UTF-8; 0 if it begins no character of several.
size_t followers(uint16_t byte) {
  return byte < 0xC2 || byte > 0xF4 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
}

// May `second` follow `lead`? (The Unicode standard, table 3-7.)
bool fits(uint16_t lead, uint16_t second) {
  switch (lead) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second < 0xA0;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second < 0x90;
    default:
      return true;
  }
}

// What stands for bytes that a decoder could not read.
bool is_lost_byte(uint16_t byte) { return byte == ByteText::kLost || byte == '?'; }

// How many bytes at the start may go on a character: what continues one, and what is lost.
size_t count_rest(Bytes bytes, size_t at_most) {
  size_t n = 0;
  while (n < at_most && n < bytes.size() &&
         (is_continuation(bytes[n]) || bytes[n] == ByteText::kLost)) {
    ++n;
  }
  return n;
}

using Known = Reread::Known;

struct ReadCharacter {
  char32_t c = 0xFFFD;
  size_t length = 0;
  Known known = Known::kAll;
};

// Two bytes of the full-width form that is A3 and a byte in the charsets of EUC's kind.
bool is_folded(uint16_t byte) { return byte > ' ' && byte < 0x40; }

// The character of three bytes that lacks its last one, if only one is common; else U+FFFD.
char32_t guess_last_byte(char32_t first_two, bool (*common)(char32_t)) {
  char32_t out = 0xFFFD;
  for (char32_t c = first_two << 6; c < (first_two + 1) << 6; ++c) {
    if (!common(c)) continue;
    if (out != 0xFFFD) return 0xFFFD;
    out = c;
  }
  return out;
}

// The character at the start of `bytes`, whose first byte has `more` to follow.
ReadCharacter read_sequence(Bytes bytes, size_t more, bool (*common)(char32_t)) {
  char32_t c = bytes[0] & (0x3Fu >> more);
  size_t i = 1;
  for (size_t left = more; left > 0; ++i) {
    const uint16_t byte = i < bytes.size() ? bytes[i] : uint16_t{ByteText::kForeign};
    if (is_continuation(byte) && (i > 1 || fits(bytes[0], byte))) {
      c = c << 6 | (byte & 0x3Fu);
      --left;
    } else if (is_lost_byte(byte)) {
      return {left == 1 && more == 2 ? guess_last_byte(c, common) : char32_t{0xFFFD},
              i + 1 + count_rest(bytes.subspan(i + 1), left - 1), Known::kSome};
    } else if (left == 2 && is_folded(byte) && fits(bytes[0], 0xA3)) {
      c = c << 12 | 0x23u << 6 | byte;
      left = 0;
    } else {
      return {0xFFFD, i, Known::kCut};
    }
  }
  return {c, i};
}

ReadCharacter read_utf8_character(Bytes bytes, bool (*common)(char32_t)) {
  const uint16_t first = bytes[0];
  if (first == ByteText::kForeign) return {Reread::kKept, 1};
  const Bytes rest = bytes.subspan(1, count_rest(bytes.subspan(1), 2));
  if (is_lost_byte(first) && std::any_of(rest.begin(), rest.end(), is_continuation)) {
    return {0xFFFD, 1 + rest.size(), Known::kSome};
  }
  if (first == ByteText::kLost) return {0xFFFD, 1};
  if (is_ascii_byte(first)) return {first, 1};
  if (const size_t more = followers(first); more > 0) return read_sequence(bytes, more, common);
  return {0xFFFD, 1 + rest.size(), Known::kCut};
}

// The euro is 80 or A2E3 in GBK. In UTF-8 E3 is followed by two bytes that continue it.
constexpr uint32_t kGbEuro = 0xA2E3;
bool continues_utf8(uint32_t bytes) { return (bytes & 0xC0C0) == 0x8080; }

// Bytes that are all known, read from the first or from the second one on.
struct ReadRun {
  std::vector<Reread> characters;
  size_t uncommon = 0;
};
ReadRun read_run(Bytes bytes, size_t begin, bool second, const DoubleByte& charset,
                 bool (*common)(char32_t)) {
  const std::vector<uint8_t> known(bytes.begin(), bytes.end());
  ReadRun out;
  size_t i = 0;
  if (second) {
    out.characters.push_back({0xFFFD, static_cast<uint32_t>(begin + ++i), Known::kSome});
  }
  while (i < known.size()) {
    const DoubleByte::Character next = charset.read(std::span(known).subspan(i));
    const bool cut = next.length == 0;
    i += cut ? 1 : next.length;
    out.characters.push_back(
        {cut ? 0xFFFD : next.c, static_cast<uint32_t>(begin + i), cut ? Known::kCut : Known::kAll});
    out.uncommon += cut || !common(next.c);
  }
  return out;
}

// Below this no byte is the second of two: what comes behind is read rightly again.
bool is_second(uint16_t byte) { return byte >= 0x40 && byte <= 0xFF; }

}  // namespace

ByteText to_byte_text(std::string_view text, std::string_view name) {
  const DoubleByte& charset = DoubleByte::of(name);
  ByteText out;
  for (size_t pos = 0; pos < text.size();) {
    out.positions.push_back(static_cast<uint32_t>(pos));
    const char32_t c = next_character(text, pos);
    out.characters.push_back(c);
    uint32_t bytes = charset.bytes_of(c);
    if (c == U'€' && name == "gb18030" &&
        continues_utf8(charset.bytes_of(character_at(text, pos)))) {
      bytes = kGbEuro;
    }
    if (bytes == 0) out.bytes.push_back(c == 0xFFFD ? ByteText::kLost : ByteText::kForeign);
    for (size_t n = bytes_in(bytes); n > 0; --n) {
      out.bytes.push_back(static_cast<uint16_t>(bytes >> (8 * (n - 1)) & 0xFF));
    }
    out.ends.push_back(static_cast<uint32_t>(out.bytes.size()));
  }
  return out;
}

std::vector<Reread> read_utf8(const ByteText& text, bool (*common)(char32_t)) {
  std::vector<Reread> out;
  const Bytes bytes = text.bytes;
  for (size_t i = 0; i < bytes.size();) {
    ReadCharacter step = read_utf8_character(bytes.subspan(i), common);
    // What is lost may be two bytes, of two characters.
    const bool behind_mark = i > 0 && is_lost_byte(bytes[i - 1]);
    if (behind_mark && is_continuation(bytes[i])) step.known = Known::kSome;
    i += step.length;
    out.push_back({step.c, static_cast<uint32_t>(i), step.known});
  }
  return out;
}

std::vector<Reread> read_double_byte(const ByteText& text, const DoubleByte& charset,
                                     bool (*common)(char32_t)) {
  std::vector<Reread> out;
  const Bytes bytes = text.bytes;
  bool lost = false;  // bytes before this one
  for (size_t i = 0; i < bytes.size();) {
    const size_t begin = i;
    while (i < bytes.size() && is_second(bytes[i])) ++i;
    if (i > begin) {
      const Bytes known = bytes.subspan(begin, i - begin);
      ReadRun run = read_run(known, begin, false, charset, common);
      if (lost && !is_ascii_byte(known[0])) {
        ReadRun other = read_run(known, begin, true, charset, common);
        if (other.uncommon < run.uncommon) {
          out.pop_back();  // one character with what is lost
          run = std::move(other);
        }
      }
      out.insert(out.end(), run.characters.begin(), run.characters.end());
    }
    if (i == bytes.size()) break;
    const uint16_t next = bytes[i++];
    lost = is_lost_byte(next);
    const auto end = static_cast<uint32_t>(i);
    if (lost && i > begin + 1 && out.back().known == Known::kCut) {
      out.back() = {0xFFFD, end, Known::kSome};
    } else {
      out.push_back({next == ByteText::kForeign ? Reread::kKept
                     : next == ByteText::kLost  ? 0xFFFD
                                                : char32_t{next},
                     end});
    }
  }
  return out;
}

}  // namespace dealwire
