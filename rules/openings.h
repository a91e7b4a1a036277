// What the matches of a regular expression begin with, read off its text: a search that knows it
// looks only where such a word stands.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/beginnings.h"

namespace dealwire {

// One of the alternatives of a pattern. All matches of buys? (?:it|them) begin with "buy", and hold
// "it" or "them".
struct Openings {
  static constexpr size_t kMostNeeded = 3;

  // In order, each once, with something that holds of it or not.
  using Words = std::vector<std::pair<ShortWord, bool>>;

  // In lower case where they are ASCII; may be cut short. Whether a run of letters may stand before
  // the word, as in [\pL-]*kauf.
  Words words;
  // Whether all matches begin with one of the words; else they hold one, at some place.
  bool at_begin = true;
  // Of each of these sets, kMostNeeded at most, the matches hold one word too; whether only where a
  // word of a text begins.
  std::vector<Words> needed;
};

// Of the alternatives of each pattern in RE2's syntax; none if one of them tells nothing. O(length
// of the pattern) for each part of an alternative, but groups that are alike are read once.
std::vector<std::vector<Openings>> openings_of(const std::vector<std::string>& patterns);

}  // namespace dealwire
