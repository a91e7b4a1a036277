#include "extract/blocks.h"

#include <algorithm>
#include <array>

#include "extract/element_names.h"
#include "model/budget.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Elements that do not break a line.
constexpr std::array<std::string_view, 38> kInline = {
    "a",    "abbr", "acronym", "b",    "bdi", "bdo",  "big",   "cite", "code",   "data",
    "del",  "dfn",  "em",      "font", "i",   "img",  "ins",   "kbd",  "label",  "mark",
    "nobr", "q",    "rb",      "ruby", "s",   "samp", "small", "span", "strike", "strong",
    "sub",  "sup",  "time",    "tt",   "u",   "var",  "wbr",   "blink"};

// Elements whose content is no text of the page.
constexpr std::array<std::string_view, 5> kNoText = {"head", "title", "script", "style", "iframe"};

// Elements whose text no reader sees, or not as text. It does not part what stands around it.
constexpr std::array<std::string_view, 9> kUnseen = {
    "object", "select", "option", "datalist", "textarea", "button", "rt", "rp", "rtc"};

// Elements that by their own word are not the article, and what others are called that are not: on
// 191 news pages, 16,000 blocks in them were none, 60 were.
constexpr std::array<std::string_view, 6> kBesideTags = {"nav",  "footer", "aside",
                                                         "menu", "dialog", "figcaption"};
constexpr uint32_t kBesideNames = name_bit("related") | name_bit("comments");

