// Charsets of one byte a character, as software has wrongly read UTF-8 in them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace dealwire {

// One beyond ASCII.
constexpr bool is_control(char32_t c) { return c >= 0x80 && c < 0xA0; }

// One of them, both ways. A byte that the charset leaves undefined is read as the control of the
// same number, as the web does it, and is in `undefined()`: other software loses it.
class ByteTable {
 public:
  explicit ByteTable(const char* name);

  std::string_view name() const { return name_; }

  // The character of a byte.
  char32_t operator[](uint8_t byte) const { return characters_[byte]; }

  // The byte of a character beyond ASCII, -1 if it has none.
  int byte_of(char32_t c) const {
    if (c < low_.size()) return low_[c];
    const auto found = high_.find(c);
    return found == high_.end() ? -1 : found->second;
  }

  // The undefined bytes that may follow the first one of a sequence in UTF-8.
  std::string_view undefined() const { return undefined_; }

 private:
  void add(char32_t c, uint8_t byte);

  std::string_view name_;
  std::array<char32_t, 256> characters_{};
  std::string undefined_;
  std::array<int16_t, 0x500> low_{};  // Latin, Greek and Cyrillic letters
  std::unordered_map<char32_t, uint8_t> high_;
};

// All of them, the most frequent first. The first one is windows-1252, in which the controls of
// ISO-8859-1 have their bytes too. Made on first use, in a millisecond.
std::span<const ByteTable> byte_tables();

}  // namespace dealwire
