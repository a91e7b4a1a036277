// The host of an http or https URL: the host parser and serializer of the URL Standard
// (https://url.spec.whatwg.org/#host-parsing), with ICU for UTS 46.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

// in:  what stands between "//" and the port
// out: a domain in lower-case ASCII ("xn--..." for others), "192.0.2.1" for all ways to write an
//      IPv4 address, "[2001:db8::1]"
// nullopt: empty, forbidden characters, no UTF-8, domains beyond ASCII that UTS 46 rejects (hyphens
//      and lengths, which only registrars mind, are let pass), numbers that are no address
//
// Pure, safe to call from any thread. Linear for ASCII; ICU is quadratic in a label beyond it.
std::optional<std::string> parse_host(std::string_view text);

}  // namespace dealwire
