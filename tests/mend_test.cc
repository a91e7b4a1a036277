#include "repair/mend.h"

#include <gtest/gtest.h>

#include <ranges>
#include <string>
#include <vector>

#include "chance.h"
#include "print.h"

namespace dealwire {
namespace {

Article article_of(const std::string& text, size_t at) {
  Article article;
  article.text.append_copy(text, at);
  return article;
}

TEST(Mend, ListsRawTextAndSpanOfEachPlace) {
  Article article = article_of("abXcdYYe", 100);
  mend(article,
       {{}, {{"misread", {2, 3}, {{{2, 3}, "..."}}}, {"invisible", {5, 7}, {{{5, 7}, ""}}}}});
  EXPECT_EQ(article.text.text, "ab...cde");
  ASSERT_EQ(article.repaired.size(), 2u);
  const Repaired& first = article.repaired[0];
  EXPECT_EQ(first.kind, "misread");
  EXPECT_EQ(first.at, (Range{2, 5}));
  EXPECT_EQ(first.raw, "X");
  EXPECT_EQ(first.text, "...");
  EXPECT_EQ(first.span, (Range{102, 103}));
  const Repaired& second = article.repaired[1];
  EXPECT_EQ(second.at, (Range{7, 7})) << "all of it is gone";
  EXPECT_EQ(second.raw, "YY");
  EXPECT_EQ(second.span, (Range{105, 107}));
}

TEST(Mend, MovesWhatEarlierStepsFound) {
  Article article = article_of("abcdef", 0);
  mend(article, {{}, {{"misread", {4, 5}, {{{4, 5}, "EE"}}}}});
  mend(article, {{}, {{"invisible", {1, 2}, {{{1, 2}, ""}}}}});
  EXPECT_EQ(article.text.text, "acdEEf");
  ASSERT_EQ(article.repaired.size(), 2u);
  EXPECT_EQ(article.repaired[0].raw, "b");
  EXPECT_EQ(article.repaired[1].at, (Range{3, 5}));
  EXPECT_EQ(article.repaired[1].raw, "e");
}

TEST(Mend, PlacesThatOverlapBecomeOne) {
  Article article = article_of("0123456789", 0);
  mend(article, {{}, {{"slipped", {2, 5}, {{{2, 5}, "ABC(x)"}}}}});
  ASSERT_EQ(article.text.text, "01ABC(x)56789");
  mend(article, {{}, {{"romanization", {4, 8}, {{{5, 8}, ""}}}}});
  EXPECT_EQ(article.text.text, "01ABC56789");
  ASSERT_EQ(article.repaired.size(), 1u);
  EXPECT_EQ(article.repaired[0].kind, "slipped");
  EXPECT_EQ(article.repaired[0].raw, "234");
  EXPECT_EQ(article.repaired[0].text, "ABC");
}

TEST(Mend, WhatIsLostStaysByItselfAndIsListedOnce) {
  Article article = article_of("0123456789", 0);
  mend(article, {{}, {{"slipped", {2, 6}, {{{2, 6}, "A?C??"}}}}});
  ASSERT_EQ(article.text.text, "01A?C??6789");
  for (int i = 0; i < 2; ++i) {
    mend(article, {{}, {{"lost", {3, 4}, {}}, {"lost", {5, 8}, {}}, {"lost", {9, 10}, {}}}});
    mend(article, {{}, {{"lost", {7, 8}, {}}}});  // part of one that is listed
  }
  std::vector<std::string> lost;
  for (const Repaired& place : article.repaired | std::views::drop(1)) {
    EXPECT_EQ(place.kind, "lost");
    lost.push_back(place.text);
  }
  EXPECT_EQ(article.repaired[0].kind, "slipped");
  EXPECT_EQ(lost, (std::vector<std::string>{"?", "??6", "8"}));
}

// What stands side by side was damaged apart.
TEST(Mend, PlacesThatTouchStayApart) {
  Article article = article_of("0123456789", 0);
  mend(article, {{}, {{"misread", {2, 4}, {{{2, 4}, "A"}}}, {"misread", {4, 6}, {{{4, 6}, "B"}}}}});
  mend(article, {{}, {{"invisible", {1, 2}, {{{1, 2}, ""}}}}});
  EXPECT_EQ(article.text.text, "0AB6789");
  ASSERT_EQ(article.repaired.size(), 3u);
  EXPECT_EQ(article.repaired[0].at, (Range{1, 1}));
  EXPECT_EQ(article.repaired[1].raw, "23");
  EXPECT_EQ(article.repaired[2].raw, "45");
}

TEST(Mend, JoinsAllPlacesThatALaterOneHolds) {
  Article article = article_of("0123456789", 0);
  mend(article,
       {{}, {{"invisible", {2, 3}, {{{2, 3}, ""}}}, {"invisible", {5, 6}, {{{5, 6}, ""}}}}});
  ASSERT_EQ(article.text.text, "01346789");
  mend(article, {{}, {{"misread", {1, 6}, {{{1, 2}, "X"}, {{5, 6}, "Y"}}}}});
  EXPECT_EQ(article.text.text, "0X346Y89");
  ASSERT_EQ(article.repaired.size(), 1u);
  EXPECT_EQ(article.repaired[0].kind, "misread");
  EXPECT_EQ(article.repaired[0].raw, "1234567");
  EXPECT_EQ(article.repaired[0].text, "X346Y");
}

TEST(Mend, PlacesOfTheTitleLeaveThoseOfTheTextAlone) {
  Article article = article_of("0123", 10);
  article.title.append_copy("abcd", 0);
  mend(article, {{{"misread", {1, 3}, {{{1, 3}, "BBBB"}}}}, {{"misread", {1, 3}, {{{1, 3}, ""}}}}});
  mend(article, {{{"lost", {2, 3}, {}}}, {}});
  ASSERT_EQ(article.repaired.size(), 3u);
  EXPECT_EQ(article.repaired[1].raw, "bc") << "one edit made all of it";
  EXPECT_EQ(article.repaired[2].field, Field::kText);
  EXPECT_EQ(article.repaired[2].at, (Range{1, 1}));
}

// Random edits, step after step: each place's text and raw stand where it says.
TEST(Mend, PlacesStayTrueThroughAnyChainOfSteps) {
  Chance chance(7);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t n = 1 + chance.below(40); n > 0; --n)
      text += static_cast<char>('a' + chance.below(26));
    const std::string document = "<p>" + text;
    Article article = article_of(text, 3);
    for (int step = 0; step < 4; ++step) {
      const size_t size = article.text.text.size();
      std::vector<Repair> repairs;
      for (size_t pos = chance.below(8); pos < size; pos += 1 + chance.below(8)) {
        const Range at{pos, std::min(size, pos + 1 + chance.below(4))};
        const size_t from = at.begin + chance.below(at.size());
        const Range cut{from, from + 1 + chance.below(at.end - from)};
        repairs.push_back({"misread", at, {{cut, std::string(chance.below(4), '#')}}});
        pos = at.end;
      }
      mend(article, {{}, repairs});
      size_t done = 0;
      for (const Repaired& place : article.repaired) {
        ASSERT_LE(place.at.end, article.text.text.size());
        ASSERT_EQ(article.text.text.substr(place.at.begin, place.at.size()), place.text);
        ASSERT_EQ(document.substr(place.span.begin, place.span.size()), place.raw);
        ASSERT_LE(done, place.raw_at.begin) << "in order and apart";
        done = place.raw_at.end;
      }
      // What no place holds is what it was.
      std::string rest = article.text.text, original = text;
      for (const Repaired& place : article.repaired | std::views::reverse) {
        rest.erase(place.at.begin, place.at.size());
        original.erase(place.raw_at.begin, place.raw_at.size());
      }
      ASSERT_EQ(rest, original);
    }
  }
}

}  // namespace
}  // namespace dealwire
