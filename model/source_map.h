// Text that knows where it came from.
//
// A SourceMap says, for every byte of a text, which bytes of a source it stands for. It is a list
// of runs, each a number of equal atoms: UTF-8 copied from UTF-8 is one run of one-byte atoms, a
// stretch of Big5 is a run of atoms that are three bytes here and two there, an entity is one atom.
// Ranges are answered in whole atoms, snapped outward, so an answer may widen and never lies.
// Text that stands for nothing in the source (a line break between blocks) has an empty range.
//
//   SourcedText t;
//   t.append_copy("10", 40);                // bytes 40 and 41 of the source
//   t.append_atom("億", {42, 51});          // written "&#20740;" there
//   t.source.pieces({0, t.text.size()});    // {[40, 51)}
//
// Maps compose: article text -> page text, and page text -> document bytes, give article text ->
// document bytes. Cost: 20 bytes a run, lookups in O(log runs + answer).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

class SourceMap {
 public:
  // The length of the text so far, in bytes.
  size_t size() const { return size_; }

  // Appends `length` bytes of text that are the `length` bytes of the source at `source`. Both
  // must be cut between characters.
  void copy(size_t source, size_t length) { add(source, length, 1, 1); }

  // Appends `length` bytes of text that stand, as a whole, for one range of the source.
  void atom(size_t length, Range source) {
    if (length > 0) add(source.begin, 1, length, source.size());
  }

  // The ranges of the source that a range of the text stands for, in text order, neighbours
  // joined, empty ones left out.
  std::vector<Range> pieces(Range text) const;

  // The smallest source range that holds all pieces; for text that stands for nothing, the empty
  // range where it was inserted.
  Range span(Range text) const;

  // The map of a part of the text, as long as that part.
  SourceMap slice(Range text) const;

  // Appends a map of text that follows.
  void append(const SourceMap& next);

  // This map leads from text A to text B, `inner` from B to C: the map from A to C.
  SourceMap then(const SourceMap& inner) const;

 private:
  struct Run {
    uint32_t text;         // where the run begins
    uint32_t source;       // where its source begins
    uint32_t atoms;        // how many
    uint32_t text_step;    // bytes of text an atom, at least 1
    uint32_t source_step;  // bytes of source an atom
    size_t text_end() const { return text + size_t{atoms} * text_step; }
  };

  void add(size_t source, size_t atoms, size_t text_step, size_t source_step) {
    if (atoms == 0) return;
    if (!runs_.empty()) {
      Run& last = runs_.back();
      if (last.text_step == text_step && last.source_step == source_step &&
          last.source + size_t{last.atoms} * source_step == source && source_step > 0) {
        last.atoms += static_cast<uint32_t>(atoms);
        size_ += atoms * text_step;
        return;
      }
    }
    runs_.push_back({static_cast<uint32_t>(size_), static_cast<uint32_t>(source),
                     static_cast<uint32_t>(atoms), static_cast<uint32_t>(text_step),
                     static_cast<uint32_t>(source_step)});
    size_ += atoms * text_step;
  }

  // Appends the map of a part of another's text.
  void append_slice(const SourceMap& map, Range text);

  // Calls f(run, first atom, past last atom) for the parts of the runs that `text` touches.
  template <typename F>
  void visit(Range text, F f) const {
    auto run = std::upper_bound(runs_.begin(), runs_.end(), text.begin,
                                [](size_t at, const Run& r) { return at < r.text_end(); });
    for (; run != runs_.end() && run->text < text.end; ++run) {
      const size_t from = std::max<size_t>(text.begin, run->text) - run->text;
      const size_t to = std::min<size_t>(text.end, run->text_end()) - run->text;
      if (from < to) f(*run, from / run->text_step, (to + run->text_step - 1) / run->text_step);
    }
  }

  // Where the source of the byte at `text` begins; behind the last byte, where the source ends.
  size_t source_at(size_t text) const {
    if (text < size_) return span({text, text + 1}).begin;
    return size_ == 0 ? 0 : span({size_ - 1, size_}).end;
  }

  static Range source_of(const Run& run, size_t from, size_t to) {
    return {run.source + from * run.source_step, run.source + to * run.source_step};
  }

