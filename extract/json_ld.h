// What a page says of its article in JSON-LD (https://json-ld.org, in the words of schema.org).
//
// Read are the objects that stand for themselves: on top, in lists, in @graph, and as the main
// entity of another. What is listed (ItemList), mentioned or a part of something is another
// article. JSON that is broken in a way real pages break it is mended: comments around it, raw line
// breaks in strings, commas too many, quotes written as entities; else it is skipped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"

namespace dealwire {

// A field that is missing is empty.
struct JsonArticle {
  bool is_article = false;  // or the page it stands on, or a review
  std::string headline, published, created, modified, publisher, url, lang;
  std::vector<std::string> authors;
};

struct JsonLd {
  std::vector<JsonArticle> articles;  // in the page's order
  std::string site;                   // the name of the WebSite
};

// `source` is the page as it was parsed. Reads Budget::json_bytes at most. O(those).
JsonLd read_json_ld(const html::Page& page, std::string_view source);

}  // namespace dealwire
