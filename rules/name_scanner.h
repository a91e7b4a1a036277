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
#include "rules/pack.h"

namespace dealwire {

// What speaks for a name of no known form at one place.
enum NameEvidence : unsigned {
  kBehindCase = 1,     // 向X, 由X
  kBeforeVerb = 2,     // X宣布
  kOpensClause = 4,    // ,X
  kHasAlias = 8,       // X(Xco)
  kRepeated = 16,      // it comes again; only the document can tell
  kManyWords = 32,     // of Latin script or katakana, or a long one in Hangul
  kMarked = 64,        // Xは, X가, X와: as who does something
  kQuoted = 128,       // 「X」, ‘X’
  kBehindPlace = 256,  // 네덜란드 X
  kNamesSector = 512,  // 瀬戸内バス
  kActs = 1024,        // X以…, X昨天…, Xは3日: what follows only whoever does something
  kListed = 2048,      // X、Y
  kCoined = 4096,      // no dictionary knows it; only the document asks for that
};

struct Candidate {
  Range at;
  bool strong = false;    // a company, or enough speaks for it being a party
  unsigned evidence = 0;  // of NameEvidence
  bool person = false;    // no party, and neither is the last part of the name by itself
  // It ends like a company's name (…能源, … Holdings), or stands in apposition to what only
  // companies are (云端公司 X).
  bool company = false;
};

std::vector<Candidate> scan_names(std::string_view block, const std::vector<Found>& found,
                                  const Pack& pack);

}  // namespace dealwire
