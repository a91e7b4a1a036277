// What the steps of repair give: the places they would mend in an article's texts.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "model/source_map.h"

namespace dealwire {

// One place to mend. Positions are bytes of the text it was found in.
struct Repair {
  std::string_view kind;  // as in Repaired; lives as long as the program
  Range at;               // all that was damaged
  std::vector<Edit>
      edits;  // within `at`, sorted and apart, each as small as can be; none if "lost"
};

// The texts of one article, its title first: what one shows is evidence for the other.
using Texts = std::vector<std::string_view>;

// For each text, in order: its places, sorted and apart.
using Repairs = std::vector<std::vector<Repair>>;

// Is anything mended, and not only found to be lost?
inline bool has_edits(const Repairs& repairs) {
  return std::any_of(repairs.begin(), repairs.end(), [](const std::vector<Repair>& of_text) {
    return std::any_of(of_text.begin(), of_text.end(),
                       [](const Repair& repair) { return !repair.edits.empty(); });
  });
}

}  // namespace dealwire
