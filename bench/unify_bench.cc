// How fast are the Chinese articles of a folder made one Chinese, against OpenCC's own converter?
//
// usage: bench_unify FOLDER
//
// All steps read the same texts, in one process and one thread, turn by turn; each row is the best
// of its turns, in megabytes of article a second of the thread's own time, and how many times as
// fast as opencc::SimpleConverter that is, which gives no map.
#include <fmt/format.h>
#include <opencc/SimpleConverter.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "text/chinese.h"
#include "text/nfkc.h"
#include "turns.h"

namespace dealwire {
namespace {

constexpr size_t kTurns = 15;
constexpr size_t kBytesATurn = 2'000'000;  // small folders are read again until they have as many

std::vector<Article> load(const std::string& folder, const Reader& reader) {
  std::vector<Article> out;
  for_each_reading(folder, reader, [&](Reading reading) {
    if (language_of(reading.article) == "zh") out.push_back(std::move(reading.article));
  });
  return out;
}

struct Step {
  const char* name;
  std::function<size_t(const Article&)> run;  // gives some figure of its result, so that it is made
  double best = 1e9;
};

int run(const std::string& folder) {
  const auto reader = load_reader("");
  if (!reader) return 2;
  const std::vector<Article> articles = load(folder, *reader);
  size_t bytes = 0;
  for (const Article& article : articles) bytes += article.text.text.size();
  if (bytes == 0) {
    fmt::print(stderr, "bench_unify: {} holds no Chinese articles\n", folder);
    return 2;
  }
  const opencc::SimpleConverter opencc("t2s");
  const Simplifier& simplifier = Simplifier::instance();
  const Unifier& unifier = *reader->unifier;
  Step steps[] = {
      {"opencc::SimpleConverter, t2s",
       [&](const Article& a) { return opencc.Convert(a.text.text).size(); }},
      {"t2s with its map",
       [&](const Article& a) { return simplifier.simplify(a.text.text).source.size(); }},
      {"NFKC with its map",
       [&](const Article& a) { return fold_compatibility(a.text.text).source.size(); }},
      {"NFKC, t2s, vocabulary, maps",
       [&](const Article& a) { return unifier.fold(a.text.text, true).source.size(); }},
      {"match copy, regions included",
       [&](const Article& a) { return unifier.match_copy(a).text.source.size(); }}};
  const size_t rounds = kBytesATurn / bytes + 1;
  size_t sum = 0;
  for (size_t turn = 0; turn < kTurns; ++turn) {
    for (Step& step : steps) {
      const double start = seconds();
      for (size_t round = 0; round < rounds; ++round) {
        for (const Article& article : articles) sum += step.run(article);
      }
      step.best = std::min(step.best, seconds() - start);
    }
  }
  fmt::print("{} Chinese articles, {:.1f} KB\n{:32}{:>9}{:>9}\n", articles.size(),
             static_cast<double>(bytes) / 1e3, "step", "MB/s", "ratio");
  for (const Step& step : steps) {
    fmt::print("{:32}{:>9.1f}{:>9.1f}\n", step.name,
               static_cast<double>(bytes * rounds) / step.best / 1e6, steps[0].best / step.best);
  }
  return sum > 0 ? 0 : 1;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: bench_unify FOLDER\n");
    return 2;
  }
  return dealwire::run(argv[1]);
}
