#include "extract/blocks.h"

#include <algorithm>
#include <array>

#include "extract/words.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Elements that do not break a line.
constexpr std::array<std::string_view, 38> kInline = {
    "a",    "abbr", "acronym", "b",    "bdi", "bdo",  "big",   "cite", "code",   "data",
    "del",  "dfn",  "em",      "font", "i",   "img",  "ins",   "kbd",  "label",  "mark",
    "nobr", "q",    "rb",      "ruby", "s",   "samp", "small", "span", "strike", "strong",
    "sub",  "sup",  "time",    "tt",   "u",   "var",  "wbr",   "blink"};

// Elements whose text no reader sees, or not as text: never part of a block.
constexpr std::array<std::string_view, 14> kUnseen = {
    "head",   "script", "style",    "noscript", "template", "iframe", "object",
    "select", "option", "datalist", "textarea", "title",    "rt",     "rp"};

// Elements that hold no article, whatever they are called.
constexpr std::array<std::string_view, 8> kAside = {"nav",    "footer",     "aside", "button",
                                                    "dialog", "figcaption", "form",  "menu"};

template <size_t N>
bool in(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

size_t width_of(std::string_view text) {
  size_t width = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    width += byte >= 0xE0 ? 2 : (byte & 0xC0) != 0x80;
  }
  return width;
}

bool is_hidden(const html::Page& page, const html::Node& node) {
  if (node.attributes == 0) return false;
  if (page.has(node, "hidden") || page.attribute(node, "aria-hidden") == "true") return true;
  std::string style(page.attribute(node, "style"));
  std::erase_if(style, [](char c) { return c == ' '; });
  return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
}

// Collects the characters of text nodes into blocks.
class Builder {
 public:
  // Adds the characters of one node. `link` and `dropped` say where the node stands.
  void text(std::string_view text, uint32_t node, bool link) {
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      const bool space = is_space(next_character(text, pos));
      while (pos < text.size()) {
        size_t next = pos;
        if (is_space(next_character(text, next)) != space) break;
        pos = next;
      }
      if (space) {
        add_space(text.substr(begin, pos - begin), node, begin);
      } else {
        add_word(text.substr(begin, pos - begin), node, begin, link);
      }
    }
  }

  // Ends the block; what follows stands in a block of element `tag`.
  void end_block(std::string_view tag, bool dropped) {
    if (!block_.text.empty()) {
      block_.width = width_of(block_.text);
      blocks_.push_back(std::move(block_));
    }
    block_ = {};
    block_.tag = tag;
    block_.dropped = dropped;
    space_.end = 0;
  }

  std::vector<Block> finish() {
    end_block({}, false);
    return std::move(blocks_);
  }

 private:
  void add_space(std::string_view spaces, uint32_t node, size_t begin) {
    if (block_.text.empty()) return;
    if (space_.end == 0) {
      space_ = {node, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + spaces.size()),
                true};
      line_break_ = false;
    }
    line_break_ = line_break_ || spaces.find('\n') != spaces.npos;
  }

  void add_word(std::string_view word, uint32_t node, size_t begin, bool link) {
    if (space_.end != 0) {
      // A line break between two characters of a script without spaces is none (CSS Text 3,
      // 4.1.3 Segment Break Transformation Rules).
      size_t first = 0;
      const char32_t before = character_before(block_.text, block_.text.size());
      const char32_t after = next_character(word, first);
      const bool joined = line_break_ && !is_hangul(before) && !is_hangul(after) &&
                          columns(before) == 2 && columns(after) == 2;
      if (!joined) {
        block_.text += ' ';
        block_.slices.push_back(space_);
      }
      space_.end = 0;
    }
    block_.text += word;
    if (link) block_.link_width += width_of(word);
    const auto b = static_cast<uint32_t>(begin);
    const auto e = static_cast<uint32_t>(begin + word.size());
    block_.slices.push_back({node, b, e, false});
  }

  std::vector<Block> blocks_;
  Block block_;
  Block::Slice space_{};  // seen behind the text so far; end is 0 if there is none
  bool line_break_ = false;
};

// Width of prose (texts too long for a menu) before each node, so that a subtree's share of the
// page's prose is a subtraction.
std::vector<size_t> prose_before(const html::Page& page) {
  constexpr size_t kProse = 40;
  const auto& nodes = page.nodes();
  std::vector<size_t> before(nodes.size() + 1, 0);
  for (size_t i = 0; i < nodes.size(); ++i) {
    const size_t width = nodes[i].is_text() ? width_of(nodes[i].text) : 0;
    before[i + 1] = before[i] + (width >= kProse ? width : 0);
  }
  return before;
}

// Does the element stand beside the article, by its tag or its name? One that holds much of the
// page's prose is the article's, whatever it is called: some sites wrap all in a <form>, or in
// class "with-sidebar".
bool is_aside(const html::Page& page, const html::Node& node, double share) {
  if (share > 0.3) return false;
  return in(kAside, node.tag) || matches_aside_name(page.attribute(node, "class")) ||
         matches_aside_name(page.attribute(node, "id"));
}

