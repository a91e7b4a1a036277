#include "text/double_byte.h"

#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

constexpr std::string_view kLabels[kDoubleBytes] = {"gb18030", "big5", "shift_jis", "euc-kr",
                                                    "euc-jp"};

// Characters that other decoders make of some bytes. JIS and Microsoft disagreed on what some signs
// are; Windows reads bytes that are no character, and GB 18030-2000 forms that Unicode lacked then,
// as private use; Unicode's first table of Big5 had other dots and signs.
struct Also {
  DoubleByteName charset;
  std::u32string_view characters;
  std::array<uint16_t, 19> bytes;
};
constexpr Also kAlso[] = {
    {DoubleByteName::kGb18030,
     U"\uE5E5\uE78D\uE78E\uE78F\uE790\uE791\uE792\uE793\uE794\uE795\uE796\uE81E\uE826"
     U"\uE82B\uE82C\uE832\uE843\uE854\uE864",
     {0xA3A0, 0xA6D9, 0xA6DA, 0xA6DB, 0xA6DC, 0xA6DD, 0xA6DE, 0xA6DF, 0xA6EC, 0xA6ED, 0xA6F3,
      0xFE59, 0xFE61, 0xFE66, 0xFE67, 0xFE6D, 0xFE7E, 0xFE90, 0xFEA0}},
    {DoubleByteName::kGb18030, U"\u2015\u30FB", {0xA1AA, 0xA1A4}},
    {DoubleByteName::kBig5,
     U"\u2022\uFF64\u203E\u223C\u2641\u2609\u00A5\u00A2\u00A3\u2593",
     {0xA145, 0xA14E, 0xA1C2, 0xA1E3, 0xA1F2, 0xA1F3, 0xA244, 0xA246, 0xA247, 0xF9FE}},
    {DoubleByteName::kShiftJis,
     U"\u301C\u2016\u2212\u2014\u00A2\u00A3\u00AC\u0080\uF8F0\uF8F1\uF8F2\uF8F3",
     {0x8160, 0x8161, 0x817C, 0x815C, 0x8191, 0x8192, 0x81CA, 0x80, 0xA0, 0xFD, 0xFE, 0xFF}},
    {DoubleByteName::kEucJp, U"\u301C\u2016\u2212\u2014", {0xA1C1, 0xA1C2, 0xA1DD, 0xA1BD}},
};

// Of several sequences of a character, how likely one is, low before high: the extensions of Hong
// Kong repeat characters of Big5 below A1; 十 and 卅 stand among the numerals too.
uint32_t rank(uint32_t bytes, DoubleByteName name) {
  const bool single = bytes_in(bytes) == 1;
  const bool repeats =
      name == DoubleByteName::kBig5 && (bytes < 0xA100 || bytes == 0xA2CC || bytes == 0xA2CE);
  return bytes | (single || repeats ? 0x1000000u : 0u);
}

}  // namespace

DoubleByte::DoubleByte(DoubleByteName name)
    : name_(name), singles_(256), pairs_(65536), bytes_(65536) {
  const std::string_view label = kLabels[static_cast<size_t>(name)];
  std::string singles, pairs, triples;
  for (int lead = 0x80; lead <= 0xFF; ++lead) {
    const char first = static_cast<char>(lead);
    singles += first;
    for (int trail = 0x40; trail <= 0xFE; ++trail) {
      const char second = static_cast<char>(trail);
      pairs.append({first, second});
      if (lead >= 0xA1 && trail >= 0xA1) triples.append({'\x8F', first, second});
    }
  }
  add(singles, 1, label);
  add(pairs, 2, label);
  if (name == DoubleByteName::kEucJp) add(triples, 3, label);
  for (const Also& also : kAlso) {
    if (also.charset != name) continue;
    for (size_t i = 0; i < also.characters.size(); ++i) {
      const char32_t c = also.characters[i];
      if (bytes_[c] == 0) bytes_[c] = also.bytes[i];
    }
  }
  std::sort(beyond_.begin(), beyond_.end());
}

