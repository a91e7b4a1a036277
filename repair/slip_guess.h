// Characters of which one byte is gone: which of those with the other byte is it?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "repair/slip_cost.h"
#include "text/double_byte.h"

namespace dealwire {

constexpr int kGoneByte = -1;
constexpr int kNoByte = -2;  // as trail: the character has one byte only

struct CutCharacter {
  int lead, trail;
  bool either = false;  // `lead` may as well be the trail
};

struct GuessFrom {
  const DoubleByte& bytes;
  const SlipCost& cost;
  const SeenPairs& seen;  // in the document
  bool signs;  // bytes of signs were cut out, which leave most of what is left signs, too
};

// How much of the text before a run a guess looks at: an open quotation mark may be far off.
constexpr size_t kGuessContext = 200;

// Does a quotation begin in `before` that does not end there?
bool in_quotation(std::u32string_view before);

// The characters as text, with U+FFFD for those of which the bytes, words and brackets around leave
// more than one likely. A guess never makes a figure: it is no numeral and no unit, and none stands
// beside it unless the other byte rules figures out.
std::u32string guess(const GuessFrom& from, std::u32string_view before,
                     const std::vector<CutCharacter>& characters, std::u32string_view after);

}  // namespace dealwire
