#include "repair/repair.h"

#include <gtest/gtest.h>

#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "article.h"
#include "print.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// repair() -------------------------------------------------------------------------------------

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

// What is listed as lost, in brackets.
std::string marked(Article article) {
  std::string& text = article.text.text;
  for (const Repaired& place : article.repaired | std::views::reverse) {
    if (place.kind != "lost") continue;
    text.insert(place.at.end, "]");
    text.insert(place.at.begin, "[");
  }
  return text;
}

TEST(Repair, ListsWhatDamageLeaves) {
  const struct {
    std::string why, text, marked;
  } rows[] = {
      {"a digit that became '?'", "營收約?40億元，年增48?億", "營收約[?]40億元，年增48[?]億"},
      {"two bytes that did", "1.9億、2.3億??.8億元", "1.9億、2.3億[??].8億元"},
      {"beside one that is lost", "2.3億\uE019?.8億元", "2.3億[\uE019?].8億元"},
      {"a numeral that did", "斥資三?五億美元", "斥資三[?]五億美元"},
      {"a unit that did", "市值逾HK$640?。", "市值逾HK$640[?]。"},
      {"and one behind a point", "租金?.6億元", "租金[?].6億元"},
      {"honest questions", "真的嗎? 40億元。多少?三億元。Why? 40%, 5? No", ""},
      {"a letter between mended ones", "å®£å¸ƒæ”¶è³¼åçŸ³å·¥ç¨‹ä¸‰å??億å…ƒ",
       "宣布收購[å]石工程三[å??]億元"},
      {"honest letters in mended text", "å®£å¸ƒæ”¶è³¼Société Générale", "宣布收購Société Générale"},
      {"honest letters in sound text", "收購é小館", ""},
      {"a byte of 億 and its reading", "收購�司作價48|(yì)元和HK$3|。",
       "收購[�]司作價48[|(yì)]元和HK$3[|]。"},
      {"both bytes of a character", "�司衝??,000美元，2.3億至??.8億元",
       "[�]司衝[??],000美元，2.3億至[??].8億元"},
      {"a byte between figures", "�司純益7|2,000萬元", "[�]司純益7[|]2,000萬元"},
      {"the beginning of a reading", "�司虧0.8億(y?元至1.1億元", "[�]司虧0.8[億(y][?]元至1.1億元"},
      {"the end of a reading", "收購�司作價�ì)至3億元", "收購[�]司作價[�ì)]至3億元"},
      {"'?' for a byte", "�司斥20億元人民?，投後60億元?民幣",
       "[�]司斥20億元人民[?]，投後60億元[?]民幣"},
      {"and for a whole character", "�?司出資", "[�][?]司出資"},
      {"questions in text that lost bytes", "�司要賣了嗎?他問。20億元? OK?",
       "[�]司要賣了嗎?他問。20億元[?] OK?"},
      {"questions in Korean", "�사는 살까? 20억원? 왜?3일", "[�]사는 살까? 20억원? 왜[?]3일"},
      {"half a language with spaces between words",
       "The firmâ€™s bid (why?) is worth 7|2,000 euros: a lot?yes) T3,000",
       "The firm’s bid (why?) is worth 7|2,000 euros: a lot?yes) T3,000"},
      {"a euro sign for a byte", "�司免租八€月，租金€300萬", "[�]司免租八[€]月，租金€300萬"},
      {"a letter for half a character", "�司斥磥T十五億美元買B輪A股",
       "[�]司斥磥[T]十五億美元買B輪A股"},
      {"and for a currency's sign", "�司月租階G3,000萬元，買G300型12架",
       "[�]司月租階[G]3,000萬元，買G300型12架"},
      {"a letter for 萬 behind its figure", "�司出價3,500f至6,000萬元，買U盤1,200U，另20f元",
       "[�]司出價3,500[f]至6,000萬元，買U盤1,200U，另20f元"},
      {"a letter for 萬 before a name", "�司注資HK$9,500U購", "[�]司注資HK$9,500[U]購"},
      {"a letter for 萬 before thousands", "�社は3U5千キロ、2U3台", "[�]社は3[U]5千キロ、2U3台"},
      {"a kana between digits", "�社は3ｭ5千万円、ｱｲｳ", "[�]社は3[ｭ]5千万円、ｱｲｳ"},
      {"a letter for a numeral", "�司持股二十G股權、B股、十T", "[�]司持股二十[G]股權、B股、十T"},
      {"a letter for a currency", "�司出資2.4億F元、1億W棟", "[�]司出資2.4億[F]元、1億W棟"},
      {"a letter for a wide digit", "�社は２００億からS２０億円、６R億円、B２輪",
       "[�]社は２００億から[S]２０億円、６[R]億円、B２輪"},
      {"a sign among bytes", "å®£å¸ƒæ”¶è³¼åçŸ³å·¥ç¨‹ä¸‰å??¾å?億å…ƒ",
       "宣布收購[å]石工程三[å??¾å?]億元"},
      {"all of these where no byte is lost", "48|(yì)元、人民?，八€月，磥T十五億", ""},
      {"an end that may have eaten a digit",
       "price rose to 鈧?50 million, it’s said; it 鈥檚 a lot",
       "price rose to [€]50 million, it’s said; it ’s a lot"},
  };
  for (const auto& row : rows) {
    Article article = article_of("", row.text, 0);
    repair(article);
    EXPECT_EQ(marked(article), row.marked.empty() ? row.text : row.marked) << row.why;
  }
}

TEST(ReadAgain, GivesDamagedTextsOnly) {
  const std::vector<std::string_view> texts = {"Über uns", "GrÃ¶ÃŸere Ã„mter prÃ¼fen", "礁石",
                                               "鍥界綉鍏徃瀹ｅ竷鏀惰喘涓€瀹剁數鍘傘€�"};
  const auto meant = read_again(texts);
  ASSERT_EQ(meant.size(), 2u);
  EXPECT_EQ(meant.at(1), "Größere Ämter prüfen");
  EXPECT_TRUE(meant.at(3).starts_with("国网")) << meant.at(3);
}

}  // namespace
}  // namespace dealwire
