#include "text/trie.h"

#include <darts.h>

#include <algorithm>

namespace dealwire {

struct Trie::Array {
  Darts::DoubleArray darts;
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
  array_->darts.build(keys.size(), keys.data(), lengths.data(), values.data());
}

Trie::Trie(Trie&&) noexcept = default;
Trie& Trie::operator=(Trie&&) noexcept = default;
Trie::~Trie() = default;

Trie::Match Trie::longest(std::string_view text, size_t pos) const {
  if (array_ == nullptr || !may_begin(text[pos])) return {};
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
