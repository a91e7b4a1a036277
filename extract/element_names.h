// What the class or id of an element says of its content: extract/element_names.toml, compiled in.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace dealwire {

// The kinds, in the order of their bits in what names_of() returns.
inline constexpr std::array<std::string_view, 9> kElementNames = {
    "caption", "meta", "share", "related", "list", "comments", "subscribe", "notice", "aside"};

constexpr uint32_t name_bit(std::string_view kind) {
  const auto at = std::find(kElementNames.begin(), kElementNames.end(), kind);
  return uint32_t{1} << (at - kElementNames.begin());
}

// The set of kinds that the words of a class or id name, as bits. "leadership" names nothing.
uint32_t names_of(std::string_view class_or_id);

}  // namespace dealwire
