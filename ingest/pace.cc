#include "ingest/pace.h"

#include <algorithm>

namespace dealwire {
namespace {

constexpr seconds kMostBackoff = std::chrono::hours(24);
constexpr seconds kMostSilence = std::chrono::hours(1);
constexpr seconds kFirstSilence{10};
constexpr int kForgiven = 2;  // requests without an answer that say nothing of the host yet
constexpr double kJitter = 0.25;

// Is it the host that does not answer, and not the URL that is wrong?
bool is_silence(const Error& error) {
  return error.code == "unreachable" || error.code == "timeout" || error.code == "broken" ||
         error.code == "tls";
}

}  // namespace

seconds backoff(seconds first, int failures) {
  return std::min(first * (1 << std::clamp(failures, 0, 16)), std::max(first, kMostBackoff));
}

Rest rest_after(const Expected<HttpResponse>& answer, milliseconds pause, int failures, Time now) {
  if (!answer) {
    if (!is_silence(answer.error())) return {pause, failures};
    const bool forgiven = failures < kForgiven;
    const seconds wait = std::min(backoff(kFirstSilence, failures - kForgiven), kMostSilence);
    return {std::max(pause, milliseconds(forgiven ? seconds(0) : wait)), failures + 1};
  }
  if (answer->status != 429 && answer->status != 503) return {pause, 0};
  const seconds asked = answer->retry_after(now).value_or(backoff(kFirstRetry, failures));
  return {std::max(pause, milliseconds(std::min(asked, kMostBackoff))), failures + 1};
}

milliseconds pause_between(const Source& source, std::optional<int> crawl_delay, double chance) {
  const seconds asked = std::min(seconds(crawl_delay.value_or(0)), source.most_crawl_delay);
  const milliseconds pause = std::max(source.delay, asked);
  return pause +
         milliseconds(static_cast<int64_t>(static_cast<double>(pause.count()) * kJitter * chance));
}

}  // namespace dealwire
