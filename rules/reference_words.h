// The words of a sentence that may stand for a party named before, and what their places in it say
// of them.
//
// in:  a sentence with the names it has, and the pack of its language
// out: its words that refer, in order; whom they stand for is another question (reference.h)
//
// O(words * mentions).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/lexicon.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

struct Reference {
  Range at;              // bytes of the sentence
  std::string_view how;  // of class `reference`, its value: see add_references()
  bool has_case;         // a case word says that it is no subject
};

// The words of class `reference`, and those that call somebody by what they are: "the Danish
// miner", 這家泰國水泥商. None that only says what the name behind it is, or that may be a part of
// another word.
std::vector<Reference> find_references(const Sentence& sentence, const Pack& pack);

// Where the clause begins that a place of a text is in.
size_t clause_begin(std::string_view text, size_t pos, const Pack& pack);

// Does a case word stand before it, as in "from the company"?
bool behind_case_word(std::string_view text, size_t pos, const Pack& pack);

// Does a case word follow that makes it no subject: 同社に, 이 회사를?
bool before_case_word(std::string_view text, size_t pos, const Pack& pack);

// Does nothing but marks and numbers stand before it in its clause: "● 公司"?
bool opens_clause(std::string_view text, size_t pos, const Pack& pack);

// Does the case word of a topic or subject follow: 양사는? Where they stand before names, none has
// to.
bool may_be_subject(std::string_view text, size_t pos, const Pack& pack);

}  // namespace dealwire
