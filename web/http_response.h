// What HTTP messages say (RFC 9110), whoever brings them: the network or an archive.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/time.h"

namespace dealwire {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpResponse {
  long status = 0;
  std::string head;     // status line and header lines as they came, each with CRLF
  std::string body;     // after transfer and content decoding
  std::string address;  // IP of the server
  std::string request;  // the head of what was asked, without what settings keep secret

  // The first header of this name, whatever its case.
  std::optional<std::string> header(std::string_view name) const;
  // A status that Location goes with.
  bool redirects() const;
  // Retry-After, which is seconds or a date (10.2.3); seconds::max() where it is beyond counting.
  std::optional<seconds> retry_after(Time now) const;
};

// The value of the first header line of this name in a message's head.
std::optional<std::string> find_header(std::string_view head, std::string_view name);

// A Content-Type: "text/html" and, if it says, its charset.
struct ContentType {
  std::string media_type, charset;
};
ContentType parse_content_type(std::string_view value);

}  // namespace dealwire
