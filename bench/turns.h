// What the benchmarks that time steps turn by turn share.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <optional>
#include <string>

#include "app/pipeline.h"
#include "warc/files.h"

namespace dealwire {

// The thread's own time, which other work on the machine does not count in.
inline double seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Gives `f` what was read of every document of a folder that can be read.
template <typename F>
void for_each_reading(const std::string& folder, const Reader& reader, F f) {
  for (const Input& input : list_inputs(folder, [](const Error&) {})) {
    auto document = read_document(input, Budget{});
    if (!document) continue;
    if (auto reading = read(std::move(*document), reader, Budget{})) f(std::move(*reading));
  }
}

inline std::string language_of(const Article& article) {
  return article.lang.substr(0, article.lang.find('-'));
}

struct BenchOptions {
  std::string folder;
  double at_most = 0;  // the ratio above which the benchmark fails; 0: none
};

// Reads FOLDER [--at-most RATIO], or complains.
inline std::optional<BenchOptions> bench_options(int argc, char** argv, const char* name) {
  const bool limited = argc == 4 && std::strcmp(argv[2], "--at-most") == 0;
  const double at_most = limited ? std::strtod(argv[3], nullptr) : 0;
  if ((argc == 2 && !limited) || at_most > 0) return BenchOptions{argv[1], at_most};
  fmt::print(stderr, "usage: {} FOLDER [--at-most RATIO]\n", name);
  return std::nullopt;
}

}  // namespace dealwire
