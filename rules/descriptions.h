// What an article calls its parties, so that "the Danish brewer" finds "Danish brewer X" and "the
// group" finds "X, a private equity group".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

class Descriptions {
 public:
  // Learns the words that stand beside the names of a sentence, right before one or behind its
  // comma. O(names).
  void add(const Sentence& sentence, const Pack& pack);

  // Those whom most words of "the Danish brewer" describe, the latest last; nobody if no word does,
  // or all could be said of any company (class `generic`). O(words).
  std::vector<Sentence::Item> find(std::string_view words, const Pack& pack) const;

 private:
  void learn(std::string_view words, const Sentence::Item& of, const Pack& pack);

  // Whom a word was said of, the latest last.
  std::map<std::string, std::vector<Sentence::Item>, std::less<>> said_of_;
};

}  // namespace dealwire
