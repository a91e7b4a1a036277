#include "warc/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "model/time.h"
#include "text/utf8.h"
#include "warc/archive.h"
#include "warc/digest.h"
#include "warc/http_message.h"
#include "web/http_response.h"

namespace dealwire {
namespace {

constexpr std::string_view kNoText = "-";

// Our name for a media type; "" where there is none to go by, kNoText for what is not read.
std::string_view our_media_type(const std::string& type) {
  if (type == "text/html" || type == "application/xhtml+xml") return "text/html";
  if (type == "text/plain") return "text/plain";
  return type.empty() ? "" : kNoText;
}

// A document and what is odd about its record but costs nothing.
struct Found {
  Document document;
  std::vector<std::string> oddities;
};

// What is wrong with the record's length; "" if nothing.
std::string length_fault(const WarcRecord& record) {
  if (!record.misfit) return "";
  const std::string length = record.field("Content-Length");
  if (length.empty()) return "says no valid length; read up to the next record";
  return std::to_string(record.block.size()) == length
             ? "its Content-Length is wrong; read as far as it says"
             : "its length goes beyond the end; read as far as there is";
}

// Is what the field names the digest of none of these? A digest that we cannot make is no fault.
bool contradicts(const WarcRecord& record, std::string_view field,
                 std::initializer_list<std::string_view> forms) {
  const std::string digest = record.field(field);
  return !digest.empty() && std::all_of(forms.begin(), forms.end(), [&](std::string_view form) {
    return is_digest_of(digest, form) == false;
  });
}

// Writers disagree whether chunks and encodings belong to a payload, so that any form will do.
// Where the length is wrong, so are the digests, and that is said already.
void check_digests(const WarcRecord& record, std::initializer_list<std::string_view> payloads,
                   std::vector<std::string>& oddities) {
  if (record.misfit) return;
  if (contradicts(record, "WARC-Block-Digest", {record.block})) {
    oddities.emplace_back("its block is not what its digest was made of");
  }
  if (contradicts(record, "WARC-Payload-Digest", payloads)) {
    oddities.emplace_back("its payload is not what its digest was made of");
  }
}

// The payload of a response (RFC 9110, 6.4) after transfer and content decoding.
Expected<std::string> payload_of(const WarcRecord& record, const HttpMessage& message,
                                 const Budget& budget, std::vector<std::string>& oddities) {
  const auto joined = without_chunks(message);
  const bool broken = joined && joined->broken;
  if (broken) oddities.emplace_back("its chunks are broken; read as far as they go");
  auto payload = decoded_content(message, joined ? joined->bytes : std::string(message.body),
                                 {budget.document_bytes, record.misfit || broken});
  if (payload) {
    check_digests(record, {message.body, joined ? joined->bytes : message.body, *payload},
                  oddities);
  }
  return payload;
}

// WARC 1.1 allows fractions of seconds, which nobody needs, and less than a day, which says too
// little.
std::optional<std::string> stated_date(const WarcRecord& record) {
  const std::string field = record.field("WARC-Date");
  if (!field.ends_with('Z')) return std::nullopt;
  const auto time = parse_rfc3339(field.substr(0, 19) + 'Z');
  return time && (field.size() == 20 || field[19] == '.') ? std::optional(to_rfc3339(*time))
                                                          : std::nullopt;
}

Expected<std::optional<Found>> find_document(const WarcRecord& record, const std::string& path,
                                             const Budget& budget) {
  Found found;
  Document& document = found.document;
  document.input = path;
  document.record = record.offset;
  const std::string type = record.type();
  std::string content_type = record.field("Content-Type");
  if (is_index_kind(record.field(kKindField))) return std::nullopt;
  if (record.misfit) found.oddities.push_back(length_fault(record));
  if (type == "response") {
    const auto message = parse_message(record.block);
    if (!message || message->status != 200) return std::nullopt;
    content_type = find_header(message->head, "Content-Type").value_or("");
    if (our_media_type(parse_content_type(content_type).media_type) == kNoText) return std::nullopt;
    auto payload = payload_of(record, *message, budget, found.oddities);
    if (!payload)
      return fail(payload.error().code, document.name() + ": " + payload.error().message);
    document.bytes = std::move(*payload);
  } else if (type == "resource" || type == "conversion") {
    document.bytes = record.block;
  } else {
    return std::nullopt;
  }
  const ContentType parsed = parse_content_type(content_type);
  const std::string_view media_type = our_media_type(parsed.media_type);
  if (media_type == kNoText || (media_type.empty() && type != "response")) return std::nullopt;
  if (document.bytes.empty()) return fail("empty", document.name() + ": is empty");
  if (type != "response") check_digests(record, {record.block}, found.oddities);
  document.media_type = media_type;
  if (!parsed.charset.empty()) document.charset = parsed.charset;
  if (std::string charset = record.field(kCharsetField); !charset.empty()) {
    document.charset = std::move(charset);
  }
  if (std::string lang = record.field(kLangField); !lang.empty()) document.lang = std::move(lang);
  if (std::string url = record.target(); !url.empty()) document.url = std::move(url);
  document.fetched_at = stated_date(record);
  document.id = sha256_hex(document.bytes);
  return found;
}

}  // namespace

Expected<std::optional<Document>> document_of(const WarcRecord& record, const std::string& path,
                                              const Budget& budget) {
  auto found = find_document(record, path, budget);
  if (!found) return tl::make_unexpected(found.error());
  if (!*found) return std::nullopt;
  return std::move((*found)->document);
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
    auto found = find_document(**record, input.path, budget_);
    if (!found) return Item{named, tl::make_unexpected(found.error()), ""};
    if (!*found) continue;
    named.id = (*found)->document.id;
    named.url = (*found)->document.url;
    const auto& oddities = (*found)->oddities;
    return Item{
        named, std::move((*found)->document),
        oddities.empty() ? "" : fmt::format("{}: {}", named.name(), fmt::join(oddities, "; "))};
  }
  return std::nullopt;
}

}  // namespace dealwire
