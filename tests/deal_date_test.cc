// When deals are said to have been made, by the dates around them.
#include <gtest/gtest.h>

#include <string>

#include "app/pipeline.h"

namespace dealwire {
namespace {

struct DateCase {
  const char* why;
  const char* lang;
  const char* text;
  const char* published;  // "" if the page does not tell
  const char* date;       // of the first deal; "" for none
};

TEST(DealDate, IsTheDayThatTheSentenceGivesForTheDeed) {
  const Reader reader = *load_reader("");
  const DateCase cases[] = {
      {"a day in the clause", "zh-Hans", "2025年3月4日,微软宣布以5亿美元收购甲骨文。", "",
       "2025-03-04"},
      {"a weekday, by the dateline", "en",
       "OSLO, March 4, 2025 - Microsoft agreed on Monday to buy Oracle for $5 billion.", "",
       "2025-03-03"},
      {"a day behind the deed, not a term before it", "en",
       "Microsoft, listed since May 2, 2024, bought Oracle for $5 billion on March 3, 2025.", "",
       "2025-03-03"},
      {"a month, if no day is told", "zh-Hant", "微軟2024年9月以5億美元收購甲骨文。", "",
       "2024-09"},
      {"a month, by the day of publication", "zh-Hant", "微軟今年5月以5億美元收購甲骨文。",
       "2025-08-01", "2025-05"},
      {"no term", "en", "Microsoft will lease 200 MW from Oracle from May 1, 2024.", "", ""},
      {"no day to come, but that of the news", "en",
       "Microsoft will buy Oracle for $5 billion on May 1, 2026.", "2025-03-04", "2025-03-04"},
      {"the day named before", "zh-Hant",
       "台積電2025年3月4日公布營收。同日,微軟宣布以5億美元收購甲骨文。", "", "2025-03-04"},
      {"the day that the article opens with", "en",
       "On March 4, 2025, shares fell. Microsoft agreed to buy Oracle for $5 billion.", "",
       "2025-03-04"},
      {"not of what is long past", "en",
       "On March 4, 2025, shares fell. Microsoft had earlier bought Oracle for $5 billion.", "",
       ""},
      {"what is called off, by the word that says so", "zh-Hant",
       "微軟2024年9月4日簽約收購甲骨文,2025年3月4日宣布取消。", "", "2025-03-04"},
      {"talks have no date", "zh-Hans", "2025年3月4日,知情人士称微软正洽谈收购甲骨文。", "", ""},
      {"by the day of publication, said in Korean", "ko",
       "마이크로소프트가 2025년 3월 4일 오라클을 5억 달러에 인수했다.", "", "2025-03-04"},
      {"and in Japanese", "ja", "マイクロソフトは2025年3月4日、オラクルを5億ドルで買収した。", "",
       "2025-03-04"},
  };
  for (const auto& [why, lang, text, published, date] : cases) {
    const auto found = read_example(text, lang, reader, published);
    ASSERT_FALSE(found.deals.empty()) << why << ": " << text;
    EXPECT_EQ(found.deals[0].date.value_or(""), date) << why << ": " << text;
  }
}

}  // namespace
}  // namespace dealwire
