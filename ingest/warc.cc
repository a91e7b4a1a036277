#include "ingest/warc.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "ingest/http.h"

namespace dealwire {
namespace {

constexpr size_t kChunk = 64 * 1024;
constexpr std::string_view kGzip("\x1f\x8b\x08", 3);
constexpr std::string_view kVersion = "WARC/";

size_t read_at(int file, uint64_t offset, char* into, size_t most) {
  const ssize_t n = pread(file, into, most, static_cast<off_t>(offset));
  return n < 0 ? 0 : static_cast<size_t>(n);
}

// Behind the blank line that ends a head; npos if there is none. Some writers leave out the CR.
size_t end_of_head(std::string_view text) {
  const size_t crlf = text.find("\r\n\r\n"), lf = text.find("\n\n");
  if (crlf == text.npos && lf == text.npos) return text.npos;
  return crlf < lf ? crlf + 4 : lf + 2;
}

std::optional<uint64_t> parse_length(const std::string& text) {
  uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || stopped != end || error != std::errc()) return std::nullopt;
  return value;
}

}  // namespace

std::string WarcRecord::field(std::string_view name) const {
  return find_header(head, name).value_or("");
}

std::string WarcRecord::target() const {
  const std::string value = field("WARC-Target-URI");
  const bool bracketed = value.starts_with('<') && value.ends_with('>');
  std::string out;
  for (char c : bracketed ? value.substr(1, value.size() - 2) : value) {
    if (c == ' ') {
      out += "%20";
    } else {
      out += c;
    }
  }
  return out;
}

// The bytes of a record as they are read: straight from the file, or through inflate where a gzip
// member begins.
class WarcReader::Stream {
 public:
  Stream(int file, uint64_t offset) : file_(file), at_(offset) {
    std::array<char, 3> magic;
    gzip_ = read_at(file_, at_, magic.data(), 3) == 3 && std::string_view(magic.data(), 3) == kGzip;
    if (gzip_) inflateInit2(&z_, 15 + 16);
  }
  Stream(const Stream&) = delete;
  ~Stream() {
    if (gzip_) inflateEnd(&z_);
  }

  // What lies ahead: at least `n` bytes, or all there are.
  std::string_view ahead(size_t n) {
    while (ready_.size() - done_ < n && more()) {
    }
    return std::string_view(ready_).substr(done_);
  }
  void drop(size_t n) {
    done_ += n;
    dropped_ += n;
    if (done_ < kChunk) return;
    ready_.erase(0, done_);
    done_ = 0;
  }

  bool gzip() const { return gzip_; }
  bool damaged() const { return damaged_; }
  bool whole() const { return ended_; }  // the gzip member was read to its checksum
  // Goes on with the gzip member behind this one, if there is one.
  bool next_member() {
    std::array<char, 3> magic;
    const uint64_t at = at_ - z_.avail_in;
    if (read_at(file_, at, magic.data(), 3) < 3 || std::string_view(magic.data(), 3) != kGzip) {
      return false;
    }
    at_ = at;
    z_.avail_in = 0;
    ended_ = false;
    return inflateReset(&z_) == Z_OK;
  }
  // Where in the file the next record begins, once all of this one was taken.
  uint64_t end(uint64_t offset) const { return gzip_ ? at_ - z_.avail_in : offset + dropped_; }

 private:
  bool fill(size_t& n) {
    n = read_at(file_, at_, chunk_.data(), chunk_.size());
    at_ += n;
    return n > 0;
  }

  bool more() {
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

  int file_;
  uint64_t at_;
  bool gzip_ = false, ended_ = false, damaged_ = false;
  z_stream z_{};
  std::array<char, kChunk> chunk_;
  std::string ready_;
  size_t done_ = 0;
  uint64_t dropped_ = 0;
};

WarcReader::WarcReader(int file, std::string path, const Budget& budget)
    : file_(file), path_(std::move(path)), budget_(budget) {
  std::array<char, 3> magic;
  gzip_ = read_at(file_, 0, magic.data(), 3) == 3 && std::string_view(magic.data(), 3) == kGzip;
}

WarcReader::WarcReader(WarcReader&& other) noexcept { *this = std::move(other); }

WarcReader& WarcReader::operator=(WarcReader&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  budget_ = other.budget_;
  offset_ = other.offset_;
  gzip_ = other.gzip_;
  return *this;
}

WarcReader::~WarcReader() {
  if (file_ >= 0) close(file_);
}

Expected<WarcReader> WarcReader::open(const std::string& path, const Budget& budget) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(errno == ENOENT ? "missing" : "unreadable",
                fmt::format("{}: {}", path, std::strerror(errno)));
  }
  return WarcReader(file, path, budget);
}