  std::vector<Run> runs_;
  size_t size_ = 0;
};

inline std::vector<Range> SourceMap::pieces(Range text) const {
  std::vector<Range> out;
  visit(text, [&](const Run& run, size_t from, size_t to) {
    const Range source = source_of(run, from, to);
    if (source.empty()) return;
    if (!out.empty() && out.back().end == source.begin) {
      out.back().end = source.end;
    } else {
      out.push_back(source);
    }
  });
  return out;
}

inline Range SourceMap::span(Range text) const {
  Range all{};
  bool any = false;
  visit(text, [&](const Run& run, size_t from, size_t to) {
    const Range source = source_of(run, from, to);
    if (!any || (all.empty() && !source.empty())) {
      all = source;
    } else if (!source.empty()) {
      all = hull(all, source);
    }
    any = true;
  });
  return all;
}

inline SourceMap SourceMap::slice(Range text) const {
  SourceMap out;
  out.append_slice(*this, text);
  return out;
}

inline void SourceMap::append_slice(const SourceMap& map, Range text) {
  map.visit(text, [&](const Run& run, size_t from, size_t to) {
    const size_t begin = std::max<size_t>(text.begin, run.text) - run.text;
    const size_t end = std::min<size_t>(text.end, run.text_end()) - run.text;
    // An atom cut by an end of the range keeps its whole source for the text that is left of it.
    if (begin % run.text_step != 0) {
      atom(std::min(end, (from + 1) * run.text_step) - begin, source_of(run, from, from + 1));
      ++from;
    }
    const size_t whole = std::max(from, end / run.text_step);
    add(source_of(run, from, whole).begin, whole - from, run.text_step, run.source_step);
    if (whole < to) {
      atom(end - whole * run.text_step, source_of(run, whole, whole + 1));
    }
  });
}

inline void SourceMap::append(const SourceMap& next) {
  for (const Run& run : next.runs_) add(run.source, run.atoms, run.text_step, run.source_step);
}

inline SourceMap SourceMap::then(const SourceMap& inner) const {
  SourceMap out;
  for (const Run& run : runs_) {
    if (run.text_step == 1 && run.source_step == 1) {
      out.append_slice(inner, source_of(run, 0, run.atoms));
      continue;
    }
    for (size_t i = 0; i < run.atoms; ++i) {
      const Range middle = source_of(run, i, i + 1);
      const size_t at = middle.empty() ? inner.source_at(middle.begin) : 0;
      out.atom(run.text_step, middle.empty() ? Range{at, at} : inner.span(middle));
    }
  }
  return out;
}

// A text in UTF-8 with the map to its source.
struct SourcedText {
  std::string text;
  SourceMap source;

  void append_copy(std::string_view bytes, size_t at) {
    text += bytes;
    source.copy(at, bytes.size());
  }
  void append_atom(std::string_view bytes, Range at) {
    text += bytes;
    source.atom(bytes.size(), at);
  }
  void append(const SourcedText& next) {
    text += next.text;
    source.append(next.source);
  }
};

// One change to a text: the bytes of `at` are replaced by `to`.
struct Edit {
  Range at;
  std::string to;
};

// `text` after `edits`, which must be sorted and apart, with the map back to `text`. A character
// that is replaced by one of equal length keeps its place, so that runs stay long.
inline SourcedText rewrite(std::string_view text, const std::vector<Edit>& edits) {
  const auto one_character = [](std::string_view s) {
    return !s.empty() &&
           std::none_of(s.begin() + 1, s.end(), [](char c) { return (c & 0xC0) != 0x80; });
  };
  SourcedText out;
  out.text.reserve(text.size());
  size_t done = 0;
  for (const Edit& edit : edits) {
    out.append_copy(text.substr(done, edit.at.begin - done), done);
    if (edit.to.size() == edit.at.size() && one_character(edit.to)) {
      out.append_copy(edit.to, edit.at.begin);
    } else {
      out.append_atom(edit.to, edit.at);
    }
    done = edit.at.end;
  }
  out.append_copy(text.substr(done), done);
  return out;
}

}  // namespace dealwire
