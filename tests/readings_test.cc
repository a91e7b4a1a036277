#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chance.h"
#include "mended.h"
#include "repair/glosses.h"
#include "repair/mandarin.h"
#include "repair/romanization.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

std::string mended(const std::string& text) { return mended(text, find_readings({text})[0]); }

// mandarin.h -----------------------------------------------------------------------------------

TEST(MandarinSyllable, ReadsAllSpellings) {
  const struct {
    std::string text, syllable;
  } rows[] = {
      {"wǎng", "wang3"},
      {"wang3", "wang3"},
      {"ㄨㄤˇ", "wang3"},
      {"WǍNG", "wang3"},
      {"ｗａｎｇ３", "wang3"},
      {"wa\u030Cng", "wang3"},
      {"shuāng", "shuang1"},
      {"ㄕㄨㄤ", "shuang1"},
      {"lǜ", "lü4"},
      {"lv4", "lü4"},
      {"lu:4", "lü4"},
      {"nüe4", "nüe4"},
      {"ㄌㄩˋ", "lü4"},
      {"ā", "a1"},
      {"er4", "er4"},
      {"ㄦˋ", "er4"},
      {"de5", "de5"},
      {"˙ㄉㄜ", "de5"},
      {"zhī", "zhi1"},
      {"ㄓ", "zhi1"},
      {"yì", "yi4"},
      {"ㄧˋ", "yi4"},
      {"quán", "quan2"},
      {"ㄑㄩㄢˊ", "quan2"},
      {"xiong2", "xiong2"},
      {"wèi", "wei4"},
      {"", ""},
      {"wang", ""},
      {"wang6", ""},
      {"3", ""},
      {"wan3g", ""},
      {"wǎng3", ""},
      {"wángbǎ", ""},
      {"GPT4", ""},
      {"h2", ""},
      {"nh3", ""},
      {"co2", ""},
      {"ii3", ""},
      {"ㄏㄏ", ""},
      {"ㄨㄨˇ", ""},
      {"ph2", ""},
      {"v2", ""},
      {"jong3", ""},
      {"fiao2", ""},
      {"hello", ""},
      {"gwong2", ""},
      {"48億", ""},
      {"wǎng yì", ""},
      {"a b4", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(mandarin_syllable(row.text), row.syllable) << row.text;
}

TEST(UsualReading, IsHowACharacterIsMostlyRead) {
  EXPECT_EQ(usual_reading(U'網'), "wang3");
  EXPECT_EQ(usual_reading(U'网'), "wang3");
  EXPECT_EQ(usual_reading(U'綠'), "lü4");
  EXPECT_EQ(usual_reading(U'あ'), "");
  EXPECT_EQ(usual_reading(U'a'), "");
}

TEST(IsCommonCharacter, FollowsLevelOneOfEitherStandard) {
  for (char32_t c : std::u32string(U"網网億亿數数電电")) EXPECT_TRUE(is_common_character(c));
  for (char32_t c : std::u32string(U"㛃垚燚翀a1")) EXPECT_FALSE(is_common_character(c));
}

// glosses.h ------------------------------------------------------------------------------------

TEST(FindGlosses, TakesBracketsOfAllShapes) {
  const struct {
    std::string text, bases;  // followed by what is read, each
  } rows[] = {
      {"網(wǎng)易", "網=wang3 "},
      {"網（wǎng）易", "網=wang3 "},
      {"網（wǎng)易", "網=wang3 "},
      {"網[wǎng]易", "網=wang3 "},
      {"網［wǎng］易", "網=wang3 "},
      {"網【wǎng】易", "網=wang3 "},
      {"網〔wǎng〕易", "網=wang3 "},
      {"網《wǎng》易", "網=wang3 "},
      {"網〈wǎng〉易", "網=wang3 "},
      {"網«wǎng»易", "網=wang3 "},
      {"網( wǎng )易", "網=wang3 "},
      {"網{wang3}易", "網=wang3 "},
      {"電力(でんりょく)", "電力=でんりょく "},
      {"電(デン)力", "電=デン "},
      {"人々（ひとびと）", "人々=ひとびと "},
      {"億(yì)(yì)元", "億=yi4 "},
      {"網(wǎng】易", ""},
      {"網(wǎng", ""},
      {"網()易", ""},
      {"a(wǎng)", ""},
      {"(wǎng)", ""},
      {"網 (wǎng)", ""},
      {"網(wǎng\n)易", ""},
      {"網((wǎng))易", ""},
      {"網“wǎng”易", ""},
      {"電力(やまだ・たろう)", ""},
      {"電力(電でん)", ""},
      {"漢字(한자)", ""},
  };
  for (const auto& row : rows) {
    std::string bases;
    for (const Gloss& gloss : find_glosses(row.text)) {
      bases += row.text.substr(gloss.base.begin, gloss.base.size()) + "=" + gloss.reading + " ";
      EXPECT_EQ(gloss.base.end, gloss.brackets.begin);
    }
    EXPECT_EQ(bases, row.bases) << row.text;
  }
}

TEST(FindGlosses, TakeNoMoreKanjiThanWereRead) {
  const std::string text = "東京電力発電所(はつ)";
  const std::vector<Gloss> found = find_glosses(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text.substr(found[0].base.begin, found[0].base.size()), "電所");
}

// romanization.h -------------------------------------------------------------------------------

TEST(FindReadings, CutsInjectedRomanization) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"three", "網(wǎng)易、36億(yì)美元、收購(gòu)案", "網易、36億美元、收購案"},
      {"one character thrice", "36億(yì)、7億(yì)、5億(yì)", "36億、7億、5億"},
      {"full-width brackets", "網（wǎng）路、3億（yì）、收購（gòu）", "網路、3億、收購"},
      {"mixed brackets", "網（wǎng)路、3億【yì】、收購[gòu]", "網路、3億、收購"},
      {"blanks in brackets", "網( wǎng )路、3億(yì )、收購( gòu)", "網路、3億、收購"},
      {"u with marks", "綠(lǜ)能、女(nǚ)士、呂(lǚ)氏", "綠能、女士、呂氏"},
      {"long and short syllables", "霜(shuāng)降、阿(ā)里、恩(ēn)師", "霜降、阿里、恩師"},
      {"capitals", "網(Wǎng)路、3億(YÌ)、收購(GÒU)", "網路、3億、收購"},
      {"tone numbers", "網(wang3)路、3億(yi4)、收購(gou4)", "網路、3億、收購"},
      {"bopomofo", "網(ㄨㄤˇ)路、3億(ㄧˋ)、收購(ㄍㄡˋ)", "網路、3億、收購"},
      {"all spellings together", "網(ㄨㄤˇ)路、3億(yì)、收購(gou4)", "網路、3億、收購"},
      {"simplified characters", "网(wǎng)络、3亿(yì)、收购(gòu)", "网络、3亿、收购"},
      {"parted marks", "網(wa\u030Cng)路、3億(yi\u0300)、收購(go\u0300u)", "網路、3億、收購"},
      {"doubled", "網(wǎng)(wǎng)路、3億(yì)(yì)、收購(gòu)", "網路、3億、收購"},
      {"neighbours", "收購(gòu)網(wǎng)路3億(yì)", "收購網路3億"},
      {"a reading of two in use, throughout",
       "網(wǎng)路、3億(yì)、收購(gòu)，出差(chāi)的人與出差(chāi)費",
       "網路、3億、收購，出差的人與出差費"},
      {"one character with two readings among many",
       "網(wǎng)路、3億(yì)、收購(gòu)、電(diàn)力、數(shù)據、規(guī)模、行(xíng)動與銀行(háng)",
       "網路、3億、收購、電力、數據、規模、行動與銀行"},
      {"a rare character throughout", "網(wǎng)路、3億(yì)、收購(gòu)、李垚(yáo)說",
       "網路、3億、收購、李垚說"},
      {"only some of the occurrences", "的網(wǎng)路與網路、3億(yì)與4億、收購(gòu)與購入",
       "的網路與網路、3億與4億、收購與購入"},
      {"over lines", "網(wǎng)路\n3億(yì)\n收購(gòu)", "網路\n3億\n收購"},
      {"but not what was put across two characters, behind the wrong one",
       "網(wǎng)路、3億(yì)、收購(gòu)，北原?飼(gòu)農", "網路、3億、收購，北原?飼(gòu)農"},
      {"nor behind half of one", "網(wǎng)路、3億(yì)、收購(gòu)，北原?(gòu)農",
       "網路、3億、收購，北原?(gòu)農"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

TEST(FindReadings, LeavesHonestBrackets) {
  const std::string injected = "網(wǎng)路、3億(yì)、收購(gòu)，";  // cut, in all that follows
  const std::string clean = "網路、3億、收購，";
  const struct {
    std::string why, text;
  } rows[] = {
      {"abbreviations", "義務(RPO)達到、市盈率(P/E)"},
      {"kinds", "文明(II型)"},
      {"conversions", "電力(相當于1000吉瓦)、輝達投資(48億元)"},
      {"names and tickers", "輝達(NVIDIA)、玉港(600900.SH)"},
      {"products", "大模型(GPT4)、型號(v2)、紙張(A4)、氣體(co2)、氨(nh3)"},
      {"without a tone", "西安(xian)"},
      {"of several syllables", "西安(xīān jī)"},
      {"behind no Han character", "Li(lǐ)、3(sān)"},
      {"a chat's bopomofo", "好笑(ㄏㄏ)"},
      {"Korean", "漢字(한자)、한자(漢字)"},
      {"a rare reading where the character has another mostly",
       "蔚(yù)縣是縣名，蔚藍的天、蔚然成風、蔚為大觀"},
      {"a gloss once at its first occurrence", "李垚(yáo)說，李垚又說，李垚還說"},
      {"an actor's part", "主角《a》與電影《ā的故事》"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(mended(row.text), row.text) << row.why;
    EXPECT_EQ(mended(injected + row.text), clean + row.text) << row.why;
  }
}

TEST(FindReadings, LeavesTextsThatExplainReadings) {
  const struct {
    std::string why, text;
  } rows[] = {
      {"nothing", ""},
      {"one gloss", "3億(yì)元"},
      {"two glosses", "李㛃(jié)與王垚(yáo)"},
      {"three of rare characters", "李㛃(jié)、王垚(yáo)、趙翀(chōng)出席"},
      {"of common characters read in a rare way",
       "單(shàn)縣、蔚(yù)縣、六(lù)安、鉛(yán)山的電廠"},
      {"two readings of one character", "行(háng)、行(xíng)、長(zhǎng)、樂(lè)"},
      {"in words, too", "銀行(háng)、行(xíng)動、生長(zhǎng)、長(cháng)度、快樂(lè)"},
      {"characters by themselves", "學「媽(mā)」、「馬(mǎ)」、「罵(mà)」三字"},
      {"phrases of which all is read", "他說「你(nǐ)好(hǎo)」與「再(zài)見(jiàn)」"},
      {"lessons for foreigners",
       "To greet somebody, say 你(nǐ)好(hǎo)吗. To part, say 再(zài)见(jiàn) "
       "朋友(yǒu). Chinese has four tones, and each syllable has one."},
      {"readings that are none of theirs", "網(hǎo)路、3億(wǒ)、收購(nǐ)"},
      {"products behind common characters", "碳(co2)、碳(co2)、碳(co2)與型(o3)、紙(a4)、車(e4)"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.text), row.text) << row.why;
}

TEST(FindReadings, CutsFlattenedRuby) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"above all words", "電力(でんりょく)の会社(かいしゃ)が発電所(はつでんしょ)を買(か)う。",
       "電力の会社が発電所を買う。"},
      {"above each kanji", "電(でん)力(りょく)の会(かい)社(しゃ)を買(か)う。",
       "電力の会社を買う。"},
      {"in full-width brackets",
       "電力（でんりょく）の会社（かいしゃ）が発電所（はつでんしょ）を買（か）う。",
       "電力の会社が発電所を買う。"},
      {"in brackets of ruby's own",
       "電力《でんりょく》の会社《かいしゃ》が所《ところ》を売《う》る。",
       "電力の会社が所を売る。"},
      {"one word, often",
       "売上高は5300億円（おくえん）、純利益は160億円（おくえん）、減損損失は48億円（おくえん）、"
       "玉港市の電力大手の時価総額は3600億円（おくえん）となる見通しだと発表した。",
       "売上高は5300億円、純利益は160億円、減損損失は48億円、"
       "玉港市の電力大手の時価総額は3600億円となる見通しだと発表した。"},
      {"in katakana", "電力(デンリョク)の会社(カイシャ)が所(トコロ)を売(ウ)る。",
       "電力の会社が所を売る。"},
      {"some words, whenever they occur",
       "玉港市の電力(でんりょく)大手と地元の水道会社(かいしゃ)は昨日、合併交渉を開始した。"
       "電力(でんりょく)需要の増加が背景で、両会社(かいしゃ)の株価は上昇した。",
       "玉港市の電力大手と地元の水道会社は昨日、合併交渉を開始した。"
       "電力需要の増加が背景で、両会社の株価は上昇した。"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

TEST(FindReadings, LeavesHonestGlossesInKana) {
  const struct {
    std::string why, text;
  } rows[] = {
      {"three alone", "岸本翔(きしもとしょう)、久保葵(くぼあおい)、三好蓮(みよしれん)が来た。"},
      {"one", "地震の規模（マグニチュード）は5.2と推定される。"},
      {"two", "諜報（ちょうほう）と剥（は）がす。"},
      {"a few among many kanji",
       "一見(いちげん)の客、諜報(ちょうほう)機関、剥(は)離した塗装。"
       "玉港市の電力大手と地元の水道会社は昨日、合併交渉を正式に開始したと発表した。"},
      {"names, each once",
       "会議には玉港電力の岸本翔(きしもとしょう)社長、水道会社の久保葵(くぼあおい)専務、"
       "鳶嶺電網の三好蓮(みよしれん)取締役が出席した。久保葵専務は合併交渉の開始を発表し、"
       "岸本翔社長は株価上昇を歓迎、三好蓮取締役は電力需要増加を指摘した。"},
      {"full names in parts",
       "岸本翔（きしもと・しょう）、久保葵（くぼ・あおい）、三好蓮（みよし・れん）"},
      {"asides", "買う(かもしれない)と聞いた。"},
      {"one name, a few times",
       "諜報（ちょうほう）機関の職員は、諜報（ちょうほう）部門の予算を増やすと発表した。"
       "諜報（ちょうほう）予算は48億円で、前年度比41%増となる見通しだという。"},
      {"players' teams",
       "村上(ヤクルト)、村上(ヤクルト)、村上(ヤクルト)、村上(ヤクルト)、"
       "村上(ヤクルト)が本塁打を放ち、首位打者の座を守った試合が続いた。"},
      {"Japanese words in a Chinese text",
       "日語的電力(でんりょく)、公司(かいしゃ)、地方(ところ)三詞。"},
      {"without brackets", "電力でんりょくの会社かいしゃが発電所はつでんしょを買う。"},
      {"one word again and again",
       "玉港市の電力(でんりょく)大手は昨日、合併交渉を正式に開始した。"
       "電力(でんりょく)需要の増加が背景で、電力(でんりょく)株は上昇した。"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.text), row.text) << row.why;
}

TEST(FindReadings, AreJudgedOverAllTexts) {
  const std::string title = "收購(gòu)網(wǎng)絡", text = "36億(yì)美元";
  const Repairs found = find_readings({title, text});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(mended(title, found[0]), "收購網絡");
  EXPECT_EQ(mended(text, found[1]), "36億美元");
  EXPECT_EQ(shown(text, found[1]), "romanization[億(yì)]");
  // Many disputed readings anywhere tell against all.
  const Repairs none = find_readings({title, text + "億(yí)"});
  EXPECT_TRUE(none[0].empty() && none[1].empty());
}

// Properties -----------------------------------------------------------------------------------

// Common characters of a text get their readings, all or some of the times that they occur.
TEST(FindReadings, BringsBackTextThatTheyWerePutInto) {
  const std::string clean =
      "玉港電力公司昨日宣布，將以36億美元收購鳶嶺電網51%的股權，並投資7億美元興建數據中心。"
      "雙方預計在明年完成交易，屆時發電規模將達到4吉瓦，成為全國最大的電力網絡。";
  const std::vector<std::pair<std::string, std::string>> readings = {
      {"電", "(diàn)"}, {"億", "(yì)"},    {"購", "(gòu)"},     {"網", "（wǎng）"}, {"數", "(shù)"},
      {"規", "(guī)"},  {"成", "[chéng]"}, {"國", "(ㄍㄨㄛˊ)"}, {"投", "(tou2)"}};
  Chance chance(5);
  for (int round = 0; round < 200; ++round) {
    const size_t rarity = chance.between(1, 2);
    std::string damaged;
    size_t injected = 0;
    for (size_t pos = 0; pos < clean.size();) {
      const size_t begin = pos;
      next_character(clean, pos);
      const std::string character = clean.substr(begin, pos - begin);
      damaged += character;
      for (const auto& [base, reading] : readings) {
        if (base != character || !chance.one_in(rarity)) continue;
        damaged += reading;
        ++injected;
      }
    }
    if (injected < 6) continue;
    ASSERT_EQ(mended(damaged), clean) << damaged;
  }
}

TEST(FindReadings, TwiceChangesNothing) {
  const std::vector<std::string> parts = {
      "網",           "億",         "行",    "垚",     "電力", "力",     "3",      "a",
      "の",           "、",         "\n",    "(wǎng)", "(yì)", "(háng)", "(xíng)", "(yáo)",
      "(でんりょく)", "（ちから）", "(RPO)", "[yi4]",  "(",    ")",      "【ㄧˋ】"};
  Chance chance(6);
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (size_t n = chance.below(40); n > 0; --n) text += chance.pick(parts);
    const std::vector<Repair> found = find_readings({text})[0];
    ASSERT_TRUE(well_formed(text, found)) << text;
    const std::string once = mended(text, found);
    ASSERT_EQ(shown(once, find_readings({once})[0]), "") << text;
  }
}

}  // namespace
}  // namespace dealwire
