#include "text/double_byte.h"

#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <mutex>

#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

constexpr uint8_t kThreeBytes = 0x8F;  // begins three in EUC-JP: JIS X 0212

// Characters that other decoders make of some bytes. Windows reads bytes that are no character, and
// GB 18030-2000 forms that Unicode lacked then, as private use; JIS and Microsoft disagreed on what
// some signs are; Unicode's first table of Big5 had other dots and signs.
struct Variants {
  std::string_view charset;
  std::u32string_view characters;
  std::array<uint16_t, 19> bytes;
};
constexpr Variants kVariants[] = {
    {"gb18030",
     U"\uE5E5\uE78D\uE78E\uE78F\uE790\uE791\uE792\uE793\uE794\uE795\uE796\uE81E\uE826"
     U"\uE82B\uE82C\uE832\uE843\uE854\uE864",
     {0xA3A0, 0xA6D9, 0xA6DA, 0xA6DB, 0xA6DC, 0xA6DD, 0xA6DE, 0xA6DF, 0xA6EC, 0xA6ED, 0xA6F3,
      0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6D, 0xFE7E, 0xFE90, 0xFEA0}},
    {"gb18030", U"\u2015\u30FB", {0xA1AA, 0xA1A4}},
    {"Big5",
     U"\u2022\uFF64\u203E\u223C\u2641\u2609\u00A5\u00A2\u00A3\u2593",
     {0xA145, 0xA14E, 0xA1C2, 0xA1E3, 0xA1F2, 0xA1F3, 0xA244, 0xA246, 0xA247, 0xF9FE}},
    {"Shift_JIS",
     U"\u301C\u2016\u2212\u2014\u00A2\u00A3\u00AC\u0080\uF8F0\uF8F1\uF8F2\uF8F3",
     {0x8160, 0x8161, 0x817C, 0x815C, 0x8191, 0x8192, 0x81CA, 0x80, 0xA0, 0xFD, 0xFE, 0xFF}},
    {"EUC-JP", U"\u301C\u2016\u2212\u2014", {0xA1C1, 0xA1C2, 0xA1DD, 0xA1BD}},
};

// Windows' areas for users' own characters, each in one stretch of private use, where text/codec.h
// has other characters or none. Those of the other charsets it reads as Windows does.
struct UserDefined {
  std::string_view charset;
  uint16_t first, last;     // pairs
  std::string_view trails;  // first and last byte of each range of trail bytes
  char16_t character;       // of the first pair
};
constexpr UserDefined kUserDefined[] = {
    {"Big5", 0xFA40, 0xFEFE, "\x40\x7E\xA1\xFE", 0xE000},
    {"Big5", 0x8E40, 0xA0FE, "\x40\x7E\xA1\xFE", 0xE311},
    {"Big5", 0x8140, 0x8DFE, "\x40\x7E\xA1\xFE", 0xEEB8},
    {"Big5", 0xC6A1, 0xC8FE, "\x40\x7E\xA1\xFE", 0xF6B1},
    {"EUC-JP", 0xF5A1, 0xFEFE, "\xA1\xFE", 0xE000},
};

bool is_trail(const UserDefined& area, uint8_t byte) {
  for (size_t i = 0; i < area.trails.size(); i += 2) {
    if (static_cast<uint8_t>(area.trails[i]) <= byte &&
        byte <= static_cast<uint8_t>(area.trails[i + 1])) {
      return true;
    }
  }
  return false;
}

bool is_private_use(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

// Of several sequences of a character, how likely one is, low before high: the extensions of Hong
// Kong repeat characters of Big5 below A1; 十 and 卅 stand among the numerals too. The euro is 80
// before A2E3, as Windows writes it.
uint32_t rank(uint32_t bytes, std::string_view charset) {
  const bool repeats = charset == "Big5" && (bytes < 0xA100 || bytes == 0xA2CC || bytes == 0xA2CE);
  return bytes | (repeats ? 0x1000000u : 0u);
}

// The sequences of bytes beyond ASCII that may be characters, as numbers.
std::vector<uint32_t> sequences(std::string_view charset) {
  std::vector<uint32_t> out;
  for (uint32_t byte = 0x80; byte <= 0xFF; ++byte) out.push_back(byte);
  for (uint32_t lead = 0x80; lead <= 0xFF; ++lead) {
    for (uint32_t trail = 0x40; trail <= 0xFE; ++trail) out.push_back(lead << 8 | trail);
  }
  for (uint32_t second = 0xA1; charset == "EUC-JP" && second <= 0xFE; ++second) {
    for (uint32_t third = 0xA1; third <= 0xFE; ++third) {
      out.push_back(uint32_t{kThreeBytes} << 16 | second << 8 | third);
    }
  }
  return out;
}

// The only character of `text`; 0 if it is malformed or several.
char32_t only_character(std::u16string_view text) {
  if (text.empty()) return 0;
  size_t next = 0;
  UChar32 c = 0;
  U16_NEXT(text.data(), next, text.size(), c);
  return next == text.size() && c != 0xFFFD ? static_cast<char32_t>(c) : 0;
}

// What the charset reads from each sequence; 0 if that is no character. A line break, which is
// never part of a sequence, keeps them apart.
std::vector<char32_t> read_each(const std::vector<uint32_t>& sequences, const Charset& charset) {
  std::string lines;
  for (const uint32_t bytes : sequences) {
    for (size_t n = bytes_in(bytes); n > 0; --n) lines += static_cast<char>(bytes >> 8 * (n - 1));
    lines += '\n';
  }
  const std::vector<char16_t> units = to_units(lines, charset).text;
  std::u16string_view rest(units.data(), units.size());
  std::vector<char32_t> out;
  while (!rest.empty()) {
    const std::u16string_view line = rest.substr(0, rest.find(u'\n'));
    rest.remove_prefix(line.size() + 1);
    out.push_back(only_character(line));
  }
  assert(out.size() == sequences.size());
  return out;
}

}  // namespace

