#include "text/trie.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "chance.h"

namespace dealwire {
namespace {

TEST(Trie, TakesTheLongestWord) {
  const Trie trie({{"億", 1}, {"億元", 2}, {"億元人民幣", 3}, {"元", 4}, {"Am", 5}, {"Amazon", 6}});
  const struct {
    std::string text;
    size_t length;
    int value;
  } rows[] = {
      {"億元人民幣!", 15, 3}, {"億元人民", 6, 2}, {"億", 3, 1},  {"元億", 3, 4},
      {"Amazing", 2, 5},      {"Amazon", 6, 6},   {"am", 0, -1}, {"兆元", 0, -1},
  };
  for (const auto& row : rows) {
    const Trie::Match match = trie.longest(row.text, 0);
    EXPECT_EQ(match.length, row.length) << row.text;
    EXPECT_EQ(match.value, row.value) << row.text;
  }
  EXPECT_EQ(trie.longest("48億元", 2).value, 2) << "in the middle of a text";
}

TEST(Trie, FirstOfEqualWordsCountsAndEmptyWordsDoNot) {
  const Trie trie({{"b", 7}, {"", 1}, {"b", 8}, {"a", 9}});
  EXPECT_EQ(trie.longest("b", 0).value, 7);
  EXPECT_EQ(trie.longest("a", 0).value, 9);
  EXPECT_EQ(trie.longest("c", 0).length, 0u);
}

TEST(Trie, HoldingNothingFindsNothing) {
  const Trie none, empty({{"", 1}});
  EXPECT_EQ(none.longest("a", 0).length, 0u);
  EXPECT_EQ(empty.longest("a", 0).length, 0u);
  EXPECT_FALSE(none.may_begin('a'));
}

TEST(Trie, MovedTrieFindsWhatItFound) {
  Trie first({{"億元", 3}});
  const Trie second = std::move(first);
  EXPECT_EQ(second.longest("億元", 0).value, 3);
}

TEST(Trie, FindsWhatComparingEveryWordFinds) {
  Chance chance(3);
  const std::vector<std::string> letters = {"a", "b", "億", "元", "\x01", "\xFF"};
  for (int round = 0; round < 100; ++round) {
    std::map<std::string, int> words;
    for (size_t n = chance.below(30); n > 0; --n) {
      std::string word;
      for (size_t k = chance.between(1, 4); k > 0; --k) word += chance.pick(letters);
      words.emplace(word, static_cast<int>(chance.below(1000)));
    }
    const Trie trie({words.begin(), words.end()});
    std::string text;
    for (size_t n = 40; n > 0; --n) text += chance.pick(letters);
    for (size_t pos = 0; pos < text.size(); ++pos) {
      Trie::Match best;
      for (const auto& [word, value] : words) {
        if (text.compare(pos, word.size(), word) == 0 && word.size() > best.length) {
          best = {word.size(), value};
        }
      }
      const Trie::Match match = trie.longest(text, pos);
      ASSERT_EQ(match.length, best.length);
      ASSERT_EQ(match.value, best.value);
      ASSERT_TRUE(best.length == 0 || trie.may_begin(text[pos]));
    }
  }
}

}  // namespace
}  // namespace dealwire
