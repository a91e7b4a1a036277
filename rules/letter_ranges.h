// Letters in regular expressions, told in few ranges.
//
// RE2 has \pL as Unicode's 600 ranges: five hundred instructions each time it is written, and
// [\pL-]{1,40} takes longer to compile than a page takes to read. Here they are a score.
#pragma once

#include <string>
#include <string_view>

namespace dealwire {

// A pattern in RE2's syntax with \pL and \p{L} written as ranges. They hold the same characters of
// NFKC text in the scripts that a pack is written in, and no punctuation, symbols or characters of
// private use there; of other scripts their blocks.
std::string with_letter_ranges(std::string_view pattern);

}  // namespace dealwire
