// Names of authors in what pages write for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// The names in a list of authors: "By Jane Roe and Wu Li, Example News" gives three. Left out are
// the words around them (記者, 기자, "By"), and what is no name: URLs, addresses, numbers.
std::vector<std::string> names_in(std::string_view authors);

// The names in a visible line that says who wrote: "記者王小明／台北報導", "By Jane Roe | May 19",
// "정다온 기자", "來源：某報 作者：王小明". Empty for other lines; who edited it is no author.
std::vector<std::string> names_in_byline(std::string_view line);

}  // namespace dealwire
