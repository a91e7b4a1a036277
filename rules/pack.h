// A rule pack: what an analyst writes, loaded and checked. docs/rules.md describes the format.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <re2/re2.h>

#include "model/extraction.h"
#include "rules/number.h"
#include "rules/pattern.h"
#include "rules/pattern_filter.h"
#include "rules/word_class.h"
#include "text/data_file.h"
#include "text/trie.h"

namespace dealwire {

// How a mention shows to the triggers of frames: one private-use character for its kind, so that
// names and figures cannot be mistaken for words. Patterns write {party}, {money}, {power},
// {stake}.
inline std::string mask(Kind kind) {
  return "\xEE\x80" + std::string(1, static_cast<char>(0x80 + static_cast<int>(kind)));  // U+E000..
}

inline bool is_mask(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

// Brings a text into the form of the match copy (normalize/): NFKC, and if `chinese` simplified
// characters and the mainland's words.
using Fold = std::function<std::string(std::string_view text, bool chinese)>;

// Longest match of words as they are written, each with what it is: 公司 -> head. Of equal words
// the first counts.
class WordTrie {
 public:
  WordTrie() = default;
  explicit WordTrie(const std::vector<std::pair<std::string, std::string>>& words);

  struct Match {
    size_t length = 0;       // bytes; 0 if none stands there
    std::string_view value;  // empty then
  };
  Match longest(std::string_view text, size_t pos) const {
    const Trie::Match match = trie_.longest(text, pos);
    if (match.length == 0) return {};
    return {match.length, values_[static_cast<size_t>(match.value)]};
  }

  bool empty() const { return values_.empty(); }

 private:
  Trie trie_;
  std::vector<std::string> values_;
};

// An example beside a rule: `want` maps names to the values that `text` must give; empty for a
// counter-example, which must give nothing.
struct Example {
  std::string rule;   // id of the rule it stands beside
  std::string where;  // "zh/money.toml:12"
  std::string text;
  bool counter = false;
  std::vector<std::pair<std::string, std::string>> want;
};

// Finds amounts of one kind, or dates, in a block as Tokens shows it.
struct MentionRule {
  std::string id;  // "zh/money/currency-behind"
  Kind kind = Kind::kMoney;
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Pattern> not_before, not_after;  // anchored; may be null
  std::optional<Decimal> value;                    // where no number is captured
  std::optional<Decimal> least;                    // of the figures that are mentions
  std::string currency;   // where none is captured; "last": that named before
  std::string qualifier;  // of every match: 過半 is more_than
  Decimal scale{1};
  bool vague = false;
};

// Finds deals of one type: a trigger, and the roles that parties take by the place they have.
struct Frame {
  std::string id;  // "zh/deal/invest"
  std::string type;
  std::unique_ptr<Pattern> trigger;
  std::unique_ptr<Pattern> not_before, not_after, not_inside;
  std::map<std::string, std::string, std::less<>> roles;  // place (subject, object, to...) -> role
  std::vector<std::vector<std::string>> need;             // one of these sets must be filled
  bool fallback = false;  // only where no other frame makes a claim of the sentence
  bool half = false;      // one side alone is half a deal, whose other side the next sentence tells

  // Has a party of that place a role, and which? Empty if it has none.
  bool takes(std::string_view place) const { return roles.count(place) > 0; }
  std::string_view role_of(std::string_view place) const {
    const auto role = roles.find(place);
    return role == roles.end() ? std::string_view() : role->second;
  }

  // Do parties of several places share the role, since the frame needs more than one in it?
  bool is_joint(std::string_view role) const {
    return std::any_of(need.begin(), need.end(), [&](const auto& set) {
      return std::count(set.begin(), set.end(), role) > 1;
    });
  }
};

// Everything of one language, the common files included.
struct Pack {
  std::string language;
  WordClasses words;
  std::vector<std::unique_ptr<MentionRule>> mentions;
  std::vector<std::unique_ptr<Frame>> frames;
  std::map<std::string, std::string, std::less<>>
      local_currency;  // region -> what the local unit means there
  std::vector<Example> examples;

  // Made from `words` once, for scanning.
  WordTrie general_words;  // words that bound a name, with their classes
  NumberGrammar numbers;
  PatternFilter mention_filter, trigger_filter;  // of `mentions` and `frames`, by index
  WordTrie case_after;                           // with the places that they give
  std::unique_ptr<RE2> negation_after, passive, clause_end;
  std::unique_ptr<Pattern> alias;  // what brackets behind a name call it, captured

  // A class, or an empty one if the pack has none of that name.
  const WordClass& word_class(const ClassName& name) const;

  // The frame of an id, or null.
  const Frame* frame(std::string_view id) const;

  // What the language is like, by the words that it has. Do case words stand behind names, as in
  // Japanese, rather than before?
  bool marks_behind() const { return !case_after.empty(); }

  // Do clauses begin with words, as in English, rather than behind commas?
  bool words_begin_clauses() const { return !word_class("clause_start").empty(); }

  // Does it leave out a subject that goes without saying, as Chinese does? One does that has
  // neither case words behind names nor words that begin clauses nor articles that tell the case.
  bool leaves_subjects_out() const {
    return !marks_behind() && !words_begin_clauses() && word_class("case_article").empty();
  }

  // Have all nouns a capital, as in German?
  bool capitalises_nouns() const { return !word_class("noun_end").empty(); }
};

// Reads the files of one language, and what it shares with others, of all files; see packs.h. The
// first mistake ends it: throws Mistake with file, line, rule and reason.
Pack read_pack(std::string language, const std::vector<DataFile>& files, const Fold& fold);

}  // namespace dealwire
