#include "html/page.h"

#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <new>
#include <string>
#include <utility>

#include "html/prune.h"
#include "text/utf8.h"

namespace dealwire::html {

namespace {

// Memory for one tree: handed out from blocks and dropped whole, which spares gumbo's recursive
// destruction. What gumbo gives back on the way, two fifths of all, serves its smallest requests,
// which are most. gumbo cannot handle an allocation that fails, so running over the budget
// leaves its C frames by longjmp; nothing in them needs cleaning up but this arena.
class Arena {
 public:
  explicit Arena(size_t limit) : limit_(limit) {}
  Arena(const Arena&) = delete;
  ~Arena() {
    while (blocks_ != nullptr) {
      Block* next = blocks_->next;
      std::free(blocks_);
      blocks_ = next;
    }
  }

  static void* allocate(void* arena, size_t size) {
    return static_cast<Arena*>(arena)->allocate(size);
  }
  static void deallocate(void* arena, void* memory) {
    if (memory == nullptr) return;
    Free*& free = static_cast<Arena*>(arena)->free_;
    free = new (memory) Free{free};
  }

  std::jmp_buf exhausted;

 private:
  struct Block {
    Block* next;
    alignas(std::max_align_t) char bytes[1];
  };
  // Memory given back, of unknown size, but not smaller than what is ever handed out.
  struct alignas(std::max_align_t) Free {
    Free* next;
  };

  void* allocate(size_t size) {
    if (size <= sizeof(Free) && free_ != nullptr) return std::exchange(free_, free_->next);
    size = (std::max<size_t>(size, 1) + sizeof(Free) - 1) / sizeof(Free) * sizeof(Free);
    if (size > left_) grow(size);
    left_ -= size;
    next_ += size;
    return next_ - size;
  }

  void grow(size_t size) {
    constexpr size_t kBlock = 256 * 1024;
    const size_t wanted = std::max(size, kBlock);
    used_ += wanted;
    auto* block =
        used_ > limit_ ? nullptr : static_cast<Block*>(std::malloc(sizeof(Block) + wanted));
    if (block == nullptr) std::longjmp(exhausted, 1);
    block->next = blocks_;
    blocks_ = block;
    next_ = block->bytes;
    left_ = wanted;
  }

