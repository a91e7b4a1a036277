#include "web/address.h"

#include <arpa/inet.h>

#include <array>
#include <string>

namespace dealwire {
namespace {

// The blocks that are not the public internet's (IANA special-purpose address registries): network
// and the length of its prefix in bits.
struct Block {
  const char* network;
  size_t bits;
};

constexpr Block kSpecialV4[] = {
    {"0.0.0.0", 8},      {"10.0.0.0", 8},     {"100.64.0.0", 10}, {"127.0.0.0", 8},
    {"169.254.0.0", 16}, {"172.16.0.0", 12},  {"192.0.0.0", 24},  {"192.0.2.0", 24},
    {"192.88.99.0", 24}, {"192.168.0.0", 16}, {"198.18.0.0", 15}, {"198.51.100.0", 24},
    {"203.0.113.0", 24}, {"224.0.0.0", 4},    {"240.0.0.0", 4},
};
// Of IPv6 only 2000::/3 is in use, and these are exceptions in it. 6to4 and Teredo carry IPv4
// addresses inside.
constexpr Block kPublicV6 = {"2000::", 3};
constexpr Block kSpecialV6[] = {{"2001::", 23}, {"2001:db8::", 32}, {"2002::", 16}, {"3fff::", 20}};

bool inside(std::string_view address, const Block& block) {
  std::array<unsigned char, 16> network{};
  inet_pton(address.size() == 4 ? AF_INET : AF_INET6, block.network, network.data());
  for (size_t bit = 0; bit < block.bits; ++bit) {
    const auto at = [&](unsigned char byte) { return (byte >> (7 - bit % 8)) & 1; };
    if (at(static_cast<unsigned char>(address[bit / 8])) != at(network[bit / 8])) return false;
  }
  return true;
}

}  // namespace

bool is_public_address(std::string_view bytes) {
  if (bytes.size() == 4) {
    for (const Block& block : kSpecialV4) {
      if (inside(bytes, block)) return false;
    }
    return true;
  }
  if (bytes.size() != 16 || !inside(bytes, kPublicV6)) return false;
  for (const Block& block : kSpecialV6) {
    if (inside(bytes, block)) return false;
  }
  return true;
}

bool is_public_address_text(std::string_view text) {
  const std::string address(text);
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
    return is_public_address({bytes.data(), 4});
  }
  return inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 &&
         is_public_address({bytes.data(), 16});
}

}  // namespace dealwire
