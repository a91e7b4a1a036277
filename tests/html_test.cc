#include <gtest/gtest.h>
#include <gumbo.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "html/page.h"
#include "html/prune.h"
#include "print.h"
#include "samples.h"

namespace dealwire::html {
namespace {

using namespace std::string_literals;  // "\0"s

std::string repeat(std::string_view text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string pruned(std::string_view page, const Budget& budget = {}) {
  return prune(page, budget).page.text;
}

struct Pruning {
  std::string page, left;
};

void expect_pruned(std::initializer_list<Pruning> rows) {
  for (const auto& [page, left] : rows) EXPECT_EQ(pruned(page), left) << page;
}

// prune(): a tag is told from text -------------------------------------------------------------

TEST(Prune, CutsCommentsHoweverTheyEnd) {
  expect_pruned({
      {"1<!-- x -->2", "12"},
      {"1<!---->2", "12"},
      {"1<!-->2", "12"},   // abruptly closed
      {"1<!--->2", "12"},  // abruptly closed
      {"1<!--x--!>2", "12"},
      {"1<!--x---->2", "12"},
      {"1<!--x-- >y-->2", "12"},
      {"1<!--x<!--y-->2-->", "12-->"},  // comments do not nest
      {"1<!--<p>x</p>", "1"},           // never closed
      {"1<!--", "1"},
      {"1<!-- x --", "1"},
      {"1<!-", "1<!-"},
      {"</ x>1</>2<//>3", "123"},  // "bogus comments"
      {"48<!-- ad -->億<!-- ad -->元", "48億元"},
  });
}

TEST(Prune, KeepsWhatOnlyLooksLikeMarkup) {
  expect_pruned({
      {"1 < 2", "1 < 2"},
      {"<3", "<3"},
      {"1<", "1<"},
      {"a<<b>c", "a<<b>c"},
      {"<", "<"},
      {"5 > 4 & 3", "5 > 4 & 3"},
      {"<!DOCTYPE html><p>x", "<!DOCTYPE html><p>x"},
      {"", ""},
  });
}

// The states of https://html.spec.whatwg.org/#script-data-state
TEST(Prune, CutsScriptsToTheirTrueEnd) {
  expect_pruned({
      {"1<script>x</script>2", "12"},
      {"1<SCRIPT src='a>b'>if (a<b) '</div>'</Script\n >2", "12"},
      {"1<script></scripts></script>2", "12"},
      {"1<script><!-- </script>2", "12"},                           // escaped
      {"1<script><!-- <script> </script> x --> </script>2", "12"},  // double escaped
      {"1<script><!-- <script> </script> x </script>2", "12"},      // ... and back to escaped
      {"1<script><!-- <scripty> </script>2", "12"},
      {"1<script><!--><script></script>2", "12"},  // <!--> ends the escape
      {"1<script><!---><script></script>2", "12"},
      {"1<script>a--><script></script>2", "12"},
      {"1<script>never closed <p>2", "1"},
      {"1<script><!-- <script> </script>2", "1"},
      {"1<script/>2</script>3", "13"},  // no element of HTML closes itself
  });
}

TEST(Prune, CutsOtherRawText) {
  expect_pruned({
      {"1<style><!-- </style>2", "12"},  // no escapes here
      {"1<style>a</styles></style >2", "12"},
      {"1<STYLE>a<p></STYLE>2", "12"},
      {"1<iframe><p>x</iframe>2", "12"},
      {"1<noframes><p>x</noframes>2", "12"},
  });
}

TEST(Prune, KeepsTextOfRawTextElementsAsItIs) {
  expect_pruned({
      {"<title>1<b>2<!--3--></title>4", "<title>1<b>2<!--3--></title>4"},
      {"<textarea></div><script></textarea>1", "<textarea></div><script></textarea>1"},
      {"<xmp><p>1<!-- --></xmp><!-- -->2", "<xmp><p>1<!-- --></xmp>2"},
      {"<title>1", "<title>1"},
      {"1<plaintext><!-- 2 --></plaintext><script>", "1<plaintext><!-- 2 --></plaintext><script>"},
  });
}

TEST(Prune, CutsDrawingsThatAreSurelyOnes) {
  expect_pruned({
      {"1<svg><path d='M0'/><text>5%</text></svg>2", "12"},
      {"1<SVG><svg></svg></SVG >2", "12"},
      {"1<svg><title>Share</title></svg>2", "12"},
      // These end the drawing, and the page goes on.
      {"1<svg><p>2</p>3</svg>4", "1<svg><p>2</p>3</svg>4"},
      {"1<svg><div>2</div></svg>", "1<svg><div>2</div></svg>"},
      {"1<svg><g>2", "1<svg><g>2"},
      {"1<svg/>2<p>3", "1<svg/>2<p>3"},
  });
}

TEST(Prune, KeepsTextBehindEveryElementThatEndsADrawing) {
  for (const char* tag : {"span", "b", "br", "img", "li", "h3", "em", "strong", "center", "p\n"}) {
    const std::string page = "<svg><g><" + std::string(tag) + ">48億元</svg>";
    EXPECT_EQ(pruned(page), page);
  }
}

TEST(Prune, DropsAttributesThatNobodyReads) {
  expect_pruned({
      {"<a id=x onclick='y' class=\"z\">", "<a id=x class=\"z\">"},
      {"<A ID=x DATA-Y=1>", "<A ID=x >"},
      {"<a href=x>", "<a >"},
      {"<p data-a=\">\" id=b>1", "<p id=b>1"},
      {"<p data-a='\"' data-b=\"'>\">1", "<p >1"},
      {"<p data-a = '1' lang = en>", "<p lang = en>"},
      {"<p data-a=1/2>", "<p >"},
      {"<p a b c hidden>", "<p hidden>"},
      {"<p\n  a\n  b\n>", "<p\n  >"},
      {"<p a= >1", "<p >1"},
      {"<p a=\"1\"b='2'id=3>", "<p id=3>"},
      {"<p id=\"1\"b='2'class=3>", "<p id=\"1\"class=3>"},
      {"<p =x>", "<p >"},
      {"<br/>", "<br/>"},
      {"<br data-a/>", "<br />"},
      {"<p id=1 data-a/>", "<p id=1 />"},
      {"<meta property=a whatever=b content=c>", "<meta property=a whatever=b content=c>"},
      {"<link rel=canonical data-x href=a/b>", "<link rel=canonical data-x href=a/b>"},
      {"<base href=/x/>", "<base href=/x/>"},
      {"<time datetime='2025-10-14' title=x>", "<time datetime='2025-10-14' >"},
      {"<p id=\"never closed>1</p>", "<p id=\"never closed>1</p>"},
      {"<p", "<p"},
      {"</p onclick=x>", "</p onclick=x>"},
  });
}

TEST(Prune, LeavesElementsWithoutTextWhatTheySayOfThePage) {
  expect_pruned({
      {"<img class=a src=b itemprop=image content=c>", "<img itemprop=image content=c>"},
      {"<input type=hidden id=a style=b value=c>", "<input type=hidden >"},
      {"<hr class='a'/>", "<hr />"},
  });
}

TEST(Prune, CutsLinksThatOnlyBrowsersFollow) {
  expect_pruned({
      {"<link rel=stylesheet href=a.css><link rel='Shortcut Icon' href=b>1", "1"},
      {"<link rel=amphtml href=a><link href=b>", "<link rel=amphtml href=a><link href=b>"},
      {"<link rel='canonical preload' href=a>", "<link rel='canonical preload' href=a>"},
  });
}

TEST(Prune, CutsWhiteSpaceThatCannotShow) {
  expect_pruned({
      {"<div>\r\n    <p>", "<div>\n<p>"},
      {"<p>   48億元\t\t\t\t</p>", "<p> 48億元\t</p>"},
      {"<b>48</b>   <b>億</b>", "<b>48</b> <b>億</b>"},
      {"<p>48   億\n\n\n元</p>", "<p>48   億\n\n\n元</p>"},  // inside a text it may mean something
      {"<p>a<br>\n</p>", "<p>a<br>\n</p>"},
      {"<pre>   a\n\n\n<b>b</b>   </pre>   ", "<pre>   a\n\n\n<b>b</b>   </pre> "},
      {"<textarea>    a</textarea>", "<textarea>    a</textarea>"},
      {"1 <   2", "1 < 2"},
      {"    ", " "},
  });
}

TEST(Prune, CapsAttributes) {
  Budget budget;
  budget.attributes = 2;
  EXPECT_EQ(pruned("<p id=1 data-a=0 class=2 lang=3 role=4>x", budget), "<p id=1 class=2 >x");
}

std::vector<std::string> cuts(std::string_view page, const std::vector<Range>& ranges) {
  std::vector<std::string> out;
  for (const Range& r : ranges) out.emplace_back(page.substr(r.begin, r.size()));
  return out;
}

TEST(Prune, RecordsBodiesOfJsonLd) {
  const std::string page =
      "<script type=\"application/ld+json\">{\"a\":1}</script>"
      "<script type=module>x</script>"
      "<SCRIPT id=b type='application/ld+json'>[2]</SCRIPT>"
      "<script type=application/ld+json>3";
  EXPECT_EQ(cuts(page, prune(page, {}).json_ld),
            (std::vector<std::string>{"{\"a\":1}", "[2]", "3"}));
}

TEST(Prune, ReadsTypeOfJsonLdInAnyCase) {
  const std::string page = "<script TYPE=\"application/LD+JSON\">1</script>";
  EXPECT_EQ(prune(page, {}).json_ld.size(), 1u);
}

TEST(Prune, RecordsScriptsAndAttributesThatMayHoldAnArticle) {
  const std::string body = "{\"a\":\"" + repeat("x", 600) + "\"}";
  const std::string page = "<script>tiny</script><script id=s>" + body + "</script>" +
                           "<div data-title='" + repeat("y", 600) + "' data-state='" + body +
                           "'></div>";
  const Pruned out = prune(page, {});
  EXPECT_EQ(cuts(page, out.scripts), std::vector<std::string>{body});
  EXPECT_EQ(cuts(page, out.states), std::vector<std::string>{body});
  EXPECT_TRUE(out.json_ld.empty());
}

TEST(Prune, FlattensWhatIsNestedTooDeeply) {
  Budget budget;
  budget.depth = 3;
  const Pruned three = prune("<a><b><i>1</i></b></a>2", budget);
  EXPECT_EQ(three.page.text, "<a><b><i>1</i></b></a>2");
  EXPECT_FALSE(three.flattened);
  const Pruned five = prune("<a><b><i><u><s>1</s></u></i></b></a><a>2</a>", budget);
  EXPECT_EQ(five.page.text, "<a><b><i>1</i></b></a><a>2</a>");
  EXPECT_TRUE(five.flattened);
  // These do not nest: void elements, left-out end tags, end tags of nothing.
  const std::string list = repeat("<p>1<br><li>2<td></x>", 50);
  EXPECT_EQ(pruned(list, budget), list);
  EXPECT_FALSE(prune(list, budget).flattened);
  // An end tag ends what was left open inside.
  const std::string sloppy = repeat("<a><b><i></a>", 50);
  EXPECT_FALSE(prune(sloppy, budget).flattened);
}

// prune(): on any page -------------------------------------------------------------------------

// Pieces of pages and of what breaks parsers.
const std::vector<std::string> kSoup = {
    "<p>",
    "</p>",
    "<div class='a'>",
    "</div>",
    "<b>",
    "</b>",
    "<i onclick=x>",
    "</i>",
    "<br/>",
    "<a href=\"x>y\">",
    "</a>",
    "<ul>",
    "<li>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<span data-a='\"'>",
    "</span>",
    "<!-- c -->",
    "<!-->",
    "<!-- <p> --!>",
    "<link rel=stylesheet>",
    "<pre>",
    "</pre>",
    "\n    ",
    "    ",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<script>if(a<b)'</p>'</script>",
    "<script><!-- <script> </script> --></script>",
    "<style>p>a{}</style>",
    "&amp;",
    "&lt;b&gt;",
    "&#20740;",
    "&nbsp;",
    "&copy",
    "48億元",
    "Nvidia",
    " ",
    "\n",
    "\r\n",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "</",
    "</ x>",
    "</unknown>",
    "<x-y z>",
    "<em\n",
    "/>",
    "5 < 6",
    "<textarea><b></textarea>",
    "<img alt='<p>' src=x>",
    "<time datetime='2025'>",
    "</time>",
    "<blockquote>",
    "</blockquote>",
};
const std::vector<std::string> kTables = {"<table>",  "<tr>",     "<td>",    "</td>", "</tr>",
                                          "</table>", "<th a=b>", "<tbody>", "1",     "10億",
                                          "</p>",     "<b>",      "</b>"};

std::string soup(Chance& chance, const std::vector<std::string>& parts, size_t most) {
  std::string out;
  for (size_t n = chance.below(most); n > 0; --n) out += chance.pick(parts);
  return out;
}

// Every byte of the markup is a byte of the page, in order: the map tells which.
void expect_subsequence(const std::string& page) {
  const SourcedText out = prune(page, {}).page;
  ASSERT_EQ(out.source.size(), out.text.size());
  std::string cut;
  size_t done = 0;
  for (const Range& piece : out.source.pieces({0, out.text.size()})) {
    ASSERT_LE(done, piece.begin);
    ASSERT_LE(piece.end, page.size());
    cut += page.substr(piece.begin, piece.size());
    done = piece.end;
  }
  ASSERT_EQ(cut, out.text) << page;
}

TEST(Prune, LeavesASubsequenceOfThePage) {
  for (const std::string& name : sample_names()) expect_subsequence(sample(name));
  Chance chance(1);
  for (int round = 0; round < 2000; ++round) expect_subsequence(soup(chance, kSoup, 40));
}

// The page as gumbo builds it, as one line: tags and texts, without what prune() cuts and without
// white space (a <style> before <head> opens it, so that spaces behind count).
void outline(const GumboNode& node, std::string& out) {
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) {
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_SCRIPT || element.tag == GUMBO_TAG_STYLE ||
        element.tag == GUMBO_TAG_LINK) {
      return;
    }
    const std::string name =
        element.tag == GUMBO_TAG_UNKNOWN ? "?" : gumbo_normalized_tagname(element.tag);
    out += "<" + name + ">";
    for (unsigned i = 0; i < element.children.length; ++i) {
      outline(*static_cast<GumboNode*>(element.children.data[i]), out);
    }
    out += "</" + name + ">";
  } else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) {
    for (const char* c = node.v.text.text; *c != 0; ++c) {
      if (std::string_view(" \n\r\t").find(*c) == std::string_view::npos) out += *c;
    }
  }
}

