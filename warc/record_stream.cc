#include "warc/record_stream.h"

#include <unistd.h>

namespace dealwire {

size_t read_at(int file, uint64_t offset, char* into, size_t most) {
  const ssize_t n = pread(file, into, most, static_cast<off_t>(offset));
  return n < 0 ? 0 : static_cast<size_t>(n);
}

bool begins_gzip(int file, uint64_t offset) {
  constexpr std::string_view kMagic("\x1f\x8b\x08", 3);
  std::array<char, kMagic.size()> bytes;
  return read_at(file, offset, bytes.data(), bytes.size()) == bytes.size() &&
         std::string_view(bytes.data(), bytes.size()) == kMagic;
}

RecordStream::RecordStream(int file, uint64_t offset, bool gzip)
    : file_(file), offset_(offset), at_(offset), gzip_(gzip) {
  if (gzip_) inflateInit2(&z_, 15 + 16);
}

RecordStream::~RecordStream() {
  if (gzip_) inflateEnd(&z_);
}

std::string_view RecordStream::ahead(size_t n) {
  while (ready_.size() - done_ < n && more()) {
  }
  return std::string_view(ready_).substr(done_);
}

void RecordStream::drop(size_t n) {
  done_ += n;
  dropped_ += n;
  if (done_ < kChunk) return;
  ready_.erase(0, done_);
  done_ = 0;
}

bool RecordStream::next_member() {
  const uint64_t at = at_ - z_.avail_in;
  if (!begins_gzip(file_, at)) return false;
  at_ = at;
  z_.avail_in = 0;
  ended_ = false;
  return inflateReset(&z_) == Z_OK;
}

bool RecordStream::fill(size_t& n) {
  n = read_at(file_, at_, chunk_.data(), chunk_.size());
  at_ += n;
  return n > 0;
}

bool RecordStream::more() {
  size_t n = 0;
  if (!gzip_) {
    if (!fill(n)) return false;
    ready_.append(chunk_.data(), n);
    return true;
  }
  if (ended_ || damaged_) return false;
  if (z_.avail_in == 0) {
    if (!fill(n)) return false;
    z_.next_in = reinterpret_cast<Bytef*>(chunk_.data());
    z_.avail_in = static_cast<uInt>(n);
  }
  std::array<char, kChunk> out;
  z_.next_out = reinterpret_cast<Bytef*>(out.data());
  z_.avail_out = kChunk;
  const int result = inflate(&z_, Z_NO_FLUSH);
  ready_.append(out.data(), kChunk - z_.avail_out);
  ended_ = result == Z_STREAM_END;
  damaged_ = !ended_ && result != Z_OK && result != Z_BUF_ERROR;
  return true;
}

}  // namespace dealwire
