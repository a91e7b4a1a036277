// The archive: a folder of WARC 1.1 files that hold every fetched payload before anything reads it.
//
// A file is written as NAME.open, one gzip member a record, and renamed to NAME when it is
// complete, so that other programs only meet whole files. A record is durable when add() returns.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ingest/http.h"
#include "model/error.h"
#include "model/frontier.h"

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

class Archive {
 public:
  // Nothing is written before the first record. `software` goes into warcinfo records.
  Archive(std::string folder, std::string software, uint64_t file_bytes = uint64_t{1} << 30);
  Archive(const Archive&) = delete;
  ~Archive();

  // Writes a response record: the payload as it is after transfer and content decoding, the headers
  // that speak of those renamed X-Crawler-*, as Common Crawl does. Fails with "archive", and has
  // then written nothing.
  Expected<Capture> add(const Provenance& from, const HttpResponse& response, Time fetched_at);

  // Completes the file, if one is open.
  Expected<void> close();

 private:
  Expected<void> open(Time now);
  Expected<uint64_t> append(const std::string& record);
  tl::unexpected<Error> failed(const std::string& what) const;

  std::string folder_, software_;
  uint64_t file_bytes_;
  std::string name_;  // of the file, without ".open"
  int file_ = -1;
  uint64_t end_ = 0;
};

// Completes what a run that died left open: each such file is cut to its last whole record and
// renamed. `found` is told of its documents, which may lack their acknowledgement. Files that
// another process writes are left alone.
Expected<void> recover_archive(const std::string& folder,
                               const std::function<Expected<void>(const Capture&)>& found);

// The path of a file of the archive, whether complete or still open.
std::string archive_path(const std::string& folder, const std::string& name);

}  // namespace dealwire
