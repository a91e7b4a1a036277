// The double-byte charsets of Chinese, Japanese and Korean as tables, in both directions and with
// the faults of decoders: what undoing damage needs that misreads characters or cuts them in two.
//
// Sources: the Encoding standard (https://encoding.spec.whatwg.org/#indexes), by text/codec.h; for
// what Windows adds, its user-defined characters
// (https://learn.microsoft.com/windows/win32/intl/end-user-defined-characters).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// The charsets, by their names in text/labels.h. Of gb18030 the part that is GBK is meant: no
// sequences of four bytes.
constexpr size_t kDoubleBytes = 5;
constexpr std::string_view kDoubleByteNames[kDoubleBytes] = {"gb18030", "Big5", "Shift_JIS",
                                                             "EUC-KR", "EUC-JP"};

// What decoders make of bytes that are no character.
enum class Decoder {
  kWeb,      // one U+FFFD; an ASCII byte in the place of a trail byte stays (Encoding standard)
  kWindows,  // one '?' for the lead byte and what follows it; user-defined pairs are private use
};

// A charset's characters: of one byte, of two (a lead and a trail byte), and in EUC-JP of three.
// Immutable, so safe on all threads; every look-up takes constant time. Nothing here fails: what is
// no character is 0.
class DoubleByte {
 public:
  // The table of a charset, which must be one of kDoubleByteNames. Made at first use in a few
  // milliseconds, and kept; safe on all threads.
  static const DoubleByte& of(std::string_view charset);

  // A character's bytes, first to last in a number: 0xC3A9. Of several sequences that are read
  // alike, the commonest counts. Characters that other decoders make of a sequence have it too.
  uint32_t bytes_of(char32_t c) const { return c < bytes_.size() ? bytes_[c] : 0; }

  // The same for characters of one or two bytes only.
  uint16_t code(char32_t c) const {
    const uint32_t bytes = bytes_of(c);
    return bytes < 0x10000 ? static_cast<uint16_t>(bytes) : 0;
  }

  // The character of a pair, or of a byte by itself.
  char32_t character(uint8_t lead, uint8_t trail) const { return pairs_[lead * 256u + trail]; }
  char32_t character(uint8_t byte) const { return singles_[byte]; }

  // Does the byte begin pairs, on the web or on Windows?
  bool is_lead(uint8_t byte) const { return leads_[byte]; }

  // The character at the start of some bytes, and how many bytes it has; {0, 0} if there is none.
  struct Character {
    char32_t c = 0;
    size_t length = 0;
  };
  Character read(std::span<const uint8_t> bytes) const;

  // All of some bytes, as such a decoder reads them. O(bytes).
  std::u32string decode(std::span<const uint8_t> bytes, Decoder decoder) const;

 private:
  explicit DoubleByte(std::string_view charset);

  void add_charset(std::string_view charset);
  void add_variants(std::string_view charset);
  void add_user_defined(std::string_view charset);

  Character read_as_windows(std::span<const uint8_t> bytes) const;
  size_t malformed_length(std::span<const uint8_t> bytes, Decoder decoder) const;

  std::vector<char32_t> singles_;  // by byte
  std::vector<char32_t> pairs_;    // by lead and trail byte
  std::vector<char32_t> triples_;  // by the bytes behind 8F, in EUC-JP
  std::vector<char16_t> windows_;  // of one and two bytes: where Windows has private use
  std::vector<bool> leads_;        // by byte
  std::vector<uint32_t> bytes_;    // by character
};

// How many bytes such a number stands for; none if it is 0.
inline size_t bytes_in(uint32_t bytes) {
  return bytes == 0 ? 0 : bytes < 0x100 ? 1 : bytes < 0x10000 ? 2 : 3;
}

}  // namespace dealwire
