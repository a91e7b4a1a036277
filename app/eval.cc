// How well the program, or rules of a user's own, read documents that a person has annotated.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "app/commands.h"
#include "app/format.h"
#include "app/gold.h"
#include "app/ordered.h"
#include "app/pipeline.h"
#include "app/progress.h"
#include "app/scan_json.h"
#include "warc/files.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGold = ".gold.json";

// One document: its figures, what is to be mended, and why it has none.
struct Evaluated {
  std::string lang;
  std::optional<DocumentScore> score;
  std::vector<std::string> lines;
  std::optional<Error> error;
};

Expected<std::string> content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();  // fails for an empty file, too, which is no JSON either
  if (!in.is_open() || !out) return fail("unreadable", path + ": cannot be read, or is empty");
  return out.str();
}

// The files of gold in a folder, in name order.
std::vector<std::string> list_gold(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string path = at->path().string();
    if (path.ends_with(kGold)) out.push_back(path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The document that a file of gold is about.
Expected<std::string> document_beside(const std::string& gold) {
  const std::string stem = gold.substr(0, gold.size() - kGold.size());
  for (const char* end : {".txt", ".html", ".htm", ".xhtml"}) {
    if (fs::exists(stem + end)) return stem + end;
  }
  return fail("missing", gold + ": no document " + stem + ".txt or .html beside it");
}

// The document as `scan` reads it; one that cannot be read has nothing in it, and an error.
std::string scan_of(const std::string& path, const Reader& reader, std::optional<Error>& error) {
  const Budget budget;
  Document named;
  named.input = path;
  auto document = read_document({path}, budget);
  if (!document) {
    error = document.error();
    return scan_line(named, document.error());
  }
  const auto reading = read(std::move(*document), reader, budget);
  if (reading) return scan_line(*reading);
  error = reading.error();
  return scan_line(named, reading.error());
}

std::string finding_line(const Finding& finding, const std::string& document,
                         const Annotation& gold, const Annotation& read) {
  const char* verdict = !finding.read ? "missed" : !finding.gold ? "false" : "partly";
  return to_line(
      {{"schema", "dealwire.finding/1"},
       {"document", document},
       {"lang", gold.lang},
       {"verdict", verdict},
       {"wrong", finding.wrong},
       {"slots",
        {{"right", finding.right}, {"gold", finding.gold_slots}, {"read", finding.read_slots}}},
       {"gold", finding.gold ? gold.deals[*finding.gold] : Json(nullptr)},
       {"read", finding.read ? read.deals[*finding.read] : Json(nullptr)}});
}

Evaluated evaluate(const std::string& path, const Reader& reader, const NameGroups& names) {
  const auto document = document_beside(path);
  if (!document) return {"", std::nullopt, {}, document.error()};
  const auto content = content_of(path);
  if (!content) return {"", std::nullopt, {}, content.error()};
  const auto gold = read_gold(*content, path, names);
  if (!gold) return {"", std::nullopt, {}, gold.error()};
  Evaluated out;
  out.lang = gold->lang;
  const Annotation read = read_scan(scan_of(*document, reader, out.error), names);
  out.score = score_deals(gold->scored_deals, read.scored_deals);
  score_mentions(gold->scored_mentions, read.scored_mentions, *out.score);
  for (const Finding& finding : out.score->findings) {
    out.lines.push_back(finding_line(finding, *document, *gold, read));
  }
  return out;
}

std::string decimals(double value) { return fmt::format("{:.3f}", value); }

std::string decimals(const Share& share) {
  if (share.of == 0) return "-";
  return decimals(static_cast<double>(share.right) / static_cast<double>(share.of));
}

std::vector<std::string> row(const std::string& name, const DocumentScore& score) {
  std::vector<std::string> out = {name, std::to_string(score.documents)};
  const auto add = [&](const Matches& matches) {
    out.push_back(std::to_string(matches.right + matches.missed));
    for (double value : {matches.precision(), matches.recall(), matches.f1()})
      out.push_back(decimals(value));
  };
  add(score.amounts);
  out.push_back(decimals(score.qualifier));
  out.push_back(std::to_string(score.deals.right + score.deals.missed));
  add(score.slots);
  out.push_back(decimals(score.deals.f1()));
  out.push_back(decimals(score.status));
  out.push_back(decimals(score.date));
  return out;
}

void print_table(const std::map<std::string, DocumentScore>& by_lang) {
  std::vector<std::vector<std::string>> rows = {{"LANG", "DOCS", "AMOUNTS", "P", "R", "F1",
                                                 "QUALIFIER", "DEALS", "SLOTS", "P", "R", "F1",
                                                 "EXACT", "STATUS", "DATE"}};
  DocumentScore all;
  for (const auto& [lang, score] : by_lang) {
    rows.push_back(row(lang, score));
    all.add(score);
  }
  rows.push_back(row("all", all));
  fmt::print("{}", format_table(rows));
}

// The names of `--aliases`, or of the file beside gold, if there is one.
Expected<NameGroups> names_of(const Options& options) {
  const std::string beside = (fs::path(options.paths[0]) / "aliases.json").string();
  if (options.aliases.empty() && !fs::exists(beside)) return NameGroups();
  const std::string& path = options.aliases.empty() ? beside : options.aliases;
  const auto content = content_of(path);
  if (!content) return tl::make_unexpected(content.error());
  return read_name_groups(*content, path);
}

}  // namespace

int eval(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  const auto names = names_of(options);
  const std::vector<std::string> gold = list_gold(options.paths[0]);
  if (!reader || !names || gold.empty()) {
    complain(!reader  ? reader.error().message
             : !names ? names.error().message
                      : options.paths[0] + ": holds no NAME.gold.json");
    return kUsage;
  }
  std::map<std::string, DocumentScore> by_lang;
  size_t failures = 0, at = 0;
  Progress progress(gold.size(), options.quiet);
  for_each_ordered(
      options.jobs,
      [&]() -> std::optional<std::string> {
        return at < gold.size() ? std::optional(gold[at++]) : std::nullopt;
      },
      [&](const std::string& path) { return evaluate(path, *reader, *names); },
      [&](Evaluated&& document) {
        progress.step();
        if (document.score) by_lang[document.lang].add(*document.score);
        if (document.error || options.jsonl) progress.hide();
        if (document.error) {
          ++failures;
          complain(document.error->message);
        }
        if (!options.jsonl) return;
        for (const std::string& line : document.lines) fmt::print("{}\n", line);
      });
  progress.hide();
  if (!options.jsonl && !by_lang.empty()) print_table(by_lang);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    complain("standard output: cannot be written");
    return kSomeFailed;
  }
  return failures == 0 ? kSuccess : kSomeFailed;
}

}  // namespace dealwire
