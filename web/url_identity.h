// Which URLs are one page: links to it differ by where they stood (?from=rss), and by who wrote
// them (%e6 and %E6).
#pragma once

#include <string>
#include <string_view>

namespace dealwire {

// in:  a URL as resolve_url() gives it
// out: the URL under which the frontier knows it
//   - without the parameters of web/tracking.toml, also where a page or feed escaped the "&"
//     before them twice ("&amp;utm_source="); the order of the others is kept
//   - without empty parameters ("?a&&b"), and without a "?" that nothing follows
//   - octets in percent-encoding that need none as characters, the others in upper case (RFC 3986,
//     6.2.2): "%7E" is "~", "%e6" is "%E6"
//
// The result is a URL as resolve_url() gives it, is its own identity, and asks a server for the
// same as `url` but for these parameters. Path and host are never cut: http and https, "/" at the
// end and "www." make URLs that differ. Pure, linear, safe to call from any thread.
std::string url_identity(std::string_view url);

}  // namespace dealwire
