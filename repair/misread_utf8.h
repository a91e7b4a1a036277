// UTF-8 that was read in a charset of double bytes.
#pragma once

#include <string_view>
#include <vector>

#include "repair/repairs.h"
#include "repair/stretch.h"

namespace dealwire {

// A line of one of the texts.
struct TextLine {
  size_t text = 0;
  Range at;
  std::string_view of(const Texts& texts) const { return texts[text].substr(at.begin, at.size()); }
};

// The stretches of these lines that are UTF-8 read as `charset`, sorted as the lines are. `wide`
// says how many characters of Chinese, Japanese and Korean all texts have: where they are few, less
// is asked for. O(bytes), and the dictionary reads some 100 KB at most.
std::vector<Stretch> find_misread_utf8(const Texts& texts, const std::vector<TextLine>& lines,
                                       std::string_view charset, size_t wide);

}  // namespace dealwire