constexpr std::array<std::string_view, 2> kFallback = {"noscript", "template"};

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
  // Adds the characters of one node, from `pos` on.
  void text(std::string_view text, uint32_t node, bool link, size_t pos = 0) {
    while (pos < text.size()) {
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

  // An inline element of the block begins.
  void inline_element(uint32_t names, bool link) {
    open_.block.own_names |= names;
    open_.block.links += link;
  }

  // Ends the block; what follows stands at `place`.
  void end_block(const Place& place) {
    if (is_full()) return;
    finish_block();
    open_ = at(place);
  }

  // Lays the block aside for one at `place`; resume() goes on with it.
  void interrupt(const Place& place) {
    if (is_full()) {
      ++ignored_;
      return;
    }
    interrupted_.push_back(std::move(open_));
    open_ = at(place);
  }
  void resume() {
    if (ignored_ > 0) {
      --ignored_;
      return;
    }
    const size_t before = blocks_.size();
    finish_block();
    open_ = std::move(interrupted_.back());
    interrupted_.pop_back();
    open_.parted = open_.parted || blocks_.size() > before;
  }

  std::vector<Block> finish() {
    while (!interrupted_.empty()) resume();
    finish_block();
    return std::move(blocks_);
  }

 private:
  struct Open {
    Block block;
    Block::Slice space{};  // seen behind the text so far; end is 0 if there is none
    bool line_break = false;
    bool parted = false;  // by text of another block, since the last slice
  };

  // Of a page with too many blocks the rest is one, which nobody judges.
  bool is_full() const { return blocks_.size() >= Budget{}.blocks; }

  Open at(const Place& place) const {
    Open out;
    static_cast<Place&>(out.block) = place;
    out.block.dropped = place.dropped || is_full();
    return out;
  }

  void finish_block() {
    if (open_.block.text.empty()) return;
    open_.block.width = width_of(open_.block.text);
    blocks_.push_back(std::move(open_.block));
  }

  void add_space(std::string_view spaces, uint32_t node, size_t begin) {
    if (open_.block.text.empty()) return;
    if (open_.space.end == 0) {
      open_.space = {node, static_cast<uint32_t>(begin),
                     static_cast<uint32_t>(begin + spaces.size()), true};
      open_.line_break = false;
    }
    open_.line_break = open_.line_break || spaces.find('\n') != spaces.npos;
  }

  void add_word(std::string_view word, uint32_t node, size_t begin, bool link) {
    Block& block = open_.block;
    if (open_.space.end != 0) {
      // A line break between two characters of a script without spaces is none (CSS Text 3,
      // 4.1.3 Segment Break Transformation Rules).
      size_t first = 0;
      const char32_t before = character_before(block.text, block.text.size());
      const char32_t after = next_character(word, first);
      const bool joined = open_.line_break && !is_hangul(before) && !is_hangul(after) &&
                          columns(before) == 2 && columns(after) == 2;
      if (!joined) {
        block.text += ' ';
        block.slices.push_back(open_.space);
      }
      open_.space.end = 0;
    }
    block.text += word;
    if (link) block.link_width += width_of(word);
    const auto b = static_cast<uint32_t>(begin);
    const auto e = static_cast<uint32_t>(begin + word.size());
    block.slices.push_back({node, b, e, false, open_.parted});
    open_.parted = false;
  }

  std::vector<Block> blocks_;
  Open open_;
  std::vector<Open> interrupted_;
  size_t ignored_ = 0;  // interruptions since there were too many blocks
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

uint32_t surrounding(std::string_view tag) {
  const auto at = std::find(kSurroundings.begin(), kSurroundings.end(), tag);
  return at == kSurroundings.end() ? 0 : uint32_t{1} << (at - kSurroundings.begin());
}

uint32_t element_names(const html::Page& page, const html::Node& node) {
  if (node.attributes == 0) return 0;
  return names_of(page.attribute(node, "class")) | names_of(page.attribute(node, "id"));
}

// An element with this share of the page's prose is the article's, whatever its tag, style or name
// says: some sites show the text by script, or name all "with-sidebar".
constexpr double kMostProse = 0.5;

// What an element passes on to its content.
struct Context {
  uint32_t end = 0;
  bool breaks = false;  // a line ends where the element begins and ends
  bool apart = false;   // its text is no part of the block around it
  bool link = false;
  uint32_t names = 0;  // of this element, as far as its content is called after it
  Place place;         // of a block that begins here
};

Context context_of(const html::Page& page, uint32_t index, const Context& outer, double share,
                   bool is_bound) {
  const html::Node& node = page.nodes()[index];
  Context inner = outer;
  inner.end = node.end;
  inner.link = outer.link || node.tag == "a";
  inner.breaks = is_bound || (!in(kInline, node.tag) && !in(kUnseen, node.tag));
  const bool fallback = in(kFallback, node.tag);
  const bool unseen = in(kUnseen, node.tag) || (share < kMostProse && is_hidden(page, node));
  inner.apart = unseen || fallback;
  Place& place = inner.place;
  place.dropped = place.dropped || inner.apart;
  place.fallback = (place.fallback || (fallback && !outer.place.dropped)) && !unseen;
  const uint32_t names = element_names(page, node);
  if (inner.breaks) {
    const bool beside = in(kBesideTags, node.tag) || (names & kBesideNames) != 0;
    place.dropped = place.dropped || (beside && share < kMostProse);
    place.tag = node.tag;
    place.element = index;
    place.names |= outer.names;
    place.own_names = names;
    place.around |= surrounding(node.tag);
    inner.names = share < kMostProse ? names : 0;
  } else {
    inner.names |= names;
  }
  return inner;
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

// Where an end tag begins that closes a line of plain text, or what damage to its page left of one
// ("/p>", whose "<" was eaten); the line's end if there is none.
size_t tag_remains(std::string_view line) {
  constexpr std::array<std::string_view, 6> kRemains = {"/p>",      "/div>", "/span>",
                                                        "/strong>", "/a>",   "/li>"};
  const std::string_view text = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
  for (const std::string_view remains : kRemains) {
    if (!text.ends_with(remains)) continue;
    const size_t begin = text.size() - remains.size();
    return begin > 0 && text[begin - 1] == '<' ? begin - 1 : begin;
  }
  return line.size();
}

}  // namespace

void Block::replace_text(std::string_view other) {
  const size_t before = std::max<size_t>(width, 1);
  text = other;
  width = width_of(text);
  link_width = link_width * width / before;
}

bool Block::ends_sentence() const {
  size_t end = text.size();
  while (end > 0) {
    const char32_t c = character_before(text, end);
    constexpr std::u32string_view kEnds = U".!?。！？…;；:：\uFFFD";  // lost signs may be ends
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

  std::vector<Context> open(1);
  open.back().end = static_cast<uint32_t>(nodes.size());
  Builder builder;
  auto bound = bounds.begin();
  for (uint32_t i = 0; i < nodes.size();) {
    while (open.back().end <= i) {
      const bool apart = open.back().apart, breaks = open.back().breaks;
      open.pop_back();
      if (apart) {
        builder.resume();
      } else if (breaks) {
        builder.end_block(open.back().place);
      }
    }
    const html::Node& node = nodes[i];
    if (node.is_text()) {
      builder.text(node.text, i++, open.back().link);
      continue;
    }
    if (in(kNoText, node.tag)) {
      i = node.end;
      continue;
    }
    if (node.tag == "br" || node.tag == "hr") {
      builder.end_block(open.back().place);
      ++i;
      continue;
    }
    const double share = static_cast<double>(before[node.end] - before[i]) / total;
    bound = std::find_if(bound, bounds.end(), [&](uint32_t element) { return element >= i; });
    const bool is_bound = bound != bounds.end() && *bound == i;
    open.push_back(context_of(page, i, open.back(), share, is_bound));
    const Context& inner = open.back();
    if (inner.apart) {
      builder.interrupt(inner.place);
    } else if (inner.breaks) {
      builder.end_block(inner.place);
    } else {
      builder.inline_element(element_names(page, node), node.tag == "a");
    }
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
  for (uint32_t i = 0; i < lines.size(); ++i) {
    // The line break goes with the line, as the space it may show as.
    const size_t end = std::min(lines[i].end + 1, text.size());
    const std::string_view line = text.substr(lines[i].begin, end - lines[i].begin);
    lines[i].end = end;
    const size_t remains = tag_remains(line);
    builder.text(line.substr(0, remains), i, false);
    if (remains < line.size()) {
      Place nowhere;
      nowhere.dropped = true;
      builder.interrupt(nowhere);
      builder.text(line, i, false, remains);
      builder.resume();
    }
    // In wrapped text a short line ends its paragraph, or is a heading.
    if (!wrapped || width_of(trim(line)) < kNearlyFull) builder.end_block({});
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
