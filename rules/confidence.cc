#include "rules/confidence.h"

#include <cmath>

namespace dealwire {

double confidence_of(const Support& support) {
  double odds = 1.1;  // logarithm of the odds
  if (support.only_companies) odds += 0.8;
  if (support.sentences > 1) odds += 0.6;
  if (support.has_figure) odds += 0.4;
  if (support.no_figures) odds -= 1.3;
  if (support.is_alone) odds -= 0.4;
  if (support.is_talk) odds -= 0.2;
  if (support.lacks_side) odds -= 0.2;
  if (support.no_company) odds -= 0.5;
  if (support.named_once) odds -= 0.2;
  if (support.is_long) odds -= 0.4;
  if (support.shares_sentence) odds -= 0.8;
  if (support.doubts.fallback) odds -= 0.6;
  if (support.doubts.weak_party) odds -= 1.2;
  if (support.doubts.carried_party) odds -= 1.0;
  return std::round(100 / (1 + std::exp(-odds))) / 100;
}

}  // namespace dealwire
