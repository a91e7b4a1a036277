// A regular expression that is compiled when it is first used: compiling all of a language's takes
// longer than reading a page with the few that hit. Safe to share between threads.
#pragma once

#include <re2/re2.h>

#include <compare>
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

  const std::string& text() const { return text_; }
  const RE2& re2() const;  // not ok() if the text is no pattern, or too large

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

// Many patterns, of which one pass over a text tells those that match (RE2::Set). For patterns that
// hold to a few kinds of characters: one of wide patterns together has states without end. Made
// when first asked. Safe to share between threads.
class PatternSet {
 public:
  PatternSet();

  void add(const Pattern& pattern);  // one that compiles; none behind the first hits()

  // The indices of the patterns that match somewhere in the text, in order; all if together they
  // are too large, or the pass runs out of memory.
  std::vector<size_t> hits(std::string_view text) const;

 private:
  struct Compiled;
  std::vector<std::string> texts_;
  std::shared_ptr<Compiled> compiled_;  // by copies too
};

// Many patterns, of which the words in a text tell where they may match (openings.h). Made when
// first asked. Safe to share between threads.
class PatternFilter {
 public:
  static constexpr size_t kAnywhere = static_cast<size_t>(-1);

  // A pattern may match from here, or anywhere. No match begins inside a word.
  struct Place {
    size_t pattern = 0;  // its index
    size_t at = 0;
    auto operator<=>(const Place&) const = default;
  };

  PatternFilter();

  void add(const Pattern& pattern);  // one that compiles; none behind the first places()

  // Where a search is worth it, in order. O(text).
  std::vector<Place> places(std::string_view text) const;

 private:
  class WordTable;
  template <typename T>
  class Lists;
  struct Filter;
  std::vector<std::string> texts_;
  std::shared_ptr<Filter> filter_;  // by copies too
};

}  // namespace dealwire
