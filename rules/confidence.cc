#include "rules/confidence.h"

#include <cmath>

namespace dealwire {

double confidence_of(const Support& support) {
  double odds = 1.0;  // logarithm of the odds
  odds += support.parties >= 2 ? 0.6 : -0.6;
  odds += support.has_figure ? 0.5 : -0.5;
  odds += support.sentences > 1 ? 0.5 : 0.0;
  odds += support.in_title ? 0.3 : 0.0;
  odds -= support.doubts.fallback ? 1.2 : 0.0;
  odds -= support.doubts.weak_party ? 0.8 : 0.0;
  odds -= support.doubts.carried_party ? 0.8 : 0.0;
  odds -= support.is_talk ? 0.2 : 0.0;
  return std::round(100 / (1 + std::exp(-odds))) / 100;
}

}  // namespace dealwire
