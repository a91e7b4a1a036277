// How sure a deal is: the share of deals told like it that are real and name the right parties.
#pragma once

#include <cstddef>

#include "rules/merge.h"

namespace dealwire {

// What is known of a deal when its confidence is told.
struct Support {
  Doubts doubts;
  bool lacks_side = false;       // nobody pays, or nobody is paid; a partner stands alone
  bool has_figure = false;       // of money, power or stake
  bool no_figures = false;       // nor has any other deal of the article
  bool no_company = false;       // none of its parties is known, or surely a company
  bool only_companies = false;   // all are
  bool is_alone = false;         // the article tells no other deal
  bool named_once = false;       // the article names one of its parties in one place only
  bool is_talk = false;          // it is only talked of
  bool is_long = false;          // the first sentence is longer than most
  bool shares_sentence = false;  // ... and tells of another deal too
  size_t sentences = 0;          // that say it
};

// From 0 to 1, in hundredths. A logistic model (Cox, 1958) whose weights were fitted on annotated
// articles and on general news, which hardly tells deals; eval/README.md says what it reaches on
// others.
double confidence_of(const Support& support);

}  // namespace dealwire
