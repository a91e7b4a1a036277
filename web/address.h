// Which addresses are the public internet's, by IANA's registries of special-purpose addresses: not
// loopback, private, link-local, multicast, documentation or reserved ones.
#pragma once

#include <string_view>

namespace dealwire {

// An IPv4 or IPv6 address in network byte order: 4 or 16 bytes.
bool is_public_address(std::string_view bytes);

// The same of "192.0.2.1" or "2001:db8::1"; false for what is no address.
bool is_public_address_text(std::string_view text);

}  // namespace dealwire
