// HTTP requests, many at once, each answered or failed; by libcurl's multi interface.
//
//   http->start(7, {.url = "https://news.example/"});
//   for (HttpAnswer& answer : http->wait(milliseconds(500))) ...  // answer.id == 7
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/budget.h"
#include "model/error.h"
#include "web/http_response.h"

namespace dealwire {

struct HttpRequest {
  std::string url;
  Headers headers;                        // beside our own
  Headers secret;                         // likewise, and told to nobody but the server
  seconds connect_timeout = seconds(10);  // name, connection and TLS
  seconds stall_timeout = seconds(20);    // with less than 100 bytes a second
  seconds timeout = seconds(60);          // from first to last byte
  bool allow_private = false;  // may the host be at a loopback, private or link-local address?
  std::string proxy;           // "http://proxy.example:3128", "socks5h://..."; "": none
  std::string cookies;         // whose cookies are sent and kept while this lasts; "": nobody's
  size_t most_bytes = Budget{}.fetch_bytes;  // of the body after decoding
  bool cut = false;                          // a longer body is cut there and no failure
};

struct HttpAnswer {
  uint64_t id = 0;
  Expected<HttpResponse> response;
};

// Narrow, so that tests can inject faults. All but wake() belong to one thread.
class Http {
 public:
  virtual ~Http() = default;

  // Begins to GET one URL; redirects are for the caller.
  virtual void start(uint64_t id, const HttpRequest& request) = 0;

  // What was answered, at least one answer unless `most` has passed or somebody called wake().
  // Failures: "address" (not allowed), "unreachable", "broken" (the answer's end is missing),
  // "tls", "timeout", "too_large" or "protocol"; the message names the URL.
  virtual std::vector<HttpAnswer> wait(milliseconds most) = 0;

  // Ends a wait() of another thread, or the next one.
  virtual void wake() = 0;
};

struct HttpOptions {
  std::string user_agent;
  long connections = 64;  // at most, to all servers
  size_t header_bytes = Budget{}.header_bytes;
  std::string ca_file;  // certificates in PEM that are trusted beside the system's; "": none
};

// Only http and https; HTTP/2 where TLS offers it; certificates verified; connections reused; no
// proxy but a request's own. The address is checked when the socket is made, so that no name can
// resolve to another one between check and use, and again on a connection that is reused; with a
// proxy that is the proxy's business. Fails with "http" where libcurl does not start, or cannot
// read `ca_file`.
Expected<std::unique_ptr<Http>> make_curl_http(HttpOptions options);

}  // namespace dealwire
