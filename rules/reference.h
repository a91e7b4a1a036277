// 該公司, the company, 後者: words that stand for a party named before.
#pragma once

#include <optional>

#include "rules/descriptions.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

struct PartyPair {
  std::optional<Sentence::Item> former, latter;
};

// The two parties that were named last before a place of a sentence, in it or before it.
PartyPair last_two(const Sentence& sentence, size_t pos, const Topic& topic);

// Adds an item for each word of class `reference` that clearly stands for a party, with the mention
// it stands for. By the word's value:
//   topic        (該公司) as a subject, whom the sentence has named first, else who the sentence
//                before was about; behind a case word that one, or if the clause has named it, the
//                party named last before the clause
//   topic_alone  (它) the same, but only at the beginning of a clause, behind a case word or a
//                word that no name is made with
//   self_alone   (公司) the same, but rather whom the article is about than the sentence before
//   self         (当社) whom the article is about
//   last         (後者) the party named last, in the sentence or before it
//   former       (前者) the one named before that
// Only names that are sure are referred to. O(words * mentions).
//
// What the article calls its parties comes before all that: the Danish brewer is who was called
// one.
void add_references(Sentence& sentence, const Pack& pack, const Topic& topic,
                    const Descriptions& descriptions);

}  // namespace dealwire
