// Article -> the same Article repaired, and the copy of it that rules match on.
//
// in:  an Article as extracted
// out: the Article with damage undone and each repair listed; its MatchCopy
//
// Pure, safe on every core. Doing it twice changes nothing.
#pragma once

#include "model/article.h"

namespace dealwire {

// Undoes what was done to the text, as far as it is sure. For now: injected romanization (see
// romanization.h). Each repair is added to `article.repaired` with the bytes it stood in.
void repair(Article& article);

// NFKC, then simplified characters where the article is Chinese. The article keeps its words.
MatchCopy make_match_copy(const Article& article);

// The same for a text by itself, as rule packs write their patterns and words.
SourcedText fold_for_matching(std::string_view text, bool chinese);

}  // namespace dealwire
