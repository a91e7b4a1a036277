#include "text/trie.h"

#include <darts.h>

#include <algorithm>
#include <bitset>

namespace dealwire {

namespace {

// The character of three bytes that begins at `pos`, as most Chinese does; 0 for others.
char16_t three_bytes_at(std::string_view text, size_t pos) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[pos + i]); };
  if (text.size() - pos < 3 || (byte(0) & 0xF0) != 0xE0) return 0;
  return static_cast<char16_t>((byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
}

}  // namespace

struct Trie::Array {
  Darts::DoubleArray darts;
  std::bitset<0x10000> begins;  // does a word begin with this character? Spares most lookups
};

Trie::Trie(std::vector<std::pair<std::string, int>> words) : first_(256, false) {
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  words.erase(std::unique(words.begin(), words.end(),
                          [](const auto& a, const auto& b) { return a.first == b.first; }),
              words.end());
  if (!words.empty() && words.front().first.empty()) words.erase(words.begin());
  if (words.empty()) return;
  std::vector<const char*> keys;
  std::vector<size_t> lengths;
  std::vector<int> values;
  for (const auto& [word, value] : words) {
    keys.push_back(word.data());
    lengths.push_back(word.size());
    values.push_back(value);
    first_[static_cast<unsigned char>(word[0])] = true;
  }
  array_ = std::make_unique<Array>();
  for (const auto& [word, value] : words) array_->begins.set(three_bytes_at(word, 0));
  array_->darts.build(keys.size(), keys.data(), lengths.data(), values.data());
}

Trie::Trie(Trie&&) noexcept = default;
Trie& Trie::operator=(Trie&&) noexcept = default;
Trie::~Trie() = default;

// Step by step, so that the words found need no buffer of a guessed size. `byte` gives what a byte
// of the text counts as; `found` takes each word, the shortest first.
template <typename Byte, typename Found>
void Trie::walk(std::string_view text, size_t pos, Byte byte, Found found) const {
  if (array_ == nullptr || pos >= text.size() || !may_begin(byte(text[pos]))) return;
  const char16_t character = three_bytes_at(text, pos);
  if (character != 0 && !array_->begins[character]) return;
  size_t node = 0;
  for (size_t i = pos; i < text.size(); ++i) {
    const char key = byte(text[i]);
    size_t done = 0;
    const int value = array_->darts.traverse(&key, node, done, 1);
    if (value == -2) return;
    if (value >= 0) found(Match{i + 1 - pos, value});
  }
}

Trie::Match Trie::longest(std::string_view text, size_t pos) const {
  Match out;
  walk(
      text, pos, [](char c) { return c; }, [&](Match match) { out = match; });
  return out;
}

Trie::Match Trie::longest_any_case(std::string_view text, size_t pos) const {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  };
  Match out;
  walk(text, pos, lower, [&](Match match) { out = match; });
  return out;
}

}  // namespace dealwire
