// A place in a regular expression of RE2's syntax, and the ways past what stands there.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace dealwire {

// For who reads a pattern to derive from. The pattern, which compiles, must outlive it.
class PatternCursor {
 protected:
  // How often a part may stand.
  struct Count {
    bool may_lack = false, may_repeat = false;
  };

  explicit PatternCursor(std::string_view pattern) : text_(pattern) {}

  char at(size_t pos) const { return pos < text_.size() ? text_[pos] : '\0'; }

  // Of the group, or of the pattern.
  bool at_end() const { return pos_ >= text_.size() || text_[pos_] == ')'; }

  void skip_part();    // a character, an escape, a class [...] or a group (...)
  void skip_escape();  // \pL, \x{3000}
  void skip_class();
  Count skip_count();  // ?, *, +, {1,3}; none says once
  bool skip_run();     // [\pL-]* and what else runs of letters are written as; false if none is

  const std::string_view text_;
  size_t pos_ = 0;

 private:
  void skip_group();

  std::unordered_map<size_t, size_t> ends_;  // of groups that were skipped, by where they begin
};

}  // namespace dealwire
