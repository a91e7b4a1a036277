#include "extract/words.h"

#include <re2/re2.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <memory>

#include "extract/data.h"
#include "text/chinese.h"
#include "text/embedded.h"

namespace dealwire {

const std::vector<EmbeddedFile>& word_files();  // generated

namespace {

enum Question {
  kBoilerplate,
  kEnding,
  kTail,
  kByline,
  kColophon,
  kNoticeWord,
  kItem,
  kIssuer,
  kQuestions
};

// A table of the packs: how its phrases stand in a line, and which question it helps to answer.
struct Table {
  const char* name;
  const char* before;
  const char* after;
  Question question;
};

// What may stand before the words of a line, and behind those that are all of it: signs, brackets,
// a number of comments. No quotation marks: quoted words are somebody's.
#define LEAD R"(^[\s\p{S}\p{Pd}»›•·*#【\[（(]*)"
#define REST R"([\s\p{S}\p{P}\d]*$)"

constexpr std::array<Table, 10> kTables = {{
    {"button", LEAD, REST, kBoilerplate},
    {"notice", LEAD, "", kBoilerplate},
    {"teaser", LEAD, R"(\s*(?:[:：|>»→–—】\]-]|$))", kBoilerplate},
    {"ending", "", R"([\s.)）\]】〕]*$)", kEnding},
    {"tail", LEAD, REST, kTail},
    {"byline", R"(^[\s\p{S}\p{Pd}•·【\[〔（(]*)", "", kByline},
    {"colophon", R"(^[\s#*]*)", R"([\s:：]*$)", kColophon},
    {"notice_word", "", "", kNoticeWord},
    {"item", R"(^\s*)", "", kItem},
    {"issuer", "", "", kIssuer},
}};

#undef LEAD
#undef REST

// Bytes up to which a line is looked at; longer ones are prose.
constexpr std::array<size_t, kQuestions> kLongestLine = {400, 400,     100,     160,
                                                         80,  100'000, 100'000, 200};

using Alternatives = std::array<std::string, kTables.size()>;

struct LineExample {
  std::string where, line;
  Question question;
  bool matches;
};

struct LinePatterns {
  std::array<std::unique_ptr<RE2>, kQuestions> patterns;
  std::vector<LineExample> examples;

  bool match(Question question, std::string_view line) const {
    return line.size() <= kLongestLine[question] &&
           RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), *patterns[question]);
  }
};

std::vector<std::string> strings(const toml::table& table, const char* key) {
  std::vector<std::string> out;
  if (const toml::array* list = table.get_as<toml::array>(key)) {
    for (const auto& value : *list) out.push_back(value.value_or<std::string>(""));
  }
  return out;
}

// Adds the phrases of a table to its alternatives. Chinese ones are written in traditional
// characters and hold for both scripts.
void add_phrases(const toml::table& table, bool chinese, std::string& alternatives) {
  for (const std::string& phrase : strings(table, "words")) {
    alternatives += (alternatives.empty() ? "" : "|") + phrase;
    if (!chinese) continue;
    const std::string simplified = Simplifier::instance()(phrase);
    if (simplified != phrase) alternatives += "|" + simplified;
  }
}

void add_examples(const toml::table& table, const std::string& where, Question question,
                  std::vector<LineExample>& examples) {
  for (const bool match : {true, false}) {
    for (std::string& line : strings(table, match ? "match" : "no_match")) {
      examples.push_back({where, std::move(line), question, match});
    }
  }
}

// The tables that help to answer the question, as one pattern.
std::unique_ptr<RE2> compile(Question question, const Alternatives& alternatives) {
  std::string pattern = "(?i)";
  for (size_t i = 0; i < kTables.size(); ++i) {
    if (kTables[i].question != question) continue;
    if (pattern != "(?i)") pattern += '|';
    pattern += std::string(kTables[i].before) + "(?:" + alternatives[i] + ")" + kTables[i].after;
  }
  RE2::Options options;
  options.set_log_errors(false);
  // A bound; real pages take a quarter of it. With 64 MB, RE2 forgets the states it has met again
  // and again, and is four times slower.
  options.set_max_mem(128 << 20);
  auto out = std::make_unique<RE2>(pattern, options);
  if (!out->ok()) refuse_data("words", out->error());
  return out;
}

LinePatterns load_patterns() {
  LinePatterns out;
  Alternatives alternatives;
  for (const EmbeddedFile& file : word_files()) {
    for (const auto& [name, node] : toml::parse(file.content)) {
      const auto table = std::find_if(kTables.begin(), kTables.end(),
                                      [&](const Table& t) { return t.name == name.str(); });
      if (table == kTables.end())
        refuse_data("words/" + std::string(file.path), "no such table: " + std::string(name.str()));
      const auto index = static_cast<size_t>(table - kTables.begin());
      add_phrases(*node.as_table(), file.path == "zh.toml", alternatives[index]);
      add_examples(*node.as_table(), std::string(file.path) + " [" + table->name + "]",
                   table->question, out.examples);
    }
  }
  for (int question = 0; question < kQuestions; ++question) {
    out.patterns[question] = compile(static_cast<Question>(question), alternatives);
  }
  return out;
}

const LinePatterns& line_patterns() {
  static const LinePatterns loaded = load_patterns();
  return loaded;
}

}  // namespace

// Notices are told by how they begin, captions by how they end: RE2 follows the one from the
// front and the other from the back, and leaves both after a few bytes.
bool is_boilerplate(std::string_view line) {
  return line_patterns().match(kBoilerplate, line) || line_patterns().match(kEnding, line);
}

bool opens_tail(std::string_view line) { return line_patterns().match(kTail, line); }

bool closes_article(std::string_view line) { return line_patterns().match(kColophon, line); }

bool is_byline(std::string_view line) { return line_patterns().match(kByline, line); }

bool is_item(std::string_view line) { return line_patterns().match(kItem, line); }

bool names_issuer(std::string_view line) { return line_patterns().match(kIssuer, line); }

size_t notice_words(std::string_view line) {
  re2::StringPiece rest(line.data(), line.size());
  size_t n = 0;
  while (RE2::FindAndConsume(&rest, *line_patterns().patterns[kNoticeWord])) ++n;
  return n;
}

std::vector<std::string> failing_word_examples() {
  std::vector<std::string> out;
  for (const LineExample& example : line_patterns().examples) {
    const bool found = example.question == kBoilerplate || example.question == kEnding
                           ? is_boilerplate(example.line)
                           : line_patterns().match(example.question, example.line);
    if (found == example.matches) continue;
    out.push_back(example.where + (example.matches ? " misses: " : " wrongly takes: ") +
                  example.line);
  }
  return out;
}

}  // namespace dealwire
