// Parties: who is named in an article.
#pragma once

#include <vector>

#include "rules/blocks.h"
#include "rules/packs.h"

namespace dealwire {

// Adds the parties of a whole document to its blocks.
//  - Known names are looked up, longest first.
//  - What general words, punctuation and amounts leave between them may be an unknown name (see
//    name_scanner.h). It is a party if it ends like a company's name (…能源, … Holdings), stands in
//    apposition to what only companies are (云端公司 X), or if several places of the document speak
//    for it, each in another way; otherwise it is weak: a party only if a deal needs one at its
//    place. A title tells no name, but names that the body tells are found in it too.
//  - A short form in brackets behind a name, a name without its suffix, and the first word of a
//    Latin name if no other begins so, are the same party. One that has a known name in brackets
//    behind it is the known party.
// Known and weak names are looked for only in the first blocks, up to that in which the mentions
// become more than `enough`. O(text).
void find_parties(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                  size_t enough);

}  // namespace dealwire
