#include "rules/dates.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>

namespace dealwire {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;
using Unit = DateParts::Unit;

year_month_day date(int year, int month, int day) {
  return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
          std::chrono::day(static_cast<unsigned>(day))};
}

int year_of(year_month_day d) { return static_cast<int>(d.year()); }
int month_of(year_month_day d) { return static_cast<int>(static_cast<unsigned>(d.month())); }

year_month_day last_of_month(int year, int month) {
  return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
         std::chrono::last;
}

std::string text_of(year_month_day d) {
  return fmt::format("{:04}-{:02}-{:02}", year_of(d), month_of(d), static_cast<unsigned>(d.day()));
}

// Dates before photography and beyond all plans are misread numbers.
bool is_year(int year) { return year >= 1800 && year <= 2199; }

DateValue date_value(std::string edtf, year_month_day first, year_month_day last) {
  return {std::move(edtf), text_of(first), text_of(last)};
}

std::optional<DateValue> day_value(year_month_day day) {
  if (!day.ok() || !is_year(year_of(day))) return std::nullopt;
  return date_value(text_of(day), day, day);
}

std::optional<DateValue> month_value(int year, int month) {
  if (!is_year(year) || month < 1 || month > 12) return std::nullopt;
  return date_value(fmt::format("{:04}-{:02}", year, month), date(year, month, 1),
                    last_of_month(year, month));
}

std::optional<DateValue> year_value(int year) {
  if (!is_year(year)) return std::nullopt;
  return date_value(fmt::format("{:04}", year), date(year, 1, 1), date(year, 12, 31));
}

// A part of a year: `count` of them, of which `n` is meant; EDTF numbers them from `code`.
std::optional<DateValue> part_value(int year, int n, int count, int code) {
  if (!is_year(year) || n < 1 || n > count) return std::nullopt;
  const int length = 12 / count, last = n * length;
  return date_value(fmt::format("{:04}-{}", year, code + n - 1), date(year, last - length + 1, 1),
                    last_of_month(year, last));
}

std::optional<DateValue> quarter_value(int year, int n) { return part_value(year, n, 4, 33); }
std::optional<DateValue> half_value(int year, int n) { return part_value(year, n, 2, 40); }

// Seasons begin in March; winter ends in the next year.
std::optional<DateValue> season_value(int year, int n) {
  if (!is_year(year) || n < 1 || n > 4) return std::nullopt;
  const int first = n * 3, last = first + 2;
  return date_value(fmt::format("{:04}-{}", year, 20 + n), date(year, first, 1),
                    last > 12 ? last_of_month(year + 1, last - 12) : last_of_month(year, last));
}

std::optional<DateValue> run_value(int first, int last) {
  if (!is_year(first) || !is_year(last) || first >= last) return std::nullopt;
  return date_value(fmt::format("{:04}/{:04}", first, last), date(first, 1, 1), date(last, 12, 31));
}

std::optional<year_month_day> parse_day(std::string_view published) {
  int year = 0, month = 0, day = 0;
  if (published.size() < 10 || published[4] != '-' || published[7] != '-') return std::nullopt;
  const char* text = published.data();
  std::from_chars(text, text + 4, year);
  std::from_chars(text + 5, text + 7, month);
  std::from_chars(text + 8, text + 10, day);
  const auto out = date(year, month, day);
  return out.ok() ? std::optional(out) : std::nullopt;
}

// Resolves parts against the day of publication.
class DateResolver {
 public:
  DateResolver(const DateParts& parts, std::optional<year_month_day> today)
      : parts_(parts), today_(today) {}

  std::optional<DateValue> run() const {
    if (parts_.decade) return decade();
    if (parts_.until) return run_value(parts_.year.value_or(0), *parts_.until);
    if (parts_.year) return in_year(*parts_.year);
    if (!today_) return std::nullopt;
    switch (parts_.shifted) {
      case Unit::kYear:
        return in_year(year_of(*today_) + parts_.shift);
      case Unit::kHalf:
        return shifted_part(2);
      case Unit::kQuarter:
        return shifted_part(4);
      case Unit::kMonth:
        return in_month(*today_ + std::chrono::months(parts_.shift));
      case Unit::kWeek:
        return in_week(monday_of(*today_) + std::chrono::days(7 * parts_.shift));
      case Unit::kWeekday:
        return parts_.month ? month_from(parts_.shift)
                            : weekday_from(sys_days(*today_), parts_.shift);
      case Unit::kDay:
        return day_value(year_month_day(sys_days(*today_) + std::chrono::days(parts_.shift)));
      case Unit::kNone:
        return nearest();
    }
    return std::nullopt;
  }

 private:
  std::optional<DateValue> decade() const {
    const int first = *parts_.decade;
    if (first % 10 != 0 || !is_year(first)) return std::nullopt;
    return date_value(fmt::format("{:03}X", first / 10), date(first, 1, 1),
                      date(first + 9, 12, 31));
  }

  std::optional<DateValue> in_year(int year) const {
    if (!is_year(year)) return std::nullopt;
    if (parts_.month) {
      return parts_.day ? day_value(date(year, *parts_.month, *parts_.day))
                        : month_value(year, *parts_.month);
    }
    if (parts_.quarter) return quarter_value(year, *parts_.quarter);
    if (parts_.half) return half_value(year, *parts_.half);
    if (parts_.season) return season_value(year, *parts_.season);
    return parts_.day || parts_.weekday ? std::nullopt : year_value(year);
  }

