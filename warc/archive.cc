#include "warc/archive.h"

#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "text/utf8.h"
#include "warc/archive_files.h"
#include "warc/documents.h"
#include "warc/warc.h"

namespace dealwire {
namespace fs = std::filesystem;

namespace {

constexpr const char* kOpen = ".open";
constexpr int kMostRenames = 10;  // that a reader follows: one is what there is

// A random UUID (RFC 4122, version 4).
std::string record_id() {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) < 0) return "";
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::string out = "<urn:uuid:";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", bytes[i]);
  }
  return out + ">";
}

struct RecordHead {
  const char* type;
  std::string id, fields;
  Time date;
};

// The block comes in two parts, so that a payload is copied once.
std::string record_of(const RecordHead& head, std::string_view block, std::string_view more = "") {
  std::string out = fmt::format(
      "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n{}Content-Length: "
      "{}\r\n\r\n",
      head.type, head.id, to_rfc3339(head.date), head.fields, block.size() + more.size());
  constexpr std::string_view kEnd = "\r\n\r\n";
  out.reserve(out.size() + block.size() + more.size() + kEnd.size());
  return out.append(block).append(more).append(kEnd);
}

// The head of a response whose body is decoded.
std::string head_of(const HttpResponse& response) {
  std::string out;
  std::string_view rest = response.head;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end);
    const std::string name = ascii_lower(trim(line.substr(0, line.find(':'))));
    if (name == "content-encoding" || name == "content-length" || name == "transfer-encoding") {
      out += "X-Crawler-";
    }
    out += line;
  }
  return out + fmt::format("Content-Length: {}\r\n\r\n", response.body.size());
}

void add_field(std::string& fields, const char* name, std::string_view value) {
  if (!value.empty()) fields += fmt::format("{}: {}\r\n", name, value);
}

std::string provenance_fields(const Provenance& from) {
  std::string out;
  add_field(out, "WARC-Target-URI", from.url);
  add_field(out, kSourceField, from.source);
  add_field(out, kKindField, name(from.kind));
  add_field(out, kQueuedField, from.queued);
  add_field(out, kLangField, from.lang.value_or(""));
  add_field(out, kCharsetField, from.charset.value_or(""));
  return out;
}

// The profile of a revisit record (6.7.2); "" for one that holds a payload.
std::string revisit_profile(Exchange::Kind kind) {
  const std::string base = "http://netpreserve.org/warc/1.1/revisit/";
  if (kind == Exchange::Kind::kUnmodified) return base + "server-not-modified";
  return kind == Exchange::Kind::kSamePayload ? base + "identical-payload-digest" : "";
}

std::string answer_record(const Exchange& exchange, const std::string& id) {
  const HttpResponse& response = exchange.response;
  const std::string profile = revisit_profile(exchange.kind);
  std::string fields = provenance_fields(exchange.from);
  add_field(fields, "WARC-IP-Address", response.address);
  add_field(fields, "WARC-Payload-Digest", "sha256:" + exchange.digest);
  add_field(fields, "Content-Type", "application/http; msgtype=response");
  if (profile.empty()) {
    return record_of({"response", id, fields, exchange.at}, head_of(response), response.body);
  }
  add_field(fields, "WARC-Profile", profile);
  add_field(fields, "WARC-Refers-To-Target-URI", exchange.from.url);
  return record_of({"revisit", id, fields, exchange.at}, response.head + "\r\n");
}

std::string request_record(const Exchange& exchange, const std::string& answer) {
  std::string fields = provenance_fields(exchange.from);
  add_field(fields, "WARC-Concurrent-To", answer);
  add_field(fields, "Content-Type", "application/http; msgtype=request");
  return record_of({"request", record_id(), fields, exchange.at},
                   exchange.response.request + "\r\n");
}

std::string conversion_record(const Exchange& exchange, const std::string& carrier) {
  std::string fields = provenance_fields(exchange.from);
  add_field(fields, "WARC-Refers-To", carrier);
  add_field(fields, "WARC-Payload-Digest", "sha256:" + exchange.digest);
  add_field(fields, "Content-Type", "text/html; charset=UTF-8");
  return record_of({"conversion", record_id(), fields, exchange.at}, exchange.response.body);
}

