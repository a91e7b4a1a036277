// The bytes of one record of a web archive as they are read: straight from the file, or through
// inflate where a gzip member (RFC 1952) begins, as which a record stands in .warc.gz and .arc.gz.
//
// Holds a few chunks, whatever the record's size. What cannot be read or inflated ends the bytes;
// damaged() and whole() tell why. Not for several threads at once; the file is the caller's.
#pragma once

#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dealwire {

// As many bytes as there are at `offset`, at most `most`.
size_t read_at(int file, uint64_t offset, char* into, size_t most);

// Does a gzip member begin here?
bool begins_gzip(int file, uint64_t offset);

class RecordStream {
 public:
  static constexpr size_t kChunk = 64 * 1024;

  RecordStream(int file, uint64_t offset, bool gzip);
  RecordStream(const RecordStream&) = delete;
  RecordStream& operator=(const RecordStream&) = delete;
  ~RecordStream();

  // What lies ahead: at least `n` bytes, or all there are.
  std::string_view ahead(size_t n);
  void drop(size_t n);

  bool gzip() const { return gzip_; }
  bool damaged() const { return damaged_; }  // its gzip data is wrong
  bool whole() const { return ended_; }      // the gzip member was read to its checksum
  // Goes on with the gzip member behind this one, if there is one.
  bool next_member();

  // Where in the file the next record begins, once all of this one was taken.
  uint64_t end() const { return gzip_ ? at_ - z_.avail_in : offset_ + dropped_; }
  // How far the file was read for what came out so far.
  uint64_t reached() const { return gzip_ ? end() : at_; }
  // How many bytes came out so far, taken or not.
  uint64_t produced() const { return dropped_ + ready_.size() - done_; }

 private:
  bool fill(size_t& n);
  bool more();

  int file_;
  uint64_t offset_, at_;
  bool gzip_, ended_ = false, damaged_ = false;
  z_stream z_{};
  std::array<char, kChunk> chunk_;
  std::string ready_;
  size_t done_ = 0;
  uint64_t dropped_ = 0;
};

}  // namespace dealwire
