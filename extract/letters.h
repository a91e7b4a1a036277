// Two ways of writing one line: what they have in common are their letters and digits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

// The letters and digits of a text in lower case, and where each stands.
struct Letters {
  std::u32string text;
  std::vector<Range> at;
};

Letters letters_of(std::string_view text);

// The first of them, 0 if there is none. O(what stands before it).
char32_t first_letter(std::string_view text);

// Do two lines name the same thing, white space, case and punctuation aside? O(what they share).
bool same_words(std::string_view a, std::string_view b);

}  // namespace dealwire