std::string file_time(Time now) {
  std::string out = to_rfc3339(now);
  std::erase_if(out, [](char c) { return c == '-' || c == ':'; });
  return out;
}

std::string file_day(Time now) { return file_time(now).substr(0, 8); }

// The complete file that was begun last; "" if there is none. One that a purge has rewritten is
// none: it ends in ".r1.warc.gz".
std::string newest_file(const std::string& folder) {
  std::string newest;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string file = it->path().filename().string();
    const std::string_view stem = std::string_view(file).substr(0, file.find(".warc.gz"));
    const bool ours = file.starts_with("dealwire-") && file.size() == stem.size() + 8 &&
                      stem.find('.') == stem.npos;
    if (ours && file > newest) newest = file;
  }
  return newest;
}

// Tells of the documents from a record on, and gives where the last whole record ends; 0 if none
// begins there.
Expected<uint64_t> find_documents(const std::string& path, uint64_t begin, const std::string& name,
                                  const std::function<Expected<void>(const Capture&)>& found) {
  auto reader = WarcReader::open(path);
  if (!reader) return tl::make_unexpected(reader.error());
  reader->seek(begin);
  uint64_t end = 0;
  while (auto record = reader->next()) {
    if (!*record || (*record)->misfit) break;
    end = (*record)->end;
    const auto document = document_of(**record, path, Budget{});
    if (!document || !*document) continue;
    const auto date = parse_rfc3339((*record)->field("WARC-Date"));
    auto told = found({(*record)->target(), (*record)->field(kQueuedField), name, (*record)->offset,
                       date.value_or(Time{})});
    if (!told) return tl::make_unexpected(told.error());
  }
  return end;
}

Expected<void> recover_file(const fs::path& path, uint64_t known,
                            const std::function<Expected<void>(const Capture&)>& found) {
  const OpenFile file{::open(path.c_str(), O_RDWR | O_CLOEXEC)};
  if (file.handle < 0) return archive_error(path.string());
  if (flock(file.handle, LOCK_EX | LOCK_NB) != 0) return {};
  const fs::path complete = fs::path(path).replace_extension();
  const std::string name = complete.filename().string();
  auto end = find_documents(path.string(), known, name, found);
  if (end && *end == 0 && known > 0) end = find_documents(path.string(), 0, name, found);
  if (!end) return tl::make_unexpected(end.error());
  if (*end == 0) {
    fs::remove(path);
    return {};
  }
  if (ftruncate(file.handle, static_cast<off_t>(*end)) != 0 || fsync(file.handle) != 0 ||
      std::rename(path.c_str(), complete.c_str()) != 0) {
    return archive_error(path.string());
  }
  sync_folder(path.parent_path().string());
  return {};
}

}  // namespace

Archive::Archive(std::string folder, std::string software, uint64_t file_bytes)
    : folder_(std::move(folder)), software_(std::move(software)), file_bytes_(file_bytes) {}

Archive::~Archive() {
  if (file_ >= 0) ::close(file_);
}

tl::unexpected<Error> Archive::failed(const std::string& what) const {
  return archive_error(folder_ + "/" + what);
}

// Goes on with a complete file, if it is of this day and has room.
bool Archive::reopen(const std::string& file, Time now) {
  std::error_code error;
  const std::string path = folder_ + "/" + file;
  const uint64_t size = fs::file_size(path, error);
  if (error || size >= file_bytes_ || !file.starts_with("dealwire-" + file_day(now))) return false;
  if (std::rename(path.c_str(), (path + kOpen).c_str()) != 0) return false;
  file_ = ::open((path + kOpen).c_str(), O_RDWR | O_CLOEXEC);
  name_ = file;
  end_ = size;
  return file_ >= 0;
}

