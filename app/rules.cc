#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/pipeline.h"
#include "rules/examples.h"
#include "text/chinese.h"

namespace dealwire {
namespace {

struct RulesRun {
  std::string asked;  // what the names of rules and site files begin with
  size_t examples = 0;
  size_t failures = 0;
  std::set<std::string> fired;  // rules that gave something for an example
};

void try_example(const Example& example, const std::string& text, const std::string& lang,
                 const Reader& reader, RulesRun& run) {
  if (!example.rule.starts_with(run.asked)) return;
  ++run.examples;
  const Extraction found = read_example(text, lang, reader);
  for (const Mention& mention : found.mentions) run.fired.insert(mention.rule);
  for (const Deal& deal : found.deals) run.fired.insert(deal.rule);
  const std::string wrong = check_example(example, found);
  if (wrong.empty()) return;
  ++run.failures;
  fmt::print("{}: {}: {}\n  in: {}\n", example.where, example.rule, wrong, text);
}

// Our own packs are not looked through before they are needed, but whoever changes them comes here.
Expected<Reader> load_checked(const Options& options) {
  auto reader = load_reader(options.rules, options.parties);
  if (!reader) return reader;
  if (auto sound = reader->rules.packs().check(); !sound) {
    return tl::make_unexpected(sound.error());
  }
  return reader;
}

std::vector<std::string> ids_of(const Packs& packs) {
  std::vector<std::string> out;
  for (const Pack& pack : packs.all()) {
    for (const auto& rule : pack.mentions) out.push_back(rule->id);
    for (const auto& frame : pack.frames) out.push_back(frame->id);
  }
  return out;
}

// A rule that no example makes fire may be wrong, or hidden by another, and nobody would know.
void name_idle(const std::string& rule, RulesRun& run) {
  if (run.fired.count(rule) > 0) return;
  ++run.failures;
  fmt::print("{}: no example exercises it\n", rule);
}

void try_word(const Vocabulary::Word& word, const Vocabulary& vocabulary, RulesRun& run) {
  for (const Vocabulary::Example& example : word.examples) {
    ++run.examples;
    const std::string wrong = vocabulary.check(word, example);
    if (wrong.empty()) continue;
    ++run.failures;
    fmt::print("{}: {}: {}\n  in: {}\n", example.where, word.cn, wrong, example.text);
  }
}

// A sample is a page fetched from its site. All that is wrong with it is one failure.
void try_sample(const SiteSample& sample, const Site& site, const Reader& reader, RulesRun& run) {
  ++run.examples;
  Document document;
  document.input = sample.page;
  document.media_type = "text/html";
  document.bytes = sample.content;
  document.url = "https://" + site.hosts.front() + "/";
  const auto reading = read(std::move(document), reader, Budget{});
  std::vector<std::string> wrong;
  if (!reading) {
    wrong.push_back(reading.error().message);
  } else {
    wrong = check_sample(sample, reading->article);
    for (std::string_view selector : reading->unmatched) {
      wrong.push_back(fmt::format("nothing matches '{}'", selector));
    }
  }
  if (wrong.empty()) return;
  ++run.failures;
  for (const std::string& line : wrong) fmt::print("{}: {}\n", sample.where, line);
  fmt::print("  in: {}\n", sample.page);
}

}  // namespace

int rules_test(const Options& options) {
  const auto reader = load_checked(options);
  if (!reader) return refuse(reader.error(), options);
  RulesRun run;
  if (!options.paths.empty()) run.asked = options.paths.front();
  for (const Pack& pack : reader->rules.packs().all()) {
    const std::string& language = pack.language;
    for (const Example& example : pack.examples) {
      if (language != "zh") {
        try_example(example, example.text, language, *reader, run);
        continue;
      }
      // Every Chinese example also runs in the other script.
      try_example(example, example.text, "zh-Hant-TW", *reader, run);
      Example simplified = example;
      const Simplifier& simplify = Simplifier::instance();
      for (auto& [key, value] : simplified.want) value = simplify(value);
      try_example(simplified, simplify(example.text), "zh-Hans", *reader, run);
    }
  }
  std::vector<std::string> rules = ids_of(reader->rules.packs());
  std::erase_if(rules, [&](const std::string& id) { return !id.starts_with(run.asked); });
  for (const std::string& id : rules) name_idle(id, run);
  const Vocabulary& vocabulary = reader->unifier->vocabulary();
  if (run.asked.empty()) {  // its words have no names
    for (const Vocabulary::Word& word : vocabulary.words()) try_word(word, vocabulary, run);
  }
  for (const Site& site : reader->sites.all()) {
    if (!site.file.starts_with(run.asked)) continue;
    for (const SiteSample& sample : site.samples) try_sample(sample, site, *reader, run);
  }
  if (run.examples == 0 && run.failures == 0) {
    return refuse({"usage", "rules test: none of what rules list names begins with " + run.asked},
                  options);
  }
  fmt::print("{} rules, {} examples, {} failed\n", rules.size(), run.examples, run.failures);
  return run.failures == 0 ? kSuccess : kSomeFailed;
}

int rules_list(const Options& options) {
  const auto reader = load_checked(options);
  if (!reader) return refuse(reader.error(), options);
  for (const std::string& id : ids_of(reader->rules.packs())) fmt::print("{}\n", id);
  for (const Site& site : reader->sites.all()) fmt::print("{}\n", site.file);
  return kSuccess;
}

}  // namespace dealwire
