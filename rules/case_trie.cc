#include "rules/case_trie.h"

#include <utility>

#include "text/utf8.h"

namespace dealwire {
namespace {

// The forms of a byte that match it: a small letter matches a capital.
std::string forms(char byte, bool any_case) {
  const bool letter = byte >= 'a' && byte <= 'z';
  return any_case && letter ? std::string{byte, static_cast<char>(byte - ('a' - 'A'))}
                            : std::string{byte};
}

}  // namespace

CaseTrie::CaseTrie(const std::vector<std::string>& words) {
  std::vector<std::pair<std::string, int>> exact, any_case;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.empty()) continue;
    const bool lower = ascii_lower(word) == word;
    (lower ? any_case : exact).emplace_back(word, static_cast<int>(i));
    for (const char first : forms(word[0], lower)) {
      if (word.size() == 1) {
        for (int second = 0; second < 256; ++second)
          pairs_.set(pair(first, static_cast<char>(second)));
      } else {
        for (const char second : forms(word[1], lower)) pairs_.set(pair(first, second));
      }
    }
  }
  exact_ = Trie(std::move(exact));
  any_case_ = Trie(std::move(any_case));
}

Trie::Match CaseTrie::longest(std::string_view text, size_t pos) const {
  if (pos >= text.size() || !may_begin(text, pos)) return {};
  const Trie::Match any_case = any_case_.longest_any_case(text, pos);
  const Trie::Match exact = exact_.longest(text, pos);
  // Of equal length the one that is written so.
  return any_case.length > exact.length ? any_case : exact;
}

}  // namespace dealwire