Expected<void> Archive::open(Time now) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (!reopen(newest_file(folder_), now)) {
    for (int n = 1; file_ < 0; ++n) {
      name_ = fmt::format("dealwire-{}-{}.warc.gz", file_time(now), n);
      if (fs::exists(fs::path(folder_) / name_, error)) continue;
      file_ = ::open((folder_ + "/" + name_ + kOpen).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
                     0666);
      if (file_ < 0 && errno != EEXIST) return failed(name_);
    }
    end_ = 0;
  }
  flock(file_, LOCK_EX | LOCK_NB);
  sync_folder(folder_);
  if (end_ > 0) return {};
  const std::string info = fmt::format(
      "software: {}\r\nformat: WARC File Format 1.1\r\nconformsTo: "
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
      software_);
  const std::string fields =
      fmt::format("WARC-Filename: {}\r\nContent-Type: application/warc-fields\r\n", name_);
  return append(gzip_(record_of({"warcinfo", record_id(), fields, now}, info)));
}

// What cannot be written whole is taken back.
Expected<void> Archive::append(const std::string& bytes) {
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n =
        pwrite(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(end_ + done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    done += static_cast<size_t>(n);
  }
  if (done < bytes.size() || fdatasync(file_) != 0) {
    const auto error = failed(name_);
    if (ftruncate(file_, static_cast<off_t>(end_)) != 0) return error;
    return error;
  }
  end_ += bytes.size();
  return {};
}

Expected<std::vector<Capture>> Archive::add(const std::vector<Exchange>& exchanges) {
  std::vector<Capture> out;
  if (exchanges.empty()) return out;
  const Time now = exchanges.front().at;
  const bool is_full = end_ >= file_bytes_ || !name_.starts_with("dealwire-" + file_day(now));
  if (file_ >= 0 && is_full) {
    if (const auto closed = close(); !closed) return tl::make_unexpected(closed.error());
  }
  if (file_ < 0) {
    if (const auto opened = open(now); !opened) return tl::make_unexpected(opened.error());
  }
  std::string bytes, carrier;
  for (const Exchange& exchange : exchanges) {
    const Provenance& from = exchange.from;
    out.push_back({from.url, from.queued, name_, end_ + bytes.size(), exchange.at});
    if (exchange.kind == Exchange::Kind::kConversion) {
      bytes += gzip_(conversion_record(exchange, carrier));
      continue;
    }
    carrier = record_id();
    bytes += gzip_(answer_record(exchange, carrier));
    if (!exchange.response.request.empty()) bytes += gzip_(request_record(exchange, carrier));
  }
  if (const auto appended = append(bytes); !appended) return tl::make_unexpected(appended.error());
  return out;
}

Expected<void> Archive::close() {
  if (file_ < 0) return {};
  ::close(std::exchange(file_, -1));
  const std::string path = folder_ + "/" + name_;
  if (std::rename((path + kOpen).c_str(), path.c_str()) != 0) return failed(name_);
  sync_folder(folder_);
  return {};
}

Expected<void> recover_archive(
    const std::string& folder,
    const std::function<Expected<uint64_t>(const std::string& file)>& known,
    const std::function<Expected<void>(const Capture&)>& found) {
  std::error_code error;
  std::vector<fs::path> open;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == kOpen) open.push_back(it->path());
  }
  std::sort(open.begin(), open.end());
  for (const fs::path& path : open) {
    const auto begin = known(path.stem().string());
    if (!begin) return tl::make_unexpected(begin.error());
    if (auto recovered = recover_file(path, *begin, found); !recovered) return recovered;
  }
  return {};
}

std::string archive_path(const std::string& folder, const std::string& name) {
  const std::string path = (fs::path(folder) / name).string();
  std::error_code error;
  return fs::exists(path, error) || !fs::exists(path + kOpen, error) ? path : path + kOpen;
}

Expected<Document> read_archived(const std::string& folder, const std::string& name,
                                 uint64_t record, const Budget& budget) {
  for (int tries = 0;; ++tries) {
    auto document = read_record(archive_path(folder, name), record, budget);
    const bool gone = !document && document.error().code == "missing";
    if (!gone || tries == kMostRenames) return document;
  }
}

}  // namespace dealwire
