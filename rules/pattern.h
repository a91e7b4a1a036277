// A regular expression that is compiled when it is first used: compiling all of a language's takes
// longer than reading a page with the few that hit. Safe to share between threads.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>
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

}  // namespace dealwire
