// A parsed page: a flat tree whose texts know their place in the page. gumbo stays behind this
// header.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "html/links.h"
#include "model/budget.h"
#include "model/error.h"
#include "model/source_map.h"

namespace dealwire::html {

// Nodes stand in document order; the subtree of node i is [i, nodes[i].end), so that walking and
// skipping are loops over indices and depth costs no stack.
struct Node {
  std::string_view tag;   // in lower case; empty for text
  std::string_view text;  // of a text node: characters as shown, entities resolved
  uint32_t parent = 0;    // the root is its own
  uint32_t end = 0;
  uint32_t first_attribute = 0;
  uint32_t attributes = 0;
  Range source;  // of a text node, in the pruned markup

  bool is_text() const { return tag.empty(); }
};

class Page {
 public:
  // Prunes and parses a page of valid UTF-8. Fails with "too_complex" when the tree would cost
  // more memory than the budget gives. Linear but for what the budget bounds.
  static Expected<Page> parse(std::string_view page, const Budget& budget = {},
                              Links links = Links::kCut);

  Page(Page&&) noexcept;
  Page& operator=(Page&&) noexcept;
  ~Page();

  const std::vector<Node>& nodes() const { return nodes_; }

  // The value of an attribute, empty if it is missing; has() tells an empty value from none.
  std::string_view attribute(const Node& node, std::string_view name) const;
  bool has(const Node& node, std::string_view name) const;

  // The map from a text node's text to the page. Tokenizes the source again, since gumbo keeps
  // only where the text lies; where the two cannot be matched, the whole text is one atom.
  SourceMap source_of(const Node& text) const;

  // The same for an attribute's value.
  SourceMap source_of_attribute(const Node& node, std::string_view name) const;

  // Bodies of JSON-LD scripts, in the page.
  const std::vector<Range>& json_ld() const { return json_ld_; }

  // Bodies of other scripts, and values of attributes, that may hold an article as data; in the
  // page. Character references in the latter are not resolved.
  const std::vector<Range>& scripts() const { return scripts_; }
  const std::vector<Range>& states() const { return states_; }

  // Tags were dropped because they were nested too deeply.
  bool flattened() const { return flattened_; }

 private:
  struct Attribute {
    std::string_view name, value;
    Range source;  // of the value, in the pruned markup
  };
  struct Builder;

  Page();
  const Attribute* find(const Node& node, std::string_view name) const;
  // The map from what a range of the markup shows to the markup.
  SourceMap match(std::string_view text, Range source) const;

  // What the views of nodes and attributes point at: the markup, or what it means where that is
  // something else (&amp;, a name in capitals).
  std::unique_ptr<SourcedText> markup_;
  std::deque<std::string> strings_;
  std::unordered_set<std::string> names_;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::vector<Range> json_ld_, scripts_, states_;
  bool flattened_ = false;
};

}  // namespace dealwire::html