  // Of `today` only year and month count.
  std::optional<DateValue> in_month(year_month_day today) const {
    const int year = year_of(today), month = month_of(today);
    return parts_.day ? day_value(date(year, month, *parts_.day)) : month_value(year, month);
  }

  std::optional<DateValue> in_week(sys_days monday) const {
    if (parts_.weekday)
      return day_value(year_month_day(monday + std::chrono::days(*parts_.weekday - 1)));
    const year_month_day first(monday), last(monday + std::chrono::days(6));
    return date_value(text_of(first) + "/" + text_of(last), first, last);
  }

  // The shift-th such weekday after the day, or before it; 0 is the last one up to it.
  std::optional<DateValue> weekday_from(sys_days day, int shift) const {
    if (!parts_.weekday) return std::nullopt;
    const auto wanted = std::chrono::weekday(static_cast<unsigned>(*parts_.weekday % 7));
    const std::chrono::days behind = std::chrono::weekday(day) - wanted;  // 0 to 6
    const int weeks = shift < 0 && behind == std::chrono::days(0) ? shift
                      : shift < 0                                 ? shift + 1
                                                                  : shift;
    return day_value(year_month_day(day - behind + std::chrono::days(7 * weeks)));
  }

  // The month of that name before this one (mars dernier), or behind it.
  std::optional<DateValue> month_from(int shift) const {
    const int year = year_of(*today_), here = month_of(*today_);
    if (shift < 0) return in_year(*parts_.month < here ? year : year - 1);
    return in_year(*parts_.month > here ? year : year + 1);
  }

  std::optional<DateValue> shifted_part(int count) const {
    const int length = 12 / count;
    const int index = year_of(*today_) * count + (month_of(*today_) - 1) / length + parts_.shift;
    return count == 2 ? half_value(index / count, index % count + 1)
                      : quarter_value(index / count, index % count + 1);
  }

  // What no word places in time: the nearest such date.
  std::optional<DateValue> nearest() const {
    if (parts_.weekday && !parts_.day && !parts_.month) return weekday_from(sys_days(*today_), 0);
    std::optional<DateValue> best;
    std::chrono::days least(0);
    for (int step = -1; step <= 1; ++step) {
      const auto candidate = parts_.month || parts_.quarter || parts_.half || parts_.season
                                 ? in_year(year_of(*today_) + step)
                                 : in_month(first_of_month() + std::chrono::months(step));
      if (!candidate) continue;
      const std::chrono::days far = distance(*candidate);
      if (!best || far < least) {
        best = candidate;
        least = far;
      }
    }
    return best;
  }

  year_month_day first_of_month() const { return date(year_of(*today_), month_of(*today_), 1); }

  // How far the middle of a date is from today; the end of one to come, as news tells more of what
  // was: "the first half" in October is this year's.
  std::chrono::days distance(const DateValue& value) const {
    const auto first = sys_days(*parse_day(value.first)), last = sys_days(*parse_day(value.last));
    if (first > sys_days(*today_)) return last - sys_days(*today_);
    const std::chrono::days far = first + (last - first) / 2 - sys_days(*today_);
    return far < std::chrono::days(0) ? -far : far;
  }

  static sys_days monday_of(year_month_day day) {
    return sys_days(day) - (std::chrono::weekday(sys_days(day)) - std::chrono::Monday);
  }

  const DateParts& parts_;
  std::optional<year_month_day> today_;
};

}  // namespace

std::optional<DateValue> resolve_date(const DateParts& parts, std::string_view published) {
  const bool empty = !parts.year && !parts.month && !parts.day && !parts.quarter && !parts.half &&
                     !parts.season && !parts.weekday && !parts.decade &&
                     parts.shifted == Unit::kNone;
  // Calendar types keep a byte of a day or month: the 257th would be the first.
  const auto within = [](const std::optional<int>& n, int most) {
    return !n || (*n >= 1 && *n <= most);
  };
  const bool possible =
      within(parts.month, 12) && within(parts.day, 31) && within(parts.weekday, 7);
  if (empty || !possible) return std::nullopt;
  return DateResolver(parts, parse_day(published)).run();
}

std::optional<std::pair<Unit, int>> read_shift(std::string_view meaning) {
  constexpr std::array<std::pair<std::string_view, Unit>, 7> kUnits = {{{"day", Unit::kDay},
                                                                        {"week", Unit::kWeek},
                                                                        {"weekday", Unit::kWeekday},
                                                                        {"month", Unit::kMonth},
                                                                        {"quarter", Unit::kQuarter},
                                                                        {"half", Unit::kHalf},
                                                                        {"year", Unit::kYear}}};
  const size_t sign = meaning.find_first_of("+-");
  if (sign == meaning.npos || sign + 1 == meaning.size()) return std::nullopt;
  for (const auto& [name, unit] : kUnits) {
    if (meaning.substr(0, sign) != name) continue;
    int count = 0;
    const char* end = meaning.data() + meaning.size();
    const auto parsed = std::from_chars(meaning.data() + sign + 1, end, count);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return std::pair(unit, meaning[sign] == '-' ? -count : count);
  }
  return std::nullopt;
}

}  // namespace dealwire
