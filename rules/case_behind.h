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

}  // namespace dealwire
