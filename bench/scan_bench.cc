// How long does reading pages take, against gumbo's bare parse of the same bytes?
//
// usage: bench_scan FOLDER [ROUNDS]
//
// The yardstick is what any reader built on gumbo pays at least: gumbo_parse_with_options on the
// page in memory as UTF-8, max_errors 0, its own allocator, tree destroyed. Both run in turn, one
// thread, in one process; compare the ratio, not the seconds.
#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "app/pipeline.h"
#include "app/scan_json.h"
#include "extract/extract.h"
#include "html/page.h"
#include "html/prune.h"
#include "ingest/files.h"
#include "normalize/normalize.h"
#include "text/charset.h"

namespace dealwire {
namespace {

double seconds(const std::function<void()>& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void bare_parse(const std::string& page) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  gumbo_destroy_output(&options, gumbo_parse_with_options(&options, page.data(), page.size()));
}

std::string cpu_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int run(const std::string& folder, int rounds) {
  const Budget budget;
  const auto reader = load_reader("");
  if (!reader) return 2;
  std::vector<Document> documents;
  std::vector<std::string> pages;  // the same in UTF-8
  size_t bytes = 0;
  for (const Input& input : list_inputs(folder, [](const Error&) {})) {
    auto document = read_document(input, budget);
    if (!document || document->media_type != "text/html") continue;
    pages.push_back(decode(document->bytes, html::declared_charset(document->bytes)).page.text);
    bytes += pages.back().size();
    documents.push_back(std::move(*document));
  }
  if (documents.empty()) {
    fmt::print(stderr, "bench_scan: {} holds no pages\n", folder);
    return 2;
  }

  // Each stage includes the ones above it.
  const auto decode_one = [](const Document& d) {
    return decode(d.bytes, html::declared_charset(d.bytes));
  };
  const std::vector<std::pair<const char*, std::function<void(size_t)>>> stages = {
      {"gumbo, bare parse", [&](size_t i) { bare_parse(pages[i]); }},
      {"decode", [&](size_t i) { decode_one(documents[i]); }},
      {"+ parse",
       [&](size_t i) { (void)html::Page::parse(decode_one(documents[i]).page.text, budget); }},
      {"+ extract",
       [&](size_t i) {
         const Decoded decoded = decode_one(documents[i]);
         const auto page = html::Page::parse(decoded.page.text, budget);
         if (page) extract_page(*page, decoded);
       }},
      {"scan: + repair, rules, JSON", [&](size_t i) {
         const auto reading = read(documents[i], reader->rules, budget);
         if (reading) scan_line(*reading);
       }}};
  std::vector<std::vector<double>> times(stages.size());
  for (int round = 0; round < rounds; ++round) {
    for (size_t s = 0; s < stages.size(); ++s) {
      times[s].push_back(seconds([&] {
        for (size_t i = 0; i < documents.size(); ++i) stages[s].second(i);
      }));
    }
  }
  fmt::print("{} pages, {:.1f} MB, {} rounds, {} ({} cores)\n", documents.size(),
             static_cast<double>(bytes) / 1e6, rounds, cpu_name(),
             std::thread::hardware_concurrency());
  fmt::print("{:30}{:>10}{:>10}{:>12}\n", "stage", "seconds", "ratio", "pages/s");
  for (size_t s = 0; s < stages.size(); ++s) {
    // Pair by pair, so that a machine that slows down does not skew the ratio.
    std::vector<double> ratios;
    for (size_t r = 0; r < times[s].size(); ++r) ratios.push_back(times[s][r] / times[0][r]);
    const double time = median(times[s]);
    fmt::print("{:30}{:>10.2f}{:>10.2f}{:>12.0f}\n", stages[s].first, time, median(ratios),
               static_cast<double>(documents.size()) / time);
  }
  return 0;
}

}  // namespace

}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_scan FOLDER [ROUNDS]\n");
    return 2;
  }
  return dealwire::run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 3);
}
