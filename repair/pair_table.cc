#include "repair/pair_table.h"

#include <unicode/utf16.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

constexpr size_t kCharacters = 0x30000;  // HKSCS uses the supplementary ideographic plane

// The areas for users' own characters, each in one stretch of private use.
// https://learn.microsoft.com/windows/win32/intl/end-user-defined-characters
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
    {"EUC-KR", 0xC9A1, 0xC9FE, "\xA1\xFE", 0xE000},
    {"EUC-KR", 0xFEA1, 0xFEFE, "\xA1\xFE", 0xE05E},
    {"Shift_JIS", 0xF040, 0xF9FC, "\x40\x7E\x80\xFC", 0xE000},
    {"gb18030", 0xAAA1, 0xAFFE, "\xA1\xFE", 0xE000},
    {"gb18030", 0xF8A1, 0xFEFE, "\xA1\xFE", 0xE234},
    {"gb18030", 0xA140, 0xA7A0, "\x40\x7E\x80\xA0", 0xE4C6},
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

// For each line of `bytes` the only character that it is; 0 if it is none or several.
std::vector<char32_t> read_each(const std::string& bytes, const Charset& charset) {
  std::vector<char32_t> out;
  std::u32string line;
  const std::vector<char16_t> units = to_units(bytes, charset).text;
  for (size_t i = 0; i < units.size(); ++i) {
    if (units[i] == u'\n') {
      out.push_back(line.size() == 1 && line[0] != 0xFFFD ? line[0] : 0);
      line.clear();
    } else if ((units[i] & 0xFC00) == 0xD800 && i + 1 < units.size()) {
      line += static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[i], units[i + 1]));
      ++i;
    } else {
      line += units[i];
    }
  }
  return out;
}

}  // namespace

const PairTable& PairTable::of(std::string_view charset) {
  static std::mutex mutex;
  static auto* const made = new std::map<std::string, PairTable, std::less<>>;
  const std::lock_guard<std::mutex> lock(mutex);
  auto known = made->find(charset);
  if (known == made->end()) known = made->emplace(charset, PairTable(charset)).first;
  return known->second;
}

PairTable::PairTable(std::string_view name)
    : pairs_(0x10000), windows_(0x10000), singles_(256), leads_(256), codes_(kCharacters) {
  const Charset& charset = *find_charset(name);
  std::string bytes;
  for (unsigned b = 0; b < 256; ++b) bytes += {static_cast<char>(b == '\n' ? ' ' : b), '\n'};
  singles_ = read_each(bytes, charset);
  bytes.clear();
  for (unsigned lead = 0x81; lead < 0xFF; ++lead) {
    for (unsigned trail = 0x40; trail < 0xFF; ++trail) {
      bytes += {static_cast<char>(lead), static_cast<char>(trail), '\n'};
    }
  }
  const std::vector<char32_t> pairs = read_each(bytes, charset);
  for (size_t i = 0; i < pairs.size(); ++i) {
    const size_t lead = 0x81 + i / 0xBF, trail = 0x40 + i % 0xBF;
    if (pairs[i] == 0) continue;
    pairs_[lead * 256 + trail] = pairs[i];
    leads_[lead] = true;
  }
  for (unsigned b = 0; b < 256; ++b) {
    if (singles_[b] != 0 && !leads_[b]) codes_[singles_[b]] = static_cast<uint16_t>(b);
  }
  // Of characters that have two pairs, the one in the standard's own rows counts, not in additions.
  for (const unsigned first : {0xA100u, 0x8100u}) {
    for (unsigned pair = first; pair < (first == 0x8100 ? 0xA100 : 0x10000); ++pair) {
      const char32_t c = pairs_[pair];
      if (c != 0 && c < kCharacters && codes_[c] == 0) codes_[c] = static_cast<uint16_t>(pair);
    }
  }
  add_user_defined(name);
}

void PairTable::add_user_defined(std::string_view charset) {
  for (const UserDefined& area : kUserDefined) {
    if (area.charset != charset) continue;
    char16_t c = area.character;
    for (unsigned pair = area.first; pair <= area.last; ++pair) {
      if (!is_trail(area, static_cast<uint8_t>(pair))) continue;
      windows_[pair] = c;
      leads_[pair >> 8] = true;
      if (codes_[c] == 0) codes_[c] = static_cast<uint16_t>(pair);
      ++c;
    }
  }
}

std::u32string PairTable::decode(const std::vector<uint8_t>& bytes, Decoder decoder) const {
  const bool windows = decoder == Decoder::kWindows;
  std::u32string out;
  for (size_t i = 0; i < bytes.size();) {
    const uint8_t byte = bytes[i++];
    if (!leads_[byte]) {
      out += singles_[byte] != 0 ? singles_[byte] : windows ? U'?' : U'\uFFFD';
      continue;
    }
    const unsigned pair = byte * 256u + (i < bytes.size() ? bytes[i] : 0);
    const char32_t c = windows && windows_[pair] != 0 ? windows_[pair] : pairs_[pair];
    out += c != 0 ? c : windows ? U'?' : U'\uFFFD';
    if (i < bytes.size() && (c != 0 || windows || bytes[i] >= 0x80)) ++i;
  }
  return out;
}

}  // namespace dealwire
