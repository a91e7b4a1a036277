#include <gtest/gtest.h>
#include <opencc/SimpleConverter.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "print.h"
#include "samples.h"
#include "text/chinese.h"
#include "text/conversion.h"
#include "text/language.h"
#include "text/nfkc.h"
#include "text/sentence.h"
#include "text/trie.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// utf8.h -------------------------------------------------------------------------------------

// One character of each length, with those at the edges of a length.
const std::vector<std::string> kCharacters = {
    "a",  "Z",  "9",      "\x7F",       "\u0080", "é", "\u07FF",    "\u0800",
    "億", "，", "\uFFFF", "\U00010000", "𠮷",     "😀", "\U0010FFFF"};

std::string random_text(Chance& chance, size_t characters) {
  std::string out;
  for (size_t i = 0; i < characters; ++i) out += chance.pick(kCharacters);
  return out;
}

TEST(Utf8, WalksForwardsAndBackwardsOverTheSameCharacters) {
  Chance chance(1);
  for (int round = 0; round < 200; ++round) {
    const std::string text = random_text(chance, chance.below(40));
    std::string again;
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      const char32_t c = next_character(text, pos);
      ASSERT_EQ(pos - begin, utf8_length(text[begin]));
      ASSERT_EQ(character_at(text, begin), c);
      ASSERT_EQ(character_before(text, pos), c);
      ASSERT_EQ(previous_position(text, pos), begin);
      append_utf8(again, c);
    }
    ASSERT_EQ(again, text);
    ASSERT_EQ(character_at(text, text.size()), 0u);
  }
}

TEST(CodePointIndex, CountsLikeAWalkFromTheStart) {
  Chance chance(2);
  // Lengths around the multiples of its stride, and any.
  std::vector<std::string> texts = {"", std::string(64, 'a'), std::string(63, 'a'),
                                    std::string(128, 'a'), std::string(61, 'a') + "億"};
  for (int i = 0; i < 50; ++i) texts.push_back(random_text(chance, chance.below(200)));
  for (const std::string& text : texts) {
    const CodePointIndex index(text);
    size_t expected = 0;
    for (size_t pos = 0; pos < text.size(); ++expected) {
      ASSERT_EQ(index(pos), expected) << pos;
      next_character(text, pos);
    }
    ASSERT_EQ(index(text.size()), expected);
  }
}

TEST(Utf8, CutsWordOnlyInScriptsThatPartWords) {
  const struct {
    std::string text, part;
    bool cuts;
  } rows[] = {
      {"Amazonas", "Amazon", true},
      {"Amazon's", "Amazon", false},
      {"Amazon入股", "Amazon", false},
      {"與Amazon", "Amazon", false},
      {"in Intel", "Intel", false},
      {"Pinterest", "inter", true},
      {"Pinterest", "interest", true},
      {"1000億", "100", true},
      {"1000億", "1000", false},
      {"中國移動", "中國", false},
      {"サムスン電子", "サムスン", false},
      {"삼성전자가", "삼성전자", false},
      {"Größe", "Gr", true},
      {"Nestlé SA", "Nestl", true},
      {"Газпром", "Газ", true},
      {"AT&T", "AT", false},
      {"5G网络", "5G", false},
      {"ＩＢＭ社", "ＩＢ", true},
  };
  for (const auto& row : rows) {
    const size_t begin = row.text.find(row.part);
    ASSERT_NE(begin, row.text.npos) << row.part;
    EXPECT_EQ(cuts_word(row.text, {begin, begin + row.part.size()}), row.cuts)
        << row.part << " in " << row.text;
  }
  EXPECT_FALSE(cuts_word("Amazon", {3, 3})) << "an empty range cuts nothing";
}

TEST(Utf8, TrimTakesAllSpacesOfAPage) {
  const struct {
    std::string text, trimmed;
  } rows[] = {
      {"", ""},
      {" \t\r\n ", ""},
      {"　本報訊　", "本報訊"},
      {"\u00A0\u2003a b\u00A0c\u202F", "a b\u00A0c"},
      {"\uFEFFa", "a"},
      {"億", "億"},
      {"ａ\u3000", "ａ"},
  };
  for (const auto& row : rows) EXPECT_EQ(trim(row.text), row.trimmed) << row.text;
}

TEST(Utf8, AByteOrderMarkPartsNoWords) {
  EXPECT_EQ(collapse_spaces("30\uFEFF億  元"), "30\uFEFF億 元");
}

