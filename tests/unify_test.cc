#include "normalize/unify.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "article.h"
#include "chance.h"
#include "print.h"
#include "text/chinese.h"
#include "text/utf8.h"
#include "unifier.h"

namespace dealwire {
namespace {

// Vocabulary -----------------------------------------------------------------------------------

TEST(Vocabulary, OursHoldsOnItsExamples) {
  const Vocabulary& vocabulary = unifier().vocabulary();
  EXPECT_GE(vocabulary.words().size(), 100u);
  for (const Vocabulary::Word& word : vocabulary.words()) {
    bool example = false, counter = false;
    for (const Vocabulary::Example& e : word.examples) {
      EXPECT_EQ(vocabulary.check(word, e), "") << e.where << ": " << e.text;
      (e.counter ? counter : example) = true;
    }
    EXPECT_TRUE(example && counter) << word.where;
  }
}

// Whatever stands together: what a word becomes makes no new one with its neighbours.
TEST(Vocabulary, TwiceChangesNothing) {
  Chance chance(3);
  const Vocabulary& vocabulary = unifier().vocabulary();
  std::vector<std::string> parts = {"的", "與", "3億", "，", "公司", "人", "長", "台"};
  for (const Vocabulary::Word& word : vocabulary.words()) {
    for (const auto* names : {&word.tw, &word.hk, &word.also, &word.keep}) {
      parts.insert(parts.end(), names->begin(), names->end());
    }
    parts.push_back(word.cn);
  }
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (size_t n = chance.below(6); n > 0; --n) text += chance.pick(parts);
    const std::string once = vocabulary(Simplifier::instance()(text)).text;
    ASSERT_EQ(vocabulary(once).text, once) << text;
  }
}

TEST(Vocabulary, AllVarietiesBecomeOne) {
  const struct {
    std::string taiwan, hong_kong, mainland;
  } rows[] = {
      {"記憶體晶片的資料中心", "記憶體晶片的數據中心", "存储芯片的数据中心"},
      {"執行長談離岸風電", "行政總裁談海上風電", "首席执行官谈海上风电"},
      {"小型模組化反應爐", "小型模組化反應堆", "小型模块化反应堆"},
      {"行動裝置用的軟體", "流動裝置用的軟件", "移动设备用的软件"},
      {"人工智慧專案", "人工智能項目", "人工智能项目"},
      {"聯貸與特別股", "銀團貸款與優先股", "银团贷款与优先股"},
      {"策略投資數位資產", "戰略投資數碼資產", "战略投资数字资产"},
      {"再生能源與核電廠", "可再生能源與核電站", "可再生能源与核电站"},
      {"聯準會升息", "聯儲局加息", "美联储加息"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(unifier().fold(row.taiwan, true).text, row.mainland);
    EXPECT_EQ(unifier().fold(row.hong_kong, true).text, row.mainland);
    EXPECT_EQ(unifier().fold(row.mainland, true).text, row.mainland);
  }
}

TEST(Vocabulary, LeavesWhatOnlyLooksLikeItsWords) {
  for (const char* text : {"智慧型手表", "进行销售", "投资人民币三亿元", "关联贷款", "解方程式",
                           "软体动物", "板式热交换器", "符合约定", "热烈反应", "财务长期稳健",
                           "NVIDIA Corp.", "系列印刷品", "重新创业", "欧美金融市场", "外资安心"}) {
    EXPECT_EQ(unifier().fold(text, true).text, text);
  }
  for (const char* text : {"軟體バンク", "反応炉と晶片", "소프트웨어 軟體", "Software 軟體"}) {
    EXPECT_EQ(unifier().fold(text, false).text, text) << "other languages keep their words";
  }
}

DataFile file(const std::string& path, std::string content) {
  return {path, std::move(content), "mine/" + path};
}

std::string word(const std::string& more) { return "[[word]]\n" + more; }

const std::string kExamples = "match = ['乙']\nno_match = ['丙']\n";

TEST(Vocabulary, MistakesAreRefusedWithFileLineAndReason) {
  const struct {
    std::string toml, message;
  } rows[] = {
      {"[[word", ":1: "},
      {"", ":1: vocabulary: write each word under [[word]]"},
      {"words = []", ":1: vocabulary: unknown key 'words'"},
      {word("tw = ['乙']"), ":1: word: lacks 'cn'"},
      {word("cn = '甲'\nus = ['乙']"), ":3: 甲: unknown key 'us'"},
      {word("cn = '甲'\n" + kExamples), ":1: 甲: needs another name: 'tw', 'hk' or 'also'"},
      {word("cn = '甲'\ntw = '乙'"), ":3: tw: must be a list of texts in quotes"},
      {word("cn = '甲'\ntw = ['乙']\nmatch = ['乙']"), ":1: 甲: needs examples"},
      {word("cn = '甲'\ntw = ['乙']\nmatch = ['乙']\nno_match = []"),
       ":5: no_match: must be a list of texts in quotes"},
      {word("cn = '甲'\ntw = ['乙']\n" + kExamples) + word("cn = '甲'\ntw = ['丁']\n" + kExamples),
       ":6: 甲: stands twice"},
      {word("cn = '甲'\ntw = ['乙']\n" + kExamples) + word("cn = '丁'\ntw = ['戊']\n" + kExamples),
       ":6: 丁: is not in order"},
      {word("cn = '丁'\ntw = ['乙']\n" + kExamples) + word("cn = '甲'\ntw = ['乙']\n" + kExamples),
       ":6: 甲: '乙' stands with '丁' already"},
      {word("cn = '甲乙'\ntw = ['戊']\n" + kExamples) +
           word("cn = '甲甲'\ntw = ['甲乙']\n" + kExamples),
       ":6: 甲甲: '甲乙' stands with '甲乙' already"},
      {word("cn = '甲乙丙'\ntw = ['戊']\n" + kExamples) +
           word("cn = '辛'\ntw = ['乙']\n" + kExamples),
       ""},
      {word("cn = '丙乙'\ntw = ['戊']\n" + kExamples) +
           word("cn = '辛'\ntw = ['丙乙']\n" + kExamples),
       ":6: 辛: '丙乙' stands with '丙乙' already"},
  };
  for (const auto& row : rows) {
    const auto loaded = Vocabulary::load({file("vocabulary.toml", row.toml)});
    if (row.message.empty()) {
      EXPECT_TRUE(loaded) << row.toml;
      continue;
    }
    ASSERT_FALSE(loaded) << row.toml;
    EXPECT_EQ(loaded.error().code, "rules");
    EXPECT_TRUE(loaded.error().message.starts_with("mine/vocabulary.toml" + row.message))
        << loaded.error().message;
  }
}

TEST(Vocabulary, AUsersWordsAreLaidOverOurs) {
  std::vector<DataFile> files = embedded_unify_files();
  files.push_back(file("vocabulary.toml", word("cn = '激光'\ntw = ['死光']\nmatch = ['死光機']\n"
                                               "no_match = ['死的光']\n")));
  const auto loaded = Unifier::load(files);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->fold("死光、雷射、軟體", true).text, "激光、雷射、软件");
}

TEST(Vocabulary, ExamplesThatDoNotHoldAreTold) {
  const auto loaded = Vocabulary::load(
      {file("vocabulary.toml", word("cn = '甲'\ntw = ['乙']\nmatch = ['丙']\nno_match = ['乙']"))});
  ASSERT_TRUE(loaded) << loaded.error().message;
  const Vocabulary::Word& only = loaded->words().front();
  EXPECT_EQ(loaded->check(only, only.examples[0]), "none of its names is found");
  EXPECT_EQ(loaded->check(only, only.examples[1]), "'乙' becomes '甲'");
  EXPECT_EQ(only.examples[1].where, "mine/vocabulary.toml:5");
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
      {"ＡＩ伺服器", "AI服务器"},
      {"", ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(unifier().fold(row.text, true).text, row.folded) << row.text;
  }
}

TEST(FoldForMatching, LeavesOtherLanguagesTheirCharacters) {
  EXPECT_EQ(unifier().fold("東京電力、３００億円", false).text, "東京電力、300億円");
  EXPECT_EQ(unifier().fold("ｿﾆｰ", false).text, "ソニー");
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
    const std::string once = unifier().fold(text, false).text;
    ASSERT_EQ(unifier().fold(once, false).text, once) << text;
  }
}

