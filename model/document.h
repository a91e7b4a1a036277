// A document as it came in: bytes and what is known of them from outside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace dealwire {

struct Document {
  std::string id;          // SHA-256 of `bytes`, 64 hex digits
  std::string input;       // the name a person would use for it: a path, "-", "-:3" for a line
  std::string media_type;  // "text/html" or "text/plain"; empty: to be told from the bytes
  std::string bytes;       // the payload, decoded from transfer and content encodings
  bool bare = false;       // the text of an article and nothing else: there is nothing to leave out

  std::optional<std::string> url;         // where it was fetched from
  std::optional<std::string> fetched_at;  // RFC 3339
  std::optional<std::string> lang;        // BCP 47, when the sender knows better than the text
  std::optional<std::string> charset;  // a label from outside, which goes ahead of the page's own

  std::optional<uint64_t> record;      // its record's offset, where `input` is a WARC file
  std::optional<std::string> archive;  // that file's name, where it is one of the archive

  // For messages: "a.html", "a.warc.gz@1234".
  std::string name() const { return record ? input + "@" + std::to_string(*record) : input; }
};

}  // namespace dealwire
