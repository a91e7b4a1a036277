#include "web/iso_date.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/utf8.h"

namespace dealwire {
namespace {

// RFC 2822 4.3: years of three digits come from programs that count from 1900.
int whole_year(DateNumber year) {
  if (year.digits == 3) return 1900 + year.value;
  if (year.digits > 2) return year.value;
  return year.value + (year.value < 70 ? 2000 : 1900);
}

// Forms of ISO 8601 that are written without spaces: Y year, M month, D day, O day of the year,
// K week, E day of the week; all else is itself.
constexpr std::array<std::string_view, 16> kIsoForms = {
    "YYYY-MM-DD", "YYYYMMDD", "YYYY-MM",  "YYYY",   "YYYY-OOO", "YYYYOOO", "YYYY-WKK-E", "YYYYWKKE",
    "YYYY-WKK",   "YYYYWKK",  "YY-MM-DD", "YYMMDD", "YY-OOO",   "YYOOO",   "-YY-MM",     "-YYMM"};

// The numbers that `text` has at the places of each letter, if it has that form.
struct IsoFields {
  DateNumber year, month, day, ordinal, week, weekday;

  DateNumber* at(char letter) {
    switch (letter) {
      case 'Y':
        return &year;
      case 'M':
        return &month;
      case 'D':
        return &day;
      case 'O':
        return &ordinal;
      case 'K':
        return &week;
      case 'E':
        return &weekday;
      default:
        return nullptr;
    }
  }
};

std::optional<IsoFields> match_iso(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return std::nullopt;
  IsoFields fields;
  for (size_t i = 0; i < form.size(); ++i) {
    DateNumber* field = fields.at(form[i]);
    if (field == nullptr) {
      if (std::toupper(static_cast<unsigned char>(text[i])) != form[i]) return std::nullopt;
    } else {
      if (!is_ascii_digit(text[i])) return std::nullopt;
      *field = {field->value * 10 + (text[i] - '0'), field->digits + 1};
    }
  }
  return fields;
}

// ISO weeks begin on Mondays; the first one holds January 4th.
std::optional<ReadDate> date_of_week(const IsoFields& fields) {
  const int weekday = fields.weekday.digits == 0 ? 1 : fields.weekday.value;
  if (fields.week.value < 1 || fields.week.value > 53 || weekday < 1 || weekday > 7) {
    return std::nullopt;
  }
  const auto fourth = date_of(fields.year, 1, 4);
  if (!fourth) return std::nullopt;
  const std::chrono::days since_monday(std::chrono::weekday(fourth->day).iso_encoding() - 1);
  return ReadDate{
      fourth->day - since_monday + std::chrono::days(7 * (fields.week.value - 1) + weekday - 1),
      fields.weekday.digits == 0 ? FeedTime::Told::kMonth : FeedTime::Told::kDay};
}

std::optional<ReadDate> date_of_ordinal(const IsoFields& fields) {
  const auto first = date_of(fields.year, 1, 1);
  const auto next = date_of({whole_year(fields.year) + 1, 4}, 1, 1);
  if (!first || !next || fields.ordinal.value < 1) return std::nullopt;
  const auto day = first->day + std::chrono::days(fields.ordinal.value - 1);
  return day < next->day ? std::optional(ReadDate{day}) : std::nullopt;
}

std::optional<ReadDate> date_of_fields(const IsoFields& fields) {
  if (fields.week.digits > 0) return date_of_week(fields);
  if (fields.ordinal.digits > 0) return date_of_ordinal(fields);
  const int month = fields.month.digits == 0 ? 1 : fields.month.value;
  const int day = fields.day.digits == 0 ? 1 : fields.day.value;
  auto date = date_of(fields.year, static_cast<unsigned>(month), day);
  if (date && fields.day.digits == 0) date->told = FeedTime::Told::kMonth;
  return date;
}

}  // namespace

std::optional<ReadDate> date_of(DateNumber year, unsigned month, int day) {
  if (month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(whole_year(year)),
                                         std::chrono::month(month),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || date.year() > std::chrono::year(9999)) return std::nullopt;
  return ReadDate{date};
}

std::optional<ReadDate> take_iso_date(std::string_view& text) {
  const size_t end = std::min(text.find_first_not_of("0123456789-Ww"), text.size());
  if (end < text.size() && std::string_view("Tt \t").find(text[end]) == std::string_view::npos) {
    return std::nullopt;
  }
  for (const std::string_view form : kIsoForms) {
    if (const auto fields = match_iso(text.substr(0, end), form)) {
      const auto date = date_of_fields(*fields);
      if (date) text.remove_prefix(end);
      return date;
    }
  }
  return std::nullopt;
}

}  // namespace dealwire
