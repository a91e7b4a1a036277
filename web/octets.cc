#include "web/octets.h"

namespace dealwire {
namespace {

// RFC 3986, 2.3.
bool is_unreserved(char c) {
  const char small = static_cast<char>(c | 0x20);
  return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<char> octet_at(std::string_view text, size_t pos) {
  if (pos + 2 >= text.size() || text[pos] != '%') return std::nullopt;
  const int high = hex_value(text[pos + 1]), low = hex_value(text[pos + 2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

void append_octet(std::string& out, char octet) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(octet);
  out += {'%', kHex[byte >> 4], kHex[byte & 15]};
}

std::string normal_octets(std::string_view text) {
  std::string out;
  size_t bare = std::string::npos;  // where the last "%" stands that encodes nothing
  for (size_t i = 0; i < text.size(); ++i) {
    const auto octet = octet_at(text, i);
    if (!octet) {
      if (text[i] == '%') bare = out.size();
      out += text[i];
      continue;
    }
    const bool joins_bare = bare != std::string::npos && out.size() - bare <= 2;
    if (is_unreserved(*octet) && !joins_bare) {
      out += *octet;
    } else {
      append_octet(out, *octet);
    }
    i += 2;
  }
  return out;
}

}  // namespace dealwire
