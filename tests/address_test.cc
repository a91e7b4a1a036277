// Which addresses may be reached unless settings say otherwise: rows beside the first and last
// addresses of each block that is special.
#include "web/address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace dealwire {
namespace {

std::string bytes_of(const char* text) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET, text, bytes.data()) == 1) return {bytes.data(), 4};
  EXPECT_EQ(inet_pton(AF_INET6, text, bytes.data()), 1) << text;
  return {bytes.data(), 16};
}

TEST(AddressTest, OnlyThoseOfThePublicInternetArePublic) {
  struct Row {
    const char* address;
    bool is_public;
  };
  for (const Row& row : std::vector<Row>{
           {"8.8.8.8", true},
           {"0.0.0.0", false},
           {"0.255.255.255", false},
           {"1.0.0.0", true},
           {"9.255.255.255", true},
           {"10.0.0.0", false},
           {"10.255.255.255", false},
           {"11.0.0.0", true},
           {"100.63.255.255", true},
           {"100.64.0.0", false},  // carriers' own
           {"100.127.255.255", false},
           {"100.128.0.0", true},
           {"126.255.255.255", true},
           {"127.0.0.1", false},
           {"127.255.255.255", false},
           {"128.0.0.0", true},
           {"169.253.255.255", true},
           {"169.254.169.254", false},  // where clouds keep their secrets
           {"169.255.0.0", true},
           {"172.15.255.255", true},
           {"172.16.0.0", false},
           {"172.31.255.255", false},
           {"172.32.0.0", true},
           {"192.0.0.1", false},
           {"192.0.1.1", true},
           {"192.0.2.1", false},
           {"192.88.99.1", false},
           {"192.167.255.255", true},
           {"192.168.0.0", false},
           {"192.169.0.0", true},
           {"198.17.255.255", true},
           {"198.18.0.0", false},
           {"198.19.255.255", false},
           {"198.20.0.0", true},
           {"198.51.100.1", false},
           {"203.0.113.1", false},
           {"223.255.255.255", true},
           {"224.0.0.1", false},
           {"240.0.0.1", false},
           {"255.255.255.255", false},
           {"2606:4700::1111", true},
           {"2000::", true},
           {"3ffe:ffff::1", true},
           {"4000::", false},
           {"::", false},
           {"::1", false},
           {"::ffff:8.8.8.8", false},  // IPv4 in IPv6 goes the way of IPv4, if at all
           {"::ffff:127.0.0.1", false},
           {"64:ff9b::7f00:1", false},  // NAT64 of 127.0.0.1
           {"100::1", false},
           {"2001::1", false},  // Teredo
           {"2001:1ff::1", false},
           {"2001:200::1", true},
           {"2001:db8::1", false},
           {"2002:7f00:1::", false},  // 6to4 of 127.0.0.1
           {"2003::1", true},
           {"3fff::1", false},
           {"5f00::1", false},
           {"fc00::1", false},
           {"fd12::1", false},
           {"fe80::1", false},
           {"fec0::1", false},
           {"ff02::1", false},
       }) {
    EXPECT_EQ(is_public_address(bytes_of(row.address)), row.is_public) << row.address;
    EXPECT_EQ(is_public_address_text(row.address), row.is_public) << row.address;
  }
}

TEST(AddressTest, WhatIsNoAddressIsNotPublic) {
  for (const char* text : {"", "abc", "8.8.8", "8.8.8.8.8", "8.8.8.8 ", "0x8.8.8.8", "134744072",
                           "news.example", "2606:4700::1111%eth0", "[2606:4700::1111]"}) {
    EXPECT_FALSE(is_public_address_text(text)) << text;
  }
  for (const size_t length : {0u, 3u, 5u, 15u, 17u}) {
    EXPECT_FALSE(is_public_address(std::string(length, '\x26'))) << length;
  }
}

}  // namespace
}  // namespace dealwire
