// How gtest shows our types when a test fails.
#pragma once

#include <ostream>

#include "model/range.h"

namespace dealwire {

inline void PrintTo(const Range& range, std::ostream* out) {
  *out << '[' << range.begin << ',' << range.end << ')';
}

}  // namespace dealwire
