// Elements of XML -> the HTML they stand for.
#pragma once

#include <string>

#include "web/xml_tree.h"

namespace dealwire::xml {

// What stands in an element, as HTML: names without their prefixes, texts escaped, no comments.
// Pure; O(what stands in it); depth is bounded by xml::parse().
std::string markup_in(const xmlNode* element);

}  // namespace dealwire::xml
