#include "warc/http_message.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "text/utf8.h"
#include "web/http_response.h"

namespace dealwire {
namespace {

int status_of(std::string_view head) {
  const size_t space = head.find_first_of(" \r\n");
  if (space == head.npos) return 0;
  const std::string_view rest = trim(head.substr(space, head.find('\n') - space));
  int status = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), status);
  return status;
}

// The encodings of a Content-Encoding, in the order in which they were put on.
std::vector<std::string> encodings_of(std::string_view head) {
  std::vector<std::string> out;
  const std::string value = ascii_lower(find_header(head, "Content-Encoding").value_or(""));
  for (size_t at = 0; at < value.size();) {
    const size_t end = std::min(value.find(',', at), value.size());
    const std::string_view name = trim(std::string_view(value).substr(at, end - at));
    if (!name.empty() && name != "identity") out.emplace_back(name);
    at = end + 1;
  }
  return out;
}

std::optional<std::string> without(const std::string& encoding, const std::string& body,
                                   const InflateBounds& bounds) {
  if (encoding == "gzip" || encoding == "x-gzip") return inflate_gzip(body, bounds);
  if (encoding == "deflate") return inflate_deflate(body, bounds);
  if (encoding == "br") return inflate_brotli(body, bounds);
  return std::nullopt;
}

// Does it begin like a page? What is packed has control characters soon.
bool begins_like_page(std::string_view bytes) {
  constexpr size_t kLooked = 256;
  const std::string_view start = trim(bytes.substr(0, kLooked));
  return (start.starts_with('<') || start.starts_with("\xEF\xBB\xBF<")) &&
         std::all_of(start.begin(), start.end(), [](char c) {
           return static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n' || c == '\r';
         });
}

}  // namespace

size_t end_of_head(std::string_view text) {
  const size_t crlf = text.find("\r\n\r\n"), lf = text.find("\n\n");
  if (crlf == text.npos && lf == text.npos) return text.npos;
  return crlf < lf ? crlf + 4 : lf + 2;
}

std::optional<HttpMessage> parse_message(std::string_view message) {
  if (!message.starts_with("HTTP/")) return std::nullopt;
  HttpMessage out;
  const size_t end = end_of_head(message);
  out.head = message.substr(0, end);
  out.body = end == message.npos ? std::string_view() : message.substr(end);
  out.status = status_of(out.head);
  return out;
}

std::optional<Dechunked> without_chunks(const HttpMessage& message) {
  const std::string coding =
      ascii_lower(find_header(message.head, "Transfer-Encoding").value_or(""));
  if (!coding.ends_with("chunked")) return std::nullopt;
  Dechunked out;
  std::string_view rest = message.body;
  for (bool first = true;; first = false) {
    size_t size = 0;
    const size_t line = rest.find("\r\n");
    const char* begin = rest.data();
    const auto [end, error] = std::from_chars(begin, begin + std::min(line, rest.size()), size, 16);
    const std::string_view behind = rest.substr(static_cast<size_t>(end - begin));
    const bool valid = line != rest.npos && error == std::errc() &&
                       (behind[0] == '\r' || behind[0] == ';' || behind[0] == ' ');
    if (!valid && first) return std::nullopt;
    out.broken = !valid;
    if (valid) rest.remove_prefix(line + 2);
    if (valid && size == 0) return out;
    if (!valid || size > rest.size() || !rest.substr(size).starts_with("\r\n")) {
      out.broken = true;
      out.bytes += rest;
      return out;
    }
    out.bytes += rest.substr(0, size);
    rest.remove_prefix(size + 2);
  }
}

Expected<std::string> decoded_content(const HttpMessage& message, std::string body,
                                      const InflateBounds& bounds) {
  constexpr size_t kMostEncodings = 4;
  std::vector<std::string> encodings = encodings_of(message.head);
  if (encodings.size() > kMostEncodings) return fail("encoding", "has too many encodings");
  for (; !encodings.empty(); encodings.pop_back()) {
    const std::string& encoding = encodings.back();
    // Archives that store decoded bodies and keep the header are common.
    if (encoding.ends_with("gzip") && !body.starts_with("\x1f\x8b")) continue;
    auto out = without(encoding, body, bounds);
    if (!out && begins_like_page(body)) continue;
    if (!out) return fail("encoding", "cannot be decoded as " + encoding);
    body = std::move(*out);
  }
  return body;
}

}  // namespace dealwire
