// Cuts a block into what may be names of companies that nobody knows yet.
//
// in:  a block of the match copy, the mentions found in it so far, and the pack of its language
// out: candidates, in order, apart from each other and from the mentions
//
// General words, punctuation and mentions bound a name; what they leave between them is one if it
// looks like it (see name_shape.h). O(block).
#pragma once

#include <string_view>
#include <vector>

#include "rules/amounts.h"
#include "rules/name_signs.h"
#include "rules/pack.h"

namespace dealwire {

struct Candidate {
  Range at;
  bool strong = false;    // a company, or enough speaks for it being a party
  unsigned evidence = 0;  // of NameEvidence
  bool person = false;    // no party, and neither is the last part of the name by itself
  // It ends like a company's name (…能源, … Holdings), or stands in apposition to what only
  // companies are (云端公司 X).
  bool company = false;
  bool owner = false;  // a family, or a person who deals (owner_persons.h)
};

std::vector<Candidate> scan_names(std::string_view block, const std::vector<Found>& found,
                                  const Pack& pack);

}  // namespace dealwire
