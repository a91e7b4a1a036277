// Octets in percent-encoding (RFC 3986, 2.1). All functions are pure and linear.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

// Of a hexadecimal digit in either case; -1 of anything else.
int hex_value(char c);

// What "%41" at `pos` stands for; nullopt where there is none.
std::optional<char> octet_at(std::string_view text, size_t pos);

// Writes it with digits in upper case.
void append_octet(std::string& out, char octet);

// `text` as it is compared (RFC 3986, 6.2.2): octets that need no encoding as characters, the
// others with digits in upper case. The result is the same again; a "%" that encodes nothing stays
// so ("%%341" does not become "%41").
std::string normal_octets(std::string_view text);

}  // namespace dealwire
