// Places where case words stand behind names and verbs come last, as in Japanese and Korean:
// Xから調達, X에 투자.
#pragma once

#include "rules/places.h"

namespace dealwire {

// Reads the places of a sentence's parties around a trigger:
//  - what the first case word behind a name stands for, through the nouns that follow;
//  - object: right before the trigger or before a sum (X買収, X1850億円で買収);
//  - subject: the nearest one marked so; else the topic; else the owner in Xの北浜買収; else the
//  name
//    that the deed describes, as in 北浜を買収したX;
//  - inside: within the trigger.
// Names behind the trigger are no arguments of it. Quadratic in the mentions, linear in the text.
Arguments read_case_behind(const Context& context);

// The party that the sentence is about, or null: its topic, else who opens it as its subject. Where
// the topic is known, a Korean subject inside the sentence (대금은 X가 댄다) does not change it.
const Sentence::Item* marked_subject(const Masked& masked, const Pack& pack, bool topic_known);

// Is the text one of a list's items, which begin with a mark and then their subject?
bool is_list_item(std::string_view text);

// The first party that no case word marks as another part of the sentence than its subject, or
// null: whom a line is about that is no sentence, as a headline or who files a document.
const Sentence::Item* first_unmarked(const Masked& masked, const Pack& pack);

}  // namespace dealwire
