// The case words before names (向X, raised from X), and how far one reaches.
#pragma once

#include <string>
#include <string_view>

#include "model/range.h"
#include "rules/pack.h"

namespace dealwire {

// Finds the case words of a text. Keeps references. O(stretch) for each question.
class CaseWords {
 public:
  CaseWords(std::string_view text, const Pack& pack) : text_(text), pack_(pack) {}

  // What the last case word of a stretch stands for, if it is near the stretch's end, or near the
  // head that the name stands in apposition to. In "le fabricant de pompes X" the case word behind
  // the head says only what the head makes, but not if a head of its own follows (cède sa filiale à
  // la société X); "de" without an article goes on with the first one (la firma de ingeniería X).
  std::string last_in(Range stretch) const;

  // The length of the word that a stretch begins with. Case words of one character stand inside
  // other words (对 in 对手), hence whole words first.
  size_t word_length(Range stretch) const;

 private:
  struct Case {
    size_t length;
    const std::string* place = nullptr;
    bool stops = false;  // no case reaches over it
  };

  // The word that a stretch begins with, or the words that together are a case word (a unit of).
  Case case_at(Range stretch) const;

  // Does a word stand next that goes on with the place of the one before (among them)?
  bool opens_list(Range stretch) const;

  // Is there nothing but an article in the stretch between a case word and a name?
  bool is_adjacent(Range stretch) const;

  const std::string_view text_;
  const Pack& pack_;
};

}  // namespace dealwire
