// The examples beside the rules, checked.
#pragma once

#include <string>

#include "model/extraction.h"
#include "rules/pack.h"

namespace dealwire {

// What is wrong with an extraction that an example's rule gave, or "" if the example holds.
//   match: every value wanted must be there, from the example's rule:
//     mentions   mention = its text, value, min, max, currency, qualifier, measure, vague
//     deals      type, status, money and the like as "5000000000 USD", and parties by their role
//   no_match: nothing from that rule may be there.
std::string check_example(const Example& example, const Extraction& found);

}  // namespace dealwire
