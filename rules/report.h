// What was found in an article, as the caller gets it: positions are bytes of the article.
#pragma once

#include <string>
#include <vector>

#include "model/extraction.h"
#include "rules/blocks.h"
#include "rules/merge.h"
#include "rules/passages.h"

namespace dealwire {

// Adds the mentions and deals to `out`. Weak names that no deal took are left out; a party that is
// not known gets the name that the article calls it in its own script. The sentences of the claims
// are numbered as in `passages`. `news_day` is the day that the article names first, EDTF; "" if it
// names none.
void report(const ArticleBlocks& blocks, const std::vector<Passage>& passages,
            const std::vector<MergedClaim>& claims, const std::string& news_day, Extraction& out);

}  // namespace dealwire
