// Dates that a text names, resolved against the day it was published.
//
// Values are EDTF (Library of Congress, 2019): days, months, years, and of sub-year groupings
// (level 2) seasons 21 to 24, quarters 33 to 36 and halves 40 and 41; decades as 202X; a week and
// a run of years as intervals. Northern seasons; a week begins on Monday (ISO 8601).
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "model/extraction.h"

namespace dealwire {

// What a text says of a date, as far as it says it.
struct DateParts {
  enum class Unit { kNone, kDay, kWeek, kWeekday, kMonth, kQuarter, kHalf, kYear };

  std::optional<int> year = {}, month = {}, day = {};
  std::optional<int> quarter = {};  // 1 to 4
  std::optional<int> half = {};     // 1, 2
  std::optional<int> season = {};   // 1 spring to 4 winter
  std::optional<int> weekday = {};  // 1 Monday to 7 Sunday
  std::optional<int> decade = {};   // its first year
  std::optional<int> until = {};    // the last year of a run

  // 去年 is a year shifted by -1, yesterday a day; "next Friday" a weekday by 1.
  Unit shifted = Unit::kNone;
  int shift = 0;
};

// `published` is an EDTF date or an RFC 3339 time; "" if it is not known. A month or day without a
// year is the one nearest to it, a weekday alone the last one up to it. nullopt for dates that do
// not exist, and for relative ones where the day of publication is not known.
std::optional<DateValue> resolve_date(const DateParts& parts, std::string_view published);

// "year-1", "week+1", "day+0": what words of class date_shift mean. nullopt for anything else.
std::optional<std::pair<DateParts::Unit, int>> read_shift(std::string_view meaning);

}  // namespace dealwire
