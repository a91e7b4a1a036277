#include "web/http_response.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace dealwire {

std::optional<std::string> find_header(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end);
    const size_t colon = line.find(':');
    if (colon == line.npos) continue;
    if (ascii_lower(trim(line.substr(0, colon))) == ascii_lower(name)) {
      return std::string(trim(line.substr(colon + 1)));
    }
  }
  return std::nullopt;
}

std::optional<std::string> HttpResponse::header(std::string_view name) const {
  return find_header(head, name);
}

bool HttpResponse::redirects() const {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::optional<seconds> HttpResponse::retry_after(Time now) const {
  const auto value = header("Retry-After");
  if (!value) return std::nullopt;
  int64_t wait = 0;
  const char* end = value->data() + value->size();
  const auto [read, error] = std::from_chars(value->data(), end, wait);
  if (error == std::errc::result_out_of_range) return seconds::max();
  if (read != end) {
    const time_t date = curl_getdate(value->c_str(), nullptr);
    if (date == -1) return std::nullopt;
    wait = date - now.time_since_epoch().count();
  }
  return seconds(std::max<int64_t>(wait, 0));
}

ContentType parse_content_type(std::string_view value) {
  ContentType out;
  const size_t semicolon = std::min(value.find(';'), value.size());
  out.media_type = ascii_lower(trim(value.substr(0, semicolon)));
  std::string_view rest = value.substr(semicolon);
  const size_t at = ascii_lower(rest).find("charset");
  if (at == rest.npos) return out;
  rest = trim(rest.substr(at + 7));
  if (!rest.starts_with('=')) return out;
  rest = trim(rest.substr(1));
  const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
  if (quoted) rest.remove_prefix(1);
  out.charset = std::string(trim(rest.substr(0, rest.find_first_of("\"';, "))));
  return out;
}

}  // namespace dealwire
