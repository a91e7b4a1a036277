// Whom a sentence is about: what it says of that goes for the sentences that name nobody. Linear in
// the sentence.
//
// in:  a sentence with its mentions masked, and what the text was about before
// out: one of its parties, or null
#pragma once

#include <string_view>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// The party that the sentence is about, or null: where case words stand behind names, as in
// Japanese and Korean, they mark it; elsewhere it is one without a case word before it.
const Sentence::Item* sentence_subject(const Masked& masked, const Pack& pack, const Topic& topic);

// Is the text one of a list's items, which begin with a mark and then their subject?
bool is_list_item(std::string_view text);

}  // namespace dealwire
