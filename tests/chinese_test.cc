#include "text/chinese.h"

#include <gtest/gtest.h>
#include <opencc/SimpleConverter.hpp>

#include <string>
#include <vector>

#include "chance.h"
#include "print.h"
#include "samples.h"
#include "text/language.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

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

}  // namespace
}  // namespace dealwire
