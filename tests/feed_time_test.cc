// Times as feeds write them.
#include "web/feed_time.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "web/time_words.h"

namespace dealwire {
namespace {

using Rows = std::vector<std::pair<const char*, const char*>>;

void expect(const Rows& rows) {
  for (const auto& [text, want] : rows) EXPECT_EQ(read_feed_time(text).value_or(""), want) << text;
}

TEST(FeedTimeTest, Iso8601) {
  expect({{"2025-10-14T09:30:00+08:00", "2025-10-14T01:30:00Z"},
          {"2025-10-14T09:30Z", "2025-10-14T09:30:00Z"},
          {"2025-10-14t09:30z", "2025-10-14T09:30:00Z"},
          {"2025-10-14T09:30:00.123-0500", "2025-10-14T14:30:00Z"},
          {"2025-10-14 09:30:00 +08:00", "2025-10-14T01:30:00Z"},
          {"2025-10-14T24:00:00Z", "2025-10-15T00:00:00Z"},
          {"2025-10-14T09Z", "2025-10-14T09:00:00Z"},
          {"20251014T093001Z", "2025-10-14T09:30:01Z"},
          {"251014", "2025-10-14"},
          {"25-10-14", "2025-10-14"},
          {"2025-287", "2025-10-14"},
          {"2025287", "2025-10-14"},
          {"25287", "2025-10-14"},
          {"2025-W42-2", "2025-10-14"},
          {"2025W422T10:00Z", "2025-10-14T10:00:00Z"},
          {"2026-W01-1", "2025-12-29"},
          {"2024-366", "2024-12-31"},
          {"2025-366", ""},
          {"2025-10-14", "2025-10-14"},
          {"2025-02-30", ""},
          {"2025-10-14T09:xx:00Z", ""},
          {"2025-10-14T09:30:00+99:00", ""},
          {"2025-10-14T25:00:00Z", ""},
          {"2025-10-14-01", ""},
          {"2025-10-14T09:30:00Zulu time", ""}});
}

TEST(FeedTimeTest, Rfc822AndItsFaults) {
  expect({{"Tue, 14 Oct 2025 09:30:00 +0800", "2025-10-14T01:30:00Z"},
          {" 14 Oct 2025 09:30 GMT ", "2025-10-14T09:30:00Z"},
          {"Tue, 14 Oct 25 09:30:00 EST", "2025-10-14T14:30:00Z"},
          {"Tues, 14th October, 2025 9:30:00 pm PDT", "2025-10-15T04:30:00Z"},
          {"Oct 14, 2025 12:05 AM UTC", "2025-10-14T00:05:00Z"},
          {"Tue Oct 14 09:30:00 2025", "2025-10-14"},
          {"Tue Oct 14 09:30:00 +0200 2025", "2025-10-14T07:30:00Z"},
          {"Tue Oct 14 2025 09:30:00 GMT+0800 (Some Standard Time)", "2025-10-14T01:30:00Z"},
          {"14-Oct-2025 09:30:00 Etc/UTC", "2025-10-14T09:30:00Z"},
          {"Tue, 2025/10/14 09:30:00 EDT", "2025-10-14T13:30:00Z"},
          {"Tue, 14 Oct 2025 09:30:00 KST", "2025-10-14T00:30:00Z"},
          {"Sun, 16 xyz 2025 11:47:32 GMT", ""},
          {"Sun, Oct x 2025 11:47:32 GMT", ""},
          {"Sun, 32 Oct 2025 11:47:32 GMT", ""},
          {"Sun, 14 Oct xy 11:47:32 GMT", ""}});
}

TEST(FeedTimeTest, OtherLanguages) {
  expect({{"Di, 14. Okt. 2025 09:30:00 MESZ", "2025-10-14T07:30:00Z"},
          {"mar., 14 oct. 2025 09:30:00 +0200", "2025-10-14T07:30:00Z"},
          {"martes, 14 de octubre de 2025", "2025-10-14"},
          {"Τρι, 14 Οκτ 2025 09:30:00 EET", "2025-10-14T07:30:00Z"},
          {"2025-október-14T9:30+02:00", "2025-10-14T07:30:00Z"},
          {"2025년 10월 14일  09:30:15", "2025-10-14T00:30:15Z"},
          {"2025-10-14 오후 11:23:17", "2025-10-14T14:23:17Z"},
          {"2025-10-14 오전 12:23:17", "2025-10-13T15:23:17Z"},
          {"2025年10月14日 下午9:30 +0800", "2025-10-14T13:30:00Z"},
          // Chinese and Japanese are written in several zones.
          {"2025年10月14日 09:30:00", "2025-10-14"}});
}

TEST(FeedTimeTest, WhatIsNotSaidIsNotGuessed) {
  expect({{"2025-10-14T09:30:00", "2025-10-14"},
          {"Tue, 14 Oct 2025 09:30:00", "2025-10-14"},
          {"Tue, 14 Oct 2025 09:30:00 IST", "2025-10-14"},
          {"14.10.2025 09:30", "2025-10-14"},
          {"03.04.2025", "2025-04-03"},
          {"14/10/2025", "2025-10-14"},
          {"10/14/2025", "2025-10-14"},
          {"03/04/2025", ""},
          {"October 2025", ""},
          {"2025-10", ""},
          {"2025", ""},
          {"-2510", ""},
          {"0001-01-01T00:00:00Z", ""},
          {"1970-01-01T00:00:00Z", ""},
          {"yesterday", ""},
          {"10:30", ""},
          {"", ""}});
}

TEST(FeedTimeTest, HowMuchIsTold) {
  using Told = FeedTime::Told;
  const std::vector<std::pair<const char*, Told>> rows = {{"2025-10-14T09:30Z", Told::kInstant},
                                                          {"2025-10-14T09:30", Told::kClock},
                                                          {"2025-10-14", Told::kDay},
                                                          {"2025-W42", Told::kMonth},
                                                          {"2025-10", Told::kMonth},
                                                          {"-2510", Told::kMonth}};
  for (const auto& [text, told] : rows) {
    const auto time = read_time(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(time->told, told) << text;
  }
  EXPECT_EQ(to_rfc3339(read_time("-2510")->time), "2025-10-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(read_time("2025-10-14T09:30")->time), "2025-10-14T09:30:00Z");
}

TEST(FeedTimeTest, WhatWasReadReadsAsItself) {
  for (int day = 0; day < 40'000; day += 17) {
    const Time time = Time(std::chrono::days(day)) + seconds(86'399 - day);
    EXPECT_EQ(read_feed_time(to_rfc3339(time)), to_rfc3339(time));
  }
}

TEST(TimeWordsTest, AmericanNamesFollowTheSummer) {
  const auto at = [](const char* local) { return *parse_rfc3339(local); };
  const auto hours = [](const std::optional<seconds>& offset) { return offset->count() / 3600; };
  EXPECT_EQ(hours(zone_offset("et", at("2025-01-14T12:00:00Z"))), -5);
  EXPECT_EQ(hours(zone_offset("et", at("2025-03-09T03:00:00Z"))), -4);
  EXPECT_EQ(hours(zone_offset("pt", at("2025-11-02T03:00:00Z"))), -8);
  EXPECT_EQ(hours(zone_offset("ct", at("2006-03-20T12:00:00Z"))), -6);
  EXPECT_EQ(hours(zone_offset("est", at("2025-07-14T12:00:00Z"))), -5);
  EXPECT_FALSE(zone_offset("ist", at("2025-07-14T12:00:00Z")));
}

}  // namespace
}  // namespace dealwire
