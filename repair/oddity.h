// How odd is a text where it stands? The cost of text/legibility.h, taken apart by characters, so
// that a change of a few of them can be judged by what it changes.
#pragma once

#include <string_view>

#include "text/alphabet.h"

namespace dealwire {

class Oddity {
 public:
  // Of a text in this language, as identify_language() names it; "und" if it is not known.
  explicit Oddity(std::string_view language);

  // What it costs, in nats, to read these characters. ASCII is free: what is compared has it in
  // common.
  double of(std::u32string_view text) const;

  // The same for one character, whatever stands beside it.
  double of(char32_t c) const;

  // Is it a letter of the text's language, and that known?
  bool at_home(char32_t c) const;

 private:
  const Alphabet* home_ = nullptr;
};

// Is it a letter of some language in common use, or a sign? Legacy scripts and phonetics are not.
bool in_common_use(char32_t c);

}  // namespace dealwire