const DoubleByte& DoubleByte::of(std::string_view charset) {
  struct Table {
    std::once_flag made;
    const DoubleByte* table = nullptr;
  };
  static auto* const tables = new std::array<Table, kDoubleBytes>;
  const auto* const name =
      std::find(std::begin(kDoubleByteNames), std::end(kDoubleByteNames), charset);
  Table& out = (*tables)[static_cast<size_t>(name - std::begin(kDoubleByteNames))];
  std::call_once(out.made, [&] { out.table = new DoubleByte(charset); });
  return *out.table;
}

DoubleByte::DoubleByte(std::string_view charset)
    : singles_(256), pairs_(65536), windows_(65536), leads_(256), bytes_(65536) {
  for (char32_t c = 0; c < 0x80; ++c) singles_[c] = bytes_[c] = c;
  add_charset(charset);
  add_variants(charset);
  add_user_defined(charset);
}

void DoubleByte::add_charset(std::string_view charset) {
  const std::vector<uint32_t> all = sequences(charset);
  const std::vector<char32_t> characters = read_each(all, *find_charset(charset));
  triples_.resize(charset == "EUC-JP" ? 65536 : 0);
  for (size_t i = 0; i < all.size(); ++i) {
    const uint32_t bytes = all[i];
    const char32_t c = characters[i];
    if (c == 0) continue;
    switch (bytes_in(bytes)) {
      case 1:
        singles_[bytes] = c;
        break;
      case 2:
        pairs_[bytes] = c;
        leads_[bytes >> 8] = true;
        break;
      default:
        triples_[bytes & 0xFFFF] = c;
    }
    if (c >= bytes_.size()) bytes_.resize(c + 1);  // Hong Kong's, in the supplementary plane
    if (bytes_[c] == 0 || rank(bytes, charset) < rank(bytes_[c], charset)) bytes_[c] = bytes;
  }
}

void DoubleByte::add_variants(std::string_view charset) {
  for (const Variants& variants : kVariants) {
    if (variants.charset != charset) continue;
    for (size_t i = 0; i < variants.characters.size(); ++i) {
      const char32_t c = variants.characters[i];
      if (bytes_[c] == 0) bytes_[c] = variants.bytes[i];
      if (is_private_use(c)) windows_[variants.bytes[i]] = static_cast<char16_t>(c);
    }
  }
}

void DoubleByte::add_user_defined(std::string_view charset) {
  for (const UserDefined& area : kUserDefined) {
    if (area.charset != charset) continue;
    char16_t c = area.character;
    for (uint32_t pair = area.first; pair <= area.last; ++pair) {
      if (!is_trail(area, static_cast<uint8_t>(pair))) continue;
      windows_[pair] = c;
      leads_[pair >> 8] = true;
      if (bytes_[c] == 0) bytes_[c] = pair;
      ++c;
    }
  }
}

DoubleByte::Character DoubleByte::read(std::span<const uint8_t> bytes) const {
  if (bytes.empty()) return {};
  if (bytes[0] < 0x80 || singles_[bytes[0]] != 0) return {singles_[bytes[0]], 1};
  if (bytes.size() < 2) return {};
  if (const char32_t c = character(bytes[0], bytes[1]); c != 0) return {c, 2};
  if (bytes.size() < 3 || bytes[0] != kThreeBytes || triples_.empty()) return {};
  const char32_t c = triples_[bytes[1] * 256u + bytes[2]];
  return c != 0 ? Character{c, 3} : Character{};
}

DoubleByte::Character DoubleByte::read_as_windows(std::span<const uint8_t> bytes) const {
  const bool lead = is_lead(bytes[0]);
  const size_t code = !lead ? bytes[0] : bytes.size() > 1 ? bytes[0] * 256u + bytes[1] : 0;
  if (windows_[code] != 0) return {windows_[code], lead ? 2u : 1u};
  return read(bytes);
}

// How many bytes at the start are taken for one malformed sequence.
size_t DoubleByte::malformed_length(std::span<const uint8_t> bytes, Decoder decoder) const {
  if (bytes.size() < 2 || !is_lead(bytes[0])) return 1;
  return decoder == Decoder::kWindows || bytes[1] >= 0x80 ? 2 : 1;
}

std::u32string DoubleByte::decode(std::span<const uint8_t> bytes, Decoder decoder) const {
  const bool windows = decoder == Decoder::kWindows;
  std::u32string out;
  while (!bytes.empty()) {
    Character next = windows ? read_as_windows(bytes) : read(bytes);
    if (next.length == 0) {
      next = {windows ? U'?' : U'\uFFFD', malformed_length(bytes, decoder)};
    }
    out += next.c;
    bytes = bytes.subspan(next.length);
  }
  return out;
}

}  // namespace dealwire
