// Numbers as people write them: 1,200 · 3.5億 · 一兆二千億 · 廿 · half a billion · 3,5 Mrd. ·
// 三分之一.
#pragma once

#include <optional>
#include <string_view>

#include "model/decimal.h"
#include "rules/figure.h"
#include "rules/token_words.h"

namespace dealwire {

struct Number {
  Decimal value;
  std::optional<Decimal> upto;  // of 兩三億: the value is its lower end
  // What its last count was multiplied by, which a range lends to its lower end: of 七百億 1e2, in
  // a section of less than a thousand or a myriad, and 1e8.
  Decimal small_unit{1}, large_unit{1}, last_magnitude{1};
  bool has_magnitude = false, has_large = false;
  bool open = false;      // 9億多, 30餘億: more than the figure
  bool vague = false;     // 數百億, billions of: no figure
  bool ratio = false;     // two thirds, 百分之四: a part of one
  bool in_words = false;  // no digits in it
};

// How a language writes numbers.
struct NumberGrammar {
  TokenWords words;
  Marks marks;
  bool myriads =
      false;  // counts in ten thousands: 千 is a small magnitude, 二〇二五 reads by place
  bool tenths = false;  // 三萬五 is 35,000: a digit behind a magnitude counts its tenth
  bool elides = false;  // 3억 5천 is 350,000,000: thousands behind 억 are of 만
};

// A number that was read, or digits of which none can be made.
struct ReadNumber {
  size_t end = 0;
  size_t bare_end = 0;           // without words of "more" at its end: 9億多
  std::optional<Number> number;  // exact or absent
};

// Reads the longest number that begins at `pos`; end is `pos` if none does. O(its length).
ReadNumber read_number(std::string_view text, size_t pos, const NumberGrammar& grammar);

}  // namespace dealwire
