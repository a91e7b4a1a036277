#include "web/markup.h"

#include <algorithm>
#include <cctype>

#include "html/page.h"
#include "text/charset.h"
#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Is there a reference to a character at the '&' that begins `text`?
bool begins_reference(std::string_view text) {
  constexpr size_t kLongest = 12;
  const size_t end = text.substr(0, kLongest).find(';');
  if (end == text.npos || end < 3) return false;
  return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '#';
  });
}

// Is there a tag that headlines have at the '<' that begins `text`?
bool begins_tag(std::string_view text) {
  text.remove_prefix(text.starts_with("</") ? 2 : 1);
  const auto* end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  const std::string name = ascii_lower(text.substr(0, static_cast<size_t>(end - text.begin())));
  constexpr size_t kLongest = 256;
  return !name.empty() && text.substr(0, kLongest).find('>') != text.npos &&
         has_word(
             "a abbr b big br cite code del div em font h1 h2 h3 i img ins mark p q s small "
             "span strike strong sub sup tt u wbr",
             name);
}

// The value of a digit of base 64; 64 for what is none.
unsigned digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 26;
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0') + 52;
  return c == '+' ? 62 : c == '/' ? 63 : 64;
}

}  // namespace

std::string shown_text(std::string_view html, const Budget& budget) {
  if (html.find_first_of("<&") == html.npos) return collapse_spaces(html);
  const auto page = html::Page::parse(html, budget);
  if (!page) return collapse_spaces(html);
  std::string out;
  for (const html::Node& node : page->nodes()) {
    if (node.is_text()) out += node.text;
    if (has_word("br p div li", node.tag.empty() ? "-" : node.tag)) out += ' ';
  }
  return collapse_spaces(out);
}

bool looks_like_html(std::string_view text) {
  for (size_t i = text.find_first_of("<&"); i != text.npos; i = text.find_first_of("<&", i + 1)) {
    const std::string_view rest = text.substr(i);
    if (text[i] == '&' ? begins_reference(rest) : begins_tag(rest)) return true;
  }
  return false;
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

std::string paragraphs_of(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = trim(text.substr(0, end));
    if (!line.empty()) {
      out += "<p>";
      append_escaped(line, out);
      out += "</p>";
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<std::string> text_of_base64(std::string_view text) {
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '=') continue;
    const unsigned digit = digit_of(c);
    if (digit == 64) return std::nullopt;
    bits = (bits << 6 | digit) & 0xFFF;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFF);
  }
  if (bytes.empty() || looks_binary(bytes)) return std::nullopt;
  return decode(bytes, "utf-8").page.text;
}

}  // namespace dealwire
