// How sure a deal is: the share of deals of its kind that were right.
#pragma once

#include "rules/merge.h"

namespace dealwire {

// What is known of a deal when its confidence is told.
struct Support {
  Doubts doubts;
  size_t parties = 0;
  bool has_figure = false;  // of money, power or stake
  bool is_talk = false;     // status rumored
  size_t sentences = 0;     // that say it
  bool in_title = false;    // one of them is the headline
};

// From 0 to 1, in hundredths. A logistic model (Cox, 1958) with weights fitted on annotated
// articles; see eval/README.md.
double confidence_of(const Support& support);

}  // namespace dealwire
