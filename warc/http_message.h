// The HTTP message that a record of a web archive holds (RFC 9112), taken apart, and its payload.
//
// Archives keep messages as they came, or with what was decoded taken back, or with the header of
// what was decoded left in place; all are read. Pure functions, linear in the message and in what
// comes out, which is bounded.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.h"
#include "web/inflate.h"

namespace dealwire {

// Behind the blank line that ends a head; npos if there is none. Some writers leave out the CR.
size_t end_of_head(std::string_view text);

// Views into the message.
struct HttpMessage {
  std::string_view head;  // status line and header lines
  std::string_view body;  // as it stands there
  int status = 0;         // 0 if the first line has none
};

// nullopt if it is none. Status lines of all versions are known, those of HTTP/2 and HTTP/3 too,
// which have none of their own and are written down as crawlers please ("HTTP/2 200").
std::optional<HttpMessage> parse_message(std::string_view message);

// The body without "Transfer-Encoding: chunked".
struct Dechunked {
  std::string bytes;
  bool broken = false;  // the chunks end early; what is behind the last whole one is kept as it is
};
// nullopt if the message says nothing of chunks, or its body does not begin with one.
std::optional<Dechunked> without_chunks(const HttpMessage& message);

// Undoes the message's Content-Encoding on `body`, which is its body without chunks. Knows gzip,
// deflate and br, also one upon the other; a body that is a page in spite of it stays as it is.
// Fails with "encoding" for what it does not know, what is broken, and what is too large.
Expected<std::string> decoded_content(const HttpMessage& message, std::string body,
                                      const InflateBounds& bounds);

}  // namespace dealwire
