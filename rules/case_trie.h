// Longest match of a pack's words: one in lower case matches in any case, one with a capital letter
// as it is written (MW, not mw). Only ASCII letters have case here.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "text/trie.h"

namespace dealwire {

class CaseTrie {
 public:
  CaseTrie() = default;
  explicit CaseTrie(const std::vector<std::string>& words);

  // The longest word at `pos`, and its index. It may end inside a longer word of the text.
  Trie::Match longest(std::string_view text, size_t pos) const;

  // May a word begin at `pos`? By its first two bytes: spares most lookups in a long text.
  bool may_begin(std::string_view text, size_t pos) const {
    return pos + 1 < text.size() ? pairs_[pair(text[pos], text[pos + 1])]
                                 : pairs_[pair(text[pos], 0)];
  }

 private:
  static size_t pair(char first, char second) {
    return static_cast<size_t>(static_cast<unsigned char>(first)) << 8 |
           static_cast<unsigned char>(second);
  }

  Trie exact_, any_case_;  // of words with capitals, and of all others
  std::bitset<0x10000> pairs_;
};

}  // namespace dealwire
