#include "normalize/normalize.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "print.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// repair() -------------------------------------------------------------------------------------

Article article_of(const std::string& title, const std::string& text, size_t text_at) {
  Article article;
  article.title.append_copy(title, 0);
  article.text.append_copy(text, text_at);
  article.lang = "zh-Hant";
  return article;
}

TEST(Repair, ListsWhatStoodWhere) {
  // The document is the title, one byte, the text.
  const std::string title = "36億(yì)美元";
  const std::string text = "收購(gòu)網(wǎng)絡(100%)的股權(quán)。";
  const std::string document = title + "\n" + text;
  Article article = article_of(title, text, title.size() + 1);
  repair(article);
  EXPECT_EQ(article.title.text, "36億美元");
  EXPECT_EQ(article.text.text, "收購網絡(100%)的股權。");
  const struct {
    Field field;
    std::string raw, text;
  } rows[] = {{Field::kTitle, "億(yì)", "億"},
              {Field::kText, "購(gòu)", "購"},
              {Field::kText, "網(wǎng)", "網"},
              {Field::kText, "權(quán)", "權"}};
  ASSERT_EQ(article.repaired.size(), std::size(rows));
  for (size_t i = 0; i < std::size(rows); ++i) {
    const Repaired& r = article.repaired[i];
    EXPECT_EQ(r.kind, "romanization");
    EXPECT_EQ(r.field, rows[i].field);
    EXPECT_EQ(r.raw, rows[i].raw);
    EXPECT_EQ(r.text, rows[i].text);
    EXPECT_EQ(article[r.field].text.substr(r.at.begin, r.at.size()), r.text);
    EXPECT_EQ(document.substr(r.span.begin, r.span.size()), r.raw);
  }
}

TEST(Repair, EachCharacterStillPointsAtItself) {
  const std::string text = "收購(gòu)網(wǎng)絡(100%)的股權(quán)。";
  const std::string document = "<html><p>" + text;
  Article article = article_of("", text, 9);
  repair(article);
  const std::string& repaired = article.text.text;
  ASSERT_EQ(article.text.source.size(), repaired.size());
  for (size_t pos = 0; pos < repaired.size();) {
    const size_t begin = pos;
    next_character(repaired, pos);
    const Range span = article.text.source.span({begin, pos});
    EXPECT_EQ(document.substr(span.begin, span.size()), repaired.substr(begin, pos - begin));
  }
  // A range over a repair has the bytes that were cut out between its pieces.
  const Range all = article.text.source.span({0, repaired.size()});
  EXPECT_EQ(document.substr(all.begin, all.size()), text);
}

TEST(Repair, TwiceChangesNothing) {
  const std::string text = "收購(gòu)網(wǎng)絡(RPO)的股權(quán)，㛃(jié)。";
  Article once = article_of("36億(yì)美元", text, 100);
  repair(once);
  Article twice = once;
  repair(twice);
  EXPECT_EQ(twice.title.text, once.title.text);
  EXPECT_EQ(twice.text.text, once.text.text);
  EXPECT_EQ(twice.repaired.size(), once.repaired.size());
}

TEST(Repair, LeavesSoundTextAlone) {
  const std::string text = "剩餘履約義務(RPO)達到14億美元，市盈率(P/E)達到48倍。";
  Article article = article_of("輝達(NVIDIA)入股", text, 50);
  repair(article);
  EXPECT_EQ(article.text.text, text);
  EXPECT_TRUE(article.repaired.empty());
}

// Matching form --------------------------------------------------------------------------------