const DoubleByte& DoubleByte::of(DoubleByteName name) {
  // Each is made by whoever asks first.
  static const auto table = [](DoubleByteName n) { return new DoubleByte(n); };
  switch (name) {
    case DoubleByteName::kGb18030: {
      static const DoubleByte& gb18030 = *table(name);
      return gb18030;
    }
    case DoubleByteName::kBig5: {
      static const DoubleByte& big5 = *table(name);
      return big5;
    }
    case DoubleByteName::kShiftJis: {
      static const DoubleByte& shift_jis = *table(name);
      return shift_jis;
    }
    case DoubleByteName::kEucKr: {
      static const DoubleByte& euc_kr = *table(name);
      return euc_kr;
    }
    case DoubleByteName::kEucJp:
      break;
  }
  static const DoubleByte& euc_jp = *table(DoubleByteName::kEucJp);
  return euc_jp;
}

// A line break, which is never part of a sequence, keeps them apart.
void DoubleByte::add(std::string_view sequences, size_t length, std::string_view charset) {
  std::string lines;
  for (size_t i = 0; i < sequences.size(); i += length) {
    lines.append(sequences.substr(i, length)) += '\n';
  }
  const Units units = to_units(lines, *find_charset(charset));
  const std::vector<char16_t>& text = units.text;
  for (size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
    end = static_cast<size_t>(
        std::find(text.begin() + static_cast<ptrdiff_t>(begin), text.end(), u'\n') - text.begin());
    size_t next = begin;
    UChar32 c = 0;
    if (begin < end) U16_NEXT(text, next, end, c);
    if (begin == end || next != end || c == 0xFFFD || c < 0x80) continue;
    uint32_t bytes = 0;
    const auto at = static_cast<size_t>(units.offsets[begin]);
    for (size_t i = 0; i < length; ++i) bytes = bytes << 8 | static_cast<uint8_t>(lines[at + i]);
    const auto character = static_cast<char32_t>(c);
    if (length == 1) singles_[bytes] = character;
    if (length == 2) pairs_[bytes] = character;
    if (length == 3) triples_.emplace_back(bytes, character);
    add_bytes(character, bytes);
  }
}

void DoubleByte::add_bytes(char32_t c, uint32_t bytes) {
  if (c >= bytes_.size()) {
    beyond_.emplace_back(c, bytes);
  } else if (bytes_[c] == 0 || rank(bytes, name_) < rank(bytes_[c], name_)) {
    bytes_[c] = bytes;
  }
}

uint32_t DoubleByte::bytes_of(char32_t c) const {
  if (c < bytes_.size()) return bytes_[c];
  const auto at = std::lower_bound(beyond_.begin(), beyond_.end(), std::pair(c, uint32_t{0}));
  return at == beyond_.end() || at->first != c ? 0 : at->second;
}

char32_t DoubleByte::three_bytes(uint32_t bytes) const {
  const auto at = std::lower_bound(triples_.begin(), triples_.end(), std::pair(bytes, char32_t{0}));
  return at == triples_.end() || at->first != bytes ? 0 : at->second;
}

DoubleByte::Character DoubleByte::read(const uint8_t* bytes, size_t size) const {
  if (size == 0) return {};
  if (bytes[0] < 0x80) return {bytes[0], 1};
  if (singles_[bytes[0]] != 0) return {singles_[bytes[0]], 1};
  if (size < 2) return {};
  const uint32_t two = uint32_t{bytes[0]} << 8 | bytes[1];
  if (pairs_[two] != 0) return {pairs_[two], 2};
  if (size < 3 || triples_.empty()) return {};
  const char32_t three = three_bytes(two << 8 | bytes[2]);
  return three == 0 ? Character{} : Character{three, 3};
}

}  // namespace dealwire
