#include "warc/files.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "text/utf8.h"

namespace dealwire {
namespace fs = std::filesystem;

namespace {

bool has_readable_extension(const fs::path& path) {
  const std::string extension = ascii_lower(path.extension().string());
  constexpr std::array<std::string_view, 4> kExtensions = {".html", ".htm", ".xhtml", ".txt"};
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

std::string media_type_by_name(const fs::path& path) {
  if (!has_readable_extension(path)) return {};
  return path.extension() == ".txt" ? "text/plain" : "text/html";
}

void walk(const fs::path& folder, std::vector<Input>& out,
          const std::function<void(const Error&)>& problem) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    entries.push_back(*it);
  }
  if (error) {
    problem({"unreadable", fmt::format("{}: {}", folder.string(), error.message())});
  }
  std::sort(entries.begin(), entries.end());
  for (const auto& entry : entries) {
    std::error_code ignored;
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
      walk(entry.path(), out, problem);
    } else if (entry.is_regular_file(ignored) &&
               (has_readable_extension(entry.path()) || is_warc(entry.path().native()))) {
      out.push_back({entry.path().string()});
    }
  }
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  std::string out;
  for (unsigned i = 0; i < length; ++i)
    fmt::format_to(std::back_inserter(out), "{:02x}", digest[i]);
  return out;
}

bool is_warc(std::string_view path) {
  const std::string name = ascii_lower(path);
  return name.ends_with(".warc") || name.ends_with(".warc.gz") || is_arc(name);
}

bool is_arc(std::string_view path) {
  const std::string name = ascii_lower(path);
  return name.ends_with(".arc") || name.ends_with(".arc.gz");
}

std::vector<Input> list_inputs(const std::string& path,
                               const std::function<void(const Error&)>& problem) {
  std::error_code error;
  std::vector<Input> out;
  if (path != "-" && fs::is_directory(path, error)) {
    walk(path, out, problem);
  } else {
    out.push_back({path});
  }
  return out;
}

Expected<Document> read_document(const Input& input, const Budget& budget) {
  const bool standard = input.path == "-";
  std::error_code ignored;
  if (!standard && fs::is_directory(input.path, ignored)) {
    return fail("unreadable", input.path + ": is a folder");
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      standard ? stdin : std::fopen(input.path.c_str(), "rb"),
      standard ? [](std::FILE*) { return 0; } : std::fclose);
  if (file == nullptr) {
    return fail(errno == ENOENT ? "missing" : "unreadable",
                fmt::format("{}: {}", input.path, std::strerror(errno)));
  }
  Document document;
  document.input = input.path;
  document.media_type = standard ? "" : media_type_by_name(input.path);
  std::array<char, 64 * 1024> buffer;
  while (const size_t n = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    document.bytes.append(buffer.data(), n);
    if (document.bytes.size() > budget.document_bytes) {
      return fail("too_large",
                  fmt::format("{}: larger than {} bytes", input.path, budget.document_bytes));
    }
  }
  if (std::ferror(file.get()) != 0) {
    return fail("unreadable", fmt::format("{}: {}", input.path, std::strerror(errno)));
  }
  if (document.bytes.empty()) return fail("empty", input.path + ": is empty");
  document.id = sha256_hex(document.bytes);
  return document;
}

Expected<Document> read_json_line(std::string_view line, const std::string& input, size_t number) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const std::string where = fmt::format("{}:{}", input, number);
  if (const auto error = parser.parse(simdjson::padded_string(line)).get(root)) {
    return fail("json", fmt::format("{}: {}", where, simdjson::error_message(error)));
  }
  const auto field = [&](const char* key) -> std::optional<std::string> {
    std::string_view value;
    if (root[key].get(value) != simdjson::SUCCESS) return std::nullopt;
    return std::string(value);
  };
  const auto text = field("text");
  if (!text) return fail("json", where + ": has no string \"text\"");
  if (text->empty()) return fail("empty", where + ": \"text\" is empty");
  Document document;
  document.bytes = *text;
  document.id = sha256_hex(document.bytes);
  document.input = field("id").value_or(where);
  document.media_type = "text/plain";
  document.bare = true;
  document.url = field("url");
  document.lang = field("lang");
  return document;
}

}  // namespace dealwire
