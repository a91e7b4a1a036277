// Nothing vanishes silently: each character that a page shows is in the title, in the text, or in
// what was removed, and in one of them only.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "html/page.h"
#include "html/prescan.h"
#include "page_maker.h"
#include "samples.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Does a node's text belong to the page's body as text? Titles in <head> are no rendered text.
bool is_rendered(const html::Page& page, uint32_t node) {
  const auto& nodes = page.nodes();
  for (uint32_t i = nodes[node].parent;; i = nodes[i].parent) {
    for (std::string_view hidden : {"head", "title", "script", "style", "iframe"}) {
      if (nodes[i].tag == hidden) return false;
    }
    if (nodes[i].parent == i) return true;
  }
}

// How often each byte of the document is told of.
std::vector<int> tell(const Article& article, size_t size) {
  std::vector<int> out(size);
  const auto add = [&](Range range) {
    for (size_t i = range.begin; i < range.end; ++i) ++out[i];
  };
  for (const SourcedText* text : {&article.title, &article.text}) {
    for (const Range& piece : text->source.pieces({0, text->text.size()})) add(piece);
  }
  for (const Removed& removed : article.removed) add(removed.span);
  return out;
}

// Where the parser moves text out of a table, the range of a piece may reach over others.
void expect_partition(const std::string& bytes, const std::string& name, int most = 1) {
  const Decoded decoded = decode(bytes, html::declared_charset(bytes));
  const auto page = html::Page::parse(decoded.page.text);
  ASSERT_TRUE(page) << name;
  const std::vector<int> told = tell(extract_page(*page, decoded, Document{}), bytes.size());
  for (uint32_t i = 0; i < page->nodes().size(); ++i) {
    const html::Node& node = page->nodes()[i];
    if (!node.is_text() || !is_rendered(*page, i)) continue;
    const SourceMap source = page->source_of(node).then(decoded.page.source);
    for (size_t pos = 0; pos < node.text.size();) {
      const size_t begin = pos;
      if (is_space(next_character(node.text, pos))) continue;
      const Range at = source.span({begin, pos});
      ASSERT_GE(told[at.begin], 1) << name << " at byte " << at.begin << " in: " << node.text;
      ASSERT_LE(told[at.begin], most) << name << " at byte " << at.begin << " in: " << node.text;
    }
  }
}

TEST(Partition, HoldsOnSamplesAndPages) {
  for (const char* folder : {DEALWIRE_SAMPLES, DEALWIRE_SAMPLES "/../eval/pages"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() != ".html") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      expect_partition({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()},
                       entry.path().filename().string());
    }
  }
}

TEST(Partition, HoldsOnMadePages) {
  const std::vector<std::string> paragraphs = {
      "輝達宣布，將以新台幣305億元收購台灣綠電業者澄岳能源，成為該公司的第二大股東。",
      "Marlow Grid agreed to buy a 60% stake in Tarnbeck Wind for £1.4bn, it said on Thursday.",
      "澄岳能源董事長表示，這筆資金將用來擴充研發團隊與電力調度系統，交易預計在第四季完成。"};
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    const auto [text, html] = PageMaker(seed).make("輝達收購澄岳能源", paragraphs);
    const bool moved = text.find("<table>") != text.npos;
    if (html) expect_partition(text, "seed " + std::to_string(seed), moved ? 3 : 1);
  }
}

TEST(Partition, HoldsWhereElementsAreHidden) {
  const char* const markup[] = {
      "<p>one <span hidden>two</span> three <ruby>漢<rt>kan</rt></ruby> four</p>",
      "<p>one <button>two <b>three</b></button> four<select><option>five</select></p>",
      "<noscript><p>one</p></noscript><template><p>two</p></template><object>three</object>",
      "<div style='display:none'>one<p>two <i hidden>three</i> four</div>five",
      "<nav>one<textarea>two</textarea>three</nav><h1>four <span hidden>five</span> six</h1>",
      "<table><tr><td>one</td><td>two</td></tr></table><ul>three<li>four<hr>five six</ul>",
  };
  for (const char* page : markup) {
    expect_partition(page, page);
    expect_partition("<title>four six</title>" + std::string(page), page);
  }
}

}  // namespace
}  // namespace dealwire
