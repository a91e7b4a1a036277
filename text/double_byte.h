// The double-byte charsets of Chinese, Japanese and Korean as tables, in both directions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwire {

enum class DoubleByteName { kGb18030, kBig5, kShiftJis, kEucKr, kEucJp };
constexpr size_t kDoubleBytes = 5;
constexpr DoubleByteName kDoubleByteNames[kDoubleBytes] = {
    DoubleByteName::kGb18030, DoubleByteName::kBig5, DoubleByteName::kShiftJis,
    DoubleByteName::kEucKr, DoubleByteName::kEucJp};

// Immutable. What the charset reads from one or two bytes, and from three in EUC-JP; of gb18030
// the part that is GBK.
class DoubleByte {
 public:
  // The table of a charset, made at first use (a few milliseconds). Safe on all threads.
  static const DoubleByte& of(DoubleByteName name);

  // A character's bytes, first to last in a number: 0xC3A9; 0 if it has none. Of several
  // sequences that are read alike, the commonest counts.
  uint32_t bytes_of(char32_t c) const;

  // The character at the start of some bytes, and how many bytes it has; {0, 0} if there is none.
  struct Character {
    char32_t c = 0;
    size_t length = 0;
  };
  Character read(const uint8_t* bytes, size_t size) const;

 private:
  explicit DoubleByte(DoubleByteName name);

  // Adds what the charset reads from sequences of equal length, which follow each other.
  void add(std::string_view sequences, size_t length, std::string_view charset);
  void add_bytes(char32_t c, uint32_t bytes);
  char32_t three_bytes(uint32_t bytes) const;

  DoubleByteName name_;
  std::vector<char32_t> singles_, pairs_;
  std::vector<std::pair<uint32_t, char32_t>> triples_;  // sorted
  std::vector<uint32_t> bytes_;                         // by character of the first plane
  std::vector<std::pair<char32_t, uint32_t>> beyond_;   // the others, sorted
};

// How many bytes such a number stands for.
inline size_t bytes_in(uint32_t bytes) {
  return bytes == 0 ? 0 : bytes < 0x100 ? 1 : bytes < 0x10000 ? 2 : 3;
}

}  // namespace dealwire
