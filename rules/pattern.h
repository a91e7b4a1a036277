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

// Many patterns, of which one pass over a text tells those worth a search of their own.
class PatternSet {
 public:
  void add(const Pattern& pattern);  // one without a mistake

  // Call once behind the last add(), or let the first hits() do it. False if they are too large
  // together.
  bool compile() const;

  // The indices of the patterns that match somewhere in the text, in order; all if they are too
  // large together or the pass runs out of memory.
  std::vector<size_t> hits(std::string_view text) const;

  // For measuring.
  const RE2::Set& set() const { return *set_; }

 private:
  std::vector<std::string> texts_;
  std::unique_ptr<std::once_flag> once_ = std::make_unique<std::once_flag>();
  mutable std::unique_ptr<RE2::Set> set_;
  mutable bool compiled_ = false;
};

}  // namespace dealwire
