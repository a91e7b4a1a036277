// Documents from files, folders, standard input and JSON lines.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/document.h"
#include "model/error.h"

namespace dealwire {

// What there is to read, named but not read yet.
struct Input {
  std::string path;                     // "-" is standard input
  std::optional<uint64_t> record = {};  // of a web archive only the record at this offset
};

// Does the name say that it is a web archive: .warc, .warc.gz, .arc or .arc.gz?
bool is_warc(std::string_view path);
// One of the older format: .arc or .arc.gz?
bool is_arc(std::string_view path);

// Lists what `path` stands for, in name order: a file, whatever its name; a folder's .html, .htm,
// .xhtml, .txt, .warc, .warc.gz, .arc and .arc.gz files, all levels, links to files followed, links
// to folders not; or "-". A folder that cannot be read, or part of it, is passed to `problem` and
// costs that part only.
std::vector<Input> list_inputs(const std::string& path,
                               const std::function<void(const Error&)>& problem);

// Reads one input that is no web archive (documents.h reads all). Fails with "missing",
// "unreadable", "empty" or "too_large"; the message names the input.
Expected<Document> read_document(const Input& input, const Budget& budget);

// One line of JSON Lines: {"id"?, "text", "lang"?, "url"?}. The document is the line's "text",
// which is all article, and goes by its id, or by `input` and the line's number. Fails with "json".
Expected<Document> read_json_line(std::string_view line, const std::string& input, size_t number);

// SHA-256 in 64 hex digits (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

}  // namespace dealwire
