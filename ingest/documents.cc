#include "ingest/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "ingest/archive.h"
#include "ingest/http.h"
#include "ingest/inflate.h"
#include "model/time.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Undoes "Transfer-Encoding: chunked" (RFC 9112, 7.1). nullopt if the body is not in chunks, as
// some archives keep the header of what they have decoded.
std::optional<std::string> without_chunks(std::string_view body) {
  std::string out;
  while (true) {
    const size_t line = body.find("\r\n");
    if (line == body.npos) return std::nullopt;
    size_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + line, size, 16);
    const bool clean = end == body.data() + line || *end == ';' || *end == ' ';
    if (error != std::errc() || !clean) return std::nullopt;
    body.remove_prefix(line + 2);
    if (size == 0) return out;
    if (size > body.size()) return std::nullopt;
    out += body.substr(0, size);
    body.remove_prefix(size);
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
  }
}

std::optional<std::string> decoded(const std::string& encoding, std::string_view body,
                                   const InflateBounds& bounds) {
  if (encoding == "gzip" || encoding == "x-gzip") return inflate_gzip(body, bounds);
  if (encoding == "deflate") return inflate_deflate(body, bounds);
  return std::nullopt;
}

constexpr std::string_view kNoText = "-";

// Our name for a media type; "" where there is none to go by, kNoText for what is not read.
std::string_view media_type_of(const std::string& type) {
  if (type == "text/html" || type == "application/xhtml+xml") return "text/html";
  if (type == "text/plain") return "text/plain";
  return type.empty() ? "" : kNoText;
}

// The HTTP message of a response record, taken apart.
struct Message {
  std::string_view head, body;
  bool is_http = false;
  int status = 0;
};

Message message_of(std::string_view block) {
  Message out;
  const size_t end = block.find("\r\n\r\n");
  out.is_http = block.starts_with("HTTP/");
  if (!out.is_http) return out;
  out.head = block.substr(0, end);
  out.body = end == block.npos ? std::string_view() : block.substr(end + 4);
  const size_t space = out.head.find(' ');
  if (space != out.head.npos) {
    std::from_chars(out.head.data() + space + 1, out.head.data() + out.head.size(), out.status);
  }
  return out;
}

// The payload of a response (RFC 9110, 6.4) after transfer and content decoding.
Expected<std::string> payload_of(const Message& message, const std::string& name,
                                 const InflateBounds& bounds) {
  std::string body(message.body);
  if (ascii_lower(find_header(message.head, "Transfer-Encoding").value_or("")) == "chunked") {
    if (auto joined = without_chunks(body)) body = std::move(*joined);
  }
  const std::string encoding =
      ascii_lower(find_header(message.head, "Content-Encoding").value_or(""));
  if (encoding.empty() || encoding == "identity") return body;
  // Archives that store decoded bodies and keep the header are common.
  if (encoding == "gzip" && !body.starts_with("\x1f\x8b")) return body;
  auto out = decoded(encoding, body, bounds);
  if (!out) return fail("encoding", name + ": cannot be decoded as " + encoding);
  return std::move(*out);
}

// WARC 1.1 allows fractions of seconds, which nobody needs, and less than a day, which says too
// little.
std::optional<std::string> date_of(const WarcRecord& record) {
  const std::string field = record.field("WARC-Date");
  if (!field.ends_with('Z')) return std::nullopt;
  const auto time = parse_rfc3339(field.substr(0, 19) + 'Z');
  return time && (field.size() == 20 || field[19] == '.') ? std::optional(to_rfc3339(*time))
                                                          : std::nullopt;
}

}  // namespace

Expected<std::optional<Document>> document_of(const WarcRecord& record, const std::string& path,
                                              const Budget& budget) {
  Document document;
  document.input = path;
  document.record = record.offset;
  const std::string type = record.type();
  std::string content_type = record.field("Content-Type");
  if (record.field(kKindField) == name(UrlKind::kFeed)) return std::nullopt;
  if (type == "response") {
    const Message message = message_of(record.block);
    if (!message.is_http || message.status != 200) return std::nullopt;
    content_type = find_header(message.head, "Content-Type").value_or("");
    if (media_type_of(parse_content_type(content_type).media_type) == kNoText) return std::nullopt;
    auto payload = payload_of(message, document.name(), {budget.document_bytes, record.misfit});
    if (!payload) return tl::make_unexpected(payload.error());
    document.bytes = std::move(*payload);
  } else if (type == "resource" || type == "conversion") {
    document.bytes = record.block;
  } else {
    return std::nullopt;
  }
  const ContentType parsed = parse_content_type(content_type);
  const std::string_view media_type = media_type_of(parsed.media_type);
  if (media_type == kNoText || (media_type.empty() && type != "response")) return std::nullopt;
  if (document.bytes.empty()) return fail("empty", document.name() + ": is empty");
  document.media_type = media_type;
  if (!parsed.charset.empty()) document.charset = parsed.charset;
  if (std::string charset = record.field(kCharsetField); !charset.empty()) {
    document.charset = std::move(charset);
  }
  if (std::string lang = record.field(kLangField); !lang.empty()) document.lang = std::move(lang);
  if (std::string url = record.target(); !url.empty()) document.url = std::move(url);
  document.fetched_at = date_of(record);
  document.id = sha256_hex(document.bytes);
  return document;
}

Expected<Document> read_record(const std::string& path, uint64_t offset, const Budget& budget) {
  auto reader = WarcReader::open(path, budget);
  if (!reader) return tl::make_unexpected(reader.error());
  reader->seek(offset);
  auto record = reader->next();
  if (!record) return fail("missing", fmt::format("{}@{}: no record begins there", path, offset));
  if (!*record) return tl::make_unexpected(record->error());
  auto document = document_of(**record, path, budget);
  if (!document) return tl::make_unexpected(document.error());
  if (!*document) return fail("media_type", fmt::format("{}@{}: is no document", path, offset));
  return std::move(**document);
}

std::optional<Documents::Item> Documents::next() {
  while (at_ < inputs_.size()) {
    const Input& input = inputs_[at_];
    Document named;
    named.input = input.path;
    if (!is_warc(input.path)) {
      ++at_;
      return Item{named, read_document(input, budget_), ""};
    }
    if (!warc_) {
      auto opened = WarcReader::open(input.path, budget_);
      if (!opened) {
        ++at_;
        return Item{named, tl::make_unexpected(opened.error()), ""};
      }
      warc_ = std::move(*opened);
      if (input.record) warc_->seek(*input.record);
    }
    if (auto item = next_record()) return item;
    warc_.reset();
    ++at_;
  }
  return std::nullopt;
}

std::optional<Documents::Item> Documents::next_record() {
  const Input& input = inputs_[at_];
  while (auto record = warc_->next()) {
    Document named;
    named.input = input.path;
    if (!*record) return Item{named, tl::make_unexpected(record->error()), ""};
    named.record = (*record)->offset;
    if (input.record && *input.record != named.record) return std::nullopt;
    auto document = document_of(**record, input.path, budget_);
    if (!document) return Item{named, tl::make_unexpected(document.error()), ""};
    if (!*document) continue;
    named.id = (*document)->id;
    named.url = (*document)->url;
    return Item{named, std::move(**document),
                (*record)->misfit
                    ? named.name() + ": its Content-Length is wrong; read as far as it says"
                    : ""};
  }
  return std::nullopt;
}

}  // namespace dealwire
