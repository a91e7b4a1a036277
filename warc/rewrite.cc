#include "warc/rewrite.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <vector>

#include "warc/archive_files.h"

namespace dealwire {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSuffix = ".warc.gz";
constexpr std::string_view kOurs = "dealwire-";

// "a.warc.gz" -> "a.r1.warc.gz" -> "a.r2.warc.gz".
std::string successor(const std::string& file) {
  std::string stem = file.substr(0, file.size() - kSuffix.size());
  int generation = 0;
  if (const size_t dot = stem.rfind(".r"); dot != stem.npos) {
    const char* end = stem.data() + stem.size();
    const auto [stopped, error] = std::from_chars(stem.data() + dot + 2, end, generation);
    if (stopped == end && error == std::errc()) {
      stem.resize(dot);
    } else {
      generation = 0;
    }
  }
  return fmt::format("{}.r{}{}", stem, generation + 1, kSuffix);
}

// Appends bytes [begin, end) of one file to another.
bool copy(int from, uint64_t begin, uint64_t end, int to) {
  std::array<char, 256 * 1024> chunk;
  while (begin < end) {
    const ssize_t n = pread(from, chunk.data(), std::min<uint64_t>(chunk.size(), end - begin),
                            static_cast<off_t>(begin));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    for (ssize_t done = 0; done < n;) {
      const ssize_t written = write(to, chunk.data() + done, static_cast<size_t>(n - done));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      done += written;
    }
    begin += static_cast<uint64_t>(n);
  }
  return true;
}

// Where the record ends, and the request that was answered by it.
uint64_t end_of_record(WarcReader& reader, uint64_t offset, uint64_t file_end) {
  reader.seek(offset);
  auto record = reader.next();
  if (record && *record && !(*record)->misfit) {
    const auto request = reader.next();
    const bool follows =
        request && *request && !(*request)->misfit && (*request)->type() == "request" &&
        (*request)->field("WARC-Concurrent-To") == (*record)->field("WARC-Record-ID");
    return follows ? (*request)->end : (*record)->end;
  }
  while (record && !*record) record = reader.next();
  return record && (*record)->offset > offset ? (*record)->offset : file_end;
}

// Does the file hold anything but records that speak of the file itself?
bool holds_any(const std::string& path) {
  auto reader = WarcReader::open(path);
  if (!reader) return true;
  while (auto record = reader->next()) {
    if (!*record || (*record)->type() != "warcinfo") return true;
  }
  return false;
}

}  // namespace

uint64_t Rewritten::moved(uint64_t offset) const {
  uint64_t before = 0;
  for (const auto& [begin, end] : gone) {
    if (begin < offset) before += end - begin;
  }
  return offset - before;
}

Expected<Rewritten> rewrite_without(const std::string& folder, const std::string& file,
                                    const std::set<uint64_t>& records) {
  const std::string old_path = folder + "/" + file;
  auto reader = WarcReader::open(old_path);
  if (!reader) return tl::make_unexpected(reader.error());
  std::error_code error;
  const uint64_t file_end = fs::file_size(old_path, error);
  Rewritten out{successor(file), {}};
  for (const uint64_t record : records) {
    // A record's damage may reach over the next one that is to go.
    if (!out.gone.empty() && record < out.gone.rbegin()->second) continue;
    if (record < file_end) out.gone[record] = end_of_record(*reader, record, file_end);
  }

  const std::string path = folder + "/" + out.file, part = path + ".part";
  const OpenFile from{::open(old_path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (from.handle < 0) return archive_error(old_path);
  const OpenFile to{::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
  if (to.handle < 0) return archive_error(part);
  uint64_t at = 0;
  bool well = true;
  for (const auto& [begin, end] : out.gone) {
    well = well && copy(from.handle, at, begin, to.handle);
    at = end;
  }
  well = well && copy(from.handle, at, file_end, to.handle) && fsync(to.handle) == 0;
  if (well && !holds_any(part)) {
    fs::remove(part, error);
    out.file.clear();
    return out;
  }
  if (!well || std::rename(part.c_str(), path.c_str()) != 0) {
    const auto failed = archive_error(part);
    fs::remove(part, error);
    return failed;
  }
  sync_folder(folder);
  return out;
}

Expected<void> remove_archived(const std::string& folder, const std::string& file) {
  const std::string path = folder + "/" + file;
  if (unlink(path.c_str()) != 0 && errno != ENOENT) return archive_error(path);
  sync_folder(folder);
  return {};
}

Expected<void> for_each_record(
    const std::string& folder, const std::function<bool(const std::string& file)>& wanted,
    const std::function<void(const std::string& file, const WarcRecord&)>& told) {
  std::error_code error;
  std::vector<std::string> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string file = it->path().filename().string();
    if (file.starts_with(kOurs) && file.ends_with(kSuffix) && wanted(file)) files.push_back(file);
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return fail("archive", folder + ": " + error.message());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    auto reader = WarcReader::open(folder + "/" + file);
    if (!reader) return tl::make_unexpected(reader.error());
    while (auto record = reader->next()) {
      if (*record) told(file, **record);
    }
  }
  return {};
}

}  // namespace dealwire
