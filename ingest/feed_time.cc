#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "ingest/feed.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Reads exactly `digits` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const char* end = text.data() + digits;
  if (!std::isdigit(static_cast<unsigned char>(text[0]))) return std::nullopt;
  if (std::from_chars(text.data(), end, value).ptr != end) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view signs) {
  if (text.empty() || signs.find(text[0]) == signs.npos) return false;
  text.remove_prefix(1);
  return true;
}

// "Z", "+08:00", "-0500" or "+08", as what must be taken off the local time.
std::optional<seconds> take_zone(std::string_view& text) {
  while (take(text, " ")) {
  }
  if (text == "Z" || text == "z") return seconds(0);
  const bool west = !text.empty() && text[0] == '-';
  if (!take(text, "+-")) return std::nullopt;
  const auto hours = take_number(text, 2);
  take(text, ":");
  const auto minutes = take_number(text, 2).value_or(0);
  if (!hours || *hours > 14 || minutes > 59 || !text.empty()) return std::nullopt;
  const seconds offset = std::chrono::hours(*hours) + std::chrono::minutes(minutes);
  return west ? -offset : offset;
}

// ISO 8601 in the profile of RFC 3339, seconds and colons optional.
std::optional<std::string> read_iso(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(day.value_or(0)))};
  if (!day || !date.ok()) return std::nullopt;
  Time time = std::chrono::sys_days(date);
  const std::string date_only = to_rfc3339(time).substr(0, 10);
  if (text.empty()) return date_only;
  if (!take(text, "Tt ")) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ":")) second = take_number(text, 2).value_or(0);
  if (take(text, ".,")) {
    while (take_number(text, 1)) {
    }
  }
  if (text.empty()) return date_only;
  const auto zone = take_zone(text);
  if (!zone) return std::nullopt;
  time += std::chrono::hours(*hour) + std::chrono::minutes(*minute) + seconds(second) - *zone;
  return to_rfc3339(time);
}

// Does the text end in a zone? libcurl takes a time without one for UTC, which would be a guess.
bool has_zone(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == text.npos) return false;
  const std::string_view tail = text.substr(colon);
  return std::any_of(tail.begin(), tail.end(), [](char c) {
    return c == '+' || c == '-' || std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
}

}  // namespace

std::optional<std::string> read_feed_time(std::string_view text) {
  text = trim(text);
  if (auto iso = read_iso(text)) return iso;
  // RFC 822 and the forms of HTTP, with English names; names of zones it does not know fail.
  const time_t time = curl_getdate(std::string(text.substr(0, 100)).c_str(), nullptr);
  if (time == -1) return std::nullopt;
  const std::string out = to_rfc3339(Time(seconds(time)));
  return has_zone(text) ? out : out.substr(0, 10);
}

}  // namespace dealwire
