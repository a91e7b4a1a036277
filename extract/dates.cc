#include "extract/dates.h"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "extract/calendar.h"
#include "extract/date_reader.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// May a date begin here? Not inside a word or number, nor behind the point of one (1.10.2025).
bool may_begin(std::string_view text, size_t pos) {
  const bool digit = digit_at(text, pos) >= 0;
  if (!digit && !u_isalpha(static_cast<UChar32>(character_at(text, pos)))) return false;
  if (pos == 0) return true;
  const auto before = static_cast<UChar32>(character_before(text, pos));
  if (!digit) return !u_isalpha(before) || is_cjk(static_cast<char32_t>(before));
  const size_t mark = previous_position(text, pos);
  const bool mark_behind_digit =
      (before == '.' || before == '-' || before == '/') && mark > 0 &&
      u_charDigitValue(static_cast<UChar32>(character_before(text, mark))) >= 0;
  return u_charDigitValue(before) < 0 && !mark_behind_digit;
}

bool has_digit(std::string_view text) {
  for (size_t pos = 0; pos < text.size(); pos += utf8_length(text[pos])) {
    if (digit_at(text, pos) >= 0) return true;
  }
  return false;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int to_int(std::string_view digits) {
  int value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<std::string> read_compact(std::string_view digits) {
  const auto day = make_day(to_int(digits.substr(0, 4)), to_int(digits.substr(4, 2)),
                            to_int(digits.substr(6, 2)));
  return day ? std::optional(to_string(*day)) : std::nullopt;
}

// Seconds since 1970, of this century.
std::optional<std::string> read_epoch(std::string_view digits) {
  const int value = to_int(digits.substr(0, 9));
  constexpr int kBegin = 94'668'480;  // 2000-01-01, in tens of seconds
  if (value < kBegin || digits[0] > '1') return std::nullopt;
  return to_rfc3339(Time(seconds(int64_t{value} * 10 + (digits[9] - '0'))));
}

}  // namespace

std::vector<FoundDate> find_dates(std::string_view line, const DateContext& context) {
  std::vector<FoundDate> out;
  if (!has_digit(line)) return out;
  for (size_t pos = 0; pos < line.size();) {
    if (may_begin(line, pos)) {
      if (auto found = read_date_at(line, pos, context.lang)) {
        pos = found->at.end;
        out.push_back(std::move(*found));
        continue;
      }
    }
    pos += utf8_length(line[pos]);
  }
  return out;
}

std::optional<std::string> read_date(std::string_view value, const DateContext& context) {
  constexpr size_t kLongest = 100;
  value = trim(value);
  if (value.size() > kLongest) return std::nullopt;
  const size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
  if (digits == 8 || ((digits == 12 || digits == 14) && digits == value.size())) {
    return read_compact(value);
  }
  if ((digits == 10 || digits == 13) && all_digits(value)) return read_epoch(value);
  const std::vector<FoundDate> found = find_dates(value, context);
  return found.empty() ? std::nullopt : std::optional(found.front().value);
}

std::optional<std::string> date_in_url(std::string_view url) {
  // Between marks or the ends of the path, with marks between its parts or none.
  static const RE2 kDate(
      R"([/_-]t?((?:19|20)\d\d)(?:[/_-](\d{1,2})[/_-](\d{1,2})|[/_-]?(\d\d)[/_-]?(\d\d))(?:\D|$))");
  constexpr int kFirstPages = 1991;
  const size_t host = url.find("//");
  const size_t path = url.find('/', host == url.npos ? 0 : host + 2);
  if (path == url.npos) return std::nullopt;
  url = url.substr(path, url.find_first_of("?#", path) - path);
  re2::StringPiece rest(url.data(), url.size()), year, m, d, month, day;
  while (RE2::FindAndConsume(&rest, kDate, &year, &m, &d, &month, &day)) {
    const auto number = [](re2::StringPiece a, re2::StringPiece b) {
      return to_int({a.empty() ? b.data() : a.data(), a.size() + b.size()});
    };
    const auto date = make_day(number(year, {}), number(m, month), number(d, day));
    if (date && date->year() >= std::chrono::year(kFirstPages)) return to_string(*date);
  }
  return std::nullopt;
}

std::optional<FoundDate> find_relative_date(std::string_view line, const DateContext& context) {
  if (!context.fetched) return std::nullopt;
  const auto found = find_time_ago(line);
  if (!found) return std::nullopt;
  const std::string value = to_rfc3339(*context.fetched - found->ago);
  return FoundDate{found->at, found->whole_days ? value.substr(0, 10) : value};
}

bool is_possible(std::string_view date, const DateContext& context) {
  constexpr auto kFarthestEast = std::chrono::hours(14);
  if (date.starts_with("1970-01-01")) return false;
  if (!context.fetched) return true;
  return date.substr(0, 10) <= to_rfc3339(*context.fetched + kFarthestEast).substr(0, 10);
}

}  // namespace dealwire
