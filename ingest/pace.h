// How long to leave a host alone after a request, and when to try again what failed. Pure
// functions; what they know of before is kept by the frontier (Pace, Robots, QueuedUrl).
#pragma once

#include <optional>

#include "ingest/settings.h"
#include "model/error.h"
#include "model/frontier.h"
#include "web/http_response.h"

namespace dealwire {

inline constexpr seconds kFirstRetry = std::chrono::minutes(10);

// `first`, doubled with each failure, at most a day; where `first` is longer, no less than that.
seconds backoff(seconds first, int failures);

// What comes after a request that was answered, or failed. Where the server asks for time (429,
// 503), Retry-After counts, at most a day, or else the backoff from ten minutes on; where it does
// not answer for the third time in a row, the backoff from ten seconds on, at most an hour.
struct Rest {
  milliseconds wait{};  // at least the pause between two requests
  int failures = 0;     // in a row
};
Rest rest_after(const Expected<HttpResponse>& answer, milliseconds pause, int failures, Time now);

// The pause between two requests to a host: the source's, or what robots.txt asks for if that is
// longer, up to the source's most. `chance`, of [0, 1), makes it up to a quarter longer, so that
// requests come as those of a person do and not all at full seconds.
milliseconds pause_between(const Source& source, std::optional<int> crawl_delay, double chance);

}  // namespace dealwire
