// Whose turn it is: the order of queues and of what waits in them.
#include "ingest/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace dealwire {
namespace {

const Instant kStart = *parse_rfc3339("2025-10-14T00:00:00Z");
Instant at(int second) { return kStart + seconds(second); }

TEST(ScheduleTest, AQueueGoesOneByOneInItsOrder) {
  Schedule schedule;
  EXPECT_EQ(schedule.next(kStart), std::nullopt);
  EXPECT_EQ(schedule.wake(), std::nullopt);
  schedule.add("a", 1, 1);
  schedule.add("a", 2, 1);
  schedule.add("a", 3, 1, /*ahead=*/true);
  for (const uint64_t want : {3, 1, 2}) {
    EXPECT_EQ(schedule.next(kStart), want);
    EXPECT_EQ(schedule.next(kStart), std::nullopt) << "one is under way";
    EXPECT_EQ(schedule.wake(), std::nullopt) << "nobody knows when that ends";
    schedule.done("a");
  }
  EXPECT_EQ(schedule.next(kStart), std::nullopt);
}

TEST(ScheduleTest, TheSmallestWishOfAQueueCounts) {
  Schedule schedule;
  for (uint64_t i = 1; i <= 4; ++i) schedule.add("a", i, i == 3 ? 2 : 9);
  EXPECT_EQ(schedule.next(kStart), 1u);
  EXPECT_EQ(schedule.next(kStart), 2u);
  EXPECT_EQ(schedule.next(kStart), std::nullopt);
  schedule.done("a");
  EXPECT_EQ(schedule.next(kStart), 3u);
  schedule.done("a");
  EXPECT_EQ(schedule.next(kStart), 4u);
  schedule.done("a");
  schedule.done("a");
  // Who comes when all are gone may wish anew.
  for (uint64_t i = 5; i <= 7; ++i) schedule.add("a", i, 3);
  for (uint64_t i = 5; i <= 7; ++i) EXPECT_EQ(schedule.next(kStart), i);
}

TEST(ScheduleTest, AHeldQueueWaitsAndOthersGo) {
  Schedule schedule;
  schedule.hold("a", at(10));
  schedule.hold("a", at(5));  // the latest counts
  schedule.add("a", 1, 1);
  EXPECT_EQ(schedule.wake(), at(10));
  schedule.add("b", 2, 1);
  EXPECT_EQ(schedule.next(at(1)), 2u);
  EXPECT_EQ(schedule.next(at(9)), std::nullopt);
  EXPECT_EQ(schedule.wake(), at(10));
  EXPECT_EQ(schedule.next(at(10)), 1u);
}

TEST(ScheduleTest, TheQueueThatHasBeenFreeForLongestIsNext) {
  Schedule schedule;
  schedule.hold("a", at(3));
  schedule.hold("b", at(1));
  schedule.hold("c", at(2));
  for (const char* name : {"a", "b", "c"}) {
    schedule.add(name, static_cast<uint64_t>(name[0]), 1);
  }
  for (const char want : {'b', 'c', 'a'}) EXPECT_EQ(schedule.next(at(9)), uint64_t(want));
}

// Random wishes: no queue has more under way than it may, none goes before it is free, and all that
// was added goes once, in its queue's order.
TEST(ScheduleTest, NothingIsLostDoubledOrEarly) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    Schedule schedule;
    constexpr int kQueues = 5, kVisits = 200;
    std::vector<int> most(kQueues), running(kQueues), last(kQueues, -1);
    std::vector<Instant> free(kQueues, kStart);
    for (int& m : most) m = 1 + static_cast<int>(random() % 3);
    const auto name = [](size_t queue) { return std::string(1, static_cast<char>('a' + queue)); };
    for (size_t i = 0; i < kVisits; ++i) {
      schedule.add(name(i % kQueues), i, most[i % kQueues]);
    }
    int gone = 0;
    for (int second = 0; gone < kVisits; ++second) {
      ASSERT_LT(second, 10'000);
      while (const auto visit = schedule.next(at(second))) {
        const size_t queue = *visit % kQueues;
        ++gone;
        EXPECT_LE(++running[queue], most[queue]);
        EXPECT_LE(free[queue], at(second));
        EXPECT_LT(last[queue], static_cast<int>(*visit));
        last[queue] = static_cast<int>(*visit);
      }
      const size_t queue = random() % kQueues;
      if (running[queue] > 0) {
        --running[queue];
        free[queue] = std::max(free[queue], at(second + static_cast<int>(random() % 4)));
        schedule.hold(name(queue), free[queue]);
        schedule.done(name(queue));
      }
    }
    EXPECT_EQ(schedule.next(at(1'000'000)), std::nullopt);
  }
}

}  // namespace
}  // namespace dealwire
