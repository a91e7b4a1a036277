// Reading WARC files (ISO 28500, 1.0 and 1.1), plain or with one gzip member a record.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/budget.h"
#include "model/error.h"

namespace dealwire {

struct WarcRecord {
  uint64_t offset = 0;  // of the record, or of its gzip member, in the file
  uint64_t end = 0;     // where the next one begins
  std::string head;     // version and named fields, each line with its line break
  std::string block;
  bool misfit = false;  // the block does not end where Content-Length says

  // A named field, "" if it is missing.
  std::string field(std::string_view name) const;
  std::string type() const { return field("WARC-Type"); }
  // WARC-Target-URI without the angle brackets some writers put around it, spaces encoded.
  std::string target() const;
};

// Reads records one by one; memory holds one of them. A broken record costs itself: it is an error
// that names file and offset, and reading goes on at the next place where a record begins.
class WarcReader {
 public:
  // Fails with "missing" or "unreadable".
  static Expected<WarcReader> open(const std::string& path, const Budget& budget = {});
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  // The next record; nullopt at the end. Errors: "cut" (the file ends in it), "too_large", "warc".
  std::optional<Expected<WarcRecord>> next();

  // Goes on at this offset.
  void seek(uint64_t offset) { offset_ = offset; }

 private:
  class Stream;
  WarcReader(int file, std::string path, const Budget& budget);
  Expected<WarcRecord> read_record(Stream& stream);
  std::optional<uint64_t> find_record(uint64_t from);
  tl::unexpected<Error> broken(std::string code, std::string_view reason) const;

  int file_ = -1;
  std::string path_;
  Budget budget_;
  uint64_t offset_ = 0;
  bool gzip_ = false;
};

// A gzip member, as which a record stands in a .warc.gz file.
std::string gzip(const std::string& bytes);

}  // namespace dealwire
