#include "app/filters.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "model/json.h"
#include "store/search_terms.h"

namespace dealwire {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

std::string text_of(sys_days day) { return to_rfc3339(Time(day)).substr(0, 10); }

std::optional<int> number_in(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// Days back from today, for words that say so.
std::optional<int> days_ago(const std::string& words) {
  if (words == "today") return 0;
  if (words == "yesterday") return 1;
  if (words.size() < 2 || words.size() > 6 || words.back() != 'd') return std::nullopt;
  return number_in(std::string_view(words).substr(0, words.size() - 1));
}

}  // namespace

bool moves_with_time(const std::string& words) { return days_ago(words).has_value(); }

std::optional<std::string> day_of(const std::string& words, bool last, Time now) {
  if (const auto ago = days_ago(words)) {
    return text_of(std::chrono::floor<std::chrono::days>(now) - std::chrono::days(*ago));
  }
  const std::string_view text(words);
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if ((text.size() > 4 && text[4] != '-') || (text.size() > 7 && text[7] != '-')) {
    return std::nullopt;
  }
  const auto year = number_in(text.substr(0, 4));
  const auto month = text.size() > 4 ? number_in(text.substr(5, 2)) : last ? 12 : 1;
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  const std::chrono::year_month whole{std::chrono::year(*year),
                                      std::chrono::month(static_cast<unsigned>(*month))};
  const std::optional<int> day =
      text.size() > 7 ? number_in(text.substr(8, 2))
      : last          ? static_cast<int>(
                   static_cast<unsigned>(year_month_day(sys_days(whole / std::chrono::last)).day()))
             : 1;
  if (!day) return std::nullopt;
  const year_month_day date = whole / std::chrono::day(static_cast<unsigned>(*day));
  if (!date.ok()) return std::nullopt;
  return text_of(date);
}

Expected<Selection> selection_of(const Options& options, const std::string& from_option,
                                 const std::string& from, Time now) {
  Selection out;
  const auto day = [&](const std::string& option, const std::string& words, bool last,
                       std::optional<std::string>& to) -> Expected<void> {
    if (words.empty()) return {};
    to = day_of(words, last, now);
    if (to) return {};
    return fail("usage", fmt::format("{}: \"{}\" is no day; write 2025-10-14, 2025-10, 2025, "
                                     "today, yesterday or 7d",
                                     option, words));
  };
  if (auto ok = day(from_option, from, false, out.from); !ok) {
    return tl::make_unexpected(ok.error());
  }
  if (auto ok = day("--until", options.until, true, out.until); !ok) {
    return tl::make_unexpected(ok.error());
  }
  if (!options.min_money.empty()) {
    out.min_money = Decimal::parse(options.min_money);
    if (!out.min_money) {
      return fail("usage", "--min-money: \"" + options.min_money + "\" is no number; write 5e9");
    }
  }
  for (const auto& [option, words] :
       {std::pair("--party", &options.party), std::pair("--match", &options.match)}) {
    // What is no UTF-8 would be replaced on the way.
    if (Json::parse(to_line(*words)) != *words) {
      return fail("usage", std::string(option) + ": is not in UTF-8");
    }
  }
  if (!options.match.empty() && search_query(options.match).empty()) {
    return fail("usage", "--match: \"" + options.match + "\" has no words");
  }
  out.types = options.types;
  out.status = options.status;
  out.party = options.party;
  out.currency = options.currency;
  out.match = options.match;
  out.min_confidence = options.min_confidence;
  out.limit = options.limit;
  return out;
}

}  // namespace dealwire
