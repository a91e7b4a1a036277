// The texts that a page's data holds and that may be its body: long strings with sentences, and
// lists whose items hold paragraphs.
//
// in:  ranges of a page where data stands: scripts, attributes' values, JSON-LD
// out: candidates, which read themselves on demand
//
// Told by what is general to data of many makers: keys and types that name something else
// (comments, teasers, captions), records of articles against paragraphs, elements as lists (JsonML,
// React), data as strings of other data. Bounded by Budget::script_bytes; O(bytes looked at).
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "extract/prose.h"
#include "html/json.h"
#include "model/budget.h"
#include "model/source_map.h"

namespace dealwire {

// A text with JSON in it (the page, an attribute's value, a string of other JSON) and one tree of
// it, with what is known of each value.
struct Data {
  std::string_view text;
  const SourceMap* source = nullptr;  // to the page; null: `text` is the page
  html::JsonTree tree;
  std::vector<bool> aside;    // stands below what names something else
  std::vector<bool> block;    // a paragraph, heading or list item, by its type
  std::vector<bool> record;   // an object that tells of an article
  std::vector<size_t> prose;  // bytes of text with sentences below it
};

// A string, or a list of paragraphs, that may be the body.
struct BodyCandidate {
  const Data* data;
  uint32_t value;
  size_t weight;  // about how much prose it holds

  // Its text. Nothing where a part of it is not known (a variable of JavaScript).
  Prose read() const;
  // The title that the record around it has; empty if it has none.
  std::string title() const;
  std::string_view key() const { return data->tree[value].key; }
};

class PageData {
 public:
  static constexpr size_t kShortestBody = 300;  // columns, or bytes as written

  // `page` must outlive this and the candidates.
  PageData(std::string_view page, const Budget& budget)
      : page_(page), budget_(budget), left_(budget.script_bytes) {}
  PageData(const PageData&) = delete;

  void add_script(Range range);
  void add_attribute(Range range);
  void add_json_ld(Range range);  // only what it calls the body of an article

  // The most promising first.
  std::vector<BodyCandidate> candidates() const;

 private:
  size_t take(size_t bytes);
  Data& add(std::string_view text, size_t& pos, const SourceMap* source);
  void scan(std::string_view text, size_t pos, const SourceMap* source, int depth = 0);

  std::string_view page_;
  const Budget budget_;
  size_t left_;  // bytes that may still be looked at
  std::deque<SourcedText> texts_;
  std::deque<Data> data_;
  std::vector<BodyCandidate> candidates_;
};

}  // namespace dealwire
