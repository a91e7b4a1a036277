// Asides: what a sentence says by the way of a party it has just named, between commas or dashes:
// "Orsk, the zinc miner that Halden bought in May, said ...".
//
// in:  a sentence, and the pack of its language
// out: its asides, the sentence without them, and each of them as a sentence about its party
//
// An aside opens behind a party with a word of class `aside`, whose value says what becomes of the
// word when the aside stands alone: a `noun` stays behind the party's name (Orsk the zinc miner); a
// `pronoun` gives way to the name (which), as does the last word of several (from which); an
// `owner` gives way to it with a possessive (whose); a `clause` is a pronoun only where what it
// opens ends in a word of `finite` (an der Halden 15 Prozent hält). A noun with a word of class
// `finite` behind it opens no aside but a clause (after talks with Orsk, the company said). Without
// words of `aside` a language has none. Linear in the sentence.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

struct Aside {
  Range at;                // of the sentence, with the marks around it
  Range said;              // what it says behind the word that opens it
  size_t head = 0;         // whom it is about, an index into the sentence's items
  bool is_clause = false;  // it has a verb: which has bought
  std::string opening;     // what stands before the head when the aside stands alone
  std::string joint;       // ... and between the head and what it says
};

bool has_asides(const Pack& pack);
std::vector<Aside> find_asides(const Sentence& sentence, const Pack& pack);

// A sentence put together from parts of another. It points into its own text, so it stays where it
// is.
struct Recast {
  struct Part {
    size_t begin, source;  // where it begins in the text, and in the other sentence
  };
  std::string text;
  Sentence sentence;
  std::vector<Part> parts;  // in the order of the text

  // Where a range of the text that lies within one part lies in the other sentence.
  Range source(Range at) const;
};

std::unique_ptr<Recast> alone(const Aside& aside, const Sentence& sentence, const Pack& pack);

// The sentence without the asides of `lifted`. Of the others the amounts stay, and the words if
// they are no clause, but not their parties, nor those in brackets: these have no part in what the
// sentence says.
std::unique_ptr<Recast> without_asides(const Sentence& sentence, const std::vector<Aside>& asides,
                                       const std::vector<bool>& lifted, const Pack& pack);

}  // namespace dealwire
