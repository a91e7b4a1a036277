#include "web/xml_markup.h"

#include "text/labels.h"
#include "text/utf8.h"
#include "web/markup.h"

namespace dealwire::xml {
namespace {

void append_inside(const xmlNode* element, std::string& out);

void append_attributes(const xmlNode* element, std::string& out) {
  for (const xmlAttr* at = element->properties; at != nullptr; at = at->next) {
    xmlChar* value = xmlNodeListGetString(element->doc, at->children, 1);
    out += ' ';
    out += view(at->name);
    out += "=\"";
    append_escaped(view(value), out);
    out += '"';
    xmlFree(value);
  }
}

void append_element(const xmlNode* element, std::string& out) {
  const std::string_view name = local_name(element);
  (out += '<') += name;
  append_attributes(element, out);
  out += '>';
  // HTML takes the end tag of an empty element for one more.
  if (has_word("area base br col embed hr img input link meta source track wbr",
               ascii_lower(name))) {
    return;
  }
  append_inside(element, out);
  ((out += "</") += name) += '>';
}

void append_inside(const xmlNode* element, std::string& out) {
  for (const xmlNode* child = element->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) {
      append_element(child, out);
    } else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      append_escaped(view(child->content), out);
    }
  }
}

}  // namespace

std::string markup_in(const xmlNode* element) {
  std::string out;
  append_inside(element, out);
  return std::string(trim(out));
}

}  // namespace dealwire::xml
