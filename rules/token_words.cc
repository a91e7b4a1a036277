#include "rules/token_words.h"

namespace dealwire {

void TokenWords::build() {
  std::vector<std::string> words;
  for (const auto& [word, meaning] : meanings_) {
    words.push_back(word);
    by_value_.push_back(&meaning);
  }
  words_ = CaseTrie(words);
}

TokenWords::Match TokenWords::longest(std::string_view text, size_t pos) const {
  const Trie::Match match = words_.longest(text, pos);
  if (match.length == 0) return {};
  return {match.length, by_value_[static_cast<size_t>(match.value)]};
}

}  // namespace dealwire
