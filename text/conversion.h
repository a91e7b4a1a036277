// Words of a text replaced by others, in one pass.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/source_map.h"
#include "text/trie.h"

namespace dealwire {

// Immutable after construction, safe to share between threads.
class Conversion {
 public:
  // What becomes of each word; of equal words the first one counts. A word that becomes itself
  // protects what lies inside it.
  explicit Conversion(const std::vector<std::pair<std::string, std::string>>& words = {});

  struct Match {
    size_t length = 0;  // bytes; 0 if no word begins here
    std::string_view to;
    size_t word = 0;  // which one, as they were given
  };

  // The longest word that begins at `pos`.
  Match longest(std::string_view text, size_t pos) const {
    const Trie::Match match = trie_.longest(text, pos);
    if (match.length == 0) return {};
    const auto word = static_cast<size_t>(match.value);
    return {match.length, to_[word], word};
  }

  // `text` with its words replaced, leftmost-longest, and the map back to it. A word that becomes
  // one of as many bytes keeps the places of its characters; any other one stands as a whole for
  // what it was. O(text).
  SourcedText operator()(std::string_view text) const;

 private:
  std::vector<std::string> to_;
  Trie trie_;
};

}  // namespace dealwire
