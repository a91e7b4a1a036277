// Pages that nobody would write, for the tests of html/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"

namespace dealwire::html {

inline std::string repeat(std::string_view text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Pieces of pages and of what breaks parsers.
inline const std::vector<std::string> kSoup = {
    "<p>",
    "</p>",
    "<div class='a'>",
    "</div>",
    "<b>",
    "</b>",
    "<i onclick=x>",
    "</i>",
    "<br/>",
    "<a href=\"x>y\">",
    "</a>",
    "<ul>",
    "<li>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<span data-a='\"'>",
    "</span>",
    "<!-- c -->",
    "<!-->",
    "<!-- <p> --!>",
    "<link rel=stylesheet>",
    "<pre>",
    "</pre>",
    "\n    ",
    "    ",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<script>if(a<b)'</p>'</script>",
    "<script><!-- <script> </script> --></script>",
    "<style>p>a{}</style>",
    "&amp;",
    "&lt;b&gt;",
    "&#20740;",
    "&nbsp;",
    "&copy",
    "48億元",
    "Nvidia",
    " ",
    "\n",
    "\r\n",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "</",
    "</ x>",
    "</unknown>",
    "<x-y z>",
    "<em\n",
    "/>",
    "5 < 6",
    "<textarea><b></textarea>",
    "<img alt='<p>' src=x>",
    "<time datetime='2025'>",
    "</time>",
    "<blockquote>",
    "</blockquote>",
};
inline const std::vector<std::string> kTables = {
    "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<th a=b>",
    "<tbody>", "1",    "10億", "</p>",  "<b>",   "</b>"};

inline std::string soup(Chance& chance, const std::vector<std::string>& parts, size_t most) {
  std::string out;
  for (size_t n = chance.below(most); n > 0; --n) out += chance.pick(parts);
  return out;
}

}  // namespace dealwire::html
