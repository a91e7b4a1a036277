#include "repair/compose.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "chance.h"

namespace dealwire {
namespace {

TEST(Compose, JoinsEditsThatOverlapOnly) {
  // 01234567 -> 01ABC4567 -> 01AXC4Y7
  const std::vector<Edit> first = {{{2, 4}, "ABC"}}, second = {{{3, 4}, "X"}, {{6, 8}, "Y"}};
  const std::vector<Edit> both = compose("01234567", first, "01ABC4567", second);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].at, (Range{2, 4}));
  EXPECT_EQ(both[0].to, "AXC");
  EXPECT_EQ(both[1].at, (Range{5, 7}));
  EXPECT_EQ(both[1].to, "Y");
}

TEST(Compose, LeavesOutWhatIsUndone) {
  const std::vector<Repair> there = {{"misread", {1, 2}, {{{1, 2}, "xy"}}}};
  const std::vector<Repair> back = {{"misread", {1, 3}, {{{1, 3}, "b"}}}};
  EXPECT_TRUE(compose("abc", there, "axyc", back).empty());
}

std::vector<Repair> repairs_in(const std::string& text, Chance& chance) {
  std::vector<Repair> out;
  for (size_t pos = chance.below(6); pos < text.size(); pos += chance.below(6)) {
    Repair repair{"misread", {pos, pos}, {}};
    for (size_t edits = 1 + chance.below(3); edits > 0 && pos < text.size(); --edits) {
      pos += chance.below(2);
      const Range at{pos, std::min(text.size(), pos + 1 + chance.below(3))};
      if (at.begin >= at.end) break;
      repair.edits.push_back({at, std::string(chance.below(4), static_cast<char>('A' + edits))});
      repair.at.end = pos = at.end;
    }
    if (!repair.edits.empty()) out.push_back(repair);
  }
  return out;
}

TEST(Compose, DoesWhatBothLayersDo) {
  Chance chance(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (size_t n = 1 + chance.below(30); n > 0; --n)
      text += static_cast<char>('a' + chance.below(26));
    const std::vector<Repair> first = repairs_in(text, chance);
    const std::string between = rewrite(text, edits_of(first)).text;
    const std::vector<Repair> second = repairs_in(between, chance);
    const std::vector<Repair> both = compose(text, first, between, second);
    size_t done = 0, edits = 0;
    for (const Repair& repair : both) {
      ASSERT_LE(done, repair.at.begin) << text;
      done = repair.at.begin;
      for (const Edit& edit : repair.edits) {
        ASSERT_LE(done, edit.at.begin) << text;
        done = edit.at.end;
        ++edits;
      }
      ASSERT_LE(done, repair.at.end) << text;
      done = repair.at.end;
    }
    ASSERT_LE(done, text.size());
    ASSERT_EQ(rewrite(text, edits_of(both)).text, rewrite(between, edits_of(second)).text)
        << text << ' ' << between;
    ASSERT_EQ(edits, compose(text, edits_of(first), between, edits_of(second)).size());
  }
}

}  // namespace
}  // namespace dealwire