constexpr size_t kNearlyFull = 50;  // columns of a line that goes on in the next one

// Is the text wrapped at a fixed width, with blank lines between paragraphs? Then no line is long,
// and most lines that another follows directly are nearly full.
bool is_hard_wrapped(std::string_view text, const std::vector<Range>& lines) {
  constexpr size_t kWidest = 100;
  size_t followed = 0, full = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(text.substr(lines[i].begin, lines[i].size()));
    const size_t width = width_of(line);
    if (width > kWidest) return false;
    if (width == 0 || i + 1 == lines.size()) continue;
    if (trim(text.substr(lines[i + 1].begin, lines[i + 1].size())).empty()) continue;
    ++followed;
    full += width >= kNearlyFull;
  }
  return followed > 0 && full * 2 > followed;
}

}  // namespace

bool Block::ends_sentence() const {
  size_t end = text.size();
  while (end > 0) {
    const char32_t c = character_before(text, end);
    constexpr std::u32string_view kEnds = U".!?。！？…;；:：";
    constexpr std::u32string_view kClosing = U"\"'”’」』)）】》";
    if (kEnds.find(c) != kEnds.npos) return true;
    if (kClosing.find(c) == kClosing.npos) return false;
    end = previous_position(text, end);
  }
  return false;
}

std::vector<Block> page_blocks(const html::Page& page, const std::vector<uint32_t>& bounds) {
  const auto& nodes = page.nodes();
  const std::vector<size_t> before = prose_before(page);
  const double total = static_cast<double>(std::max<size_t>(before.back(), 1));

  // What an element passes on to its content.
  struct Context {
    uint32_t end;
    std::string_view block_tag;
    bool link, dropped, breaks;
  };
  std::vector<Context> open{{static_cast<uint32_t>(nodes.size()), "", false, false, false}};
  Builder builder;
  auto bound = bounds.begin();
  for (uint32_t i = 0; i < nodes.size();) {
    while (open.back().end <= i) {
      const bool breaks = open.back().breaks;
      open.pop_back();
      if (breaks) builder.end_block(open.back().block_tag, open.back().dropped);
    }
    const html::Node& node = nodes[i];
    const Context& outer = open.back();
    if (node.is_text()) {
      builder.text(node.text, i++, outer.link);
      continue;
    }
    if (in(kUnseen, node.tag)) {
      i = node.end;
      continue;
    }
    if (node.tag == "br" || node.tag == "hr") {
      builder.end_block(outer.block_tag, outer.dropped);
      ++i;
      continue;
    }
    Context inner = outer;
    inner.end = node.end;
    inner.link = outer.link || node.tag == "a";
    inner.breaks = !in(kInline, node.tag);
    if (inner.breaks) inner.block_tag = node.tag;
    const double share = static_cast<double>(before[node.end] - before[i]) / total;
    inner.dropped = outer.dropped || is_hidden(page, node) || is_aside(page, node, share);
    // A dropped inline element must not share a block with what is kept around it.
    if (inner.dropped && !outer.dropped) inner.breaks = true;
    bound = std::find_if(bound, bounds.end(), [&](uint32_t element) { return element >= i; });
    if (bound != bounds.end() && *bound == i) inner.breaks = true;
    if (inner.breaks) builder.end_block(inner.block_tag, inner.dropped);
    open.push_back(inner);
    ++i;
  }
  return builder.finish();
}

std::vector<Block> line_blocks(std::string_view text, std::vector<Range>& lines) {
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  const bool wrapped = is_hard_wrapped(text, lines);
  Builder builder;
  builder.end_block({}, false);
  for (uint32_t i = 0; i < lines.size(); ++i) {
    // The line break goes with the line, as the space it may show as.
    const size_t end = std::min(lines[i].end + 1, text.size());
    const std::string_view line = text.substr(lines[i].begin, end - lines[i].begin);
    lines[i].end = end;
    builder.text(line, i, false);
    // In wrapped text a short line ends its paragraph, or is a heading.
    if (!wrapped || width_of(trim(line)) < kNearlyFull) builder.end_block({}, false);
  }
  return builder.finish();
}

SourcedText render(const Block& block, const std::function<SourceMap(uint32_t)>& source_of) {
  SourcedText out;
  out.text = block.text;
  SourceMap map;
  for (size_t i = 0; i < block.slices.size(); ++i) {
    const Block::Slice& slice = block.slices[i];
    if (i == 0 || slice.node != block.slices[i - 1].node) map = source_of(slice.node);
    if (slice.space) {
      out.source.atom(1, map.span({slice.begin, slice.end}));
    } else {
      out.source.append(map.slice({slice.begin, slice.end}));
    }
  }
  return out;
}

}  // namespace dealwire
