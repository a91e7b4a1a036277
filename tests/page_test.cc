#include "html/page.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "print.h"
#include "soup.h"
#include "time_limit.h"

namespace dealwire::html {
namespace {

using namespace std::string_literals;  // "\0"s

Page parse(std::string_view source) {
  auto page = Page::parse(source);
  EXPECT_TRUE(page) << source.substr(0, 80);
  return std::move(*page);
}

std::vector<std::string> texts(const Page& page) {
  std::vector<std::string> out;
  for (const Node& node : page.nodes()) {
    if (node.is_text()) out.emplace_back(node.text);
  }
  return out;
}

// The bytes of the page that the part of a text node's text stands for; "" if the node is missing.
std::string cut_of(const Page& page, std::string_view source, std::string_view part) {
  for (const Node& node : page.nodes()) {
    if (!node.is_text()) continue;
    const size_t at = node.text.find(part);
    if (at == node.text.npos) continue;
    const Range span = page.source_of(node).span({at, at + part.size()});
    return std::string(source.substr(span.begin, span.size()));
  }
  return {};
}

TEST(Page, TextsStandInReadingOrder) {
  const Page page = parse("<title>1</title><h1>2</h1><p>3<b>4</b>5<ul><li>6<li>7</ul><p>8");
  EXPECT_EQ(texts(page), (std::vector<std::string>{"1", "2", "3", "4", "5", "6", "7", "8"}));
}

TEST(Page, SubtreesAreRangesOfNodes) {
  Chance chance(3);
  for (int round = 0; round < 300; ++round) {
    std::string source = soup(chance, kSoup, 30) + soup(chance, kTables, 20);
    const Page page = parse(source);
    const auto& nodes = page.nodes();
    ASSERT_EQ(nodes[0].parent, 0u);
    ASSERT_EQ(nodes[0].end, nodes.size());
    for (uint32_t i = 1; i < nodes.size(); ++i) {
      ASSERT_LT(nodes[i].parent, i);
      ASSERT_LT(i, nodes[i].end);
      ASSERT_LE(nodes[i].end, nodes[nodes[i].parent].end);
      ASSERT_FALSE(nodes[nodes[i].parent].is_text());
      if (nodes[i].is_text()) {
        ASSERT_EQ(nodes[i].end, i + 1);
      }
    }
  }
}

std::vector<std::string> tags(const Page& page) {
  std::vector<std::string> out;
  for (const Node& node : page.nodes()) {
    if (!node.is_text()) out.emplace_back(node.tag);
  }
  return out;
}

TEST(Page, TagNamesAreInLowerCase) {
  EXPECT_EQ(tags(parse("<DIV><my-tag>1</my-tag><ARTICLE>2</ARTICLE></DIV>")),
            (std::vector<std::string>{"html", "head", "body", "div", "my-tag", "article"}));
}

TEST(Page, UnknownTagNamesAreInLowerCase) {
  EXPECT_EQ(tags(parse("<My-Tag>1</My-Tag>")).back(), "my-tag");
}

TEST(Page, AttributesTellEmptyFromMissing) {
  const Page page = parse("<p hidden id='a&amp;b' class=\"c d\" data-x=1 LANG=zh-TW>1");
  const auto p = std::find_if(page.nodes().begin(), page.nodes().end(),
                              [](const Node& node) { return node.tag == "p"; });
  ASSERT_NE(p, page.nodes().end());
  EXPECT_TRUE(page.has(*p, "hidden"));
  EXPECT_EQ(page.attribute(*p, "hidden"), "");
  EXPECT_FALSE(page.has(*p, "style"));
  EXPECT_EQ(page.attribute(*p, "style"), "");
  EXPECT_FALSE(page.has(*p, "data-x")) << "nobody reads it";
  EXPECT_EQ(page.attribute(*p, "id"), "a&b");
  EXPECT_EQ(page.attribute(*p, "class"), "c d");
  EXPECT_EQ(page.attribute(*p, "lang"), "zh-TW");
}

TEST(Page, CharacterReferencesAreAtoms) {
  const struct {
    std::string source, part, cut;
  } rows[] = {
      {"<p>48&#20740;元", "億", "&#20740;"},
      {"<p>48&#x5104;元", "億", "&#x5104;"},
      {"<p>48&#20740;元", "48億元", "48&#20740;元"},
      {"<p>48&#20740元", "億", "&#20740"},
      {"<p>R&amp;D", "R&D", "R&amp;D"},
      {"<p>R&amp;D", "&", "&amp;"},
      {"<p>R&D", "&", "&"},
      {"<p>R&ampD", "&D", "&ampD"},
      {"<p>AT&T &amp; Co", "T & C", "T &amp; C"},
      {"<p>約&nbsp;32萬", "\u00A0", "&nbsp;"},
      {"<p>&copy 2025", "©", "&copy"},
      {"<p>&pound60m", "£6", "&pound6"},
      {"<p>&euro;5&pound;6", "€5", "&euro;5"},
      {"<p>&euro;5&pound;6", "5£", "5&pound;"},
      {"<p>&unknown;5", "5", "5"},
      {"<p>a&lt;b&gt;c", "<b>", "&lt;b&gt;"},
      {"<p>&amp;amp;5", "amp;5", "amp;5"},
      {"<p>&#128;5", "€", "&#128;"},
      {"<p>&#38;#20740;5", "&#20740;", "&#38;#20740;"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(cut_of(parse(row.source), row.source, row.part), row.cut) << row.source;
  }
}

TEST(Page, ReferenceWithoutSemicolonEndsWhereTheTextGoesOn) {
  for (const std::string source : {"<p>市值&yen110億", "<p>&copy2025"}) {
    const std::string part = source.substr(source.find_first_of("12"));
    EXPECT_EQ(cut_of(parse(source), source, part), part);
  }
}

TEST(Page, LessThanSignBehindAnIgnoredTagKeepsItsPlace) {
  const std::string source = "<p>年增</x>&lt;9%";
  EXPECT_EQ(cut_of(parse(source), source, "9"), "9");
  EXPECT_EQ(cut_of(parse(source), source, "<"), "&lt;");
}

TEST(Page, TextIsFoundThroughWhatDoesNotShow) {
  const struct {
    std::string why, source, part, cut;
  } rows[] = {
      {"line break of two bytes", "<p>1\r\n2", "1\n2", "1\r\n2"},
      {"line break of one byte", "<p>1\r2", "\n2", "\r2"},
      {"line break by itself", "<p>1\r\n2", "\n", "\r\n"},
      {"comment", "<p>48<!-- x -->億元", "8億", "8<!-- x -->億"},
      {"script", "<p>48<script>億</script>億元", "48億元", "48<script>億</script>億元"},
      {"end tag of nothing", "<p>48</x>億元", "48億元", "48</x>億元"},
      {"end tag of nothing, parts", "<p>48</x>億元", "億", "億"},
      {"bogus comment", "<p>48</ >億元", "8億", "8</ >億"},
      {"<body> again", "<p>48<body class=a>億元", "億元", "億元"},
      {"dropped attribute before", "<p onclick='48億元'>48億元", "48億元", "48億元"},
      {"title", "<title>a&amp;b</title>", "a&b", "a&amp;b"},
      {"foreign letters behind", "<p>Nestlé & Söhne</p>", "é & S", "é & S"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(cut_of(parse(row.source), row.source, row.part), row.cut) << row.why;
  }
}

// gumbo shows control characters and noncharacters as U+FFFD (Word's \x0B is frequent on news
// pages); the text around one must still be found in its source.
TEST(Page, ControlCharactersDoNotHideTheText) {
  for (const std::string control : {"\x0B", "\x01", "\x7F", "\u0081", "\uFFFE"}) {
    const std::string source = "<p>輝達" + control + "投資48億元";
    EXPECT_EQ(cut_of(parse(source), source, "48億元"), "48億元") << source;
  }
}

// What is left of the bytes of text that was decoded in a wrong charset.
TEST(Page, ControlsStay) {
  const struct {
    std::string why, markup, text;
  } rows[] = {
      {"alone", "<p>Ecuadorâ\u0080\u0099s", "Ecuadorâ\u0080\u0099s"},
      {"beside references", "<p>R&amp;D â\u0080\u0093 &lt;5&gt;", "R&D â\u0080\u0093 <5>"},
      {"beside other controls", "<p>1\u0001\u0085\uFFFD", "1\u0001\u0085\uFFFD"},
      {"references to them are windows-1252", "<p>&#128;\u0080", "€\u0080"},
      {"around ignored tags", "<p>\u0080</b>\u0081", "\u0080\u0081"},
  };
  for (const auto& row : rows) {
    const Page page = parse(row.markup);
    EXPECT_EQ(texts(page), std::vector<std::string>{row.text}) << row.why;
    EXPECT_EQ(cut_of(page, row.markup, "\u0080"),
              row.text.find("\u0080") == row.text.npos ? "" : "\u0080")
        << row.why;
  }
  const Page page = parse("<meta content='Ã\u009Cber &amp; mehr'>");
  EXPECT_EQ(page.attribute(page.nodes()[2], "content"), "Ã\u009Cber & mehr");
}

// Each character's own cut shows that character.
TEST(Page, EachCharacterIsItsOwnCut) {
  const std::vector<std::string> parts = {
      "a",    "9",   "億",   "é",        "&amp;",   "&#20740;", "&gt;",     "&nbsp;",
      "</x>", "<b>", "</b>", "<!--9-->", "\r\n",    " ",        "<p>",      "&copy;",
      "<br>", "&",   "😀",    "<i c=d>",  "</span>", "&euro;",   "&#x1F600;"};
  Chance chance(4);
  for (int round = 0; round < 3000; ++round) {
    const std::string source = "<p>" + soup(chance, parts, 25);
    const Page page = parse(source);
    size_t done = 0;
    for (const Node& node : page.nodes()) {
      if (!node.is_text()) continue;
      const SourceMap map = page.source_of(node);
      ASSERT_EQ(map.size(), node.text.size()) << source;
      for (size_t pos = 0; pos < node.text.size();) {
        const size_t begin = pos++;
        while (pos < node.text.size() && (node.text[pos] & 0xC0) == 0x80) ++pos;
        const Range span = map.span({begin, pos});
        ASSERT_LE(done, span.begin) << source << "\n" << node.text;
        ASSERT_EQ(texts(parse("<pre>x" + source.substr(span.begin, span.size()))).at(0),
                  "x" + std::string(node.text.substr(begin, pos - begin)))
            << source;
        done = span.end;
      }
    }
  }
}

TEST(Page, AttributeValuesAreFound) {
  const struct {
    std::string source, value, part, cut;
  } rows[] = {
      {"<meta content=\"輝達 &amp; 鴻海\">", "輝達 & 鴻海", "達 &", "達 &amp;"},
      {"<meta content='48&#20740;'>", "48億", "億", "&#20740;"},
      {"<meta name=a data-x=\"48億\" content=48億>", "48億", "億", "億"},
      {"<meta content=a content=b>", "a", "a", "a"},
      {"<meta content = \"a>b\">", "a>b", ">b", ">b"},
  };
  for (const auto& row : rows) {
    const Page page = parse(row.source);
    const auto meta = std::find_if(page.nodes().begin(), page.nodes().end(),
                                   [](const Node& node) { return node.tag == "meta"; });
    ASSERT_NE(meta, page.nodes().end());
    ASSERT_EQ(page.attribute(*meta, "content"), row.value) << row.source;
    const size_t at = row.value.find(row.part);
    const SourceMap map = page.source_of_attribute(*meta, "content");
    ASSERT_EQ(map.size(), row.value.size()) << row.source;
    const Range span = map.span({at, at + row.part.size()});
    EXPECT_EQ(row.source.substr(span.begin, span.size()), row.cut) << row.source;
    EXPECT_EQ(page.source_of_attribute(*meta, "id").size(), 0u);
  }
}

// What readers without scripts see, and what scripts show later, is built like the rest.
TEST(Page, NoscriptAndTemplateBodiesAreBuilt) {
  const struct {
    std::string source, above, cut;  // the element above the text's own, and its place
  } rows[] = {
      {"<body><noscript><p>48&#20740;元</p></noscript>", "noscript", "48&#20740;元"},
      {"<body><noscript><div><!-- x --><p>48億元</noscript>", "div", "48億元"},
      {"<template><p>48億元</p></template>", "template", "48億元"},
      {"<div><template><template><p>48億元</template></template></div>", "template", "48億元"},
      {"<html amp><amp-list><template type=amp-mustache><p>48億元</template></amp-list>",
       "template", "48億元"},
      {"<table><template><p>48億元</p></template></table>", "template", "48億元"},
      // Text does not belong in the head: it ends both.
      {"<head><noscript><link rel=x><p>48億元</p></noscript></head>", "body", "48億元"},
      {"<head><template><p>48億元</p></template></head>", "template", "48億元"},
  };
  for (const auto& row : rows) {
    const Page page = parse(row.source);
    EXPECT_EQ(cut_of(page, row.source, "48億元"), row.cut) << row.source;
    const auto text = std::find_if(page.nodes().begin(), page.nodes().end(),
                                   [](const Node& node) { return node.text == "48億元"; });
    ASSERT_NE(text, page.nodes().end()) << row.source;
    const Node& own = page.nodes()[text->parent];
    EXPECT_EQ(page.nodes()[own.parent].tag, row.above) << row.source;
  }
}

// Text between the rows of a table is shown before it ("foster parenting").
TEST(Page, FosteredTextKeepsItsOwnPlace) {
  const std::string source = "<table>foo<tr><td>10億</td>bar</table>";
  const Page page = parse(source);
  EXPECT_EQ(texts(page), (std::vector<std::string>{"foo", "bar", "10億"}));
  for (const char* part : {"foo", "bar", "10億"}) EXPECT_EQ(cut_of(page, source, part), part);
}

// Hostile pages --------------------------------------------------------------------------------

// Any page here takes a second at most.
class Hostile : public testing::Test {
 protected:
  // Parses and asks for each text's source; both must end soon, one way or the other.
  void read(const std::string& source) {
    const TimeLimit limit(10, source);
    const auto page = Page::parse(source);
    if (page) {
      size_t size = 0;
      for (const Node& node : page->nodes()) {
        if (node.is_text()) size += page->source_of(node).size() - node.text.size();
      }
      EXPECT_EQ(size, 0u);
      text_ = texts(*page);
      flattened_ = page->flattened();
    }
    error_ = page ? "" : page.error().code;
    EXPECT_TRUE(page || error_ == "too_complex") << error_;
  }

  std::vector<std::string> text_;
  bool flattened_ = false;
  std::string error_;
};

TEST_F(Hostile, DeepNestingIsFlattenedAndItsTextKept) {
  read(repeat("<div>", 10'000) + "48億元" + repeat("</div>", 10'000) + "end");
  EXPECT_TRUE(flattened_);
  EXPECT_EQ(text_, (std::vector<std::string>{"48億元", "end"}));
}

TEST_F(Hostile, NestedTables) {
  read(repeat("<table><tr><td>", 100'000) + "48億元");
  EXPECT_TRUE(flattened_ || error_ == "too_complex");
}

TEST_F(Hostile, MegabyteOfLessThanSigns) {
  read(std::string(1 << 20, '<'));
  ASSERT_EQ(text_.size(), 1u);
  EXPECT_EQ(text_[0].size(), 1u << 20);
}

TEST_F(Hostile, ManyAttributesOnOneTag) {
  std::string source = "<p";
  for (int i = 0; i < 200'000; ++i)
    source += " a" + std::to_string(i) + "=1 id=" + std::to_string(i);
  read(source + ">48億元");
  EXPECT_EQ(text_, std::vector<std::string>{"48億元"});
}

TEST_F(Hostile, UnclosedCommentAndQuote) {
  const std::string rest = repeat("<p a=\"b\">x</p>-- ", 50'000);
  read("48億元<!-- " + rest);
  EXPECT_EQ(text_, std::vector<std::string>{"48億元"});
  read("48億元<p title='" + rest);
  EXPECT_FALSE(text_.empty());
  read("48億元<p title=\"" + repeat("<p a='b'>x</p>", 50'000));
  EXPECT_FALSE(text_.empty());
}

TEST_F(Hostile, NulBytes) {
  read("<p>48\0億元</p><\0p>\0"s + std::string(10'000, '\0') + "<p i\0d=\0>x"s);
  EXPECT_EQ(error_, "");
}

TEST_F(Hostile, FormattingElementsThatEachParagraphOpensAgain) {
  std::string source;
  for (int i = 0; i < 3000; ++i) source += "<p><b class=" + std::to_string(i) + ">";
  read(source);
}

TEST_F(Hostile, FormattingElementsThatAreMisnested) {
  read(repeat("<a href=x><div>", 5000));
  read(repeat("<b><i><p></b>", 5000));
  read(repeat("<b><div>", 5000) + repeat("</b>", 5000));
}

TEST_F(Hostile, ReferencesWithoutEnd) {
  read("<p>" + repeat("&", 500'000));
  read("<p>&" + std::string(500'000, 'a'));
  read("<p>&#" + std::string(500'000, '9'));
  read("<p>" + repeat("&amp", 200'000));
  read("<p>" + repeat("&notit;", 100'000));
}

// gumbo's numbers overflow there, and what comes out is no UTF-8.
TEST_F(Hostile, ReferencesToNumbersWithoutEnd) {
  for (const std::string& number : {"36" + std::string(74, '2'), "4294967361"s, "0004294967361"s,
                                    "x100000041"s, "X00100000041"s, "x" + std::string(99, 'F')}) {
    read("<p title='&#" + number + "'>48億元&#" + number + ";!");
    EXPECT_EQ(text_, std::vector<std::string>{"48億元\uFFFD!"}) << number;
  }
  read("<p>&#00000000000000000000000065;&#x00000000000000000042;");
  EXPECT_EQ(text_, std::vector<std::string>{"AB"});
}

TEST_F(Hostile, RawTextWithoutEnd) {
  for (const char* open :
       {"<title>", "<textarea>", "<script>", "<style>", "<xmp>", "<script><!--"}) {
    read(open + repeat("</scrip</titl</s<!--", 50'000));
    read(repeat(open, 100'000));
  }
}

TEST_F(Hostile, DrawingsWithoutEnd) { read(repeat("<svg>", 3'000)); }

TEST_F(Hostile, ManyDrawingsWithoutEnd) { read(repeat("<svg>", 60'000)); }

}  // namespace
}  // namespace dealwire::html
