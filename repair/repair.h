// Article -> the same Article repaired. The copy of it that rules match on is made by normalize/.
//
// in:  an Article as extracted
// out: the Article with damage undone and each repair listed
//
// Pure, safe on every core. Doing it twice changes nothing, unless a text is longer than articles
// are: what may be read of it is bounded.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"

namespace dealwire {

// Undoes what was done to the text, as far as it is sure, by the steps in repair.cc. Each place
// is added to `article.repaired`; what cannot be recovered is listed there as "lost". Where a text
// was read in a wrong charset, the language is told anew.
void repair(Article& article);

// Those of a document's texts that were read in a wrong charset, by index, as they were meant: for
// the extractor, which must tell paragraphs from menus before there is an article.
std::map<size_t, std::string> read_again(const std::vector<std::string_view>& texts);

}  // namespace dealwire
