// A regular expression that is compiled when it is first used: compiling all of a language's takes
// longer than reading a page with the few that hit. Safe to share between threads.
#pragma once

#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwire {

class Pattern {
 public:
  // Of all matches that begin leftmost the longest if `longest`, else the one that alternatives put
  // first.
  explicit Pattern(std::string text, bool longest = false)
      : text_(std::move(text)), longest_(longest) {}

  // What is wrong with it, "" if nothing is. Parses without compiling.
  std::string mistake() const;

  const std::string& text() const { return text_; }
  const RE2& re2() const;

  // The names of the captures, by index; [0] is "".
  const std::vector<std::string>& groups() const;

 private:
  void compile() const;

  std::string text_;
  bool longest_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> compiled_;
  mutable std::vector<std::string> groups_;
};

// Many patterns, of which one pass over a text tells those that match. For patterns that hold to a
// few kinds of characters: one of wide patterns together has states without end.
class PatternSet {
 public:
  void add(const Pattern& pattern);  // one without a mistake

  // Call once behind the last add(). False if they are too large together.
  bool compile();

  // The indices of the patterns that match somewhere in the text, in order; all if the pass runs
  // out of memory.
  std::vector<size_t> hits(std::string_view text) const;

  // For measuring.
  const RE2::Set& set() const { return *set_; }

 private:
  std::vector<std::string> texts_;
  std::unique_ptr<RE2::Set> set_;
};

// Many patterns, of which the words in a text tell those that may match: each holds some word of
// every alternative (RE2's FilteredRE2; the words are found by a trie). Made when first asked. Safe
// to share between threads.
class PatternFilter {
 public:
  PatternFilter();
  PatternFilter(PatternFilter&&) noexcept;
  PatternFilter& operator=(PatternFilter&&) noexcept;
  ~PatternFilter();

  void add(const Pattern& pattern);  // one without a mistake; none behind the first candidates()

  // The indices of the patterns that are worth a search, in order. O(text).
  std::vector<size_t> candidates(std::string_view text) const;

 private:
  struct Filter;
  std::vector<std::string> texts_;
  std::unique_ptr<Filter> filter_;
};

}  // namespace dealwire
