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

Trie::Match Trie::longest(std::string_view text, size_t pos) const {
  if (array_ == nullptr || !may_begin(text[pos])) return {};
  const char16_t character = three_bytes_at(text, pos);
  if (character != 0 && !array_->begins[character]) return {};
  // Step by step, so that the words found need no buffer of a guessed size.
  Match best;
  size_t node = 0, key = 0;
  const std::string_view rest = text.substr(pos);
  while (key < rest.size()) {
    const int value = array_->darts.traverse(rest.data(), node, key, key + 1);
    if (value == -2) break;
    if (value >= 0) best = {key, value};
  }
  return best;
}

}  // namespace dealwire