TEST(Utf8, ColumnsAreThoseOfATerminal) {
  const struct {
    std::string text;
    size_t width;
  } rows[] = {
      {"", 0},       {"NVIDIA", 6}, {"輝達", 4},    {"ＡＢ", 4},     {"ｱｲ", 2},
      {"한국", 4},   {"“a”", 3},    {"e\u0301", 1}, {"a\u200Bb", 2}, {"48億元", 6},
      {"林㛃𠮷", 6}, {"é", 1},      {"。", 2},
  };
  for (const auto& row : rows) EXPECT_EQ(columns(row.text), row.width) << row.text;
}

TEST(Utf8, ScriptsOfCharacters) {
  for (char32_t c : std::u32string_view(U"億〇㛃𠮷豈")) {
    EXPECT_TRUE(is_han(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"，。ー가あAé1、「")) {
    EXPECT_FALSE(is_han(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"あんアンーｱ")) {
    EXPECT_TRUE(is_kana(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"Aéд9Ａα")) {
    EXPECT_TRUE(is_word_character(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"億あ가, .%&'-，")) {
    EXPECT_FALSE(is_word_character(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"〇三兩廿億兆만억")) {
    EXPECT_TRUE(is_numeral(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"3数半元年원5")) {
    EXPECT_FALSE(is_numeral(c)) << static_cast<uint32_t>(c);
  }
}

// trie.h -------------------------------------------------------------------------------------

TEST(Trie, TakesTheLongestWord) {
  const Trie trie({{"億", 1}, {"億元", 2}, {"億元人民幣", 3}, {"元", 4}, {"Am", 5}, {"Amazon", 6}});
  const struct {
    std::string text;
    size_t length;
    int value;
  } rows[] = {
      {"億元人民幣!", 15, 3}, {"億元人民", 6, 2}, {"億", 3, 1},  {"元億", 3, 4},
      {"Amazing", 2, 5},      {"Amazon", 6, 6},   {"am", 0, -1}, {"兆元", 0, -1},
  };
  for (const auto& row : rows) {
    const Trie::Match match = trie.longest(row.text, 0);
    EXPECT_EQ(match.length, row.length) << row.text;
    EXPECT_EQ(match.value, row.value) << row.text;
  }
  EXPECT_EQ(trie.longest("48億元", 2).value, 2) << "in the middle of a text";
}

TEST(Trie, FirstOfEqualWordsCountsAndEmptyWordsDoNot) {
  const Trie trie({{"b", 7}, {"", 1}, {"b", 8}, {"a", 9}});
  EXPECT_EQ(trie.longest("b", 0).value, 7);
  EXPECT_EQ(trie.longest("a", 0).value, 9);
  EXPECT_EQ(trie.longest("c", 0).length, 0u);
}

TEST(Trie, HoldingNothingFindsNothing) {
  const Trie none, empty({{"", 1}});
  EXPECT_EQ(none.longest("a", 0).length, 0u);
  EXPECT_EQ(empty.longest("a", 0).length, 0u);
  EXPECT_FALSE(none.may_begin('a'));
}

TEST(Trie, MovedTrieFindsWhatItFound) {
  Trie first({{"億元", 3}});
  const Trie second = std::move(first);
  EXPECT_EQ(second.longest("億元", 0).value, 3);
}

TEST(Trie, FindsWhatComparingEveryWordFinds) {
  Chance chance(3);
  const std::vector<std::string> letters = {"a", "b", "億", "元", "\x01", "\xFF"};
  for (int round = 0; round < 100; ++round) {
    std::map<std::string, int> words;
    for (size_t n = chance.below(30); n > 0; --n) {
      std::string word;
      for (size_t k = chance.between(1, 4); k > 0; --k) word += chance.pick(letters);
      words.emplace(word, static_cast<int>(chance.below(1000)));
    }
    const Trie trie({words.begin(), words.end()});
    std::string text;
    for (size_t n = 40; n > 0; --n) text += chance.pick(letters);
    for (size_t pos = 0; pos < text.size(); ++pos) {
      Trie::Match best;
      for (const auto& [word, value] : words) {
        if (text.compare(pos, word.size(), word) == 0 && word.size() > best.length) {
          best = {word.size(), value};
        }
      }
      const Trie::Match match = trie.longest(text, pos);
      ASSERT_EQ(match.length, best.length);
      ASSERT_EQ(match.value, best.value);
      ASSERT_TRUE(best.length == 0 || trie.may_begin(text[pos]));
    }
  }
}

// nfkc.h -------------------------------------------------------------------------------------

TEST(FoldCompatibility, FoldsFormsButNoFigures) {
  const struct {
    std::string text, folded;
  } rows[] = {
      {"", ""},
      {"Nvidia", "Nvidia"},
      {"１，２００億元", "1,200億元"},
      {"２８吉瓦（31％）", "28吉瓦(31%)"},
      {"１０㎿", "10MW"},
      {"ｿﾌﾄﾊﾞﾝｸ", "ソフトバンク"},
      {"a\u00A0b\u3000c", "a b c"},
      {"e\u0301", "é"},
      {"\uFF26\uFB01", "Ffi"},
      {"㈱日立", "(株)日立"},
      {"豈", "豈"},
      {"10²⁶", "10²⁶"},
      {"3½、⅓、1⁄2", "3½、⅓、1⁄2"},
      {"H₂O", "H₂O"},
      {"ＣＯ₂　½", "CO₂ ½"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(fold_compatibility(row.text).text, row.folded) << row.text;
  }
}

TEST(FoldCompatibility, FoldingTwiceChangesNothing) {
  Chance chance(4);
  const std::vector<std::string> parts = {"Ａ", "㎿",     "½",      "²",      "ｶ",     "ﾞ",
                                          "e",  "\u0301", "億",     "　",     "㍿",    "ﬁ",
                                          "…",  "①",      "\uAC00", "\u1100", "\u1161"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t n = chance.below(12); n > 0; --n) text += chance.pick(parts);
    const std::string once = fold_compatibility(text).text;
    ASSERT_EQ(fold_compatibility(once).text, once) << text;
  }
}

// Each stretch of folded text with one source is what that source folds to by itself, and the
// sources follow each other without a gap.
TEST(FoldCompatibility, MapLeadsToWhatWasFolded) {
  Chance chance(5);
  const std::vector<std::string> parts = {"Ａ", "㎿",     "½",      "²",      "ｶ",      "ﾞ",
                                          "e",  "\u0301", "億",     "　",     "㍿",     "ﬁ",
                                          "…",  "①",      "\uAC00", "\u1100", "\u1161", "1"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t n = chance.below(12); n > 0; --n) text += chance.pick(parts);
    const SourcedText folded = fold_compatibility(text);
    ASSERT_EQ(folded.source.size(), folded.text.size());
    size_t done = 0;
    for (size_t pos = 0; pos < folded.text.size();) {
      const size_t begin = pos;
      next_character(folded.text, pos);
      const Range source = folded.source.span({begin, pos});
      while (pos < folded.text.size() && folded.source.span({begin, pos + 1}) == source) ++pos;
      ASSERT_EQ(source.begin, done) << text;
      ASSERT_EQ(fold_compatibility(text.substr(source.begin, source.size())).text,
                folded.text.substr(begin, pos - begin))
          << text;
      done = source.end;
    }
    ASSERT_EQ(done, text.size()) << text;
  }
}

// conversion.h -------------------------------------------------------------------------------

TEST(Conversion, TakesTheLeftmostThenTheLongestWord) {
  const Conversion conversion(
      {{"ab", "x"}, {"abc", "yy"}, {"c", "zzz"}, {"bcd", "no"}, {"cd", "cd"}});
  const struct {
    std::string why, text, converted;
  } rows[] = {
      {"the longest", "abcd", "yyd"},
      {"the leftmost", "abab", "xx"},
      {"no word", "b", "b"},
      {"one that becomes itself protects", "cdc", "cdzzz"},
      {"nothing", "", ""},
      {"of equal words the first", "ab", "x"},
  };
  for (const auto& row : rows) EXPECT_EQ(conversion(row.text).text, row.converted) << row.why;
  EXPECT_EQ(Conversion({{"a", "1"}, {"a", "2"}})("a").text, "1");
  EXPECT_EQ(Conversion()("abc").text, "abc");
}

TEST(Conversion, MapLeadsToTheWordThatStoodThere) {
  const Conversion conversion(
      {{"執行長", "首席執行官"}, {"軟體", "軟件"}, {"ß", "ss"}, {"長", "a"}});
  const std::string text = "軟體與執行長ß長";
  const SourcedText out = conversion(text);
  ASSERT_EQ(out.text, "軟件與首席執行官ssa");
  ASSERT_EQ(out.source.size(), out.text.size());
  const struct {
    std::string word, source;
  } rows[] = {{"件", "體"},     {"與", "與"}, {"席", "執行長"},
              {"官", "執行長"}, {"ss", "ß"},  {"a", "長"}};
  for (const auto& [word, source] : rows) {
    const size_t at = out.text.find(word);
    const Range span = out.source.span({at, at + word.size()});
    EXPECT_EQ(text.substr(span.begin, span.size()), source) << word;
  }
  EXPECT_EQ(out.source.pieces({0, out.text.size()}), (std::vector<Range>{{0, text.size()}}));
}

// chinese.h ----------------------------------------------------------------------------------

const opencc::SimpleConverter& opencc_t2s() {
  static const opencc::SimpleConverter converter("t2s");
  return converter;
}

std::string by_opencc(const std::string& text) { return opencc_t2s().Convert(text); }

// Words of more than one character that convert otherwise than their characters, or look so.
const std::vector<std::string> kTricky = {
    "乾隆", "乾坤",   "乾燥", "乾淨", "乾乾淨淨", "皇后",   "之後", "後宮", "著作",       "著名",
    "看著", "顯著",   "沿著", "藉口", "憑藉",     "慰藉",   "狼藉", "瞭解", "瞭望",       "明瞭",
    "餘額", "徐榮餘", "鍾",   "鐘錶", "覆蓋",     "反覆",   "答覆", "徵求", "宮商角徵羽", "摺疊",
    "甚麼", "什麼",   "么麼", "蘋果", "佔領",     "占卜",   "裏",   "裡",   "於",         "淤",
    "覈",   "覈實",   "劃分", "計畫", "畫",       "鬱",     "薑",   "姜",   "范",         "範例",
    "遊",   "游",     "複製", "恢復", "係數",     "關係",   "聯繫", "繫",   "干預",       "幹部",
    "樹幹", "黴菌",   "發展", "頭髮", "臺灣",     "台積電", "檯面", "颱風", "製造",       "制度",
    "準備", "批准",   "隻",   "只有", "雲端",     "云",     "麵",   "面",   "慾",         "欲",
    "鬥",   "斗",     "崑崙", "崙",   "閒",       "間",     "閑",   "閤",   "合",         "閘",
    "醜",   "丑",     "豐",   "丰",   "穀",       "谷",     "鬍鬚", "必須", "鹼",         "鹽",
    "麪",   "着",     "爲",   "為",   "衆",       "眾",     "峯",   "羣",   "牀",         "啓",
    "啟",   "纔",     "才",   "証",   "證",       "喫",     "吃",   "線",   "綫",         "鉅",
    "巨",   "週",     "周",   "彙",   "匯",       "滙豐",   "嚮",   "向",   "曏",         "暱",
    "鎔",   "鏇",     "旋",   "蔘",   "參",       "瀋陽",   "瀋",   "沉",   "濛濛",       "濛",
    "矇",   "懞",     "睏",   "捲",   "卷",       "鉤",     "颳",   "刮",   "鬨",         "哄",
    "谿",   "溪",     "吒",   "咤",   "託",       "托",     "儘",   "盡",   "儘管",       "盡力",
    "籤",   "簽",     "鑑",   "鑒",   "鞦韆",     "千",     "讚",   "贊",   "佈",         "布",
    "昇",   "升",     "陞",   "迴",   "回",       "錶",     "表",   "採",   "采",         "彩",
    "摺",   "折",     "誌",   "志",   "倖",       "幸",     "蹟",   "跡",   "葉",         "協",
    "𠮷",   "㛃",     "〇",   "①",    "10²⁶",     "NVIDIA", "，",   "。",   " ",          "\n",
    "😀",
};

TEST(Simplifier, ConvertsLikeOpenCcOnSamples) {
  for (const char* name :
       {"mirror-injected.html", "hongkong-brief.html", "saved-page.txt", "market-report.html"}) {
    const std::string text = sample(name);
    EXPECT_EQ(Simplifier::instance()(text), by_opencc(text)) << name;
  }
}

TEST(Simplifier, ConvertsLikeOpenCcOnTrickyWords) {
  for (const std::string& word : kTricky) {
    EXPECT_EQ(Simplifier::instance()(word), by_opencc(word)) << word;
  }
  EXPECT_EQ(Simplifier::instance()("乾隆收購著名雲端公司的計畫"), "乾隆收购著名云端公司的计划");
}

TEST(Simplifier, ConvertsLikeOpenCcWhereWordsMeet) {
  Chance chance(6);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (size_t n = 60; n > 0; --n) {
      const std::string& word = chance.pick(kTricky);
      // Now and then only a part of a word, so that another may begin inside it.
      text += chance.one_in(3) ? word.substr(0, utf8_length(word[0])) : word;
    }
    ASSERT_EQ(Simplifier::instance()(text), by_opencc(text));
  }
}

TEST(Simplifier, ConvertsLikeOpenCcCharacterByCharacter) {
  std::string text;
  for (char32_t c = 0x3400; c < 0x2FA20; c = c == 0x9FFF ? 0xF900 : c == 0xFAFF ? 0x20000 : c + 1) {
    append_utf8(text, c);
    text += '\n';
  }
  EXPECT_EQ(Simplifier::instance()(text), by_opencc(text));
}

TEST(Simplifier, CharactersOfEqualLengthKeepTheirPlaces) {
  const SourcedText out = Simplifier::instance().simplify("乾隆收購輝達");
  ASSERT_EQ(out.text, "乾隆收购辉达");
  for (size_t i = 0; i < out.text.size(); i += 3) {
    EXPECT_EQ(out.source.span({i, i + 3}), (Range{i, i + 3}));
  }
}

TEST(Simplifier, EvidenceCountsWhatOnlyOneScriptHas) {
  const struct {
    std::string text;
    size_t traditional, simplified;
  } rows[] = {
      {"輝達投資億元", 4, 0}, {"辉达投资亿元", 0, 4}, {"中文", 0, 0},
      {"NVIDIA 48", 0, 0},    {"收购與", 1, 1},
  };
  for (const auto& row : rows) {
    const auto evidence = Simplifier::instance().evidence(row.text);
    EXPECT_EQ(evidence.traditional, row.traditional) << row.text;
    EXPECT_EQ(evidence.simplified, row.simplified) << row.text;
  }
}

TEST(Simplifier, CharactersOfBothScriptsAreNoEvidence) {
  for (const char* text : {"台", "核准", "皇后", "公里", "只"}) {
    EXPECT_EQ(Simplifier::instance().evidence(text).simplified, 0u) << text;
  }
  EXPECT_EQ(identify_language("台北市核准", "zh-TW"), "zh-Hant");
}

// language.h ---------------------------------------------------------------------------------

TEST(IdentifyLanguage, TellsScriptAndLanguage) {
  const struct {
    std::string text, hint, language;
  } rows[] = {
      {"輝達斥資48億元入股澄岳能源", "", "zh-Hant"},
      {"北辰半导体35亿元收购芯澜科技", "", "zh-Hans"},
      {"亞馬遜（Amazon）以36億美元收購Kaarna Networks全部股權", "", "zh-Hant"},
      {"ソフトバンクグループは米国の新興企業に三百億円を出資すると発表した", "", "ja"},
      {"삼성전자는 인공지능 기업에 3조원을 투자한다고 발표했다", "", "ko"},
      {"Marlow Grid plc has agreed to buy a 60% stake in the wind farm from its Norwegian owner.",
       "", "en"},
      {"Der Konzern übernimmt den Konkurrenten für eine Milliarde Euro und wird damit Marktführer.",
       "", "de"},
      {"Le groupe a annoncé l'acquisition de son concurrent pour un milliard d'euros, selon la "
       "presse.",
       "", "fr"},
      {"La empresa anunció la compra de su competidor por mil millones de euros, según la prensa.",
       "", "es"},
      {"Компания объявила о покупке конкурента за один миллиард долларов.", "", "ru"},
      // The text decides, whatever the page declares.
      {"北辰半导体收购芯澜科技", "zh-TW", "zh-Hans"},
      {"輝達入股澄岳能源", "en", "zh-Hant"},
      {"The company said it would buy its rival for one billion dollars in cash.", "zh-CN", "en"},
      // Characters that both scripts share: the declaration decides.
      {"中文", "zh-TW", "zh-Hant"},
      {"中文", "zh-HK", "zh-Hant"},
      {"中文", "zh-Hant", "zh-Hant"},
      {"中文", "zh-CN", "zh-Hans"},
      {"中文", "zh-tw", "zh-Hant"},
      {"中文", "zh_TW", "zh-Hant"},
      {"中文", "", "zh-Hans"},
      {"株式上場", "ja", "ja"},
      {"株式上場", "", "zh-Hant"},
      // Nothing to go by.
      {"", "", "und"},
      {"123 456", "", "und"},
      {"123 456", "de-AT", "de"},
      {"123 456", "EN_us", "en"},
      {"123", "und", "und"},
      // A Chinese text with many Latin names is still Chinese, an English one with a name English.
      {"微軟Microsoft、輝達NVIDIA、亞馬遜Amazon都投資", "", "zh-Hant"},
      {"The Chinese company Beichen (北辰) said it would buy the chip designer for cash.", "",
       "en"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(identify_language(row.text, row.hint), row.language) << row.text << row.hint;
  }
}

TEST(IdentifyLanguage, LongTextIsCutBetweenCharacters) {
  std::string text;
  while (text.size() < 60'000) text += "輝達投資";
  EXPECT_EQ(identify_language("a" + text, ""), "zh-Hant");
  EXPECT_EQ(identify_language("ab" + text, ""), "zh-Hant");
}

// sentence.h ---------------------------------------------------------------------------------

// The sentences of `marked` are parted by ¦ there; the text is what is left without it.
void expect_sentences(const std::string& marked) {
  std::string text, expected, found;
  for (size_t pos = 0; pos < marked.size();) {
    const size_t n = utf8_length(marked[pos]);
    const std::string character = marked.substr(pos, n);
    if (character != "¦") text += character;
    pos += n;
  }
  for (const Range& r : split_sentences(text)) {
    found += (found.empty() ? "" : "¦") + text.substr(r.begin, r.size());
  }
  // Spaces between sentences belong to none.
  for (size_t begin = 0; begin <= marked.size();) {
    const size_t end = std::min(marked.find("¦", begin), marked.size());
    expected += (begin == 0 ? "" : "¦") + std::string(trim(marked.substr(begin, end - begin)));
    begin = end + 2;
  }
  EXPECT_EQ(found, expected);
}

TEST(SplitSentences, EndWhereAReaderEndsThem) {
  const char* rows[] = {
      // Chinese
      "輝達今日宣布投資。¦這是第一次。",
      "「可以。」¦他說。",
      "他說：「收購完成。¦交易仍待核准。」¦外界",
      "真的嗎？！¦是的。",
      "金額為3.5億元，年增23%。¦公司說",
      "（見圖。）¦後來",
      "收購案|完成",
      "漲幅5.2%！¦成交量大增",
      "買進!¦賣出?¦持有",
      "版本V2.0發布。¦完",
      // English
      "Nvidia will invest $5.2 billion in OpenAI. ¦The deal closes in May.",
      "Nvidia Inc. bought Acme Corp. for $5 million. ¦It paid cash.",
      "The U.S. Treasury agreed. ¦Shares rose.",
      "Mr. Smith and Dr. J. Roe left. ¦Who stays?",
      "It rose 3.5 percent. ¦“We are glad,” she said.",
      "“We are glad.” ¦She smiled.",
      "He asked “Why now?” and left.",
      "Sales were approx. 5 million. ¦That is less.",
      "The St. Louis firm, founded Jan. 5, grew!",
      "See example.com for more. ¦Thanks.",
      "Revenue was $1.5bn, vs. $1.2bn.",
      "It cost £45,000.  ¦  Nobody paid.",
      "no end",
  };
  for (const char* marked : rows) expect_sentences(marked);
}

TEST(SplitSentences, CoverTheBlockButForWhiteSpace) {
  Chance chance(7);
  const std::vector<std::string> parts = {"輝達", "a", "Inc", ". ", ".",  "。",   "？", "!", " ",
                                          "」",   "“", "”",   "3",  "億", "U.S.", "B",  "　"};
  for (int round = 0; round < 2000; ++round) {
    std::string block;
    for (size_t n = chance.below(20); n > 0; --n) block += chance.pick(parts);
    size_t done = 0;
    for (const Range& r : split_sentences(block)) {
      ASSERT_LE(done, r.begin) << block;
      ASSERT_LT(r.begin, r.end) << block;
      ASSERT_EQ(trim(block.substr(done, r.begin - done)), "") << block;
      ASSERT_EQ(trim(block.substr(r.begin, r.size())).size(), r.size()) << block;
      done = r.end;
    }
    ASSERT_EQ(trim(block.substr(done)), "") << block;
  }
}

}  // namespace
}  // namespace dealwire
