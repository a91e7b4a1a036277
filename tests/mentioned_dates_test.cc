// Dates that articles name: what parts of them mean on a day of publication.
#include <gtest/gtest.h>

#include <string>

#include "rules/dates.h"

namespace dealwire {
namespace {

using Unit = DateParts::Unit;

constexpr const char* kWednesday = "2025-10-15T08:30:00+08:00";

DateParts shifted(Unit unit, int count, DateParts parts = {}) {
  parts.shifted = unit;
  parts.shift = count;
  return parts;
}

struct DateCase {
  const char* why;
  DateParts parts;
  const char* edtf;  // "" for no date
  const char* first;
  const char* last;
};

TEST(ResolveDate, GivesEdtfWithItsFirstAndLastDay) {
  const DateCase cases[] = {
      {"a day", {.year = 2025, .month = 9, .day = 22}, "2025-09-22", "2025-09-22", "2025-09-22"},
      {"a month", {.year = 2024, .month = 2}, "2024-02", "2024-02-01", "2024-02-29"},
      {"a year", {.year = 2030}, "2030", "2030-01-01", "2030-12-31"},
      {"first quarter", {.year = 2026, .quarter = 1}, "2026-33", "2026-01-01", "2026-03-31"},
      {"second half", {.year = 2026, .half = 2}, "2026-41", "2026-07-01", "2026-12-31"},
      {"winter", {.year = 2026, .season = 4}, "2026-24", "2026-12-01", "2027-02-28"},
      {"a decade", {.decade = 2020}, "202X", "2020-01-01", "2029-12-31"},
      {"years", {.year = 2026, .until = 2028}, "2026/2028", "2026-01-01", "2028-12-31"},
      {"years that fall", {.year = 2028, .until = 2026}, "", "", ""},
      {"no such day", {.year = 2025, .month = 2, .day = 30}, "", "", ""},
      {"no such month", {.year = 2025, .month = 13}, "", "", ""},
      {"no year", {.year = 9000}, "", "", ""},
      {"a month that a byte would wrap", {.year = 2025, .month = 257}, "", "", ""},
      {"a day that a byte would wrap", {.year = 2025, .month = 1, .day = 257}, "", "", ""},
      {"no weekday", {.weekday = 8}, "", "", ""},
      {"nothing", {}, "", "", ""},
      // Of the years before, now and after, the nearest.
      {"September", {.month = 9}, "2025-09", "2025-09-01", "2025-09-30"},
      {"3 March", {.month = 3, .day = 3}, "2026-03-03", "2026-03-03", "2026-03-03"},
      {"20 May", {.month = 5, .day = 20}, "2025-05-20", "2025-05-20", "2025-05-20"},
      {"the 22nd", {.day = 22}, "2025-10-22", "2025-10-22", "2025-10-22"},
      {"the 2nd", {.day = 2}, "2025-10-02", "2025-10-02", "2025-10-02"},
      {"first half, of which news tells", {.half = 1}, "2025-40", "2025-01-01", "2025-06-30"},
      {"third quarter", {.quarter = 3}, "2025-35", "2025-07-01", "2025-09-30"},
      {"Friday", {.weekday = 5}, "2025-10-10", "2025-10-10", "2025-10-10"},
      {"Wednesday, today", {.weekday = 3}, "2025-10-15", "2025-10-15", "2025-10-15"},
      // Shifted.
      {"yesterday", shifted(Unit::kDay, -1), "2025-10-14", "2025-10-14", "2025-10-14"},
      {"last week", shifted(Unit::kWeek, -1), "2025-10-06/2025-10-12", "2025-10-06", "2025-10-12"},
      {"Friday of last week", shifted(Unit::kWeek, -1, {.weekday = 5}), "2025-10-10", "2025-10-10",
       "2025-10-10"},
      {"next Friday", shifted(Unit::kWeekday, 1, {.weekday = 5}), "2025-10-17", "2025-10-17",
       "2025-10-17"},
      {"last Wednesday, on one", shifted(Unit::kWeekday, -1, {.weekday = 3}), "2025-10-08",
       "2025-10-08", "2025-10-08"},
      {"next Wednesday, on one", shifted(Unit::kWeekday, 1, {.weekday = 3}), "2025-10-22",
       "2025-10-22", "2025-10-22"},
      {"next month", shifted(Unit::kMonth, 1), "2025-11", "2025-11-01", "2025-11-30"},
      {"the 9th of this month", shifted(Unit::kMonth, 0, {.day = 9}), "2025-10-09", "2025-10-09",
       "2025-10-09"},
      {"three months ago", shifted(Unit::kMonth, -10), "2024-12", "2024-12-01", "2024-12-31"},
      {"last quarter", shifted(Unit::kQuarter, -4), "2024-36", "2024-10-01", "2024-12-31"},
      {"this half", shifted(Unit::kHalf, 0), "2025-41", "2025-07-01", "2025-12-31"},
      {"last year", shifted(Unit::kYear, -1), "2024", "2024-01-01", "2024-12-31"},
      {"March last year", shifted(Unit::kYear, -1, {.month = 3}), "2024-03", "2024-03-01",
       "2024-03-31"},
      {"third quarter this year", shifted(Unit::kYear, 0, {.quarter = 3}), "2025-35", "2025-07-01",
       "2025-09-30"},
  };
  for (const auto& [why, parts, edtf, first, last] : cases) {
    const auto value = resolve_date(parts, kWednesday);
    EXPECT_EQ(value ? value->edtf : "", edtf) << why;
    EXPECT_EQ(value ? value->first : "", first) << why;
    EXPECT_EQ(value ? value->last : "", last) << why;
  }
}

TEST(ResolveDate, NeedsADayOfPublicationForWhatIsRelative) {
  EXPECT_FALSE(resolve_date({.month = 9}, ""));
  EXPECT_FALSE(resolve_date({.month = 9}, "2025"));
  EXPECT_FALSE(resolve_date(shifted(Unit::kDay, -1), "2025-10"));
  EXPECT_TRUE(resolve_date({.year = 2025, .month = 9}, ""));
}

TEST(ResolveDate, GoesOverTheEndsOfYears) {
  const auto value = resolve_date({.month = 12, .day = 30}, "2026-01-02");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->edtf, "2025-12-30");
  EXPECT_EQ(resolve_date({.day = 30}, "2026-01-02")->edtf, "2025-12-30");
  EXPECT_EQ(resolve_date({.day = 31}, "2025-10-01")->edtf, "2025-10-31");  // September has none
}

TEST(ReadShift, KnowsUnitAndCount) {
  EXPECT_EQ(read_shift("year-1"), std::pair(Unit::kYear, -1));
  EXPECT_EQ(read_shift("weekday+1"), std::pair(Unit::kWeekday, 1));
  EXPECT_EQ(read_shift("day+0"), std::pair(Unit::kDay, 0));
  for (const char* wrong : {"", "year", "year-", "year-x", "years-1", "-1"}) {
    EXPECT_FALSE(read_shift(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace dealwire