  Block* blocks_ = nullptr;
  Free* free_ = nullptr;
  char* next_ = nullptr;
  size_t left_ = 0;
  size_t used_ = 0;
  size_t limit_;
};

// Apart from everything with a destructor, as longjmp demands.
GumboOutput* parse_within(const GumboOptions& options, std::string_view markup,
                          std::jmp_buf& exhausted) {
  if (setjmp(exhausted) != 0) return nullptr;
  return gumbo_parse_with_options(&options, markup.data(), markup.size());
}

std::string_view tag_name(const GumboElement& element, std::string_view markup) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  if (name.data == nullptr) return "unknown";
  gumbo_tag_from_original_text(&name);
  const bool inside = name.data >= markup.data() && name.data < markup.data() + markup.size();
  return inside && name.length > 0 ? std::string_view(name.data, name.length) : "unknown";
}

bool is_lower(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

constexpr std::string_view kReplacement = "\uFFFD";

// Does gumbo show the character as U+FFFD? Controls and noncharacters, which browsers keep.
bool is_replaced(char32_t c) {
  const bool control =
      (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || (c >= 0x7F && c <= 0x9F);
  return control || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// How many bytes of `markup` at `pos`, which is a '&', are the character reference that shows as
// the first of `shown`'s characters. The end of the name decides where it has a semicolon;
// otherwise (&copy2025) the longest name behind which the text goes on as shown.
size_t reference_length(std::string_view markup, size_t pos, std::string_view rest_shown) {
  size_t end = pos + 1;
  if (end < markup.size() && markup[end] == '#') ++end;
  while (end < markup.size() && is_alphanumeric(markup[end])) ++end;
  if (end < markup.size() && markup[end] == ';') return end + 1 - pos;
  for (; end > pos + 1; --end) {
    // Behind the reference markup and text must agree, up to the next tag or reference.
    const std::string_view behind = markup.substr(end);
    const std::string_view same =
        behind.substr(0, std::min<size_t>(behind.find_first_of("<&"), 16));
    if (rest_shown.substr(0, same.size()) == same &&
        (!same.empty() || behind.empty() == rest_shown.empty())) {
      return end - pos;
    }
  }
  return 1;
}

}  // namespace

// Flattens gumbo's tree without recursion. What a node shows is mostly what the markup says, so
// that views of the markup do and gumbo's memory can go.
struct Page::Builder {
  Page& page;
  std::string_view markup;

  Range range_of(const GumboStringPiece& piece) const {
    if (piece.data < markup.data() || piece.data > markup.data() + markup.size()) return {};
    const auto begin = static_cast<size_t>(piece.data - markup.data());
    return {begin, std::min(begin + piece.length, markup.size())};
  }

  std::string_view written(Range range) const { return markup.substr(range.begin, range.size()); }

  // What gumbo gives for `range`, to keep.
  std::string_view kept(std::string_view shown, Range range) {
    if (shown == written(range)) return written(range);
    std::string& text = page.strings_.emplace_back(shown);
    if (text.find(kReplacement) != text.npos) restore_replaced(text, range);
    return text;
  }

  // Browsers keep the characters that gumbo replaces, and so must we: C1 controls are what is left
  // of the bytes of text that was decoded in a wrong charset.
  void restore_replaced(std::string& text, Range range) const {
    const SourceMap map = page.match(text, range);
    std::vector<Edit> originals;
    for (size_t at = 0; (at = text.find(kReplacement, at)) != text.npos;
         at += kReplacement.size()) {
      const Range place{at, at + kReplacement.size()};
      const std::string_view original = written(map.span(place));
      if (original.empty() || utf8_length(original[0]) != original.size()) continue;
      if (is_replaced(character_at(original, 0)))
        originals.push_back({place, std::string(original)});
    }
    text = rewrite(text, originals).text;
  }

  // The same of a name, of which there are few.
  std::string_view kept_name(std::string_view shown, Range range) {
    return shown == written(range) ? written(range) : *page.names_.emplace(shown).first;
  }

  void add(const GumboNode& node, uint32_t parent) {
    Node out;
    out.parent = parent;
    out.end = static_cast<uint32_t>(page.nodes_.size() + 1);
    if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) {
      const GumboElement& element = node.v.element;
      out.tag = tag_name(element, markup);
      if (!is_lower(out.tag)) out.tag = *page.names_.insert(ascii_lower(out.tag)).first;
      out.first_attribute = static_cast<uint32_t>(page.attributes_.size());
      out.attributes = element.attributes.length;
      for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto& attribute = *static_cast<GumboAttribute*>(element.attributes.data[i]);
        Range value = range_of(attribute.original_value);
        if (value.size() >= 2 && (markup[value.begin] == '"' || markup[value.begin] == '\'')) {
          value = {value.begin + 1, value.end - 1};
        }
        page.attributes_.push_back({kept_name(attribute.name, range_of(attribute.original_name)),
                                    kept(attribute.value, value), value});
      }
    } else {
      out.source = range_of(node.v.text.original_text);
      out.text = kept(node.v.text.text, out.source);
    }
    page.nodes_.push_back(out);
  }

  void build(const GumboNode& root) {
    struct Open {
      const GumboVector* children;
      unsigned next;
      uint32_t index;
    };
    add(root, 0);
    std::vector<Open> open{{&root.v.element.children, 0, 0}};
    while (!open.empty()) {
      Open& top = open.back();
      if (top.next == top.children->length) {
        page.nodes_[top.index].end = static_cast<uint32_t>(page.nodes_.size());
        open.pop_back();
        continue;
      }
      const auto& child = *static_cast<GumboNode*>(top.children->data[top.next++]);
      switch (child.type) {
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE: {
          const auto index = static_cast<uint32_t>(page.nodes_.size());
          add(child, top.index);
          open.push_back({&child.v.element.children, 0, index});
          break;
        }
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_WHITESPACE:
        case GUMBO_NODE_CDATA:
          add(child, top.index);
          break;
        default:
          break;
      }
    }
  }
};

Page::Page() = default;
Page::Page(Page&&) noexcept = default;
Page& Page::operator=(Page&&) noexcept = default;
Page::~Page() = default;

Expected<Page> Page::parse(std::string_view source, const Budget& budget, Links links) {
  Page page;
  Pruned pruned = prune(source, budget, links);
  page.markup_ = std::make_unique<SourcedText>(std::move(pruned.page));
  page.json_ld_ = std::move(pruned.json_ld);
  page.scripts_ = std::move(pruned.scripts);
  page.states_ = std::move(pruned.states);
  page.flattened_ = pruned.flattened;
  const std::string_view markup = page.markup_->text;

  Arena arena(std::clamp(source.size() * budget.tree_bytes_per_byte, budget.tree_bytes_at_least,
                         budget.tree_bytes_at_most));
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // each error would copy the stack of open tags
  options.allocator = Arena::allocate;
  options.deallocator = Arena::deallocate;
  options.userdata = &arena;
  const GumboOutput* output = parse_within(options, markup, arena.exhausted);
  if (output == nullptr) {
    return fail("too_complex", "the page's markup would need more memory than a page may take");
  }
  page.nodes_.reserve(static_cast<size_t>(std::count(markup.begin(), markup.end(), '<')));
  Builder{page, markup}.build(*output->root);
  return page;
}

const Page::Attribute* Page::find(const Node& node, std::string_view name) const {
  for (size_t i = 0; i < node.attributes; ++i) {
    const Attribute& attribute = attributes_[node.first_attribute + i];
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

std::string_view Page::attribute(const Node& node, std::string_view name) const {
  const Attribute* found = find(node, name);
  return found == nullptr ? std::string_view() : found->value;
}

bool Page::has(const Node& node, std::string_view name) const {
  return find(node, name) != nullptr;
}

SourceMap Page::match(std::string_view text, Range source) const {
  const std::string_view markup = std::string_view(markup_->text).substr(0, source.end);
  SourceMap out;
  if (markup.substr(source.begin) == text) {  // most texts are written as they show
    out.copy(source.begin, text.size());
    return out;
  }
  size_t i = source.begin, j = 0;
  while (j < text.size() && i < markup.size()) {
    const char c = markup[i];
    // "&" stands for itself where no name or number follows that means something; "&amp" always
    // does.
    const bool reference = c == '&' && (markup.compare(i, 4, "&amp") == 0 ||
                                        text.compare(j, 2, markup.substr(i, 2)) != 0);
    if (reference) {
      const size_t shown = utf8_length(text[j]);
      const size_t length = reference_length(markup, i, text.substr(j + shown));
      out.atom(shown, {i, i + length});
      i += length;
      j += shown;
    } else if (text.compare(j, 3, kReplacement) == 0 && is_replaced(character_at(markup, i))) {
      const size_t length = utf8_length(c);
      out.atom(3, {i, i + length});
      i += length;
      j += 3;
    } else if (c == text[j] && !(c == '<' && markup.compare(i, 2, text.substr(j, 2)) != 0)) {
      out.copy(i++, 1);
      ++j;
    } else if (c == '\r' && text[j] == '\n') {
      const size_t length = i + 1 < markup.size() && markup[i + 1] == '\n' ? 2 : 1;
      out.atom(1, {i, i + length});
      i += length;
      ++j;
    } else if (c == '<') {  // a tag the tree builder ignored
      const size_t end = markup.find('>', i);
      i = end == markup.npos ? markup.size() : end + 1;
    } else {  // text the tree builder moved elsewhere, or dropped
      ++i;
    }
  }
  if (j < text.size()) {
    out = {};
    out.atom(text.size(), source);
  }
  return out;
}

SourceMap Page::source_of(const Node& text) const {
  return match(text.text, text.source).then(markup_->source);
}

SourceMap Page::source_of_attribute(const Node& node, std::string_view name) const {
  const Attribute* found = find(node, name);
  return found == nullptr ? SourceMap() : match(found->value, found->source).then(markup_->source);
}

}  // namespace dealwire::html
