#include "web/xml_source.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire::xml {
namespace {

bool begins_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0;
}

// Servers that fail write <br /><b>Warning</b> before the document.
bool begins_complaint(std::string_view tag) {
  const size_t end = tag.find_first_of(" \t\r\n/>");
  return end != tag.npos && end > 1 && has_word("b br div font p pre", tag.substr(1, end - 1));
}

// Behind the next `end` at or after `from`; the text's size if there is none.
size_t behind(std::string_view text, std::string_view end, size_t from) {
  const size_t at = text.find(end, from);
  return at == text.npos ? text.size() : at + end.size();
}

// Behind the declaration "<!..." at `pos`: quotes, comments and an internal subset may hold '>'.
size_t behind_declaration(std::string_view text, size_t pos) {
  size_t open = 0;
  for (size_t i = pos; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i, 4) == "<!--") {
      i = behind(text, "-->", i) - 1;
    } else if (c == '"' || c == '\'') {
      i = text.find(c, i + 1);
      if (i == text.npos) break;
    } else if (c == '[') {
      ++open;
    } else if (c == ']' && open > 0) {
      --open;
    } else if (c == '>' && open == 0) {
      return i + 1;
    }
  }
  return text.size();
}

// What browsers take the C1 controls 0x80 to 0x9F for: characters of windows-1252.
constexpr std::array<char16_t, 32> kInsteadOfC1 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::optional<char32_t> read_number(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  uint32_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, hex ? 16 : 10);
  if (digits.empty() || read.ptr != end || read.ec != std::errc()) return std::nullopt;
  if (value >= 0x80 && value < 0xA0) return kInsteadOfC1[value - 0x80];
  const bool allowed = value == '\t' || value == '\n' || value == '\r' ||
                       (value >= 0x20 && value < 0xD800) || (value >= 0xE000 && value < 0xFFFE) ||
                       (value >= 0x10000 && value < 0x110000);
  return allowed ? static_cast<char32_t>(value) : U'\uFFFD';
}

std::optional<char32_t> read_name(std::string_view name) {
  const std::string terminated(name);
  const htmlEntityDesc* known = htmlEntityLookup(BAD_CAST terminated.c_str());
  if (known == nullptr) return std::nullopt;
  return known->value;
}

// Appends what the '&' at `pos` is to stand as; returns where to go on.
size_t append_reference(std::string_view text, size_t pos, std::string& out) {
  constexpr size_t kLongest = 12;
  const size_t end = text.substr(pos, kLongest).find(';');
  if (end != text.npos && end > 1) {
    const std::string_view name = text.substr(pos + 1, end - 1);
    const auto c = name[0] == '#' ? read_number(name.substr(1)) : read_name(name);
    if (c) {
      out += "&#" + std::to_string(static_cast<uint32_t>(*c)) + ';';
      return pos + end + 1;
    }
    if (name == "apos") {  // XML's own, which HTML 4 lacks
      out += '\'';
      return pos + end + 1;
    }
  }
  out += "&amp;";
  return pos + 1;
}

}  // namespace

size_t root_start(std::string_view text) {
  size_t pos = text.find('<');
  while (pos < text.size() && pos != text.npos) {
    const std::string_view rest = text.substr(pos);
    if (rest.starts_with("<?")) {
      pos = behind(text, ">", pos);  // some declarations lack their second '?'
    } else if (rest.starts_with("<!--")) {
      pos = behind(text, "-->", pos);
    } else if (rest.starts_with("<!")) {
      pos = behind_declaration(text, pos);
    } else if (rest.size() > 1 && begins_name(rest[1]) && !begins_complaint(rest)) {
      return pos;
    } else {
      ++pos;
    }
    pos = text.find('<', pos);
  }
  return text.size();
}

bool has_endless_tag(std::string_view text, size_t most) {
  bool in_tag = false;
  char quote = 0;
  size_t attributes = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<') {  // no value may hold one: libxml2 gives the tag up there
      in_tag = i + 1 < text.size() && begins_name(text[i + 1]);
      quote = 0;
      attributes = 0;
    } else if (!in_tag) {
      continue;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      in_tag = false;
    } else if (c == '=' && ++attributes > most) {
      return true;
    }
  }
  return false;
}

std::string sound(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 64);
  for (size_t i = 0; i < text.size();) {
    if (text[i] == '&') {
      i = append_reference(text, i, out);
      continue;
    }
    size_t end = i + 1;
    if (text[i] == '<' && text.substr(i).starts_with("<![CDATA[")) {
      end = behind(text, "]]>", i);
    } else {
      end = std::min(text.find_first_of("&<", end), text.size());
    }
    out += text.substr(i, end - i);
    i = end;
  }
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') c = ' ';
  }
  return out;
}

}  // namespace dealwire::xml