TEST(FoldForMatching, MakesOneOfBothScripts) {
  const struct {
    std::string text, folded;
  } rows[] = {
      {"輝達斥資４８億元", "辉达斥资48亿元"},
      {"辉达斥资48亿元", "辉达斥资48亿元"},
      {"乾隆資本（NVIDIA）佔８．５％", "乾隆资本(NVIDIA)占8.5%"},
      {"10²⁶、3½", "10²⁶、3½"},
      {"㎿、ＨＫ＄15億", "MW、HK$15亿"},
      {"", ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(fold_for_matching(row.text, true).text, row.folded) << row.text;
  }
}

TEST(FoldForMatching, LeavesOtherLanguagesTheirCharacters) {
  EXPECT_EQ(fold_for_matching("東京電力、３００億円", false).text, "東京電力、300億円");
  EXPECT_EQ(fold_for_matching("ｿﾆｰ", false).text, "ソニー");
}

// Both ways to one: what the scripts have in common, folding does not change again.
TEST(FoldForMatching, TwiceChangesNothing) {
  Chance chance(1);
  const std::vector<std::string> parts = {"輝", "達",     "乾隆", "乾", "４８", "億",
                                          "½",  "²",      "著",   "後", "后",   "㎿",
                                          "（", "NVIDIA", "　",   "ｶﾞ", "…",    "𠮷"};
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (size_t n = chance.below(10); n > 0; --n) text += chance.pick(parts);
    const std::string once = fold_for_matching(text, false).text;
    ASSERT_EQ(fold_for_matching(once, false).text, once) << text;
  }
}

// Where a character of the match copy stands for others, its source folds to all that stand there.
TEST(FoldForMatching, MapLeadsToWhatWasFolded) {
  Chance chance(2);
  const std::vector<std::string> parts = {
      "輝", "達",     "乾隆", "乾", "４", "億", "½", "²",       "著名", "後", "后",   "㎿",
      "（", "NVIDIA", "　",   "ｶﾞ", "…",  "𠮷", "①", "e\u0301", "㍿",   "髮", "瞭解", "儘管"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t n = chance.below(10); n > 0; --n) text += chance.pick(parts);
    const SourcedText folded = fold_for_matching(text, true);
    ASSERT_EQ(folded.source.size(), folded.text.size()) << text;
    size_t done = 0;
    for (size_t pos = 0; pos < folded.text.size();) {
      const size_t begin = pos;
      next_character(folded.text, pos);
      const Range source = folded.source.span({begin, pos});
      ASSERT_LT(source.begin, source.end) << text;
      ASSERT_LE(source.begin, done) << text;  // no gap
      ASSERT_LE(done, source.end) << text;    // in order
      done = source.end;
    }
    ASSERT_EQ(done, text.size()) << text;
    // Any cut on the borders of characters' sources folds to the text between, as long as no phrase
    // is cut, which is why whole texts are compared here.
    ASSERT_EQ(folded.text, fold_for_matching(fold_for_matching(text, false).text, true).text);
  }
}

TEST(MakeMatchCopy, FoldsChineseOnlyWhereTheArticleIs) {
  Article article = article_of("輝達４８億", "億元\n１２％", 10);
  MatchCopy copy = make_match_copy(article);
  EXPECT_EQ(copy.title.text, "辉达48亿");
  EXPECT_EQ(copy.text.text, "亿元\n12%") << "blocks stay apart";
  EXPECT_EQ(copy.title.source.span({0, 3}), (Range{0, 3}));
  EXPECT_EQ(copy.text.source.span({7, 9}), (Range{7, 13}));
  article.lang = "ja";
  EXPECT_EQ(make_match_copy(article).title.text, "輝達48億");
}

// It is made line by line.
TEST(MakeMatchCopy, LinesAndTheirMapsStayWhatTheyAre) {
  Article article = article_of("", "\n（輝達）\n\n９．５億\n", 0);
  const MatchCopy copy = make_match_copy(article);
  EXPECT_EQ(copy.text.text, "\n(辉达)\n\n9.5亿\n");
  const std::string figure = "9.5亿";
  const size_t at = copy.text.text.find(figure);
  const Range source = copy.text.source.span({at, at + figure.size()});
  EXPECT_EQ(article.text.text.substr(source.begin, source.size()), "９．５億");
}

}  // namespace
}  // namespace dealwire