tl::unexpected<Error> WarcReader::broken(std::string code, std::string_view reason) const {
  return fail(std::move(code), fmt::format("{}: record at {} {}", path_, offset_, reason));
}

std::optional<Expected<WarcRecord>> WarcReader::next() {
  char byte;
  // Blank lines part the records of a plain file.
  while (read_at(file_, offset_, &byte, 1) == 1 && (byte == '\r' || byte == '\n')) ++offset_;
  if (read_at(file_, offset_, &byte, 1) == 0) return std::nullopt;
  Stream stream(file_, offset_);
  auto record = read_record(stream);
  if (record && !record->misfit) {
    offset_ = record->end;
  } else {
    const auto found = find_record(offset_ + 1);
    offset_ = found.value_or(UINT64_MAX / 2);
  }
  return record;
}

Expected<WarcRecord> WarcReader::read_record(Stream& stream) {
  WarcRecord record;
  record.offset = offset_;
  const auto cut = [&] {
    return stream.damaged() ? broken("warc", "is damaged: its gzip data is wrong")
                            : broken("cut", "is cut off: the file ends in it");
  };
  std::string_view ahead = stream.ahead(kVersion.size());
  if (ahead.size() < kVersion.size() && kVersion.starts_with(ahead)) return cut();
  if (!ahead.starts_with(kVersion)) return broken("warc", "is no WARC record");
  size_t head = ahead.npos;
  for (size_t want = 4096; head == ahead.npos; want *= 2) {
    ahead = stream.ahead(want);
    head = end_of_head(ahead);
    if (head != ahead.npos) break;
    if (ahead.size() < want) return cut();
    if (want > budget_.record_header_bytes) return broken("too_large", "has an endless head");
  }
  record.head = ahead.substr(0, head);
  stream.drop(head);

  const auto length = parse_length(record.field("Content-Length"));
  if (!length) return broken("warc", "has no valid Content-Length");
  if (*length > budget_.document_bytes + budget_.record_header_bytes) {
    return broken("too_large", fmt::format("has {} bytes, more than are read", *length));
  }
  while (record.block.size() < *length) {
    ahead = stream.ahead(1).substr(0, *length - record.block.size());
    if (ahead.empty() && stream.whole()) {
      // Some writers part a record's head and block into two members.
      if (!stream.next_member() || stream.ahead(kVersion.size()).starts_with(kVersion)) break;
      continue;
    }
    if (ahead.empty()) return cut();
    record.block += ahead;
    stream.drop(ahead.size());
  }
  record.misfit = !stream.ahead(4).starts_with("\r\n\r\n");
  // Only a member's end says that its checksum holds; a second record in it has no offset.
  while (stream.gzip() && !stream.ahead(1).empty()) {
    ahead = stream.ahead(kVersion.size());
    if (ahead.starts_with(kVersion)) {
      return broken("warc", "shares its gzip member: the file is compressed as a whole");
    }
    if (ahead[0] != '\r' && ahead[0] != '\n') record.misfit = true;
    stream.drop(1);
    if (ahead.size() > kChunk * 2) return broken("warc", "is followed by what is no record");
  }
  if (!stream.gzip() && !record.misfit) stream.drop(4);
  if (stream.gzip() && !stream.whole()) return cut();
  record.end = stream.end(offset_);
  return record;
}

// Where the next record begins, by what records begin with. A payload may hold the same bytes; it
// is read as one then, and fails or is of little harm.
std::optional<uint64_t> WarcReader::find_record(uint64_t from) {
  const std::string_view sign = gzip_ ? kGzip : std::string_view("\nWARC/1.");
  const size_t ahead_of = gzip_ ? 0 : 1;  // the line break before
  constexpr int kMostTries = 1'000;       // each may cost an inflate; chance gives 64 in 1 GB
  std::string chunk(kChunk, '\0');
  int tries = 0;
  for (uint64_t at = from - ahead_of; tries < kMostTries;) {
    const size_t n = read_at(file_, at, chunk.data(), chunk.size());
    const std::string_view bytes(chunk.data(), n);
    for (size_t hit = bytes.find(sign); hit != bytes.npos; hit = bytes.find(sign, hit + 1)) {
      const uint64_t found = at + hit + ahead_of;
      if (!gzip_ || Stream(file_, found).ahead(kVersion.size()).starts_with(kVersion)) {
        return found;
      }
      if (++tries == kMostTries) break;
    }
    if (n < chunk.size()) return std::nullopt;
    at += n - sign.size();
  }
  return std::nullopt;
}

std::string gzip(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

}  // namespace dealwire
