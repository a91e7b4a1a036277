// Whom a sentence is about where case words stand behind names, as in Japanese and Korean: what it
// says of that goes for the sentences that name nobody. Linear in the sentence.
#pragma once

#include <string_view>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// The party that the sentence is about, or null: its topic, else who opens it as its subject. Where
// the topic is known, a Korean subject inside the sentence (대금은 X가 댄다) does not change it.
const Sentence::Item* marked_subject(const Masked& masked, const Pack& pack, bool topic_known);

// Is the text one of a list's items, which begin with a mark and then their subject?
bool is_list_item(std::string_view text);

// The first party that no case word marks as another part of the sentence than its subject, or
// null: whom a line is about that is no sentence, as a headline or who files a document.
const Sentence::Item* first_unmarked(const Masked& masked, const Pack& pack);

}  // namespace dealwire
