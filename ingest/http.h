// One HTTP request, answered or failed, by libcurl.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/budget.h"
#include "model/error.h"

namespace dealwire {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string url;
  Headers headers;             // beside our own
  long timeout_seconds = 60;   // from first to last byte
  bool allow_private = false;  // may the host be at a loopback, private or link-local address?
  size_t most_bytes = 0;       // of the body after decoding
};

struct HttpResponse {
  long status = 0;
  std::string head;     // status line and header lines as they came, each with CRLF
  std::string body;     // after transfer and content decoding
  std::string address;  // IP of the server

  // The first header of this name, whatever its case.
  std::optional<std::string> header(std::string_view name) const;
};

// The value of the first header line of this name in an HTTP message's head.
std::optional<std::string> find_header(std::string_view head, std::string_view name);

// A Content-Type: "text/html" and, if it says, its charset.
struct ContentType {
  std::string media_type, charset;
};
ContentType parse_content_type(std::string_view value);

// Narrow, so that tests can inject faults. Not safe for several threads at once.
class Http {
 public:
  virtual ~Http() = default;

  // GETs one URL; redirects are for the caller. Fails with "address" (not allowed), "unreachable",
  // "tls", "timeout", "too_large", "protocol", or "stopped"; the message names the URL.
  virtual Expected<HttpResponse> get(const HttpRequest& request) = 0;
};

struct HttpOptions {
  std::string user_agent;
  long connect_seconds = 10;
  long stalled_seconds = 20;   // less than 100 bytes a second for so long
  std::function<bool()> stop;  // asked about once a second: give up now?
  size_t header_bytes = Budget{}.header_bytes;
};

// By libcurl: only http and https, HTTP/1.1, certificates verified, no proxy, connections reused.
// The address is checked when the socket is made, so that no name can resolve to another one
// between check and use.
std::unique_ptr<Http> make_curl_http(HttpOptions options);

// Is this IPv4 or IPv6 address (network byte order, 4 or 16 bytes) one of the public internet?
bool is_public_address(std::string_view bytes);

}  // namespace dealwire
