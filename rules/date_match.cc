#include "rules/date_match.h"

#include <charconv>
#include <optional>
#include <tuple>

#include "rules/dates.h"

namespace dealwire {
namespace {

// The classes in which words of a date's captures are looked up; numbers need none.
struct DateCapture {
  std::string_view name;
  std::optional<int> DateParts::*part;
  ClassName words;
};
constexpr DateCapture kDateCaptures[] = {
    {"year", &DateParts::year, "year"},          {"month", &DateParts::month, "month"},
    {"day", &DateParts::day, "ordinal"},         {"quarter", &DateParts::quarter, "ordinal"},
    {"half", &DateParts::half, "ordinal"},       {"season", &DateParts::season, "season"},
    {"weekday", &DateParts::weekday, "weekday"}, {"decade", &DateParts::decade, "decade"},
    {"until", &DateParts::until, "year"},
};

std::optional<int> whole_number(std::string_view digits) {
  int out = 0;
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, out);
  if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return out;
}

// 兩三月 and 20多日 are no dates.
std::string exact_number(const Number& number) {
  const bool exact = !number.upto && !number.open && !number.vague && !number.ratio;
  return exact ? number.value.str() : "";
}

}  // namespace

std::string read_date(const Match& match, const Pack& pack, std::string_view published,
                      DateValue& out) {
  DateParts parts;
  for (const DateCapture& capture : kDateCaptures) {
    const std::string_view text = match[capture.name];
    if (text.empty()) continue;
    const TokenAt* number = match.token(capture.name);
    const std::string* word = pack.word_class(capture.words).value(text);
    const std::string digits = number != nullptr ? exact_number(number->number)
                               : word != nullptr ? *word
                                                 : "";
    parts.*capture.part = whole_number(digits);
    if (!(parts.*capture.part)) return "no whole number";
  }
  if (const std::string_view word = match["shift"]; !word.empty()) {
    const std::string* meaning = pack.word_class("date_shift").value(word);
    const auto shift = meaning == nullptr ? std::nullopt : read_shift(*meaning);
    if (!shift) return "no word of date_shift";
    std::tie(parts.shifted, parts.shift) = *shift;
  }
  // 民國114年, 令和7年: years are counted from the year before the first.
  if (const std::string_view word = match["era"]; !word.empty()) {
    const std::string* before = pack.word_class("era").value(word);
    if (before == nullptr || !parts.year) return "no word of era";
    *parts.year += whole_number(*before).value_or(0);
  }
  const auto value = resolve_date(parts, published);
  if (!value) return "no such date, or nothing tells its year";
  out = *value;
  return {};
}

}  // namespace dealwire
