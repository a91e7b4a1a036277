// Reading web archives record by record: WARC (ISO 28500, 1.0 and 1.1, and what was written before
// it was a standard) and ARC (arc.h), plain or with one gzip member a record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/budget.h"
#include "model/error.h"
#include "warc/record_stream.h"

namespace dealwire {

struct WarcRecord {
  uint64_t offset = 0;  // of the record, or of its gzip member, in the file
  uint64_t end = 0;     // where the next one begins
  std::string head;     // named fields, each line with its line break; those of an ARC record in
                        // the words of WARC
  std::string block;
  bool misfit = false;  // the block does not end where Content-Length says, or nothing says where

  // A named field, "" if it is missing.
  std::string field(std::string_view name) const;
  std::string type() const { return field("WARC-Type"); }
  // WARC-Target-URI without the angle brackets some writers put around it, spaces encoded.
  std::string target() const;
};

// Reads records one by one; memory holds one of them. A broken record costs itself: it is an error
// that names file and offset, and reading goes on at the next place where a record begins. What is
// broken is read again from there, up to a few times the size of the file and of a document; then
// the rest of a hostile file is given up.
class WarcReader {
 public:
  // Fails with "missing" or "unreadable". A file is ARC if it begins like one, or goes by that name
  // and does not begin like WARC.
  static Expected<WarcReader> open(const std::string& path, const Budget& budget = {});
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  // The next record; nullopt at the end. Errors: "cut" (the file ends in it), "too_large", "warc".
  std::optional<Expected<WarcRecord>> next();

  // Goes on at this offset.
  void seek(uint64_t offset) { offset_ = offset; }

 private:
  // How records of this file begin.
  enum class Format { kWarc, kArc };

  WarcReader(int file, std::string path, const Budget& budget);
  bool skip_blank_lines();
  Expected<WarcRecord> read_record(RecordStream& stream);
  Expected<WarcRecord> read_warc(RecordStream& stream);
  Expected<WarcRecord> read_arc(RecordStream& stream);
  Expected<void> read_block(RecordStream& stream, uint64_t length, WarcRecord& record);
  Expected<void> read_to_next_arc(RecordStream& stream, WarcRecord& record);
  Expected<void> read_to_end_of_member(RecordStream& stream, WarcRecord& record);
  tl::unexpected<Error> cut(const RecordStream& stream) const;
  bool begins_record(RecordStream& stream) const;
  std::optional<uint64_t> find_record(uint64_t from);
  std::optional<uint64_t> find_member(uint64_t from);
  tl::unexpected<Error> broken(std::string code, std::string_view reason) const;

  int file_ = -1;
  std::string path_;
  Budget budget_;
  uint64_t offset_ = 0;
  bool gzip_ = false;
  Format format_ = Format::kWarc;
  size_t arc_fields_ = 1;    // behind Content-type
  uint64_t may_reread_ = 0;  // bytes of broken records and of what only looks like records
};

}  // namespace dealwire
