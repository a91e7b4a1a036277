// A text after the edits of its repairs, and what they say of themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "repair/repairs.h"

namespace dealwire {

inline std::string mended(std::string_view text, const std::vector<Repair>& repairs) {
  std::vector<Edit> edits;
  for (const Repair& repair : repairs) {
    edits.insert(edits.end(), repair.edits.begin(), repair.edits.end());
  }
  return rewrite(text, edits).text;
}

// The kinds of the repairs and what stood there: "invisible[...] lost[...]".
inline std::string shown(std::string_view text, const std::vector<Repair>& repairs) {
  std::string out;
  for (const Repair& repair : repairs) {
    if (!out.empty()) out += ' ';
    out.append(repair.kind) += '[';
    out.append(text.substr(repair.at.begin, repair.at.size())) += ']';
  }
  return out;
}

// Are the places sorted, apart and inside the text, and their edits sorted and inside them?
inline bool well_formed(std::string_view text, const std::vector<Repair>& repairs) {
  size_t done = 0;
  for (const Repair& repair : repairs) {
    if (repair.at.begin < done || repair.at.empty() || repair.at.end > text.size()) return false;
    size_t edited = repair.at.begin;
    for (const Edit& edit : repair.edits) {
      if (edit.at.begin < edited || edit.at.end > repair.at.end) return false;
      edited = edit.at.end;
    }
    done = repair.at.end;
  }
  return true;
}

}  // namespace dealwire
