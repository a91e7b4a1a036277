// How long a host is left alone, and when what failed is tried again, as tables.
#include "ingest/pace.h"

#include <gtest/gtest.h>

#include <limits>

namespace dealwire {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Time kNow = *parse_rfc3339("2025-10-14T00:00:00Z");

TEST(PaceTest, EachFailureDoublesTheWaitUpToADay) {
  struct Row {
    seconds first;
    int failures;
    seconds want;
  };
  for (const Row& row : std::vector<Row>{{minutes(10), -1, minutes(10)},
                                         {minutes(10), 0, minutes(10)},
                                         {minutes(10), 1, minutes(20)},
                                         {minutes(10), 5, minutes(320)},
                                         {minutes(10), 8, hours(24)},
                                         {minutes(10), 1'000'000, hours(24)},
                                         {seconds(10), 3, seconds(80)},
                                         {hours(240), 0, hours(240)},
                                         {hours(240), 7, hours(240)}}) {
    EXPECT_EQ(backoff(row.first, row.failures), row.want)
        << row.first.count() << " " << row.failures;
  }
}

TEST(PaceTest, WhatAnAnswerSaysOfItsHost) {
  struct Row {
    long status;        // 0: none
    const char* told;   // Retry-After, or the error's code
    int failures;       // before
    milliseconds wait;  // with a pause of two seconds
    int after;
  };
  for (const Row& row : std::vector<Row>{
           {200, "", 0, seconds(2), 0},
           {200, "100", 3, seconds(2), 0},  // nobody asked
           {404, "", 2, seconds(2), 0},
           {500, "", 2, seconds(2), 0},
           {429, "", 0, minutes(10), 1},
           {503, "", 0, minutes(10), 1},
           {503, "", 2, minutes(40), 3},
           {503, "", 99, hours(24), 100},
           {503, "100", 0, seconds(100), 1},
           {429, "100", 7, seconds(100), 8},
           {429, "0", 7, seconds(2), 8},
           {429, "-5", 7, seconds(2), 8},
           {429, "soon", 0, minutes(10), 1},
           {429, "99999999999999", 0, hours(24), 1},
           {429, "99999999999999999999999", 0, hours(24), 1},
           {503, "Tue, 14 Oct 2025 00:01:40 GMT", 0, seconds(100), 1},
           {503, "Mon, 13 Oct 2025 00:00:00 GMT", 0, seconds(2), 1},
           {503, "Tue, 14 Oct 2035 00:00:00 GMT", 0, hours(24), 1},
           {0, "unreachable", 0, seconds(2), 1},
           {0, "timeout", 1, seconds(2), 2},
           {0, "timeout", 2, seconds(10), 3},
           {0, "broken", 3, seconds(20), 4},
           {0, "tls", 99, hours(1), 100},
           {0, "too_large", 5, seconds(2), 5},  // says nothing of the host
           {0, "address", 0, seconds(2), 0},
       }) {
    Expected<HttpResponse> answer = HttpResponse{};
    if (row.status == 0) {
      answer = fail(row.told, "u: fails");
    } else {
      answer->status = row.status;
      answer->head = "HTTP/1.1 X\r\n";
      if (row.told[0] != 0) answer->head += std::string("Retry-After: ") + row.told + "\r\n";
    }
    const Rest rest = rest_after(answer, seconds(2), row.failures, kNow);
    EXPECT_EQ(rest.wait, row.wait) << row.status << " " << row.told << " " << row.failures;
    EXPECT_EQ(rest.failures, row.after) << row.status << " " << row.told;
  }
}

TEST(PaceTest, ThePauseIsTheLongestThatIsAskedForUpToACap) {
  struct Row {
    int delay, most_crawl_delay;
    std::optional<int> crawl_delay;
    double chance;
    int want;  // milliseconds
  };
  for (const Row& row : std::vector<Row>{{1, 60, std::nullopt, 0, 1'000},
                                         {0, 60, std::nullopt, 0.99, 0},
                                         {1, 60, 5, 0, 5'000},
                                         {7, 60, 5, 0, 7'000},
                                         {1, 60, 600, 0, 60'000},
                                         {1, 0, 600, 0, 1'000},
                                         {90, 60, 600, 0, 90'000},
                                         {1, 60, -3, 0, 1'000},
                                         {1, 60, std::numeric_limits<int>::max(), 0, 60'000},
                                         {4, 60, std::nullopt, 0.5, 4'500}}) {
    Source source;
    source.delay = seconds(row.delay);
    source.most_crawl_delay = seconds(row.most_crawl_delay);
    EXPECT_EQ(pause_between(source, row.crawl_delay, row.chance), milliseconds(row.want))
        << row.delay << " " << row.crawl_delay.value_or(-1);
  }
}

}  // namespace
}  // namespace dealwire
