#include "html/prune.h"

#include <gtest/gtest.h>
#include <gumbo.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "print.h"
#include "samples.h"
#include "soup.h"

namespace dealwire::html {
namespace {

using namespace std::string_literals;  // "\0"s

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

TEST(Prune, KeepsWhereLinksLeadForThoseWhoAsk) {
  const Pruning rows[] = {
      {"<a href=x rel=nofollow target=y>", "<a href=x rel=nofollow >"},
      {"<AREA HREF=x alt=y>", "<AREA HREF=x >"},
      {"<p href=x rel=y id=z>", "<p id=z>"},
      {"<img src=a href=b>", "<img >"},
  };
  for (const auto& [page, left] : rows) {
    EXPECT_EQ(prune(page, {}, Links::kKept).page.text, left) << page;
  }
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

}  // namespace
}  // namespace dealwire::html
