// The charsets of the web and the labels that pages give them.
#pragma once

#include <string_view>

namespace dealwire {

// A charset of the Encoding standard (https://encoding.spec.whatwg.org/#names-and-labels).
struct Charset {
  std::string_view name;  // the standard's: "UTF-8", "gb18030", "windows-1252"
  const char* converter;  // ICU's name of what the web means by it; nullptr: it stands for nothing
  std::string_view labels;  // in lower case, parted by spaces
};

// What a page means by `label`: case and white space around it do not count. nullptr if the
// standard does not know it. GBK is gb18030 here: the standard decodes them alike.
const Charset* find_charset(std::string_view label);

// Is `word` one of the words, parted by single spaces? It must not be empty.
bool has_word(std::string_view words, std::string_view word);

}  // namespace dealwire
