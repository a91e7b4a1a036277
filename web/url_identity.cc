#include "web/url_identity.h"

#include <algorithm>

#include "web/octets.h"
#include "web/tracking.h"

namespace dealwire {
namespace {

// Of "https://news.example.:8443", without the dot of the root. Addresses have no entries.
std::string_view host_of(std::string_view origin) {
  origin.remove_prefix(origin.find("//") + 2);
  origin = origin.substr(0, origin.find(':'));
  if (origin.ends_with('.')) origin.remove_suffix(1);
  return origin;
}

bool is_tracking(std::string_view host, std::string_view parameter) {
  for (const std::string_view escaped : {"amp;", "amp%3B"}) {
    if (parameter.starts_with(escaped)) parameter.remove_prefix(escaped.size());
  }
  const size_t equals = std::min(parameter.find('='), parameter.size());
  const std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
  return TrackingParameters::instance().contains(host, parameter.substr(0, equals), value);
}

}  // namespace

std::string url_identity(std::string_view url) {
  const size_t scheme = url.find("://");
  const size_t path = scheme == url.npos ? url.npos : url.find('/', scheme + 3);
  if (path == url.npos) return std::string(url);
  const std::string_view host = host_of(url.substr(0, path));
  const size_t query = std::min(url.find('?', path), url.size());

  std::string out(url.substr(0, path));
  out += normal_octets(url.substr(path, query - path));
  char mark = '?';
  for (size_t begin = query + 1; begin < url.size();) {
    const size_t end = std::min(url.find('&', begin), url.size());
    const std::string parameter = normal_octets(url.substr(begin, end - begin));
    if (!parameter.empty() && !is_tracking(host, parameter)) {
      out.append(1, mark).append(parameter);
      mark = '&';
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace dealwire
