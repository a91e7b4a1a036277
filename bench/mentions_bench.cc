// How fast are amounts and dates read, against one pass of RE2::Set with the same patterns?
//
// usage: bench_mentions FOLDER [--at-most RATIO]
//
// For each language the paragraphs of the folder's articles are read again and again, in one
// process and one thread, turn by turn; each figure is the best of its turns, in megabytes of match
// copy a second of the thread's own time. The set reads them as patterns see them, numbers and
// units found. A second table repeats each rule of a language four and sixteen times; a third line
// times how long all packs take to load. With --at-most it fails if a language's ratio is above.
#include <fmt/format.h>
#include <re2/set.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rules/amounts.h"
#include "rules/tokens.h"
#include "turns.h"

namespace dealwire {
namespace {

constexpr size_t kTurns = 11;
constexpr size_t kBytesATurn = 60'000;  // small folders are read again until they have as many

struct Texts {
  std::vector<std::string> blocks;
  size_t bytes = 0;
};

// The paragraphs of all articles, by language.
std::map<std::string, Texts> load(const std::string& folder, const Reader& reader) {
  std::map<std::string, Texts> out;
  for_each_reading(folder, reader, [&](const Reading& reading) {
    const std::string copy = reader.unifier->match_copy(reading.article).text.text;
    Texts& texts = out[language_of(reading.article)];
    for (size_t begin = 0; begin < copy.size();) {
      const size_t end = std::min(copy.find('\n', begin), copy.size());
      if (end > begin) texts.blocks.push_back(copy.substr(begin, end - begin));
      texts.bytes += end - begin;
      begin = end + 1;
    }
  });
  return out;
}

struct Step {
  std::function<size_t(const std::string&)>
      run;            // gives a figure of its result, so that it is made
  double best = 1e9;  // seconds a turn
};

// Times all steps over the same texts; gives how often a turn read them.
size_t time_steps(const Texts& texts, std::vector<Step>& steps) {
  const size_t rounds = kBytesATurn / texts.bytes + 1;
  volatile size_t sum = 0;
  for (size_t turn = 0; turn < kTurns; ++turn) {
    for (Step& step : steps) {
      const double start = seconds();
      for (size_t round = 0; round < rounds; ++round) {
        for (const std::string& block : texts.blocks) sum = sum + step.run(block);
      }
      step.best = std::min(step.best, seconds() - start);
    }
  }
  return rounds;
}

size_t read_amounts(const std::string& block, const Pack& pack) {
  static const AmountContext context{[](std::string_view, size_t) { return std::string(); },
                                     kExampleDay, ""};
  std::vector<TurnedDown> refused;
  return find_amounts(block, pack, context, refused).size();
}

// The rules of a language over again, `times` - 1 times, under other names.
std::string repeated(const Pack& pack, int times) {
  std::string out;
  const auto context = [](const char* key, const std::unique_ptr<Pattern>& pattern) {
    return pattern ? fmt::format("{} = '''{}'''\n", key, pattern->text()) : "";
  };
  for (int copy = 1; copy < times; ++copy) {
    for (const auto& rule : pack.mentions) {
      out += fmt::format(
          "[[mention]]\nname = \"{}-{}\"\nkind = \"{}\"\npattern = '''{}'''\n{}{}"
          "match = [{{ text = \"1\" }}]\nno_match = [\"\"]\n",
          rule->id.substr(rule->id.rfind('/') + 1), copy, name(rule->kind), rule->pattern->text(),
          context("not_before", rule->not_before), context("not_after", rule->not_after));
    }
  }
  return out;
}

// What one pass costs.
std::unique_ptr<RE2::Set> set_of(const Pack& pack) {
  RE2::Options options;
  options.set_max_mem(1 << 30);
  auto out = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
  for (const auto& rule : pack.mentions) out->Add(rule->pattern->text(), nullptr);
  out->Compile();
  return out;
}

int run(const std::string& folder, double at_most) {
  const auto start = std::chrono::steady_clock::now();
  const auto reader = load_reader("");
  if (!reader || !reader->rules.packs().check()) return 2;
  const std::chrono::duration<double, std::milli> ready = std::chrono::steady_clock::now() - start;
  const auto& packs = reader->rules.packs();
  bool fits = true, any = false;
  fmt::print("{:8}{:>6}{:>8}{:>12}{:>12}{:>12}{:>8}{:>10}{:>10}\n", "language", "rules", "KB",
             "set MB/s", "tokens MB/s", "rules MB/s", "ratio", "4x rules", "16x rules");
  for (const auto& [language, texts] : load(folder, *reader)) {
    const Pack* found = packs.find(language);
    if (found == nullptr || texts.bytes == 0) continue;
    any = true;
    const Pack& pack = *found;
    std::map<std::string_view, std::string> shown;
    for (const std::string& block : texts.blocks) {
      shown[block] = Tokens(block, pack.numbers).text();
    }
    std::vector<Rules> more;
    for (const int times : {4, 16}) {
      auto files = embedded_packs();
      const std::string path = language + "/repeated.toml";
      files.push_back({path, repeated(pack, times), path});
      const Unifier& unifier = *reader->unifier;
      const auto fold = [&](std::string_view text, bool chinese) {
        return unifier.fold(text, chinese).text;
      };
      auto rules = Rules::load(files, fold, Rules::When::kNeeded);
      if (!rules) {
        fmt::print(stderr, "bench_mentions: {}\n", rules.error().message);
        return 2;
      }
      more.push_back(std::move(*rules));
    }
    const auto set = set_of(pack);
    std::vector<Step> steps = {
        {[&](const std::string& block) {
          std::vector<int> hits;
          set->Match(shown[block], &hits);
          return hits.size();
        }},
        {[&](const std::string& block) { return Tokens(block, pack.numbers).text().size(); }},
        {[&](const std::string& block) { return read_amounts(block, pack); }}};
    for (const Rules& rules : more) {
      const Pack& many = *rules.packs().find(language);
      steps.push_back({[&many](const std::string& block) { return read_amounts(block, many); }});
    }
    const size_t rounds = time_steps(texts, steps);
    const auto speed = [&](const Step& step) {
      return static_cast<double>(texts.bytes * rounds) / step.best / 1e6;
    };
    const double ratio = steps[2].best / steps[0].best;
    fits = fits && (at_most == 0 || ratio <= at_most);
    fmt::print("{:8}{:>6}{:>8.1f}{:>12.1f}{:>12.1f}{:>12.1f}{:>8.2f}{:>9.2f}x{:>9.2f}x\n", language,
               pack.mentions.size(), static_cast<double>(texts.bytes) / 1e3, speed(steps[0]),
               speed(steps[1]), speed(steps[2]), ratio, steps[3].best / steps[2].best,
               steps[4].best / steps[2].best);
  }
  if (!any) {
    fmt::print(stderr, "bench_mentions: {} holds no articles of a language with a pack\n", folder);
    return 2;
  }
  fmt::print("all packs ready in {:.0f} ms\n", ready.count());
  if (!fits) fmt::print(stderr, "bench_mentions: above {} times the set\n", at_most);
  return fits ? 0 : 1;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  const auto options = dealwire::bench_options(argc, argv, "bench_mentions");
  return options ? dealwire::run(options->folder, options->at_most) : 2;
}
