// How well does a text read? As what it costs: -log of its probability in nats, by the plainest of
// language models, CLDR's alphabets. The letters of a language are all alike and share a fixed part
// of its texts; what is foreign to it costs more, and what is no text costs most. Of two readings
// of the same bytes, the cheaper one is the likelier.
#pragma once

#include <cmath>
#include <string_view>
#include <vector>

#include "text/alphabet.h"

namespace dealwire {

constexpr double kClash = 5;  // what two letters cost that do not meet in words

// Is it a control, unassigned, of private use or a surrogate? Then it is no character of text, in
// any language. What else a language does not know costs differently by who asks.
bool is_no_text(UChar32 c);

// A text, parted into what costs the same in all languages and what does not.
struct Spelling {
  std::vector<UChar32> beyond;  // its characters beyond ASCII
  double cost = 0;              // of all else: ASCII, and letters side by side that clash
};

// `stranger` is what a word costs on top that has letters of another script than Latin.
Spelling spell(std::u16string_view text, double stranger = 0);

// What one character beyond ASCII costs in a language.
class CharacterCost {
 public:
  explicit CharacterCost(const Alphabet& alphabet);
  double operator()(UChar32 c) const;

 private:
  const Alphabet* alphabet_;
  double letter_, sign_;  // what each letter and each sign of the language costs
};

// What a text costs in a language; what is above `limit` is not counted to its end.
double reading_cost(const Spelling& spelling, const Alphabet& alphabet, double limit = HUGE_VAL);

// What a text in UTF-8 costs in the cheapest of some languages, by the names of `alphabets()`
// parted by spaces.
double reading_cost(std::string_view text, std::string_view languages);

// For each character, how many make up the word it stands in by ICU's dictionary of Chinese and
// Japanese; 0 if it is no Han and no kana, 1 if it is in none. Damaged text has few words. About
// 2 MB/s.
std::vector<size_t> word_lengths(std::u32string_view text);

// How many of a text's Han and kana characters stand in words of two or more.
struct WordCount {
  size_t characters = 0;  // Han and kana
  size_t in_words = 0;    // of them
};
WordCount count_in_words(std::string_view text);

}  // namespace dealwire
