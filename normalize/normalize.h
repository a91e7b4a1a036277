// Article -> the same Article repaired, and the copy of it that rules match on.
//
// in:  an Article as extracted
// out: the Article with damage undone and each repair listed; its MatchCopy
//
// Pure, safe on every core. Doing it twice changes nothing.
#pragma once

#include "model/article.h"

namespace dealwire {

// Undoes what was done to the text, as far as it is sure, by the steps in normalize.cc. Each place
// is added to `article.repaired`; what cannot be recovered is listed there as "lost". Where a text
// was read in a wrong charset, the language is told anew.
void repair(Article& article);

// NFKC, then simplified characters where the article is Chinese. The article keeps its words. A
// figure that touches something lost is not in the copy, so that nobody reads it: U+FFFD stands for
// both.
MatchCopy make_match_copy(const Article& article);

// The same for a text by itself, as rule packs write their patterns and words.
SourcedText fold_for_matching(std::string_view text, bool chinese);

}  // namespace dealwire
