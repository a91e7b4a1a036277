#include "ingest/archive.h"

#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "ingest/archive_files.h"
#include "ingest/files.h"
#include "ingest/warc.h"
#include "text/utf8.h"

namespace dealwire {
namespace fs = std::filesystem;

namespace {

constexpr const char* kOpen = ".open";

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

std::string record_of(const std::string& type, const std::string& fields, Time date,
                      const std::string& block) {
  return fmt::format(
      "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n{}Content-Length: "
      "{}\r\n\r\n{}\r\n\r\n",
      type, record_id(), to_rfc3339(date), fields, block.size(), block);
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

std::string fields_of(const Provenance& from, const HttpResponse& response) {
  std::string out;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += fmt::format("{}: {}\r\n", name, value);
  };
  add("WARC-Target-URI", from.url);
  add("WARC-IP-Address", response.address);
  add("WARC-Payload-Digest", "sha256:" + sha256_hex(response.body));
  add(kSourceField, from.source);
  add(kKindField, std::string(name(from.kind)));
  add(kQueuedField, from.queued);
  add(kLangField, from.lang.value_or(""));
  add(kCharsetField, from.charset.value_or(""));
  add("Content-Type", "application/http; msgtype=response");
  return out;
}

std::string file_time(Time now) {
  std::string out = to_rfc3339(now);
  std::erase_if(out, [](char c) { return c == '-' || c == ':'; });
  return out;
}

Expected<void> recover_file(const fs::path& path,
                            const std::function<Expected<void>(const Capture&)>& found) {
  const OpenFile file{::open(path.c_str(), O_RDWR | O_CLOEXEC)};
  if (file.handle < 0) return archive_error(path.string());
  if (flock(file.handle, LOCK_EX | LOCK_NB) != 0) return {};
  auto reader = WarcReader::open(path.string());
  if (!reader) return tl::make_unexpected(reader.error());
  const fs::path complete = fs::path(path).replace_extension();
  uint64_t end = 0;
  while (auto record = reader->next()) {
    if (!*record || (*record)->misfit) break;
    end = (*record)->end;
    const std::string kind = (*record)->field(kKindField);
    if ((*record)->type() != "response" || kind == name(UrlKind::kFeed)) continue;
    const auto date = parse_rfc3339((*record)->field("WARC-Date"));
    auto told = found({(*record)->target(), (*record)->field(kQueuedField),
                       complete.filename().string(), (*record)->offset, date.value_or(Time{})});
    if (!told) return told;
  }
  if (end == 0) {
    fs::remove(path);
    return {};
  }
  if (ftruncate(file.handle, static_cast<off_t>(end)) != 0 || fsync(file.handle) != 0 ||
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

Expected<void> Archive::open(Time now) {
  std::error_code error;
  fs::create_directories(folder_, error);
  for (int n = 1; file_ < 0; ++n) {
    name_ = fmt::format("dealwire-{}-{}.warc.gz", file_time(now), n);
    if (fs::exists(fs::path(folder_) / name_, error)) continue;
    file_ = ::open((folder_ + "/" + name_ + kOpen).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
                   0666);
    if (file_ < 0 && errno != EEXIST) return failed(name_);
  }
  flock(file_, LOCK_EX | LOCK_NB);
  sync_folder(folder_);
  end_ = 0;
  const std::string info = fmt::format(
      "software: {}\r\nformat: WARC File Format 1.1\r\nconformsTo: "
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
      software_);
  const auto offset = append(record_of(
      "warcinfo",
      fmt::format("WARC-Filename: {}\r\nContent-Type: application/warc-fields\r\n", name_), now,
      info));
  if (!offset) return tl::make_unexpected(offset.error());
  return {};
}

// The offset of the record. What cannot be written whole is taken back.
Expected<uint64_t> Archive::append(const std::string& record) {
  const std::string bytes = gzip(record);
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
  const uint64_t offset = end_;
  end_ += bytes.size();
  return offset;
}

Expected<Capture> Archive::add(const Provenance& from, const HttpResponse& response,
                               Time fetched_at) {
  if (file_ >= 0 && end_ >= file_bytes_) {
    if (const auto closed = close(); !closed) return tl::make_unexpected(closed.error());
  }
  if (file_ < 0) {
    if (const auto opened = open(fetched_at); !opened) return tl::make_unexpected(opened.error());
  }
  const std::string fields = fields_of(from, response);
  const auto offset =
      append(record_of("response", fields, fetched_at, head_of(response) + response.body));
  if (!offset) return tl::make_unexpected(offset.error());
  return Capture{from.url, from.queued, name_, *offset, fetched_at};
}

Expected<void> Archive::close() {
  if (file_ < 0) return {};
  ::close(std::exchange(file_, -1));
  const std::string path = folder_ + "/" + name_;
  if (std::rename((path + kOpen).c_str(), path.c_str()) != 0) return failed(name_);
  sync_folder(folder_);
  return {};
}

Expected<void> recover_archive(const std::string& folder,
                               const std::function<Expected<void>(const Capture&)>& found) {
  std::error_code error;
  std::vector<fs::path> open;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == kOpen) open.push_back(it->path());
  }
  std::sort(open.begin(), open.end());
  for (const fs::path& path : open) {
    if (auto recovered = recover_file(path, found); !recovered) return recovered;
  }
  return {};
}

std::string archive_path(const std::string& folder, const std::string& name) {
  const std::string path = (fs::path(folder) / name).string();
  std::error_code error;
  return fs::exists(path, error) || !fs::exists(path + kOpen, error) ? path : path + kOpen;
}

}  // namespace dealwire
