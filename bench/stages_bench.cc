// How long does each stage of a document's way take, and the whole, against gumbo's bare parse of
// the same bytes?
//
// usage: bench_stages FOLDER [BENCHMARK OPTION...]
//
// The yardstick is what any reader built on gumbo pays at least: gumbo_parse_with_options on the
// page in memory as UTF-8, max_errors 0, its own allocator, tree destroyed. Everything runs in one
// process and one thread, repetitions in random order; compare the ratio, not the seconds. What a
// stage needs is made before its clock starts.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <gumbo.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "app/pipeline.h"
#include "app/scan_json.h"
#include "extract/extract.h"
#include "html/page.h"
#include "html/prescan.h"
#include "html/prune.h"
#include "repair/repair.h"
#include "store/store.h"
#include "text/charset.h"
#include "warc/files.h"

namespace dealwire {
namespace {

constexpr const char* kYardstick = "gumbo, bare parse";
constexpr const char* kStart = "start";

// Adds up the time of what is run under it: the thread's own, so that neighbours on the machine
// count less, or that of the wall, for what waits for others.
class Stopwatch {
 public:
  explicit Stopwatch(clockid_t clock) : clock_(clock) {}

  template <typename F>
  void operator()(F run) {
    const double start = now();
    benchmark::DoNotOptimize(run());
    seconds_ += now() - start;
  }
  double seconds() const { return seconds_; }

 private:
  double now() const {
    timespec time{};
    clock_gettime(clock_, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }

  clockid_t clock_;
  double seconds_ = 0;
};

struct Pages {
  std::vector<Document> documents;
  std::vector<Decoded> decoded;
  size_t bytes = 0;  // in UTF-8
};

Pages load(const std::string& folder) {
  Pages out;
  for (const Input& input : list_inputs(folder, [](const Error&) {})) {
    auto document = read_document(input, Budget{});
    if (!document || document->media_type != "text/html") continue;
    out.decoded.push_back(decode(document->bytes, html::declared_charset(document->bytes)));
    out.bytes += out.decoded.back().page.text.size();
    out.documents.push_back(std::move(*document));
  }
  return out;
}

size_t bare_parse(const std::string& page) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* tree = gumbo_parse_with_options(&options, page.data(), page.size());
  const size_t errors = tree->errors.length;
  gumbo_destroy_output(&options, tree);
  return errors;
}

// A benchmark whose iteration is one pass over all pages.
void add(const char* name, clockid_t clock, std::function<void(Stopwatch&)> pass) {
  benchmark::RegisterBenchmark(name,
                               [clock, pass = std::move(pass)](benchmark::State& state) {
                                 for ([[maybe_unused]] auto _ : state) {
                                   Stopwatch watch(clock);
                                   pass(watch);
                                   state.SetIterationTime(watch.seconds());
                                 }
                               })
      ->UseManualTime()
      ->MinTime(0.05);
}

void add_stages(const Pages& pages, const Reader& reader) {
  const auto each = [&](const char* name, auto one) {
    add(name, CLOCK_THREAD_CPUTIME_ID, [&pages, one](Stopwatch& watch) {
      for (size_t i = 0; i < pages.documents.size(); ++i) {
        one(pages.documents[i], pages.decoded[i], watch);
      }
    });
  };
  const auto article = [](const Document& document, const Decoded& decoded) {
    return extract_page(*html::Page::parse(decoded.page.text), decoded, document);
  };
  each(kYardstick, [](const Document&, const Decoded& decoded, Stopwatch& watch) {
    watch([&] { return bare_parse(decoded.page.text); });
  });
  each("decode", [](const Document& document, const Decoded&, Stopwatch& watch) {
    watch([&] { return decode(document.bytes, html::declared_charset(document.bytes)); });
  });
  each("prune", [](const Document&, const Decoded& decoded, Stopwatch& watch) {
    watch([&] { return html::prune(decoded.page.text, Budget{}); });
  });
  each("prune and parse", [](const Document&, const Decoded& decoded, Stopwatch& watch) {
    watch([&] { return html::Page::parse(decoded.page.text); });
  });
  each("extract", [](const Document& document, const Decoded& decoded, Stopwatch& watch) {
    const auto page = html::Page::parse(decoded.page.text);
    watch([&] { return extract_page(*page, decoded, document); });
  });
  each("repair and fold",
       [=, &reader](const Document& document, const Decoded& decoded, Stopwatch& watch) {
         Article extracted = article(document, decoded);
         watch([&] {
           repair(extracted);
           return reader.unifier->match_copy(extracted);
         });
       });
  each("rules", [=, &reader](const Document& document, const Decoded& decoded, Stopwatch& watch) {
    Article extracted = article(document, decoded);
    repair(extracted);
    const MatchCopy copy = reader.unifier->match_copy(extracted);
    watch([&] { return reader.rules.read(extracted, copy); });
  });
  each("JSON", [&reader](const Document& document, const Decoded&, Stopwatch& watch) {
    const auto reading = read(document, reader, Budget{});
    watch([&] { return reading ? scan_line(*reading) : ""; });
  });
  add("store", CLOCK_MONOTONIC, [&](Stopwatch& watch) {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("bench-{}.db", getpid());
    auto store = Store::open(file.string());
    size_t waiting = 0;
    for (const Document& document : pages.documents) {
      const auto reading = read(document, reader, Budget{});
      if (!reading) continue;
      if (++waiting % Store::kBatch == 0) watch([&] { return store->commit(); });
      watch([&] {
        return store->put(reading->document, reading->charset, reading->partial, reading->article,
                          reading->extraction, "bench");
      });
    }
    watch([&] { return store->commit(); });
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  });
  each("scan: all but the store",
       [&reader](const Document& document, const Decoded&, Stopwatch& watch) {
         watch([&] {
           const auto reading = read(document, reader, Budget{});
           return reading ? scan_line(*reading) : "";
         });
       });
  add(kStart, CLOCK_MONOTONIC, [&](Stopwatch& watch) {
    const std::string command =
        DEALWIRE_PROGRAM " --quiet scan '" + pages.documents.front().input + "' >/dev/null 2>&1";
    watch([&] { return std::system(command.c_str()); });
  });
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

// Collects the repetitions and prints one table of them.
class Table : public benchmark::BenchmarkReporter {
 public:
  explicit Table(const Pages& pages) : pages_(pages) {}

  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const std::string& name = run.run_name.function_name;
      order_[run.family_index] = name;
      seconds_[name].push_back(run.real_accumulated_time / static_cast<double>(run.iterations));
    }
  }
  void Finalize() override {
    fmt::print("{} pages, {:.1f} MB, {} repetitions, {} ({} cores)\n", pages_.documents.size(),
               static_cast<double>(pages_.bytes) / 1e6, seconds_.begin()->second.size(), cpu_name(),
               std::thread::hardware_concurrency());
    fmt::print("{:26}{:>11}{:>9}{:>11}\n", "stage", "seconds", "ratio", "pages/s");
    for (const auto& [index, name] : order_) {
      if (name != kStart) row(name);
    }
    if (seconds_.contains(kStart)) {
      fmt::print("dealwire scan of the first page, start included: {:.3f} seconds\n",
                 median(seconds_[kStart]));
    }
  }

