// Many patterns, searched for only where words of a text tell that they may match.
#pragma once

#include <re2/stringpiece.h>

#include <compare>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pattern.h"

namespace dealwire {

// Knows what the patterns' matches begin with and hold (openings.h). Made when first asked. Safe to
// share between threads.
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

  void add(const Pattern& pattern);  // one that compiles; none behind the first look

  // Where a search is worth it, in order. O(text).
  std::vector<Place> places(std::string_view text) const;

  // Calls f(index, places) for each pattern that has some.
  template <typename F>
  void for_each(std::string_view text, F f) const {
    const std::vector<Place> all = places(text);
    for (size_t begin = 0, end; begin < all.size(); begin = end) {
      for (end = begin; end < all.size() && all[end].pattern == all[begin].pattern;) ++end;
      f(all[begin].pattern, std::span(all).subspan(begin, end - begin));
    }
  }

 private:
  struct Filter;
  std::vector<std::string> texts_;
  std::shared_ptr<Filter> filter_;  // by copies too
};

// The matches of one of the patterns. All that it is given must outlive it.
class PlacedSearch {
 public:
  PlacedSearch(std::string_view text, const Pattern& pattern,
               std::span<const PatternFilter::Place> places);

  // Looks for the next match that begins at `from` or behind, and gives it and its first groups;
  // false if there is none. `from` never goes back.
  bool next(size_t from, std::span<re2::StringPiece> groups);

 private:
  bool match(size_t from, RE2::Anchor anchor, std::span<re2::StringPiece> groups) const;

  std::string_view text_;
  const Pattern& pattern_;
  std::span<const PatternFilter::Place> places_;
  bool anywhere_;
};

}  // namespace dealwire
