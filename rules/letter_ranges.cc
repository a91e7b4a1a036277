#include "rules/letter_ranges.h"

#include <algorithm>

namespace dealwire {
namespace {

// Bounds of ranges where Latin and CJK have other characters between them; elsewhere blocks.
constexpr std::string_view kLetters =
    "A-Za-z"
    R"(\x{AA}\x{B5}\x{BA}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2AF})"            // Latin
    R"(\x{370}-\x{1FFF}\x{2C00}-\x{2DFF})"                                     // Greek ... Ethiopic
    R"(\x{3005}\x{3006}\x{3031}-\x{3035}\x{303B}\x{303C})"                     // marks of iteration
    R"(\x{3041}-\x{3096}\x{309D}-\x{309F}\x{30A1}-\x{30FA}\x{30FC}-\x{30FF})"  // kana
    R"(\x{3105}-\x{312F}\x{3131}-\x{318E}\x{31A0}-\x{31BF}\x{31F0}-\x{31FF})"  // bopomofo, jamo
    R"(\x{3400}-\x{4DBF}\x{4E00}-\x{A48C}\x{A4D0}-\x{D7FF}\x{F900}-\x{FAFF})"  // Han ... Hangul
    R"(\x{10000}-\x{1EFFF}\x{20000}-\x{3FFFF})";

}  // namespace

std::string with_letter_ranges(std::string_view pattern) {
  std::string out;
  bool in_class = false;
  while (!pattern.empty()) {
    size_t length = 1;
    if (pattern.starts_with("\\pL") || pattern.starts_with("\\p{L}")) {
      length = pattern[2] == '{' ? 5 : 3;
      out += in_class ? std::string(kLetters) : "[" + std::string(kLetters) + "]";
    } else {
      if (pattern[0] == '\\') {
        length = 2;
      } else if (in_class) {
        in_class = pattern[0] != ']';
      } else if (pattern[0] == '[') {
        in_class = true;
        if (pattern.substr(length).starts_with('^')) ++length;
        if (pattern.substr(length).starts_with(']')) ++length;  // stands for itself there
      }
      out += pattern.substr(0, length);
    }
    pattern.remove_prefix(std::min(length, pattern.size()));
  }
  return out;
}

}  // namespace dealwire