 private:
  // Ratios are taken repetition by repetition, so that a machine that slows down does not skew
  // them.
  void row(const std::string& name) {
    const double time = median(seconds_[name]);
    const auto& yardstick = seconds_[kYardstick];
    std::vector<double> ratios;
    for (size_t i = 0; i < std::min(yardstick.size(), seconds_[name].size()); ++i) {
      ratios.push_back(seconds_[name][i] / yardstick[i]);
    }
    fmt::print("{:26}{:>11.4f}{:>9}{:>11.0f}\n", name, time,
               ratios.empty() ? "-" : fmt::format("{:.3f}", median(ratios)),
               static_cast<double>(pages_.documents.size()) / time);
  }

  const Pages& pages_;
  std::map<int64_t, std::string> order_;  // as they were added
  std::map<std::string, std::vector<double>> seconds_;
};

int run(const std::string& folder) {
  const auto reader = load_reader("");
  const Pages pages = load(folder);
  if (!reader || pages.documents.empty()) {
    fmt::print(stderr, "bench_stages: {} holds no pages\n", folder);
    return 2;
  }
  add_stages(pages, *reader);
  Table table(pages);
  benchmark::RunSpecifiedBenchmarks(&table);
  return 0;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    fmt::print(stderr, "usage: bench_stages FOLDER [BENCHMARK OPTION...]\n");
    return 2;
  }
  return dealwire::run(argv[1]);
}
