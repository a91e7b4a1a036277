// 該公司, the company, 後者: words that stand for a party named before.
#pragma once

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// Adds an item for each word of class `reference` that clearly stands for a party, with the mention
// it stands for. By the word's value:
//   topic        (該公司) as a subject, who the sentence before was about, unless this one has
//   named a
//                party already; behind a case word the same, or if the clause has named that one,
//                the party named last before the clause
//   topic_alone  (公司) the same, but only at the beginning of a clause or behind a case word
//   last         (後者) the party named last
// Only names that are sure are referred to. O(words * mentions).
void add_references(Sentence& sentence, const Pack& pack, const Topic& topic);

}  // namespace dealwire