std::string outline(std::string_view page) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
  std::string out;
  outline(*output->root, out);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return out;
}

TEST(Prune, LeavesTheTreeOfTheWholePage) {
  for (const std::string& name : sample_names()) {
    const std::string page = sample(name);
    EXPECT_EQ(outline(pruned(page)), outline(page)) << name;
  }
  std::vector<std::string> parts = kSoup;
  std::erase(parts, "<");  // next to a cut it may keep what is cut
  Chance chance(2);
  for (int round = 0; round < 5000; ++round) {
    const std::string page = soup(chance, parts, 16) + " .";
    ASSERT_EQ(outline(pruned(page)), outline(page)) << page;
  }
}

TEST(Prune, CutPiecesDoNotMakeMarkupOfText) {
  for (const char* page : {"5 <<!-- x -->b 48億元", "R&<!-- x -->amp; 48億元"}) {
    EXPECT_EQ(outline(pruned(page)), outline(page)) << page;
  }
}

// Page -----------------------------------------------------------------------------------------

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

// Seconds that any page here may take, on a slow machine with sanitizers. Quadratic work on these
// pages takes minutes.
constexpr double kSeconds = 10;

class Hostile : public testing::Test {
 protected:
  // Parses and asks for each text's source; both must end soon, one way or the other.
  void read(const std::string& source) {
    const auto begin = std::chrono::steady_clock::now();
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
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took.count(), kSeconds);
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
