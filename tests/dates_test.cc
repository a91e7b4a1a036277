#include "extract/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/calendar.h"

namespace dealwire {
namespace {

std::string date_or_none(const std::optional<std::string>& date) { return date.value_or("none"); }

TEST(Dates, AreReadAsMachinesWriteThem) {
  const struct {
    std::string text, date;
  } rows[] = {
      {"2025-10-14T09:30:00+08:00", "2025-10-14T09:30:00+08:00"},
      {"2025-10-14T09:30:00.123Z", "2025-10-14T09:30:00Z"},
      {"2025-10-14T09:30+0800", "2025-10-14T09:30:00+08:00"},
      {"2025-10-14T09:30:00-05", "2025-10-14T09:30:00-05:00"},
      {"2025-10-14T09:30:00+99:99", "2025-10-14"},
      {"2025-10-14T09:30:00+14:15", "2025-10-14"},
      {"2025-10-14T09:30:00+14:00", "2025-10-14T09:30:00+14:00"},
      {"2025-10-14 09:30", "2025-10-14"},
      {"Tue, 14 Oct 2025 09:30:00 GMT", "2025-10-14T09:30:00Z"},
      {"Tue, 14 Oct 2025 09:30:00 +0200", "2025-10-14T09:30:00+02:00"},
      {"Tue Oct 14 2025 09:30:00 GMT+0800 (CST)", "2025-10-14T09:30:00+08:00"},
      {"Tue Oct 14 09:30:00 CST 2025", "2025-10-14"},
      {"10/14/2025 9:30:00 PM", "2025-10-14"},
      {"20251014", "2025-10-14"},
      {"20251014T093000Z", "2025-10-14"},
      {"20251014093000", "2025-10-14"},
      {"1760434200", "2025-10-14T09:30:00Z"},
      {"1760434200000", "2025-10-14T09:30:00Z"},
      {"9999999999", "none"},
      {"12345678", "none"},
      {"20251314", "none"},
      {"2024-02-29", "2024-02-29"},
      {"2025-02-29", "none"},
      {"2025-13-01", "none"},
      {"2025-00-10", "none"},
      {"2025-10-14T25:00:00Z", "none"},
      {"0000-01-01", "none"},
      {"0001-01-01T00:00:00Z", "none"},
      {"2025-10-145", "none"},
      {"", "none"},
      {"yesterday's news", "none"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(date_or_none(read_date(row.text, {})), row.date) << row.text;
  }
}

TEST(Dates, AreFoundAsReadersSeeThem) {
  const struct {
    std::string line, lang, date;
  } rows[] = {
      {"發布於 2025年10月14日 09:30", "zh-Hant", "2025-10-14"},
      {"2025 年 3 月 9 日", "zh-Hant", "2025-03-09"},
      {"2025年04月24日23:52 | 来源：云川晚报", "zh-Hans", "2025-04-24"},
      {"民國114年9月23日", "zh-Hant", "2025-09-23"},
      {"来源：云川晚报 2025/1/4 08:00", "zh-Hans", "2025-01-04"},
      {"令和7年11月6日", "ja", "2025-11-06"},
      {"令和元年5月1日", "ja", "2019-05-01"},
      {"平成30年1月9日", "ja", "2018-01-09"},
      {"令和7年13月1日", "ja", "none"},
      {"입력 2025.11.05 09:12", "ko", "2025-11-05"},
      {"2025년 9월 23일 14:20", "ko", "2025-09-23"},
      {"2025. 9. 23. 10:30", "ko", "2025-09-23"},
      {"October 14, 2025 at noon", "en", "2025-10-14"},
      {"Sept. 9, 2025", "en", "2025-09-09"},
      {"Posted on September 23rd, 2025", "en", "2025-09-23"},
      {"23rd of September 2025", "en", "2025-09-23"},
      {"23-Sep-2025", "en", "2025-09-23"},
      {"23. September 2025, 14:05 Uhr", "de", "2025-09-23"},
      {"1. März 2025", "de", "2025-03-01"},
      {"Do 25.04.24 | 14:07 Uhr", "de", "2024-04-25"},
      {"Seite 25.04.24", "de", "none"},
      {"23.09.2025", "de", "2025-09-23"},
      {"Le 23 septembre 2025 à 10h12", "fr", "2025-09-23"},
      {"1er février 2025", "fr", "2025-02-01"},
      {"mar. 23 septembre 2025", "fr", "2025-09-23"},
      {"23 de septiembre de 2025", "es", "2025-09-23"},
      {"23 settembre 2025", "it", "2025-09-23"},
      {"23 de setembro de 2025", "pt", "2025-09-23"},
      {"23 september 2025", "nl", "2025-09-23"},
      {"23 września 2025", "pl", "2025-09-23"},
      {"23 Eylül 2025", "tr", "2025-09-23"},
      {"23 СЕНТЯБРЯ 2025", "ru", "2025-09-23"},
      {"23 вересня 2025 р.", "uk", "2025-09-23"},
      {"23. září 2025", "cs", "2025-09-23"},
      {"23 september 2025", "sv", "2025-09-23"},
      {"23. oktober 2025", "nb", "2025-10-23"},
      {"23. maj 2025", "da", "2025-05-23"},
      {"23. syyskuuta 2025", "fi", "2025-09-23"},
      {"2025. szeptember 23.", "hu", "2025-09-23"},
      {"23 septembrie 2025", "ro", "2025-09-23"},
      {"23 Agustus 2025", "id", "2025-08-23"},
      {"23 tháng 9, 2025", "vi", "2025-09-23"},
      {"٢٣ سبتمبر ٢٠٢٥", "ar", "2025-09-23"},
      {"23 تشرين الأول 2025", "ar", "2025-10-23"},
      {"23 กันยายน 2568", "th", "2025-09-23"},
      {"3 listopada 2025", "pl", "2025-11-03"},
      {"3. listopada 2025.", "hr", "2025-10-03"},
      {"04/05/2025", "en-US", "2025-04-05"},
      {"04/05/2025", "en-GB", "2025-05-04"},
      {"04/05/2025", "fr", "2025-05-04"},
      {"04/05/2025", "en", "none"},
      {"04/25/2025", "en", "2025-04-25"},
      {"25/04/2025", "en", "2025-04-25"},
      {"14 Foober 2025", "en", "none"},
      {"May 2025", "en", "none"},
      {"version 1.23.09.2025", "en", "none"},
      {"Call 555-2025-10-14", "en", "none"},
      {"30 February 2025", "en", "none"},
  };
  for (const auto& row : rows) {
    const auto found = find_dates(row.line, {row.lang, {}});
    EXPECT_EQ(found.empty() ? "none" : found.front().value, row.date) << row.line;
  }
}

TEST(Dates, AreAllFoundWithTheirPlaces) {
  const std::string line = "發布 2025-10-14 09:30 更新 2025年10月15日";
  const auto found = find_dates(line, {});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(line.substr(found[0].at.begin, found[0].at.size()), "2025-10-14 09:30");
  EXPECT_EQ(line.substr(found[1].at.begin, found[1].at.size()), "2025年10月15日");
}

TEST(Dates, StandInThePathsOfUrls) {
  const struct {
    std::string url, date;
  } rows[] = {
      {"https://news.example/2025/09/23/grid-deal", "2025-09-23"},
      {"https://news.example/2025/9/3/grid-deal", "2025-09-03"},
      {"https://news.example/a/t20250923_4711.html", "2025-09-23"},
      {"https://news.example/a/20250923/4711.html", "2025-09-23"},
      {"https://news.example/202509/23/4711.html", "2025-09-23"},
      {"https://news.example/2025/0923/4711.html", "2025-09-23"},
      {"https://news.example/grid-deal-2025-09-23", "2025-09-23"},
      {"https://news.example/20250923000123", "none"},
      {"https://news.example/120250923/1", "none"},
      {"https://news.example/20251323/1", "none"},
      {"https://news.example/2025/09/grid-deal", "none"},
      {"https://news.example/a?date=2025-09-23", "none"},
      {"https://2025-09-23.example/a", "none"},
      {"https://news.example/18991231/1", "none"},
      {"", "none"},
  };
  for (const auto& row : rows) EXPECT_EQ(date_or_none(date_in_url(row.url)), row.date) << row.url;
}

TEST(Dates, AreToldFromTheTimeOfFetching) {
  const DateContext context{"", parse_rfc3339("2025-09-23T05:30:00Z")};
  const struct {
    std::string line, date;
  } rows[] = {
      {"2시간 전", "2025-09-23T03:30:00Z"},
      {"3小時前", "2025-09-23T02:30:00Z"},
      {"發布於 3 小时前", "2025-09-23T02:30:00Z"},
      {"2時間前", "2025-09-23T03:30:00Z"},
      {"昨天 14:05", "2025-09-22"},
      {"어제 14:05", "2025-09-22"},
      {"前天", "2025-09-21"},
      {"Updated 2 hours ago", "2025-09-23T03:30:00Z"},
      {"1 hour ago", "2025-09-23T04:30:00Z"},
      {"45 mins ago", "none"},  // CLDR has "45 min. ago"
      {"45 minutes ago", "2025-09-23T04:45:00Z"},
      {"il y a 2 heures", "2025-09-23T03:30:00Z"},
      {"Vor 2 Stunden", "2025-09-23T03:30:00Z"},
      {"hace 3 días", "2025-09-20"},
      {"5 часов назад", "2025-09-23T00:30:00Z"},
      {"5 godzin temu", "2025-09-23T00:30:00Z"},
      {"há 2 horas", "2025-09-23T03:30:00Z"},
      {"2 ore fa", "2025-09-23T03:30:00Z"},
      {"Today 04:10", "2025-09-23"},
      {"Harborview Today", "none"},
      {"vor 2 Stundenten", "none"},
      {"# hours ago", "none"},
      {"in 2 hours", "none"},
  };
  for (const auto& row : rows) {
    const auto found = find_relative_date(row.line, context);
    EXPECT_EQ(found ? found->value : "none", row.date) << row.line;
  }
  EXPECT_FALSE(find_relative_date("3小時前", {})) << "nobody knows when the page was fetched";
}

TEST(Dates, OfTheFutureAreRefused) {
  const DateContext context{"", parse_rfc3339("2025-09-23T05:30:00Z")};
  EXPECT_TRUE(is_possible("2025-09-23", context));
  EXPECT_TRUE(is_possible("2025-09-23T17:30:00+14:00", context));
  EXPECT_FALSE(is_possible("2025-09-24", context));
  EXPECT_FALSE(is_possible("1970-01-01T00:00:00Z", context)) << "a clock that was never set";
  EXPECT_TRUE(is_possible("2125-09-24", {})) << "nobody knows when the page was fetched";
}

TEST(Months, AreKnownInAnyCase) {
  EXPECT_EQ(month_named("SEPTEMBER", ""), 9);
  EXPECT_EQ(month_named("août", "fr"), 8);
  EXPECT_EQ(month_named("märz", ""), 3);
  EXPECT_EQ(month_named("Monday", ""), 0);
  EXPECT_EQ(month_named("", ""), 0);
}

}  // namespace
}  // namespace dealwire
