// Longest-match lookup of words in a text: a double-array trie (Aoe 1989) from Debian's `darts`.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwire {

class Trie {
 public:
  struct Match {
    size_t length = 0;  // bytes; 0 if no word begins here
    int value = -1;
  };

  // Builds from words with a value of at least 0 each; of equal words the first one counts.
  explicit Trie(std::vector<std::pair<std::string, int>> words = {});
  Trie(Trie&&) noexcept;
  Trie& operator=(Trie&&) noexcept;
  ~Trie();

  // The longest word that begins at `pos`; none at the end of the text. O(length of that word).
  Match longest(std::string_view text, size_t pos) const;

  // The same, with the text's ASCII letters in lower case.
  Match longest_any_case(std::string_view text, size_t pos) const;

  // May a word begin with this byte? Lets a scan skip most of a text.
  bool may_begin(char byte) const { return first_[static_cast<unsigned char>(byte)]; }

 private:
  template <typename Byte, typename Found>
  void walk(std::string_view text, size_t pos, Byte byte, Found found) const;

  struct Array;
  std::unique_ptr<Array> array_;
  std::vector<bool> first_;
};

}  // namespace dealwire
