// Places where case words stand before names, as in Chinese and English: 向X租用, raised from X.
#pragma once

#include "rules/places.h"

namespace dealwire {

// Reads the places of a sentence's parties around a trigger:
//  - what the last case word before a name stands for, behind the mention before that name;
//  - subject: the nearest on the left without one; object: the first on the right without one;
//  - inside: within the trigger;
//  - from: on the right, said to own what is acted upon (X旗下, X's).
// Nothing goes without saying: every argument is named or looked for. Quadratic in the mentions,
// linear in the text.
Arguments read_case_before(const Context& context);

}  // namespace dealwire
