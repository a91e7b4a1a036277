#include "repair/slip_signs.h"

#include <algorithm>
#include <array>

#include "text/alphabet.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kClose = 30;  // bytes within which two odd ones stand close

constexpr std::string_view kUnexpected = "?^`\\{}|~@[]";  // of ASCII, where none is expected

// The characters of the basic plane that news use.
const std::vector<bool>& ordinary_characters() {
  static const auto* const all = [] {
    auto* out = new std::vector<bool>(0x10000);
    for (const auto& [language, alphabet] : alphabets()) {
      for (const icu::UnicodeSet* set : {&alphabet.letters, &alphabet.signs}) {
        for (int32_t i = 0; i < set->getRangeCount(); ++i) {
          const UChar32 last = std::min<UChar32>(set->getRangeEnd(i), 0xFFFF);
          for (UChar32 c = set->getRangeStart(i); c <= last; ++c)
            (*out)[static_cast<size_t>(c)] = true;
        }
      }
    }
    for (char32_t c = 0; c < 0x80; ++c) (*out)[c] = true;
    for (const char c : kUnexpected) (*out)[static_cast<size_t>(c)] = false;
    for (const char32_t c :
         std::u32string_view(U"\u00A0\u3000￥％＋－０１２３４５６７８９～〜■●▲△○◎★☆※→←")) {
      (*out)[c] = true;
    }
    return out;
  }();
  return *all;
}

bool is_private(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }
bool is_half_width(char32_t c) { return c >= 0xFF61 && c <= 0xFF9F; }
bool is_double(char32_t c) { return c >= 0x80; }

// Reads a text and tells of each character whether it is a sign.
class SignScan {
 public:
  enum Sign { kNo, kOdd, kStrong };

  // Passes the ASCII at `pos` that is no sign: most of a text in Latin letters.
  size_t skip(std::string_view text, size_t pos) {
    const size_t begin = pos;
    while (pos < text.size() && plain_ascii_[static_cast<unsigned char>(text[pos])]) ++pos;
    if (pos > begin) last_ = static_cast<char32_t>(text[pos - 1]);
    return pos;
  }

  Sign next(char32_t c, std::string_view text, size_t pos) {
    const char32_t before = last_;
    last_ = c;
    const bool ordinary = c < 0x10000 && ordinary_[c];
    if (ordinary) return is_han(c) && is_hangul(before) ? kOdd : kNo;
    if (c == 0xFFFD || is_private(c)) return kStrong;
    if (c == '?') {
      const char32_t after = character_at(text, pos);
      const bool goes_on = after > 0x20 && after != '"' && after != ')';
      return (is_cjk(before) || before == '?' || before >= 0x2000) && goes_on ? kStrong : kNo;
    }
    if (c < 0x80) return !is_cjk(before) ? kNo : is_cjk(character_at(text, pos)) ? kStrong : kOdd;
    if (c >= 0xFF66 && c <= 0xFF9F)
      return is_cjk(before) && !is_half_width(before) ? kStrong : kOdd;
    return is_double(before) || is_double(character_at(text, pos)) ? kOdd : kNo;
  }

 private:
  static constexpr std::array<bool, 256> plain_ascii_ = [] {
    std::array<bool, 256> out{};
    for (size_t c = 0; c < 0x80; ++c)
      out[c] = kUnexpected.find(static_cast<char>(c)) == kUnexpected.npos;
    return out;
  }();
  const std::vector<bool>& ordinary_ = ordinary_characters();
  char32_t last_ = '\n';
};

bool is_suspicious(std::string_view line) {
  SignScan scan;
  size_t last = 0;  // the end of the last sign
  for (size_t pos = 0; pos < line.size();) {
    pos = scan.skip(line, pos);
    if (pos == line.size()) break;
    const char32_t c = next_character(line, pos);
    const SignScan::Sign sign = scan.next(c, line, pos);
    if (sign == SignScan::kNo) continue;
    if (sign == SignScan::kStrong || (last > 0 && pos - last <= kClose)) return true;
    last = pos;
  }
  return false;
}

}  // namespace

std::vector<Range> suspicious_lines(std::string_view text) {
  std::vector<Range> out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (is_suspicious(text.substr(begin, end - begin))) out.push_back({begin, end});
    begin = end + 1;
  }
  return out;
}

}  // namespace dealwire
