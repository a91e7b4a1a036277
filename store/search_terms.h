// Text search that finds words of one, two and more Chinese, Japanese and Korean characters.
#pragma once

#include <string>
#include <string_view>

namespace dealwire {

// What the table `search` holds of a text: simplified characters, runs of CJK characters as pairs
// of neighbours and the last character of each run, other words as they are, so that SQLite's
// `unicode61` parts all by spaces. "輝達投資 5G" -> "辉达 达投 投资 资 5G".
std::string search_terms(std::string_view text);

// The FTS5 query for texts that hold all of these words: pairs that follow each other for CJK
// (`"辉达 达投"`), a prefix for a single character (`"辉"*`). Any text gives a valid query; one
// without words gives "".
std::string search_query(std::string_view words);

// A name as the table `party_names` holds it: simplified, one width, lower case.
std::string search_name(std::string_view name);

}  // namespace dealwire
