// The double-byte charsets of East Asia, character by character and with the faults of decoders:
// what a model of damage needs that cuts characters in two.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// What decoders make of bytes that are no character.
enum class Decoder {
  kWeb,      // one U+FFFD; an ASCII byte in the place of a trail byte stays (Encoding standard)
  kWindows,  // one '?' for the lead byte and what follows it; user-defined pairs are private use
};

class PairTable {
 public:
  // One of "gb18030" (its pairs: GBK), "Big5", "Shift_JIS", "EUC-JP" (without JIS X 0212) and
  // "EUC-KR". Made on first use, in some milliseconds; safe on every core.
  static const PairTable& of(std::string_view charset);

  // The character of a pair, or of a byte by itself; 0 if it is none.
  char32_t character(uint8_t lead, uint8_t trail) const { return pairs_[lead * 256u + trail]; }
  char32_t character(uint8_t byte) const { return singles_[byte]; }
  bool is_lead(uint8_t byte) const { return leads_[byte]; }

  // The bytes of a character as one number, two for a pair; 0 if it has none. Private use is read
  // as Windows wrote it.
  uint16_t code(char32_t c) const { return c < codes_.size() ? codes_[c] : 0; }

  std::u32string decode(const std::vector<uint8_t>& bytes, Decoder decoder) const;

 private:
  explicit PairTable(std::string_view charset);
  void add_user_defined(std::string_view charset);

  std::vector<char32_t> pairs_;    // by lead and trail byte
  std::vector<char16_t> windows_;  // the same where Windows has private use
  std::vector<char32_t> singles_;  // by byte
  std::vector<bool> leads_;        // by byte
  std::vector<uint16_t> codes_;    // by character
};

}  // namespace dealwire
