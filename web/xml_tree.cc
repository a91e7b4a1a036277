#include "web/xml_tree.h"

#include <libxml/parser.h>

#include "html/prescan.h"
#include "text/charset.h"
#include "text/utf8.h"
#include "web/xml_source.h"

namespace dealwire::xml {
namespace {

using Context = std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)>;

// Which byte of four is the lowest, where a text is UTF-32: XML may be, although pages may not.
enum class Wide { kNo, kBig, kLittle };

Wide tell_utf32(std::string_view bytes) {
  using namespace std::string_view_literals;
  const std::string_view head = bytes.substr(0, 4);
  if (head == "\0\0\xFE\xFF"sv || head == "\0\0\0<"sv) return Wide::kBig;
  if (head == "\xFF\xFE\0\0"sv || head == "<\0\0\0"sv) return Wide::kLittle;
  return Wide::kNo;
}

std::string from_utf32(std::string_view bytes, Wide order) {
  std::string out;
  for (size_t i = 0; i + 4 <= bytes.size(); i += 4) {
    char32_t c = 0;
    for (size_t k = 0; k < 4; ++k) {
      c = c << 8 | static_cast<unsigned char>(bytes[i + (order == Wide::kBig ? k : 3 - k)]);
    }
    if (c == 0xFEFF && i == 0) continue;
    append_utf8(out, c < 0x110000 && (c < 0xD800 || c > 0xDFFF) ? c : U'\uFFFD');
  }
  return out;
}

void append_text(const xmlNode* node, std::string& out) {
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      out += view(child->content);
    } else if (child->type == XML_ELEMENT_NODE) {
      append_text(child, out);  // depth is bounded by the parser
    }
  }
}

const xmlNode* element_from(const xmlNode* node) {
  while (node != nullptr && node->type != XML_ELEMENT_NODE) node = node->next;
  return node;
}

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

}  // namespace

std::string decoded(std::string_view bytes, const std::string& charset) {
  const Wide wide = tell_utf32(bytes);
  if (wide != Wide::kNo) return from_utf32(bytes, wide);
  const bool known = find_charset(charset) != nullptr;
  return decode(bytes, known ? charset : html::declared_charset(bytes)).page.text;
}

Expected<Document> parse(std::string_view text, const std::string& url, const Budget& budget) {
  text.remove_prefix(root_start(text));
  if (has_endless_tag(text, budget.feed_attributes)) {
    return fail("too_complex", url + ": has a tag with too many attributes");
  }
  const std::string xml = sound(text);
  const Context context(xmlNewParserCtxt(), xmlFreeParserCtxt);
  return Document(
      xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8",
                        XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                            XML_PARSE_NOWARNING | XML_PARSE_NOCDATA),
      xmlFreeDoc);
}

const xmlNode* root_of(const Document& document) {
  return document ? xmlDocGetRootElement(document.get()) : nullptr;
}

const xmlNode* first_child(const xmlNode* parent) { return element_from(parent->children); }
const xmlNode* next_sibling(const xmlNode* node) { return element_from(node->next); }

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string_view local_name(const xmlNode* node) { return without_prefix(view(node->name)); }

std::string_view prefix_of(const xmlNode* node) {
  if (node->ns != nullptr) return view(node->ns->prefix);
  const std::string_view name = view(node->name);
  const size_t colon = name.rfind(':');
  return colon == name.npos ? std::string_view() : name.substr(0, colon);
}

std::string_view namespace_of(const xmlNode* node) {
  return node->ns == nullptr ? std::string_view() : view(node->ns->href);
}

bool is_element(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && ascii_lower(local_name(node)) == name;
}

std::string attribute(const xmlNode* node, std::string_view name) {
  const xmlAttr* found = nullptr;
  for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
    const std::string_view whole = view(at->name);
    if (ascii_lower(without_prefix(whole)) != name) continue;
    const bool bare = at->ns == nullptr && whole.size() == name.size();
    if (found == nullptr || bare) found = at;
    if (bare) break;
  }
  if (found == nullptr) return "";
  xmlChar* value = xmlNodeListGetString(node->doc, found->children, 1);
  std::string out(view(value));
  xmlFree(value);
  return out;
}

std::string text_of(const xmlNode* node) {
  std::string text;
  append_text(node, text);
  return std::string(trim(text));
}

}  // namespace dealwire::xml
