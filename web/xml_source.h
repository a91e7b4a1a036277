// Text of an XML document as feeds have it -> text that a strict parser can read.
//
// Pure functions from UTF-8 to UTF-8 (or to a place in it), each in one pass.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dealwire::xml {

// Where the root element's tag begins: behind declaration, comments, DOCTYPE and whatever servers
// write before them; the text's size if there is none.
size_t root_start(std::string_view text);

// Has a tag more than `most` attributes?
bool has_endless_tag(std::string_view text, size_t most);

// Makes it sound enough to be parsed: control characters, which XML forbids, become spaces; names
// of HTML's entities become numbers, those of C1 controls what browsers show for them; every other
// '&' that begins no reference, of which links are full, is escaped. CDATA is left alone.
std::string sound(std::string_view text);

}  // namespace dealwire::xml
