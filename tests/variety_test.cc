#include "normalize/variety.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "article.h"
#include "unifier.h"

namespace dealwire {
namespace {

std::string names(Regions regions) {
  if (regions == kAnyRegion) return "any";
  std::string out;
  for (const auto& [region, name] : kRegionNames) {
    if ((regions & region) != 0) out.append(out.empty() ? "" : " ").append(name);
  }
  return out;
}

MatchCopy copy_of(const std::string& title, const std::string& text) {
  return unifier().match_copy(article_of(title, text, title.size() + 1, "zh"));
}

// Whose Chinese `text` is at the place where `part` begins.
std::string told(const std::string& text, const std::string& part) {
  return names(copy_of("", text).regions_at(Field::kText, text.find(part)));
}

struct Row {
  std::string text, regions;
};

void expect_all(const std::vector<Row>& rows) {
  for (const auto& [text, regions] : rows) EXPECT_EQ(told(text, ""), regions) << text;
}

TEST(Varieties, TaiwansWordsInTraditionalCharacters) {
  expect_all({
      {"這家軟體公司以3億元買下對手。", "TW"},
      {"新建的資料中心斥資80億元。", "TW"},
      {"執行長表示，擴產案耗資12億元。", "TW"},
      {"行動支付業者募得5億元。", "TW"},
      {"離岸風電開發商投入百億元。", "TW"},
      {"聯貸金額達45億元。", "TW"},
      {"發行特別股籌資10億元。", "TW"},
      {"法說會上宣布投資20億元。", "TW"},
      {"電廠裝置容量達五十萬瓩。", "TW"},
      {"全年純益7.5億元。", "TW"},
      {"該案場的零組件由國內供應。", "TW"},
      {"通膨升溫，本益比修正。", "TW"},
      {"人工智慧新創公司獲注入3億元。", "TW"},
      {"核子反應爐停機，損失2億元。", "TW"},
  });
}

TEST(Varieties, HongKongsWords) {
  expect_all({
      {"行政總裁表示，作價5億元。", "HK"},
      {"集團全年溢利升至8億元。", "HK"},
      {"單位呎價2萬元沽出。", "HK"},
      {"董事會欣然宣佈收購，總代價為3億元。", "HK"},
      {"附屬公司派發末期息每股0.2元。", "HK"},
      {"業主蝕讓50萬元離場。", "HK"},
      {"純利按年升一成，至6億元。", "HK"},
      {"流動支付平台集資2億元。", "HK"},
      {"衞星業務估值10億元。", "HK"},
      {"發行可換股債券，籌4億元。", "HK"},
      {"聯儲局議息前，樓價回落。", "HK"},
      {"購股權開支1.1億元。", "HK"},
      {"每股盈利3.1元，經營溢利9億元。", "HK"},
  });
}

TEST(Varieties, TheMainlandsWordsInTraditionalCharactersWereConverted) {
  expect_all({
      {"該公司的服務器訂單達20億元。", "CN"},
      {"信息服務收入同比增長兩成，至6億元。", "CN"},
      {"視頻業務虧損3億元。", "CN"},
      {"控股子公司擬投資15億元。", "CN"},
      {"歸母淨利潤8億元，環比下降。", "CN"},
      {"裝機五百萬千瓦，總投資90億元。", "CN"},
      {"穀歌與夥伴投資30億元。", "CN"},
      {"癌癥藥物項目獲2億元。", "CN"},
      {"公司麵對債務壓力，欠款7億元。", "CN"},
      {"股權以4億元齣售。", "CN"},
      {"交易已獲批準，作價5億元。", "CN"},
      {"創業闆公司並購案涉及11億元。", "CN"},
      {"係統集成業務值3億元。", "CN"},
      {"雙方籤署協議，金額2億元。", "CN"},
      {"公司爲此支付1億元。", "CN"},
      {"兩傢企業的採購合同值6億元。", "CN"},
      {"完成瞭融資，金額4億元。", "CN"},
      {"內存漲價，移動通信公司花費9億元。", "CN"},
  });
}

TEST(Varieties, WhatTwoRegionsShareLeavesBoth) {
  expect_all({
      {"這家軟件公司以3億元買下對手。", "HK CN"},
      {"數據中心耗資80億元。", "HK CN"},
      {"人工智能公司估值百億元。", "HK CN"},
      {"可再生能源項目耗資6億元。", "HK CN"},
      {"隨着需求上升，投資增至3億元。", "HK CN"},
      {"新一代晶片耗資6億元。", "TW HK"},
      {"伺服器訂單達20億元。", "TW HK"},
      {"記憶體大廠投資9億元。", "TW HK"},
      {"透過併購取得資訊公司，花費2億元。", "TW HK"},
  });
}

TEST(Varieties, SimplifiedCharactersAreTheMainlandsUnlessTheWordsAreNot) {
  expect_all({
      {"公司以3亿元买下对手。", "CN"},
      {"芯片项目总投资80亿元。", "CN"},
      {"这家软件公司位于台北，收购花费2亿元。", "CN"},
      {"基隆、高雄与新竹的工厂停产，损失3亿元。", "CN"},
      {"伺服器与软体业者透过联贷筹得3亿元，执行长证实。", "TW"},
      {"离岸风电专案耗资9亿元，法说会说明资料中心用途。", "TW"},
      {"全年每股盈利9分。营收4亿元。", "HK CN"},
      {"行政总裁称溢利升至8亿元，流动支付业务按年升一成。", "HK"},
  });
}

TEST(Varieties, WhatOnlyLooksLikeEvidenceTellsNothing) {
  expect_all({
      {"公司以3億元買下對手。", "any"},
      {"進行銷售，金額2億元。", "any"},
      {"關聯貸款餘額3億元。", "any"},
      {"派發特別股息，每股0.3元。", "any"},
      {"解方程式的獎金五萬元。", "any"},
      {"獲得標的公司股權，作價3億元。", "any"},
      {"瞭解詳情後支付1億元。", "any"},
      {"同比例增資，合計2億元。", "any"},
      {"令人嚮往的傢俱，售價5萬元。", "any"},
      {"關係良好，出資2億元。", "any"},
      {"投資訊號出現，投入3億元。", "any"},
      {"板式熱交換器值300萬元。", "any"},
      {"派發特別股�，每股0.3元。", "any"},
      {"�動支付項目值2億元。", "any"},
      {"", "any"},
      {"NVIDIA 48", "any"},
  });
}

TEST(Varieties, PlacesTellWhereNothingElseDoes) {
  expect_all({
      {"公司在高雄與新竹設廠，投資3億元。", "TW"},
      {"公司在觀塘與沙田設店，投資3億元。", "HK"},
      {"公司由香港遷往台北，耗資3億元。", "TW HK"},
      {"行政總裁在台北宣布，投資3億元。", "HK"},
  });
}

// A page of Taiwan's that quotes others.
const std::string kMixed =
    "這家軟體公司在新竹興建資料中心，執行長說明聯貸用途。聯貸金額為45億元。"
    "它也談到人工智能，投入2億元。\n"
    "港交所公告全文：董事會欣然宣佈，附屬公司以總代價6億元收購。代價以現金支付，其中1億元為按金。\n"
    "同比增長兩成，歸母淨利潤達9億元。視頻業務收入8億元。另支付7億元。\n"
    "公司另有3億元支出。";

TEST(Varieties, MixedPagesAreToldBySentence) {
  const struct {
    std::string why, at, regions;
  } rows[] = {
      {"its own words", "這家", "TW"},
      {"one sentence without", "聯貸金額", "TW"},
      {"a stray word of others outweighs no article", "它也", "TW"},
      {"a quoted announcement", "港交所", "HK"},
      {"and what follows in its paragraph", "1億元", "HK"},
      {"a paragraph that was converted", "同比", "CN"},
      {"a sentence of it with a word", "視頻", "CN"},
      {"and without", "7億元", "CN"},
      {"a paragraph that tells nothing is the article's", "3億元支出", "TW"},
  };
  for (const auto& [why, at, regions] : rows) EXPECT_EQ(told(kMixed, at), regions) << why;
}

TEST(Varieties, TheTitleCountsAndIsTold) {
  const MatchCopy copy = copy_of("軟體公司聯貸", "金額3億元。");
  EXPECT_EQ(names(copy.regions_at(Field::kTitle, 0)), "TW");
  EXPECT_EQ(names(copy.regions_at(Field::kText, 0)), "TW");
  EXPECT_EQ(names(copy_of("", "金額3億元。\n執行長說。").regions_at(Field::kText, 0)), "TW");
}

TEST(Varieties, NamesThatRepeatDoNotOutweighTheArticle) {
  std::string text = "鳶嶺電信股價上升。";
  for (int i = 0; i < 30; ++i) text += "行政總裁。";
  text += "\n執行長談聯貸。法說會說明離岸風電。特別股與綠能。全年純益佳。\n金額3億元。";
  EXPECT_EQ(told(text, "金額"), "TW");
}

TEST(Varieties, StretchesFollowEachOtherAndCoverTheText) {
  for (const std::string& text :
       {kMixed, std::string("\n\n軟體。\n"), std::string("軟體。 視頻、信息。")}) {
    const MatchCopy copy = copy_of("", text);
    size_t done = 0;
    for (const RegionStretch& stretch : copy.text_regions) {
      EXPECT_LT(done, stretch.end);
      EXPECT_NE(stretch.regions, 0);
      done = stretch.end;
    }
    EXPECT_GE(done + 1, text.size());
  }
}

TEST(Varieties, OtherLanguagesHaveNone) {
  const MatchCopy copy =
      unifier().match_copy(article_of("", "軟体会社が30億円を投資した。", 0, "ja"));
  EXPECT_TRUE(copy.text_regions.empty());
  EXPECT_EQ(copy.regions_at(Field::kText, 0), kAnyRegion);
}

// Loading --------------------------------------------------------------------------------------

TEST(Varieties, MistakesAreRefusedWithFileLineAndReason) {
  const struct {
    std::string toml, message;
  } rows[] = {
      {"[words", ":1: "},
      {"[word]\nTW = ['甲']", ":1: variety: unknown key 'word'"},
      {"words = ['甲']", ":1: words: must be a table of regions = [words]"},
      {"[words]\nUS = ['甲']", ":2: US: 'US' is none of TW, HK, CN"},
      {"[letters]\n'TW US' = ['甲']", ":2: TW US: 'US' is none of TW, HK, CN"},
      {"[slips]\nCN = '甲'", ":2: CN: must be a list of texts in quotes"},
      {"neutral = [1]", ":1: neutral: must be a text in quotes"},
  };
  for (const auto& [toml, message] : rows) {
    std::vector<DataFile> files = embedded_unify_files();
    files.push_back({"variety.toml", toml, "mine/variety.toml"});
    const auto loaded = Unifier::load(files);
    ASSERT_FALSE(loaded) << toml;
    EXPECT_EQ(loaded.error().code, "rules");
    EXPECT_TRUE(loaded.error().message.starts_with("mine/variety.toml" + message))
        << loaded.error().message;
  }
}

TEST(Varieties, AUsersWordsAreLaidOverOurs) {
  std::vector<DataFile> files = embedded_unify_files();
  files.push_back(
      {"variety.toml", "neutral = ['溢利']\n[words]\nHK = ['瓩']\n", "mine/variety.toml"});
  const auto loaded = Unifier::load(files);
  ASSERT_TRUE(loaded) << loaded.error().message;
  Article article;
  article.text.append_copy("五萬瓩。\n溢利。", 0);
  article.lang = "zh-Hant";
  EXPECT_EQ(names(loaded->match_copy(article).regions_at(Field::kText, 0)), "HK");
}

}  // namespace
}  // namespace dealwire
