// URLs as links give them, resolved as browsers do: the basic URL parser of the URL Standard
// (https://url.spec.whatwg.org/) for http and https.
//
// in:  a link as it stands in a page, a feed or a header, and the URL it was found at
// out: the absolute URL, in ASCII: scheme and host in lower case, the host by UTS 46, IPv4 and IPv6
//      addresses in the form of the standard, without default port, dot segments, fragment and
//      user, and what may not stand in a URL in percent-encoding. What is in percent-encoding
//      already stays as it is; web/url_identity.h tells which URLs are one.
// nullopt: other schemes, what the standard calls a failure, and what is longer than
//      Budget::url_bytes, before or after
//
// Bytes that are no UTF-8 are percent-encoded too, but make no host. Pure, linear, safe to call
// from any thread.
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

// `reference` seen from `base` ("" for none). A base that is no http or https URL hinders only
// references that need one.
std::optional<Url> resolve_url(std::string_view base, std::string_view reference);

}  // namespace dealwire
