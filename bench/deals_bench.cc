// How much do deals cost, against the mentions that they are made of?
//
// usage: bench_deals FOLDER [--at-most RATIO]
//
// The folder's articles are read again and again, in one process and one thread, in turns: once
// with all that the rules read, once without sentences being looked at for deals. The difference is
// the deal stage. Each figure is the best of its turns, in the thread's own time; articles with a
// deal and those without stand in rows of their own. With --at-most it fails if the deals of a
// language's articles cost more times what their mentions cost.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "turns.h"

namespace dealwire {
namespace {

constexpr size_t kTurns = 11;
constexpr size_t kBytesATurn = 100'000;  // small folders are read again until they have as many

struct Text {
  Article article;
  MatchCopy copy;
};

struct Texts {
  std::vector<Text> texts;
  size_t bytes = 0, deals = 0;
};

// The articles, by language and by whether they tell of a deal.
std::map<std::pair<std::string, bool>, Texts> load(const std::string& folder,
                                                   const Reader& reader) {
  std::map<std::pair<std::string, bool>, Texts> out;
  for_each_reading(folder, reader, [&](Reading reading) {
    const std::string language = language_of(reading.article);
    const bool has_pack = reader.rules.packs().find(language) != nullptr;
    if (!has_pack || reading.article.text.text.empty()) return;
    const size_t deals = reading.extraction.deals.size();
    Texts& texts = out[{language, deals > 0}];
    MatchCopy copy = reader.unifier->match_copy(reading.article);
    texts.bytes += copy.text.text.size();
    texts.deals += deals;
    texts.texts.push_back({std::move(reading.article), std::move(copy)});
  });
  return out;
}

// The seconds of one reading of all texts, in the best of the turns.
struct Times {
  double mentions = 1e9, all = 1e9;
};

Times time_texts(const Texts& texts, const Rules& rules) {
  Budget no_deals;
  no_deals.claims = 0;
  const size_t rounds = kBytesATurn / texts.bytes + 1;
  const auto time = [&](const Budget& budget) {
    const double start = seconds();
    volatile size_t sum = 0;
    for (size_t round = 0; round < rounds; ++round) {
      for (const Text& text : texts.texts) {
        sum = sum + rules.read(text.article, text.copy, budget).mentions.size();
      }
    }
    return (seconds() - start) / static_cast<double>(rounds);
  };
  Times out;
  for (size_t turn = 0; turn < kTurns; ++turn) {
    out.mentions = std::min(out.mentions, time(no_deals));
    out.all = std::min(out.all, time(Budget{}));
  }
  return out;
}

int run(const std::string& folder, double at_most) {
  const auto reader = load_reader("");
  if (!reader) return 2;
  const auto all = load(folder, *reader);
  if (all.empty()) {
    fmt::print(stderr, "bench_deals: {} holds no articles of a language with a pack\n", folder);
    return 2;
  }
  bool fits = true;
  fmt::print("{:8}{:>8}{:>10}{:>8}{:>8}{:>16}{:>14}{:>8}\n", "language", "deals", "articles", "KB",
             "found", "mentions ms/MB", "deals ms/MB", "ratio");
  for (const auto& [key, texts] : all) {
    const Times times = time_texts(texts, reader->rules);
    const double megabytes = static_cast<double>(texts.bytes) / 1e6;
    const double deals = std::max(0.0, times.all - times.mentions);
    const double ratio = deals / times.mentions;
    fits = fits && (at_most == 0 || ratio <= at_most);
    fmt::print("{:8}{:>8}{:>10}{:>8.1f}{:>8}{:>16.0f}{:>14.0f}{:>8.2f}\n", key.first,
               key.second ? "some" : "none", texts.texts.size(), megabytes * 1e3, texts.deals,
               times.mentions * 1e3 / megabytes, deals * 1e3 / megabytes, ratio);
  }
  if (!fits) fmt::print(stderr, "bench_deals: above {} times the mentions\n", at_most);
  return fits ? 0 : 1;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  const auto options = dealwire::bench_options(argc, argv, "bench_deals");
  return options ? dealwire::run(options->folder, options->at_most) : 2;
}
