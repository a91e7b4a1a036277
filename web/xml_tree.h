// XML of unknown origin -> a tree of libxml2, for feeds and sitemaps.
//
// in:  bytes as they were fetched, the charset that HTTP gives them, the URL for messages
// out: a tree; the helpers below read it
//
// Broken XML is read as far as libxml2's recovery goes. Nothing is loaded, and nothing that a
// document declares is expanded: what stands before the root element (declaration, DOCTYPE, junk)
// never reaches the parser, and references are XML's and HTML's or else plain text. Depth is
// bounded by libxml2 (256), attributes of a tag by the budget, in which it is quadratic.
// Fails with "too_complex". Pure; O(bytes) in time and memory.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

#include "model/budget.h"
#include "model/error.h"

namespace dealwire::xml {

using Document = std::unique_ptr<xmlDoc, void (*)(xmlDoc*)>;

// The text of an XML document: by its byte order mark, as UTF-8 where it is that, by `charset`,
// HTTP's label ("" for none), by its own declaration (RFC 7303 3), or as its bytes look.
std::string decoded(std::string_view bytes, const std::string& charset);

// The tree of a text in UTF-8. It may be null or lack a root, where there is no XML at all.
Expected<Document> parse(std::string_view text, const std::string& url, const Budget& budget);

// The root element, or nullptr.
const xmlNode* root_of(const Document& document);

// The element children of a node, one after the other; nullptr behind the last.
const xmlNode* first_child(const xmlNode* parent);
const xmlNode* next_sibling(const xmlNode* node);

std::string_view view(const xmlChar* text);  // "" for nullptr

// The name without its prefix, be it declared or not, as it is written.
std::string_view local_name(const xmlNode* node);

// The prefix as it is written; "" for none.
std::string_view prefix_of(const xmlNode* node);

// The address of the namespace; "" where there is none or the prefix is not declared.
std::string_view namespace_of(const xmlNode* node);

// Is it an element of this local name (in lower case), whatever its case and namespace?
bool is_element(const xmlNode* node, std::string_view name);

// The value of the attribute of this local name (in lower case), whatever its case; one without a
// prefix goes before others. "" where there is none.
std::string attribute(const xmlNode* node, std::string_view name);

// The text of a node and all below it, trimmed.
std::string text_of(const xmlNode* node);

}  // namespace dealwire::xml
