// The name of the site where a page names itself: what a headline is not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

// Is it a separator of headline, section and site ("|", "_", "»"), which is no punctuation of
// theirs?
bool is_bar(char32_t c);

// The part of a title that is not the site's name or a section: these stand behind or before a bar
// or dash. A segment is the site's where it is one of its names; with `guess` also where it is
// short and the last, behind a bar or " - ". Colons and long dashes of the headline stay. O(title *
// sites).
Range without_site(std::string_view title, const std::vector<std::string>& sites, bool guess);

// Is one of them the other, or a short form of it ("BBC", "BBC News"; "ntv.example", "n-tv")?
bool names_same_site(std::string_view a, std::string_view b);

}  // namespace dealwire
