// Parties: who is named in an article.
#pragma once

#include <string_view>
#include <vector>

#include "rules/amounts.h"
#include "rules/pack.h"

namespace dealwire {

// A block of the match copy with the mentions found in it so far, in order and apart.
struct BlockMentions {
  std::string_view text;
  bool title = false;
  std::vector<Found> found;
};

// Adds the parties of a whole document to its blocks.
//  - Known names are looked up, longest first.
//  - An unknown name is what general words, punctuation and amounts leave between them. It is a
//    party if it ends like a company's name (…能源, … Holdings), stands in apposition to what only
//    companies are (云端公司 X), or is called so elsewhere in the document; otherwise it is weak: a
//    party only if a deal needs one at its place.
//  - A short form in brackets behind a name, and a name without its suffix, are the same party.
// Blocks behind those that hold more than `enough` mentions stay as they are. O(text).
void find_parties(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                  size_t enough);

}  // namespace dealwire