// Where a character of the match copy stands for others, its source folds to all that stand there.
TEST(FoldForMatching, MapLeadsToWhatWasFolded) {
  Chance chance(2);
  const std::vector<std::string> parts = {
      "輝", "達", "乾隆", "乾",     "４",     "億",   "½",    "²",      "著名", "後",
      "后", "㎿", "（",   "NVIDIA", "　",     "ｶﾞ",   "…",    "𠮷",     "①",    "e\u0301",
      "㍿", "髮", "瞭解", "儘管",   "執行長", "軟體", "淨利", "3Ｄ列印"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t n = chance.below(10); n > 0; --n) text += chance.pick(parts);
    const SourcedText folded = unifier().fold(text, true);
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
    ASSERT_EQ(folded.text, unifier().fold(unifier().fold(text, false).text, true).text);
  }
}

TEST(MakeMatchCopy, FoldsChineseOnlyWhereTheArticleIs) {
  Article article = article_of("輝達４８億", "億元\n１２％", 10);
  MatchCopy copy = unifier().match_copy(article);
  EXPECT_EQ(copy.title.text, "辉达48亿");
  EXPECT_EQ(copy.text.text, "亿元\n12%") << "blocks stay apart";
  EXPECT_EQ(copy.title.source.span({0, 3}), (Range{0, 3}));
  EXPECT_EQ(copy.text.source.span({7, 9}), (Range{7, 13}));
  article.lang = "ja";
  EXPECT_EQ(unifier().match_copy(article).title.text, "輝達48億");
}

// It is made line by line.
TEST(MakeMatchCopy, LinesAndTheirMapsStayWhatTheyAre) {
  Article article = article_of("", "\n（輝達）\n\n９．５億\n", 0);
  const MatchCopy copy = unifier().match_copy(article);
  EXPECT_EQ(copy.text.text, "\n(辉达)\n\n9.5亿\n");
  const std::string figure = "9.5亿";
  const size_t at = copy.text.text.find(figure);
  const Range source = copy.text.source.span({at, at + figure.size()});
  EXPECT_EQ(article.text.text.substr(source.begin, source.size()), "９．５億");
}

// 以 30 億美元 and 以30億美元 are the same to patterns; the halves of a headline stay apart.
TEST(MakeMatchCopy, DropsSpacesBesideFiguresAndLatinInChinese) {
  Article article = article_of("輝達大漲 鴻海跟進", "以 30 億美元收購 ZT Systems 股權", 0);
  const MatchCopy copy = unifier().match_copy(article);
  EXPECT_EQ(copy.title.text, "辉达大涨 鸿海跟进");
  EXPECT_EQ(copy.text.text, "以30亿美元收购ZT Systems股权");
  const Range figure = copy.text.source.span({3, 8});
  EXPECT_EQ(article.text.text.substr(figure.begin, figure.size()), "30 億");
}

}  // namespace
}  // namespace dealwire
