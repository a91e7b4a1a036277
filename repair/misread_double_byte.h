// Text of one charset of double bytes that was read in another one.
#pragma once

#include <vector>

#include "repair/misread_utf8.h"
#include "repair/repairs.h"
#include "repair/stretch.h"

namespace dealwire {

// Whole lines that are to be read again; none unless one of `suspects` is text in another charset
// beyond doubt. Nothing in the bytes tells, so words must: only the longest suspects are tried, and
// all lines are mended as the best of them is. O(bytes), and the dictionary reads some 100 KB at
// most.
std::vector<Stretch> find_misread_double_byte(const Texts& texts,
                                              const std::vector<TextLine>& suspects);

}  // namespace dealwire
