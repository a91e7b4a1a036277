// URLs as links give them, made equal where they mean the same (RFC 3986 6.2.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

struct Url {
  std::string text;    // absolute, without fragment and user
  std::string origin;  // "https://news.example" or "http://127.0.0.1:8080"
  std::string path;    // with the query: what robots.txt speaks of
};

// `reference` seen from `base` ("" for none): absolute, with scheme and host in lower case, the
// host in ASCII (UTS 46), without default port, dot segments and fragment, and what is not ASCII in
// percent-encoding. nullopt for anything but http and https, for more than 4096 bytes, and for what
// is no URL. As browsers do, white space around it and line breaks inside are dropped and `\` is
// read as `/`.
std::optional<Url> resolve_url(std::string_view base, std::string_view reference);

}  // namespace dealwire
