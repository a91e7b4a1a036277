#include "html/selector.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "html/page.h"
#include "time_limit.h"

namespace dealwire::html {
namespace {

Page parse(std::string_view source) {
  auto page = Page::parse(source);
  EXPECT_TRUE(page);
  return std::move(*page);
}

// The ids of the elements that match, parted by spaces; "-" for one without.
std::string matches(const Page& page, std::string_view text) {
  const auto selector = Selector::parse(text);
  if (!selector) return selector.error().message;
  std::string out;
  for (uint32_t element : selector->select(page)) {
    const std::string_view id = page.attribute(page.nodes()[element], "id");
    if (!out.empty()) out += ' ';
    out += id.empty() ? "-" : id;
  }
  return out;
}

TEST(Selector, FindsElements) {
  const Page page = parse(R"(
    <div id=story class="story  wide" role=main>
      <h1 id=head class=story-head lang=en-GB>Head</h1>
      <p id=p1 class="lead">One</p>
      <div id=inset class="inset story"><p id=p2>Two <a id=a1 itemprop="/tag/steel">steel</a></p></div>
      text
      <p id=p3 class="">Three <b id=b1><a id=a2 itemprop="https://ads.example/x?tag=1">ad</a></b></p>
      <ul id=list><li id=l1>1<li id=l2 lang=en>2</ul>
    </div>
    <div id=說明 class="md:flex -x 1st"><p id=p4>Four</p></div>)");
  const struct {
    std::string_view selector, ids;
  } rows[] = {
      // One compound.
      {"p", "p1 p2 p3 p4"},
      {"P", "p1 p2 p3 p4"},
      {"article", ""},
      {"#p2", "p2"},
      {"#P2", ""},
      {".story", "story inset"},
      {".STORY", ""},
      {".story.wide", "story"},
      {"div.story#inset", "inset"},
      {"p.story", ""},
      {"*.lead", "p1"},
      {" p.lead ", "p1"},
      // Attributes.
      {"[itemprop]", "a1 a2"},
      {"[class]", "story head p1 inset p3 說明"},
      {"[class='']", "p3"},
      {"[class=story]", ""},
      {"[ role = main ]", "story"},
      {"[ROLE=\"main\"]", "story"},
      {"[class~=story]", "story inset"},
      {"[class~='']", ""},
      {"[class~='story  wide']", ""},
      {"[class^=story]", "story head"},
      {"[class^='']", ""},
      {"[class$=story]", "inset"},
      {"[class$='']", ""},
      {"[itemprop*=tag]", "a1 a2"},
      {"[itemprop*='']", ""},
      {"[lang|=en]", "head l2"},
      {"[lang|=e]", ""},
      {"a[itemprop^='/tag/'][itemprop$=steel]", "a1"},
      // Combinators.
      {"div p", "p1 p2 p3 p4"},
      {"div div p", "p2"},
      {"div > p", "p1 p2 p3 p4"},
      {"#story>p", "p1 p3"},
      {"p > a", "a1"},
      {"p a", "a1 a2"},
      {"div > b a", ""},
      {"#story b > a", "a2"},
      {"h1 + p", "p1"},
      {"h1 + div", ""},
      {"div + p", "p3"},
      {"h1 ~ p", "p1 p3"},
      {"#p1 ~ *", "inset p3 list"},
      {"h1 ~ div p a", "a1"},
      {"li + li", "l2"},
      {"li ~ li + li", ""},
      {"html body > div", "story 說明"},
      {":first-child > :first-child", "- head a1 a2"},
      // Pseudo-classes.
      {"p:first-child", "p2 p4"},
      {"li:first-child", "l1"},
      {"p:not(:first-child)", "p1 p3"},
      {"p:not(.lead)", "p2 p3 p4"},
      {"p:not( .lead , #p4 )", "p2 p3"},
      {"#story > :not(p):not(ul)", "head inset"},
      {"a:not([itemprop*=ads])", "a1"},
      {"div:NOT(.inset) > P", "p1 p3 p4"},
      // Lists.
      {"li, h1", "head l1 l2"},
      {"p,#p1,p.lead", "p1 p2 p3 p4"},
      {"h1 , #inset > p", "head p2"},
      // Names as CSS writes them.
      {"#說明", "說明"},
      {".md\\:flex", "說明"},
      {".\\-x, .\\31 st", "說明"},
      {".\\000031st", "說明"},
      {"[class='story\\20 \\20wide']", "story"},
      {".-x", "說明"},
  };
  for (const auto& row : rows) EXPECT_EQ(matches(page, row.selector), row.ids) << row.selector;
}

// <meta> and <link> keep all attributes, other elements those that extraction reads.
TEST(Selector, KnowsWhichAttributesAPageHas) {
  const Page page = parse("<meta id=m property=og:title content=x><p id=p itemprop=name data-x=1>");
  EXPECT_EQ(matches(page, "meta[property='og:title']"), "m");
  EXPECT_EQ(matches(page, "p[itemprop=name]"), "p");
  EXPECT_EQ(matches(page, "p[data-x]"),
            "position 3: pages are read without the attribute 'data-x'");
  EXPECT_EQ(matches(page, "div p:not(.a):not([property])"),
            "position 20: pages are read without the attribute 'property'");
}

TEST(Selector, RefusesMistakesWithTheirPosition) {
  std::string many = "p";
  for (int i = 0; i < 64; ++i) many += " p";
  const struct {
    std::string_view selector, message;
  } rows[] = {
      {"", "position 1: a selector is missing"},
      {"  ", "position 3: a selector is missing"},
      {"p,", "position 3: a selector is missing"},
      {"p, , p", "position 4: unexpected ','"},
      {"p >", "position 4: a selector is missing"},
      {"> p", "position 1: unexpected '>'"},
      {"p > > p", "position 5: unexpected '>'"},
      {"p..a", "position 3: expected a name behind '.'"},
      {"p.", "position 3: expected a name behind '.'"},
      {".1st", "position 2: expected a name behind '.'"},
      {"#", "position 2: expected a name behind '#'"},
      {"div#-", "position 5: expected a name behind '#'"},
      {"é.", "position 3: expected a name behind '.'"},
      {"*é", "position 2: unexpected 'é'"},
      {"p*", "position 2: unexpected '*'"},
      {"svg|a", "position 4: unexpected '|'"},
      {"p /* x */", "position 3: unexpected '/'"},
      {"p)", "position 2: unexpected ')'"},
      {"[]", "position 2: expected a name of an attribute"},
      {"[id", "position 4: expected ']' or one of = ~= |= ^= $= *="},
      {"[id!=a]", "position 4: expected ']' or one of = ~= |= ^= $= *="},
      {"[id=]", "position 5: expected a name or a value in quotes"},
      {"[id=1]", "position 5: expected a name or a value in quotes"},
      {"[id='a]", "position 8: the quote is never closed"},
      {"[id='a' i]", "position 9: expected ']'"},
      {"[id='a'", "position 8: expected ']'"},
      {"p:hover", "position 2: there are only :first-child and :not(...), which does not nest"},
      {"p::after", "position 2: there are only :first-child and :not(...), which does not nest"},
      {"p:", "position 2: there are only :first-child and :not(...), which does not nest"},
      {"p:not", "position 2: there are only :first-child and :not(...), which does not nest"},
      {":not(:not(p))",
       "position 6: there are only :first-child and :not(...), which does not nest"},
      {"p:not()", "position 7: expected a name of an element"},
      {"p:not(a", "position 8: expected ',' or ')'"},
      {"p:not(a b)", "position 9: expected ',' or ')'"},
      {"p:not(a.b)", "position 8: expected ',' or ')'"},
      {many, "position 130: has more than 64 parts"},
  };
  for (const auto& row : rows) {
    const auto selector = Selector::parse(row.selector);
    ASSERT_FALSE(selector) << row.selector;
    EXPECT_EQ(selector.error().code, "selector");
    EXPECT_EQ(selector.error().message, row.message) << row.selector;
  }
}

TEST(Selector, AsksWhereLinksLeadOnlyOfPagesThatKnow) {
  for (const char* text : {"a[href^='/x/']", "area[href]", "[rel~=author]"}) {
    EXPECT_FALSE(Selector::parse(text)) << text;
    EXPECT_TRUE(Selector::parse(text, Links::kKept)) << text;
  }
  EXPECT_FALSE(Selector::parse("p[href]", Links::kKept));
  const auto page = Page::parse("<a href=/x/1>1</a><a href=/y/>2</a>", {}, Links::kKept);
  EXPECT_EQ(Selector::parse("a[href^='/x/']", Links::kKept)->select(*page).size(), 1u);
}

TEST(Selector, SixtyFourPartsAreAWordFull) {
  std::string deep, selector = "p";
  for (int i = 0; i < 63; ++i) selector += " > b";
  for (int i = 0; i < 80; ++i) deep += "<b id=b" + std::to_string(i) + ">";
  EXPECT_EQ(matches(parse("<p>" + deep), selector), "b62");
}

// The ways to choose the ancestors or siblings of thirty parts are more than can be tried.
TEST(Selector, HostilePagesTakeLinearTime) {
  std::string deep, wide, words, same;
  for (int i = 0; i < 500; ++i) deep += "<div class=a>";
  for (int i = 0; i < 100'000; ++i) wide += "<i class=a></i>";
  for (int i = 0; i < 500'000; ++i) words += "a ";
  for (int i = 0; i < 20'000; ++i)
    same += "<p class=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>";
  std::string descendants, siblings;
  for (int i = 0; i < 30; ++i) {
    descendants += ".a ";
    siblings += ".a ~ ";
  }
  const struct {
    std::string page, selector;
  } rows[] = {{deep, descendants + "p"},
              {wide, siblings + "p"},
              {deep + wide, descendants + siblings + ".b"},
              {"<p class='" + words + "'>", ".b, .c, .d, .e"},
              {same, "[class*=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab]"}};
  for (const auto& row : rows) {
    const Page page = parse(row.page);
    const TimeLimit limit(5, row.selector);
    EXPECT_EQ(matches(page, row.selector), "");
  }
}

}  // namespace
}  // namespace dealwire::html
