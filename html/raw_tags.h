// Tags of a page that is only bytes yet: before its charset is known, or where a tree would cost
// too much for what is asked. Right for all charsets that keep ASCII's bytes to ASCII.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace dealwire::html {

struct RawAttribute {
  std::string_view name, value;  // as they stand in the page, character references among them
};

// Reads an attribute of the tag at `pos`, which is moved behind it; none at the tag's '>', where
// `pos` is left, or at the end
// (https://html.spec.whatwg.org/#concept-get-attributes-when-sniffing).
std::optional<RawAttribute> next_attribute(std::string_view page, size_t& pos);

// A <meta> with a name and a content.
struct RawMeta {
  std::string_view name, content;
};

// All those before a page's <body>, in its order: nine tenths of a page lie behind. Comments and
// the bodies of elements that hold no markup (script, style, title, textarea ...) have none, nor do
// values of other tags' attributes. Of two attributes with one name the first counts. O(page), some
// hundred MB/s.
std::vector<RawMeta> meta_tags(std::string_view page);

}  // namespace dealwire::html
