// A reference of any bytes, seen from a base of any bytes (the first line), is a URL or none. A URL
// is its origin and path, in ASCII that may stand in one, and resolves to itself; its identity is a
// URL too, and its own identity.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/budget.h"
#include "property.h"
#include "web/url.h"
#include "web/url_identity.h"

namespace {

using namespace dealwire;

bool may_stand(char c) {
  return c > ' ' && c < '\x7F' && std::string_view("#<>").find(c) == std::string_view::npos;
}

void require_url(const Url& url) {
  const std::string& text = url.text;
  fuzz::require(text.starts_with("http://") || text.starts_with("https://"), "the scheme", text);
  fuzz::require(std::all_of(text.begin(), text.end(), may_stand), "no forbidden bytes", text);
  fuzz::require(url.path.find('"') == text.npos, "no quotes but in a host", text);
  fuzz::require(text == url.origin + url.path, "origin and path", text);
  fuzz::require(url.path.starts_with('/'), "the path begins with a slash", text);
  fuzz::require(url.origin.find_first_of("/?@\\", url.origin.find("//") + 2) == text.npos,
                "nothing but host and port in the origin", text);
  fuzz::require(text.size() <= Budget{}.url_bytes, "within the budget", text);
  const auto again = resolve_url("https://harbour.example/a?b", text);
  fuzz::require(again && again->text == text && again->path == url.path, "resolves to itself",
                text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::bytes_of(data, size);
  const size_t line = std::min(bytes.find('\n'), bytes.size());
  const std::string_view rest = bytes.substr(std::min(line + 1, bytes.size()));
  const auto url = resolve_url(bytes.substr(0, line), rest);
  if (!url) return 0;
  require_url(*url);
  const std::string identity = url_identity(url->text);
  const auto resolved = resolve_url("", identity);
  fuzz::require(resolved && resolved->text == identity, "an identity is a URL", identity);
  fuzz::require(resolved->origin == url->origin, "an identity has the origin", identity);
  fuzz::require(url_identity(identity) == identity, "an identity is its own", identity);
  return 0;
}
