#include "extract/prose.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "extract/blocks.h"
#include "html/page.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using SourceOfNode = std::function<SourceMap(uint32_t)>;

// Is there a tag: a '<', a letter or a slash, and somewhere a '>'?
bool has_tags(std::string_view text) {
  if (text.rfind('>') == text.npos) return false;
  for (size_t i = text.find('<'); i + 1 < text.size(); i = text.find('<', i + 1)) {
    if (i == text.npos) return false;
    if (is_ascii_letter(text[i + 1]) || text[i + 1] == '/') return true;
  }
  return false;
}

bool is_escaped_html(std::string_view text) {
  return text.find("&lt;p") != text.npos || text.find("&lt;/") != text.npos;
}

// Does the block close like a sentence, or is it long as only prose is? A whole article may be one
// line of data, and there are scripts without full stops.
bool is_prose(const Block& block) {
  constexpr size_t kWide = 240;
  return block.ends_sentence() || block.width >= kWide;
}

Prose paragraphs_of(const std::vector<Block>& blocks, const SourceOfNode& source_of) {
  Prose out;
  for (const Block& block : blocks) {
    if (block.dropped || block.link_width * 2 > block.width) continue;
    out.append({render(block, source_of), block.width, is_prose(block)});
  }
  return out;
}

Prose read_html(const SourcedText& string) {
  const auto page = html::Page::parse(string.text);
  if (!page) return {};
  return paragraphs_of(page_blocks(*page), [&](uint32_t node) {
    return page->source_of(page->nodes()[node]).then(string.source);
  });
}

// Each line by itself: data is not wrapped, however wide its lines are.
Prose read_lines(const SourcedText& string) {
  Prose out;
  const std::string_view text = string.text;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::vector<Range> lines;
    const std::vector<Block> blocks = line_blocks(text.substr(begin, end - begin), lines);
    out.append(paragraphs_of(blocks, [&](uint32_t) { return string.source.slice({begin, end}); }));
    begin = end + 1;
  }
  return out;
}

}  // namespace

void Prose::append(Paragraph next) {
  width += next.width;
  if (next.sentence) sentences += next.width;
  paragraphs.push_back(std::move(next));
}

void Prose::append(Prose next) {
  for (Paragraph& paragraph : next.paragraphs) append(std::move(paragraph));
}

void Prose::trim() {
  const auto is_sentence = [](const Paragraph& paragraph) { return paragraph.sentence; };
  const auto first = std::find_if(paragraphs.begin(), paragraphs.end(), is_sentence);
  const auto last = std::find_if(paragraphs.rbegin(), paragraphs.rend(), is_sentence).base();
  std::vector<Paragraph> kept;
  for (auto it = first; it < last; ++it) kept.push_back(std::move(*it));
  paragraphs = std::exchange(kept, {});
  width = 0;
  for (const Paragraph& paragraph : paragraphs) width += paragraph.width;
}

SourcedText resolve_references(const SourcedText& text) {
  SourcedText out;
  // A plain text as the only content of a page, all of it text.
  constexpr std::string_view kOpen = "<textarea>";
  if (text.text.find('&') == text.text.npos) return text;
  SourcedText markup;
  markup.append_atom(kOpen, {});
  markup.append(text);
  const auto page = html::Page::parse(markup.text);
  if (!page) return text;
  for (const html::Node& node : page->nodes()) {
    if (node.is_text()) {
      out.append({std::string(node.text), page->source_of(node).then(markup.source)});
    }
  }
  return out;
}

Prose read_prose(const SourcedText& string) {
  if (has_tags(string.text)) return read_html(string);
  const SourcedText plain = resolve_references(string);
  return is_escaped_html(string.text) ? read_html(plain) : read_lines(plain);
}

}  // namespace dealwire
