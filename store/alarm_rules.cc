#include "store/alarm_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace dealwire {
namespace {

// Silence.
constexpr size_t kLongestWindow = 14;
constexpr size_t kBaseDays = 28;
constexpr size_t kFewestBaseDays = 7;
constexpr size_t kShortSilence = 3;  // days
constexpr int64_t kFarFewer = 5;     // a fifth
constexpr double kUnlikely = 1e-4;   // a thousand sources are judged each day
constexpr size_t kBursts = 2;        // days of the base that count no more than the next best
// The others.
constexpr size_t kReadDays = 14;
constexpr int64_t kFewestRead = 10;
constexpr size_t kOldDays = 14;
constexpr int64_t kFewestOld = 5;
constexpr size_t kFewestDaysOfOld = 3;  // a sitemap of many parts names old ones first
constexpr size_t kCopyDays = 7;
constexpr int64_t kFewestCopied = 10;

std::string counted(int64_t n, const char* what) {
  return n == 0 ? fmt::format("no {}", what) : fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

// Of the days [begin, end), as far as they are known.
int64_t sum(const Yields& yields, size_t begin, size_t end, int64_t Yield::*what) {
  int64_t out = 0;
  for (size_t i = begin; i < std::min(end, yields.size()); ++i) out += yields[i].*what;
  return out;
}

// P(X <= most) where X is a Poisson variable.
double chance_of_at_most(int64_t most, double mean) {
  double term = std::exp(-mean), out = 0;
  for (int64_t i = 0; i <= most; ++i) {
    out += term;
    term *= mean / static_cast<double>(i + 1);
  }
  return out;
}

// How many articles were to be expected in the last whole days, by the four weeks before.
class Rhythm {
 public:
  Rhythm(const Yields& yields, size_t window)
      : yields_(yields),
        window_(window),
        begin_(window + 1),
        // The first day of all brought what was there before.
        end_(std::min(begin_ + kBaseDays, std::max<size_t>(yields.size(), 1) - 1)) {
    std::vector<int64_t> best;
    for (size_t i = begin_; i < end_; ++i) {
      if (yields[i].looks > 0) best.push_back(yields[i].found);
    }
    looked_ = best.size();
    std::sort(best.rbegin(), best.rend());
    cap_ = best.size() > kBursts ? best[kBursts] : 0;
    for (size_t weekday = 0; weekday < 7; ++weekday) {
      means_[weekday] = mean(has_weekdays() ? std::optional(weekday) : std::nullopt);
    }
  }

  bool is_known() const { return looked_ >= kFewestBaseDays; }

  // Days on which nobody looked could bring nothing.
  double expected() const {
    double out = 0;
    for (size_t day = 1; day <= window_; ++day) out += yields_[day].looks > 0 ? expected(day) : 0;
    return out;
  }

  // How much more its days differ than by chance: the variance, in means. An event of a source that
  // names ten articles at once is ten articles.
  double heap() const {
    double sum = 0;
    size_t days = 0;
    for (size_t i = begin_; i < end_; ++i) {
      const double mean = expected(i);
      if (yields_[i].looks == 0 || mean == 0) continue;
      const double off = static_cast<double>(std::min(yields_[i].found, cap_)) - mean;
      sum += off * off / mean;
      ++days;
    }
    const size_t fitted = has_weekdays() ? 7 : 1;
    return days > fitted ? std::max(1.0, sum / static_cast<double>(days - fitted)) : 1;
  }

  // Did so many whole days together ever bring as little as this?
  bool had_silence(size_t days, double most) const {
    for (size_t i = begin_; i + days <= end_; ++i) {
      const auto from = yields_.begin() + static_cast<std::ptrdiff_t>(i);
      const bool looked = std::all_of(from, from + static_cast<std::ptrdiff_t>(days),
                                      [](const Yield& yield) { return yield.looks > 0; });
      if (looked && static_cast<double>(sum(yields_, i, i + days, &Yield::found)) < most) {
        return true;
      }
    }
    return false;
  }

 private:
  // Weekends have a rhythm of their own, which shows in two weeks.
  bool has_weekdays() const { return looked_ >= 14; }
  double expected(size_t day) const {
    return means_[day % 7].value_or(mean(std::nullopt).value_or(0));
  }

  // A day's articles, of a weekday or of all; what came by itself in heaps is capped.
  std::optional<double> mean(std::optional<size_t> weekday) const {
    int64_t days = 0, found = 0;
    for (size_t i = begin_; i < end_; ++i) {
      if (yields_[i].looks == 0 || (weekday && i % 7 != *weekday)) continue;
      ++days;
      found += std::min(yields_[i].found, cap_);
    }
    if (days == 0) return std::nullopt;
    return static_cast<double>(found) / static_cast<double>(days);
  }

  const Yields& yields_;
  size_t window_, begin_, end_;  // days of the base
  size_t looked_ = 0;
  int64_t cap_ = 0;
  std::array<std::optional<double>, 7> means_;
};

struct Window {
  size_t days = 0;
  double expected = 0;
  double heap = 1;
};

// Would it be strange if no more came than this?
bool is_strange(int64_t came, double expected, double heap) {
  const double events = std::ceil(static_cast<double>(came) / heap);
  return chance_of_at_most(static_cast<int64_t>(events), expected / heap) < kUnlikely;
}

// The shortest one, of at least so many days, in which a silence would say something.
std::optional<Window> telling_window(const Yields& yields, size_t least, bool unheard_of) {
  for (size_t days = least; days <= kLongestWindow; ++days) {
    const Rhythm rhythm(yields, days);
    if (!rhythm.is_known()) break;
    const double expected = rhythm.expected(), heap = rhythm.heap();
    if (!is_strange(0, expected, heap)) continue;
    // A day more than the longest silence before: a holiday may follow a weekend.
    if (!unheard_of || !rhythm.had_silence(std::max<size_t>(days, 2) - 1, expected / kFarFewer)) {
      return Window{days, expected, heap};
    }
  }
  return std::nullopt;
}

// What came today counts, but today is not over and nothing is expected of it.
bool is_silent(const Yields& yields, const Window& window) {
  const int64_t came = sum(yields, 0, window.days + 1, &Yield::found);
  return static_cast<double>(came * kFarFewer) < window.expected &&
         is_strange(came, window.expected, window.heap);
}

std::optional<std::string> silent(const Yields& yields, bool stands) {
  if (yields.empty()) return std::nullopt;
  const auto recent = telling_window(yields, 1, false);
  if (recent && is_silent(yields, *recent)) {
    const auto whole = stands ? recent : telling_window(yields, recent->days, true);
    if (whole && is_silent(yields, *whole)) {
      return fmt::format("named {} in {}, {:.0f} were to be expected",
                         counted(sum(yields, 0, whole->days + 1, &Yield::found), "article"),
                         counted(static_cast<int64_t>(whole->days), "day"), whole->expected);
    }
  }
  // After weeks of silence there is no rhythm any more; it is silent all the same.
  if (!stands || sum(yields, 0, kShortSilence + 1, &Yield::found) > 0) return std::nullopt;
  const auto last = std::find_if(yields.begin(), yields.end(),
                                 [](const Yield& yield) { return yield.found > 0; });
  return fmt::format("named no article in {} days", last - yields.begin());
}

std::optional<std::string> unread(const Yields& yields, bool stands) {
  int64_t read = 0, failed = 0;
  for (size_t i = 0; i < std::min(kReadDays, yields.size()); ++i) {
    if (read + failed >= kFewestRead) break;
    read += yields[i].read;
    failed += yields[i].failed;
  }
  const int64_t all = read + failed;
  if (all < (stands ? 1 : kFewestRead) || failed * 5 < all * 4) return std::nullopt;
  return fmt::format("{} of the last {} had no article", failed, counted(all, "document"));
}

std::optional<std::string> old(const Yields& yields, bool stands) {
  const int64_t named = sum(yields, 0, kOldDays, &Yield::old);
  if (sum(yields, 0, kOldDays, &Yield::found) > 0) return std::nullopt;
  if (!stands && (named < kFewestOld || yields.size() <= kFewestDaysOfOld)) return std::nullopt;
  if (named == 0) return fmt::format("named no article in {} days, and old ones before", kOldDays);
  return fmt::format("named {} in {} days, and all were published more than 30 days before",
                     counted(named, "article"), kOldDays);
}

std::optional<std::string> copies(const Yields& yields, bool stands) {
  const int64_t read = sum(yields, 0, kCopyDays, &Yield::read);
  const int64_t copied = sum(yields, 0, kCopyDays, &Yield::copies);
  if (copied * 2 <= read || (!stands && read < kFewestCopied)) return std::nullopt;
  return fmt::format("{} of {} in {} days have the text of another URL", copied,
                     counted(read, "document"), kCopyDays);
}

}  // namespace

std::optional<std::string> trouble(AlarmKind kind, const Yields& yields, bool stands) {
  switch (kind) {
    case AlarmKind::kSilent:
      return silent(yields, stands);
    case AlarmKind::kUnread:
      return unread(yields, stands);
    case AlarmKind::kOld:
      return old(yields, stands);
    case AlarmKind::kCopies:
      return copies(yields, stands);
  }
  return std::nullopt;
}

}  // namespace dealwire
