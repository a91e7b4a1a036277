#include "text/language.h"

#include <gtest/gtest.h>

#include <string>

namespace dealwire {
namespace {

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

}  // namespace
}  // namespace dealwire
