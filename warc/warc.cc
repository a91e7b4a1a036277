#include "warc/warc.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "text/utf8.h"
#include "warc/arc.h"
#include "warc/files.h"
#include "warc/http_message.h"
#include "web/http_response.h"

namespace dealwire {
namespace {

constexpr size_t kChunk = RecordStream::kChunk;
constexpr std::string_view kVersion = "WARC/";

std::optional<uint64_t> parse_length(const std::string& text) {
  uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || stopped != end || error != std::errc()) return std::nullopt;
  return value;
}

// The first line of these bytes, with its line break if they have it.
std::string_view first_line(std::string_view bytes) {
  return bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
}

std::string_view without_break(std::string_view line) { return line.substr(0, line.find('\n')); }

bool is_break(char c) { return c == '\r' || c == '\n'; }

// The blank lines that end a record may stand in the gzip member of the next one.
size_t blank_before(RecordStream& stream) {
  const std::string_view ahead = stream.ahead(4).substr(0, 4);
  return static_cast<size_t>(std::find_if_not(ahead.begin(), ahead.end(), is_break) -
                             ahead.begin());
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

WarcReader::WarcReader(int file, std::string path, const Budget& budget)
    : file_(file), path_(std::move(path)), budget_(budget), gzip_(begins_gzip(file, 0)) {
  RecordStream stream(file_, 0, gzip_);
  const std::string_view start = stream.ahead(kArcLineBytes);
  const bool named = is_arc(path_) && !start.starts_with(kVersion);
  if (named || start.starts_with("filedesc:")) {
    format_ = Format::kArc;
    arc_fields_ = arc_fields_behind_type(start);
  }
  struct stat status {};
  if (fstat(file_, &status) == 0) {
    may_reread_ =
        budget_.archive_rereads * (static_cast<uint64_t>(status.st_size) + budget_.document_bytes);
  }
}

WarcReader::WarcReader(WarcReader&& other) noexcept { *this = std::move(other); }

WarcReader& WarcReader::operator=(WarcReader&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  budget_ = other.budget_;
  offset_ = other.offset_;
  gzip_ = other.gzip_;
  format_ = other.format_;
  arc_fields_ = other.arc_fields_;
  may_reread_ = other.may_reread_;
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
  if (!skip_blank_lines()) return std::nullopt;
  RecordStream stream(file_, offset_, begins_gzip(file_, offset_));
  auto record = read_record(stream);
  if (record && !record->misfit) {
    offset_ = record->end;
    return record;
  }
  // Records of wrong lengths may claim each other's bytes, which must not be read for each of them.
  const bool again = stream.produced() <= may_reread_;
  may_reread_ -= again ? stream.produced() : may_reread_;
  const uint64_t from = again ? offset_ + 1 : std::max(offset_ + 1, stream.reached());
  offset_ = find_record(from).value_or(UINT64_MAX / 2);
  return record;
}

// Blank lines part the records of a plain file. False at its end.
bool WarcReader::skip_blank_lines() {
  std::array<char, 4096> bytes;
  while (const size_t n = read_at(file_, offset_, bytes.data(), bytes.size())) {
    const auto* end = bytes.data() + n;
    const auto* record = std::find_if_not(bytes.data(), bytes.data() + n, is_break);
    offset_ += static_cast<uint64_t>(record - bytes.data());
    if (record != end) return true;
  }
  return false;
}

Expected<WarcRecord> WarcReader::read_record(RecordStream& stream) {
  auto record = format_ == Format::kArc ? read_arc(stream) : read_warc(stream);
  if (!record) return record;
  if (stream.gzip()) {
    if (const auto read = read_to_end_of_member(stream, *record); !read) {
      return tl::make_unexpected(read.error());
    }
  }
  record->end = stream.end();
  return record;
}

Expected<WarcRecord> WarcReader::read_warc(RecordStream& stream) {
  WarcRecord record;
  record.offset = offset_;
  if (stream.gzip()) stream.drop(blank_before(stream));
  const std::string_view start = stream.ahead(kVersion.size());
  if (!start.starts_with(kVersion)) {
    if (stream.damaged() || kVersion.starts_with(start)) return cut(stream);
    return broken("warc", "is no WARC record");
  }
  size_t head = start.npos;
  for (size_t want = 4096; head == start.npos; want *= 2) {
    const std::string_view ahead = stream.ahead(want);
    head = end_of_head(ahead);
    if (head == ahead.npos && ahead.size() < want) return cut(stream);
    if (head == ahead.npos && want > budget_.record_header_bytes) {
      return broken("too_large", "has an endless head");
    }
  }
  record.head = stream.ahead(head).substr(0, head);
  stream.drop(head);
  const auto length = parse_length(record.field("Content-Length"));
  if (!length) return broken("warc", "has no valid Content-Length");
  if (const auto read = read_block(stream, *length, record); !read) {
    return tl::make_unexpected(read.error());
  }
  if (record.block.size() < *length && !stream.whole()) return cut(stream);
  const std::string_view behind = stream.ahead(4);
  record.misfit = record.block.size() < *length ||
                  (!behind.starts_with("\r\n\r\n") && !(behind.empty() && stream.whole()));
  if (!record.misfit) stream.drop(std::min<size_t>(behind.size(), 4));
  return record;
}

// A length that is no number, or goes beyond the file, does not cost an ARC record: crawlers wrote
// such, and the block still ends where the next record begins.
Expected<WarcRecord> WarcReader::read_arc(RecordStream& stream) {
  WarcRecord record;
  record.offset = offset_;
  const std::string_view start = stream.ahead(kArcLineBytes);
  if (start.find('\n') == start.npos && start.size() < kArcLineBytes) return cut(stream);
  const auto line = parse_arc_line(without_break(start), arc_fields_);
  if (!line) return broken("arc", "is no ARC record");
  record.head = warc_head_of(*line);
  const std::optional<uint64_t> length = line->length;
  stream.drop(first_line(start).size());
  const auto read = length ? read_block(stream, *length, record) : read_to_next_arc(stream, record);
  if (!read) return tl::make_unexpected(read.error());
  if (stream.damaged()) return cut(stream);
  const std::string_view behind = stream.ahead(1);
  record.misfit =
      !length || record.block.size() < *length || (!behind.empty() && !is_break(behind[0]));
  return record;
}

// As many bytes of the block as there are, up to `length`.
Expected<void> WarcReader::read_block(RecordStream& stream, uint64_t length, WarcRecord& record) {
  if (length > budget_.document_bytes + budget_.record_header_bytes) {
    return broken("too_large", fmt::format("has {} bytes, more than are read", length));
  }
  while (record.block.size() < length) {
    const std::string_view ahead = stream.ahead(1).substr(0, length - record.block.size());
    if (!ahead.empty()) {
      record.block += ahead;
      stream.drop(ahead.size());
      continue;
    }
    // Some writers part a record's head and block into two members.
    if (!stream.whole()) break;
    RecordStream next(file_, stream.end(), begins_gzip(file_, stream.end()));
    if (begins_record(next) || !stream.next_member()) break;
  }
  return {};
}

Expected<void> WarcReader::read_to_next_arc(RecordStream& stream, WarcRecord& record) {
  bool line_begins = true;
  while (!(line_begins && begins_record(stream))) {
    const std::string_view ahead = stream.ahead(kArcLineBytes);
    if (ahead.empty()) break;
    const std::string_view line = first_line(ahead);
    line_begins = line.ends_with('\n');
    record.block += line;
    stream.drop(line.size());
    if (record.block.size() > budget_.document_bytes + budget_.record_header_bytes) {
      return broken("too_large", "has no valid length and more bytes than are read");
    }
  }
  if (record.block.ends_with('\n')) record.block.pop_back();  // which parts records
  return {};
}

// Only a member's end says that its checksum holds; a second record in it has no offset.
Expected<void> WarcReader::read_to_end_of_member(RecordStream& stream, WarcRecord& record) {
  size_t strange = 0;
  while (!stream.ahead(1).empty()) {
    if (begins_record(stream)) {
      return broken("warc", "shares its gzip member: the file is compressed as a whole");
    }
    const size_t line = first_line(stream.ahead(kArcLineBytes)).size();
    const bool blank = trim(stream.ahead(line).substr(0, line)).empty();
    record.misfit |= !blank;
    stream.drop(line);
    strange += line;
    if (strange > kChunk * 2) return broken("warc", "is followed by what is no record");
  }
  if (!stream.whole()) return cut(stream);
  return {};
}

tl::unexpected<Error> WarcReader::cut(const RecordStream& stream) const {
  return stream.damaged() ? broken("warc", "is damaged: its gzip data is wrong")
                          : broken("cut", "is cut off: the file ends in it");
}

bool WarcReader::begins_record(RecordStream& stream) const {
  if (format_ == Format::kWarc) {
    const size_t blank = stream.gzip() ? blank_before(stream) : 0;
    return stream.ahead(blank + kVersion.size()).substr(blank).starts_with(kVersion);
  }
  const std::string_view ahead = stream.ahead(kArcLineBytes);
  return parse_arc_line(without_break(ahead.substr(0, kArcLineBytes)), arc_fields_).has_value();
}

// Where the next record begins, by what records begin with. A payload may hold the same bytes; it
// is read as one then, and fails or is of little harm.
std::optional<uint64_t> WarcReader::find_record(uint64_t from) {
  if (gzip_) return find_member(from);
  RecordStream stream(file_, from - 1, /*gzip=*/false);
  // Records begin on a line of their own.
  for (bool line_begins = false; !stream.ahead(1).empty();) {
    if (line_begins && begins_record(stream)) return stream.end();
    const std::string_view line = first_line(stream.ahead(kArcLineBytes));
    line_begins = line.ends_with('\n');
    stream.drop(line.size());
  }
  return std::nullopt;
}

std::optional<uint64_t> WarcReader::find_member(uint64_t from) {
  constexpr std::string_view kMagic("\x1f\x8b\x08", 3);
  RecordStream bytes(file_, from, /*gzip=*/false);
  while (true) {
    const std::string_view ahead = bytes.ahead(kMagic.size());
    const size_t hit = ahead.find(kMagic);
    if (hit == ahead.npos) {
      if (ahead.size() < kMagic.size()) return std::nullopt;
      bytes.drop(ahead.size() - kMagic.size() + 1);
      continue;
    }
    bytes.drop(hit);
    RecordStream member(file_, bytes.end(), /*gzip=*/true);
    if (begins_record(member)) return bytes.end();
    // Each try may cost an inflate; chance gives 64 in 1 GB.
    constexpr uint64_t kTry = 4 * kChunk;
    if (may_reread_ < kTry) return std::nullopt;
    may_reread_ -= kTry;
    bytes.drop(1);
  }
}

}  // namespace dealwire
