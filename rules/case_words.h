// The case words before names (向X, raised from X), and how far one reaches.
#pragma once

#include <string>
#include <string_view>

#include "model/range.h"
#include "rules/pack.h"

namespace dealwire {

// The value of an article that begins a phrase of its own, whose case it does not tell (die, das).
inline constexpr const char* kNoCase = "none";

// Finds the case words of a text. Keeps references. O(stretch) for each question.
class CaseWords {
 public:
  CaseWords(std::string_view text, const Pack& pack) : text_(text), pack_(pack) {}

  // What the last case word of a stretch stands for, if it is near the stretch's end, or near the
  // head that the name stands in apposition to. In "le fabricant de pompes X" the case word behind
  // the head says only what the head makes, but not if a head of its own follows (cède sa filiale à
  // la société X); "de" without an article goes on with the first one (la firma de ingeniería X).
  // Where articles tell the case, one begins a new phrase, unless it stands right behind a case
  // word (im Frühjahr | die X, but von der X), and the case word behind it is of what stands
  // between it and its noun (an die in Graz ansässige X).
  std::string last_in(Range stretch) const;

  // Is a name behind a stretch a part of what stands between an article and its noun: die in |Graz|
  // ansässige X, where articles tell the case?
  bool ends_in_attribute(Range stretch) const;

  // The length of the word that a stretch begins with. Case words of one character stand inside
  // other words (对 in 对手), hence whole words first.
  size_t word_length(Range stretch) const;

 private:
  class Reader;

  struct Case {
    size_t length;
    const std::string* place = nullptr;
    bool stops = false;  // no case reaches over it
  };

  // The word that a stretch begins with, or the words that together are a case word (a unit of).
  Case case_at(Range stretch) const;

  // Does a word stand next that goes on with the place of the one before (among them)?
  bool opens_list(Range stretch) const;

  bool is_article(std::string_view word) const;

  // Does a word that begins at `begin` follow one that ended at `end`, if there was one?
  bool is_next(size_t end, size_t begin) const;

  // Is there nothing but an article in the stretch between a case word and a name?
  bool is_adjacent(Range stretch) const;

  const std::string_view text_;
  const Pack& pack_;
};

}  // namespace dealwire
