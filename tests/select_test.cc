#include "extract/select.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/boosted_trees.h"
#include "extract/element_names.h"
#include "extract/features.h"
#include "html/page.h"

namespace dealwire {
namespace {

const std::vector<std::string_view> kColumns = {"width", "links"};

double logit(double likelihood) { return std::log(likelihood / (1 - likelihood)); }

TEST(BoostedTrees, AddUpWhatTheirLeavesSay) {
  const auto trees = BoostedTrees::parse(
      "# a comment\n0.5\n\n(width 10 -1 (links 0.25 2 0.125))\r\n(links 0.5 0.25 -4)\n", kColumns);
  ASSERT_TRUE(trees) << trees.error().message;
  const struct {
    float width, links;
    double sum;
  } rows[] = {
      {10, 0, -0.25},     // at the threshold is below
      {11, 0.25, 2.75},   // 0.5 + 2 + 0.25
      {11, 0.5, 0.875},   // 0.5 + 0.125 + 0.25
      {11, 0.75, -3.375}  // 0.5 + 0.125 - 4
  };
  for (const auto& [width, links, sum] : rows) {
    const float row[] = {width, links};
    EXPECT_NEAR(logit(trees->likelihood(row)), sum, 1e-6) << width << " " << links;
  }
  const float row[] = {0, 0};
  EXPECT_EQ(BoostedTrees::parse("", kColumns)->likelihood(row), 0.5);
}

TEST(BoostedTrees, AreRefusedWithTheLine) {
  for (const char* bad : {"(width 10 -1)", "(height 10 1 2)", "(width x 1 2)", "(width 10 1 2",
                          "(width 10 1 2) 3", "width", "(width 10 1 2))", "1e999", "nan"}) {
    const auto trees = BoostedTrees::parse(std::string("1\n\n") + bad, kColumns);
    ASSERT_FALSE(trees) << bad;
    EXPECT_EQ(trees.error().code, "model");
    EXPECT_TRUE(trees.error().message.starts_with("line 3: ")) << trees.error().message;
  }
  std::string deep = "1";
  for (int i = 0; i < 1000; ++i) deep = "(width 1 " + deep + " 1)";
  EXPECT_FALSE(BoostedTrees::parse(deep, kColumns));
}

TEST(ElementNames, AreTakenApart) {
  const struct {
    std::string_view name;
    std::vector<std::string_view> kinds;
  } rows[] = {
      {"related-articles", {"related"}},
      {"relatedArticles_box2", {"related", "aside"}},
      {"c-comment-list", {"comments", "list"}},
      {"leadership", {}},
      {"adaptive unrelated", {}},
      {"", {}},
      {"COMMENTS", {"comments"}},
      {"x", {}},
      {"评论", {}},
      {"post-xiangguan", {"related"}},
  };
  for (const auto& [name, kinds] : rows) {
    uint32_t wanted = 0;
    for (const std::string_view kind : kinds) wanted |= name_bit(kind);
    EXPECT_EQ(names_of(name), wanted) << name;
  }
}

TEST(Features, HaveANameForEachColumn) {
  const auto& names = feature_names_with_context();
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
  const auto page = html::Page::parse("<p>One.<p>Two <a href=x>three</a>.<p hidden>Four.");
  const std::vector<Block> blocks = page_blocks(*page);
  const Outline outline(*page);
  const Features first = measure(blocks, outline);
  EXPECT_EQ(first.columns, feature_names().size());
  EXPECT_EQ(first.values.size(), first.columns * blocks.size());
  const Features both = add_context(first, {0.5, 0.25, 0}, blocks, outline);
  EXPECT_EQ(both.columns, names.size());
  EXPECT_EQ(both.values.size(), both.columns * blocks.size());
  for (size_t i = 0; i < first.columns; ++i) EXPECT_EQ(both.row(1)[i], first.row(1)[i]) << names[i];
  for (const float value : both.values) EXPECT_TRUE(std::isfinite(value));
}

// The article of a page with much around it, and what shows it.
std::string selected(std::string_view markup) {
  const auto page = html::Page::parse(markup);
  const std::vector<Block> blocks = page_blocks(*page);
  const std::vector<Label> labels = select_article(blocks, Outline(*page));
  std::string out;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] == Label::kArticle) out += (out.empty() ? "" : "/") + blocks[i].text;
  }
  return out;
}

const std::string kOne =
    "The port authority of Lindholm said on Tuesday that it would deepen its eastern channel, so "
    "that larger ships can call from the spring of next year.";
const std::string kTwo =
    "Dredging is to begin in October and will cost about 40 million crowns, half of which the "
    "province pays; two bids were turned down as too high.";
const std::string kThree =
    "Fishermen had asked for a pause during the herring season. The authority agreed to stop work "
    "for six weeks, its director, Maja Holt, told reporters.";

TEST(Select, LeavesOutWhatStandsAroundAnArticle) {
  const std::string story = "<p>" + kOne + "</p><p>" + kTwo + "</p><p>" + kThree + "</p>";
  const std::string menu =
      "<ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul>";
  const std::string whole = kOne + "/" + kTwo + "/" + kThree;
  const std::string pages[] = {
      menu + "<h1>Lindholm deepens its channel</h1><div>" + story + "</div>" + menu,
      menu + "<div class=x>" + story + "</div><footer><p>" + kTwo + " Lindholm Post.</p></footer>",
      menu + "<div>" + kOne + "<br>" + kTwo + "<br><br>" + kThree + "</div>" + menu,
      menu + "<table><tr><td>" + menu + "<td>" + kOne + "<br>" + kTwo + "<br>" + kThree +
          "</table>",
      menu + story +
          "<div class=comments><p>I sail there each summer, and it is far too shallow by "
          "now.</p></div>",
      menu + "<noscript>" + story + "</noscript>",
      menu + "<template>" + story + "</template>",
  };
  for (const std::string& page : pages) {
    EXPECT_EQ(selected("<title>Lindholm deepens its channel</title>" + page), whole) << page;
  }
}

TEST(Select, EndsWhereAReleaseTellsOfItsSender) {
  for (const char* heading :
       {"<h4>About Lindholm Port</h4>", "<p><b>About Lindholm Port</b></p>"}) {
    EXPECT_EQ(selected("<article><p>" + kOne + "</p><p>" + kTwo + "</p>" + heading + "<p>" +
                       kThree + "</p></article>"),
              kOne + "/" + kTwo)
        << heading;
  }
}

TEST(Select, KeepsAParagraphThatOthersOfItsKindStandBeside) {
  EXPECT_EQ(selected("<div><p>" + kOne + "</p><p>It was high time.</p><p>" + kTwo + "</p><p>" +
                     kThree + "</p></div>"),
            kOne + "/It was high time./" + kTwo + "/" + kThree);
}

}  // namespace
}  // namespace dealwire
