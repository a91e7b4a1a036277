#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/commands.h"
#include "app/ordered.h"
#include "app/pipeline.h"
#include "app/scan_json.h"
#include "warc/documents.h"

namespace dealwire {
namespace {

// The result of one input: its line, and what there is to say about it.
struct Scanned {
  std::string line;
  std::vector<std::string> notes;
  std::optional<Error> error;
};

Scanned scan_document(Expected<Document> document, const Document& named, const Reader& reader,
                      double min_confidence) {
  const Budget budget;
  if (!document) return {scan_line(named, document.error()), {}, document.error()};
  Document copy = *document;  // what to name if reading fails
  copy.bytes.clear();
  const size_t bytes = document->bytes.size();
  auto reading = read(std::move(*document), reader, budget);
  if (!reading) {
    copy.bytes.resize(bytes);
    return {scan_line(copy, reading.error()), {}, reading.error()};
  }
  std::erase_if(reading->extraction.deals,
                [&](const Deal& deal) { return deal.confidence < min_confidence; });
  return {scan_line(*reading), std::move(reading->notes), std::nullopt};
}

// Lines of a file of JSON lines.
class Lines {
 public:
  explicit Lines(const std::string& path)
      : path_(path), file_(path == "-" ? stdin : std::fopen(path.c_str(), "rb")) {}
  Lines(const Lines&) = delete;
  ~Lines() {
    if (file_ != nullptr && file_ != stdin) std::fclose(file_);
  }
  bool is_open() const { return file_ != nullptr && !std::filesystem::is_directory(path_); }

  // The next line, of one that is too large for a document as much as shows that.
  std::optional<std::string> next() {
    std::string line;
    int c = getc_unlocked(file_);
    if (c == EOF) return std::nullopt;
    for (; c != EOF && c != '\n'; c = getc_unlocked(file_)) {
      if (line.size() <= Budget{}.document_bytes) line += static_cast<char>(c);
    }
    ++number_;
    return line;
  }
  const std::string& path() const { return path_; }
  size_t number() const { return number_; }

 private:
  std::string path_;
  std::FILE* file_;
  size_t number_ = 0;
};

class Output {
 public:
  explicit Output(const Options& options) : options_(options) {}

  void operator()(Scanned&& scanned) {
    std::fwrite(scanned.line.data(), 1, scanned.line.size(), stdout);
    std::fputc('\n', stdout);
    if (scanned.error) {
      ++failures_;
      complain(scanned.error->message);
    }
    if (options_.quiet) return;
    for (const std::string& note : scanned.notes) complain(note);
  }
  size_t failures() const { return failures_; }

 private:
  const Options& options_;
  size_t failures_ = 0;
};

int finish(size_t failures) {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    complain("standard output: cannot be written");
    return kSomeFailed;
  }
  return failures == 0 ? kSuccess : kSomeFailed;
}

struct JsonLine {
  std::string text, path;
  size_t number;
  std::string name() const { return path + ":" + std::to_string(number); }
};

Expected<Document> read_line(const JsonLine& line) {
  const size_t limit = Budget{}.document_bytes;
  if (line.text.size() <= limit) return read_json_line(line.text, line.path, line.number);
  return fail("too_large", line.name() + ": larger than " + std::to_string(limit) + " bytes");
}

}  // namespace

int scan(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) return refuse(reader.error(), options);
  Output output(options);
  size_t failures = 0;
  if (options.jsonl) {
    for (const std::string& path : options.paths) {
      Lines lines(path);
      if (!lines.is_open()) {
        ++failures;
        complain(path + ": cannot be read as a file of JSON lines");
        continue;
      }
      for_each_ordered(
          options.jobs,
          [&]() -> std::optional<JsonLine> {
            while (auto line = lines.next()) {
              if (line->find_first_not_of(" \r\n\t") == std::string::npos) continue;
              return JsonLine{std::move(*line), lines.path(), lines.number()};
            }
            return std::nullopt;
          },
          [&](const JsonLine& line) {
            Document named;
            named.input = line.name();
            return scan_document(read_line(line), named, *reader, options.min_confidence);
          },
          [&](Scanned&& scanned) { output(std::move(scanned)); });
    }
    return finish(failures + output.failures());
  }
  Documents documents(inputs_of(options.paths, failures));
  for_each_ordered(
      options.jobs, [&] { return documents.next(); },
      [&](Documents::Item item) {
        Scanned scanned =
            scan_document(std::move(item.document), item.named, *reader, options.min_confidence);
        if (!item.note.empty()) scanned.notes.push_back(std::move(item.note));
        return scanned;
      },
      [&](Scanned&& scanned) { output(std::move(scanned)); });
  return finish(failures + output.failures());
}

}  // namespace dealwire
