// What a document calls its parties: in full, by short forms, and by what brackets say.
#pragma once

#include <vector>

#include "rules/blocks.h"
#include "rules/name_scanner.h"
#include "rules/pack.h"

namespace dealwire {

// Marks every place where the blocks name a party that strong candidates introduce, by its name,
// its name without suffix or prefix, its first words or characters where no other party's names
// begin so, or a short form in brackets behind it. Candidates stand in blocks of the same index;
// the known parties are marked already. O(text + names²) for the few names of a document.
void mark_introduced(std::vector<BlockMentions>& blocks,
                     const std::vector<std::vector<Candidate>>& candidates, const Pack& pack);

}  // namespace dealwire
