#include "rules/pattern_cursor.h"

#include <algorithm>

#include "text/utf8.h"

namespace dealwire {

bool PatternCursor::skip_run() {
  for (const std::string_view run : {"[\\pL-]*", "[\\pL]*", "\\pL*", "[\\w-]*", "\\w*"}) {
    if (!text_.substr(pos_).starts_with(run)) continue;
    pos_ += run.size();
    skip_count();
    return true;
  }
  return false;
}

void PatternCursor::skip_part() {
  const char c = text_[pos_];
  if (c == '\\') return skip_escape();
  if (c == '[') return skip_class();
  if (c != '(') {
    next_character(text_, pos_);
    return;
  }
  size_t& end = ends_[pos_];
  if (end > 0) {
    pos_ = end;
  } else {
    skip_group();
    end = pos_;
  }
}

void PatternCursor::skip_group() {
  size_t depth = 0;
  while (pos_ < text_.size()) {
    const char inner = text_[pos_];
    if (inner == '\\') {
      skip_escape();
    } else if (inner == '[') {
      skip_class();
    } else {
      ++pos_;
      depth += inner == '(';
      if (inner == ')' && --depth == 0) return;
    }
  }
}

void PatternCursor::skip_escape() {
  const bool hex = at(pos_ + 1) == 'x', property = (at(pos_ + 1) | 0x20) == 'p';
  pos_ = std::min(pos_ + 2, text_.size());
  if ((hex || property) && at(pos_) == '{') {
    pos_ = std::min(text_.find('}', pos_), text_.size() - 1) + 1;
  } else if (hex || property) {
    pos_ = std::min(pos_ + (hex ? 2 : 1), text_.size());
  }
}

void PatternCursor::skip_class() {
  ++pos_;
  if (at(pos_) == '^') ++pos_;
  if (at(pos_) == ']') ++pos_;
  while (pos_ < text_.size() && text_[pos_] != ']') {
    if (text_[pos_] == '\\') {
      skip_escape();
    } else if (text_.substr(pos_, 2) == "[:") {
      pos_ = std::min(text_.find(":]", pos_), text_.size() - 2) + 2;
    } else {
      ++pos_;
    }
  }
  pos_ = std::min(pos_ + 1, text_.size());
}

PatternCursor::Count PatternCursor::skip_count() {
  Count out;
  while (true) {
    const char c = at(pos_);
    const char next = at(pos_ + 1);
    if (c == '{' && next >= '0' && next <= '9') {
      const size_t end = std::min(text_.find('}', pos_), text_.size() - 1);
      out.may_lack = out.may_lack || next == '0';
      out.may_repeat = out.may_repeat || text_.substr(pos_, end - pos_) != "{0,1";
      pos_ = end + 1;
    } else if (c == '?' || c == '*' || c == '+') {
      out.may_lack = out.may_lack || c != '+';
      out.may_repeat = out.may_repeat || c != '?';
      ++pos_;
    } else {
      return out;
    }
    if (at(pos_) == '?') ++pos_;  // as few as may be
  }
}

}  // namespace dealwire
