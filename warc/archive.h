// The archive: a folder of WARC 1.1 files (ISO 28500) that hold every fetched payload before
// anything reads it.
//
// A file is written as NAME.open, one gzip member a record, and called NAME whenever nobody writes
// it, so that other programs only meet whole files. It grows for a day (UTC), or to its greatest
// size; what it holds never changes. What add() returns is durable.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/budget.h"
#include "model/document.h"
#include "model/error.h"
#include "model/frontier.h"
#include "warc/gzip.h"
#include "web/http_response.h"

namespace dealwire {

// What is known of a payload beside its response. Records carry it in fields of our own, so that
// the archive alone is enough to read it again to the same result.
struct Provenance {
  std::string url;     // where it came from in the end
  std::string queued;  // the URL that led there
  UrlKind kind = UrlKind::kArticle;
  std::string source;
  std::optional<std::string> lang, charset;  // what settings know better than the page
};

// The names of those fields.
inline constexpr const char* kQueuedField = "Dealwire-Queued-URL";
inline constexpr const char* kKindField = "Dealwire-Kind";
inline constexpr const char* kSourceField = "Dealwire-Source";
inline constexpr const char* kLangField = "Dealwire-Lang";
inline constexpr const char* kCharsetField = "Dealwire-Charset";

// What is to be kept of a fetch.
struct Exchange {
  enum class Kind {
    kResponse,     // an answer with its payload, a redirect's too
    kUnmodified,   // an answer that says that nothing has changed (304)
    kSamePayload,  // an answer with a payload that is known
    kConversion,   // an article that the kResponse before it carries, in HTML as `response.body`
  };
  Kind kind = Kind::kResponse;
  Provenance from;
  HttpResponse response;
  std::string digest;  // SHA-256 of the payload, or of the one that is known
  Time at{};
};

class Archive {
 public:
  // Nothing is written before the first record. `software` goes into warcinfo records.
  Archive(std::string folder, std::string software, uint64_t file_bytes = uint64_t{1} << 30);
  Archive(const Archive&) = delete;
  ~Archive();

  // Writes a response, revisit or conversion record for each exchange, and behind those that were
  // requested a request record. Payloads are as they are after transfer and content decoding, the
  // headers that speak of those renamed X-Crawler-*, as Common Crawl does. Gives one capture for
  // each exchange. Fails with "archive", and has then written nothing.
  Expected<std::vector<Capture>> add(const std::vector<Exchange>& exchanges);

  // Gives the file, if one is open, its name; a later one goes on with it.
  Expected<void> close();

 private:
  Expected<void> open(Time now);
  bool reopen(const std::string& file, Time now);
  Expected<void> append(const std::string& bytes);
  tl::unexpected<Error> failed(const std::string& what) const;

  std::string folder_, software_;
  uint64_t file_bytes_;
  Gzip gzip_;
  std::string name_;  // of the file, without ".open"
  int file_ = -1;
  uint64_t end_ = 0;
};

// Completes what a run that died left open: each such file is cut to its last whole record and
// renamed. `found` is told of its documents, which may lack their acknowledgement. Of a file
// `known` says where a record begins before which all is acknowledged, 0 if there is none: a day's
// file is long. Files that another process writes are left alone.
Expected<void> recover_archive(
    const std::string& folder,
    const std::function<Expected<uint64_t>(const std::string& file)>& known,
    const std::function<Expected<void>(const Capture&)>& found);

// The path of a file of the archive, whether it is open or not, at this moment.
std::string archive_path(const std::string& folder, const std::string& name);

// The document of a capture, as read_record() reads it, though its file be given another name
// meanwhile.
Expected<Document> read_archived(const std::string& folder, const std::string& name,
                                 uint64_t record, const Budget& budget);

}  // namespace dealwire
