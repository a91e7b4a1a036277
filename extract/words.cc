#include "extract/words.h"

#include <re2/re2.h>
#include <toml++/toml.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

#include "text/embedded.h"
#include "text/utf8.h"

namespace dealwire {

const std::vector<EmbeddedFile>& extract_files();  // generated

namespace {

struct WordList {
  std::unique_ptr<RE2> pattern;
  std::vector<std::string> match, no_match;
};

// words.toml is ours and compiled in, so a mistake in it is a mistake in the program: it stops it.
const std::map<std::string, WordList, std::less<>>& lists() {
  static const auto loaded = [] {
    std::map<std::string, WordList, std::less<>> out;
    const toml::table table = toml::parse(extract_files().back().content);
    for (const auto& [key, value] : table) {
      WordList list;
      std::string pattern;
      for (const auto& word : *value.as_table()->get_as<toml::array>("words")) {
        pattern += (pattern.empty() ? "" : "|") + word.value_or<std::string>("");
      }
      const auto frame = value.as_table()->get("frame")->value_or<std::string>("");
      const size_t place = frame.find("{words}");
      RE2::Options options;
      options.set_log_errors(false);
      list.pattern = std::make_unique<RE2>(
          frame.substr(0, place) + "(?:" + pattern + ")" + frame.substr(place + 7), options);
      if (!list.pattern->ok()) {
        std::fprintf(stderr, "dealwire: words.toml: %s\n", list.pattern->error().c_str());
        std::abort();
      }
      for (const char* name : {"match", "no_match"}) {
        for (const auto& example : *value.as_table()->get_as<toml::array>(name)) {
          (name[0] == 'm' ? list.match : list.no_match)
              .push_back(example.value_or<std::string>(""));
        }
      }
      out.emplace(key.str(), std::move(list));
    }
    return out;
  }();
  return loaded;
}

template <const char* Name>
const RE2& pattern_of() {
  static const RE2& pattern = *lists().find(std::string_view(Name))->second.pattern;
  return pattern;
}

template <const char* Name>
bool matches(std::string_view text) {
  const RE2& pattern = pattern_of<Name>();
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

constexpr char kAside[] = "aside_name";
constexpr char kBoilerplate[] = "boilerplate";
constexpr char kTail[] = "tail";
constexpr char kByline[] = "byline";
constexpr char kColophon[] = "colophon";
constexpr char kNoticeWord[] = "notice_word";

constexpr size_t kLongLine = 400;  // bytes; notices are short, and longer lines are prose

}  // namespace

bool matches_aside_name(std::string_view class_or_id) {
  return !class_or_id.empty() && matches<kAside>(class_or_id);
}

bool is_boilerplate(std::string_view line) {
  return line.size() <= kLongLine && matches<kBoilerplate>(line);
}

bool opens_tail(std::string_view line) { return line.size() <= 80 && matches<kTail>(line); }

bool closes_article(std::string_view line) { return line.size() <= 80 && matches<kColophon>(line); }

bool is_byline(std::string_view line) { return line.size() <= 160 && matches<kByline>(line); }

size_t notice_words(std::string_view line) {
  re2::StringPiece rest(line.data(), line.size());
  size_t n = 0;
  while (RE2::FindAndConsume(&rest, pattern_of<kNoticeWord>())) ++n;
  return n;
}

bool is_spam(std::string_view line) {
  // By shape alone: segments between bars, wider than menu words, none of them a sentence.
  constexpr size_t kBars = 3, kNarrowest = 10, kWidest = 40;
  size_t bars = 0;
  for (size_t pos = 0; pos < line.size();) {
    const char32_t c = next_character(line, pos);
    bars += c == '|' || c == U'｜' || c == U'丨';
    if (c == U'。') return false;
  }
  if (bars < kBars) return false;
  const size_t segment = columns(line) / (bars + 1);
  return segment >= kNarrowest && segment <= kWidest;
}

std::vector<std::string> failing_word_examples() {
  std::vector<std::string> out;
  for (const auto& [name, list] : lists()) {
    for (const auto& example : list.match) {
      if (!RE2::PartialMatch(example, *list.pattern)) out.push_back(name + " misses: " + example);
    }
    for (const auto& example : list.no_match) {
      if (RE2::PartialMatch(example, *list.pattern))
        out.push_back(name + " wrongly takes: " + example);
    }
  }
  return out;
}

}  // namespace dealwire
