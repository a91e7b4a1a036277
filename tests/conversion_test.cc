#include "text/conversion.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "print.h"

namespace dealwire {
namespace {

TEST(Conversion, TakesTheLeftmostThenTheLongestWord) {
  const Conversion conversion(
      {{"ab", "x"}, {"abc", "yy"}, {"c", "zzz"}, {"bcd", "no"}, {"cd", "cd"}});
  const struct {
    std::string why, text, converted;
  } rows[] = {
      {"the longest", "abcd", "yyd"},
      {"the leftmost", "abab", "xx"},
      {"no word", "b", "b"},
      {"one that becomes itself protects", "cdc", "cdzzz"},
      {"nothing", "", ""},
      {"of equal words the first", "ab", "x"},
  };
  for (const auto& row : rows) EXPECT_EQ(conversion(row.text).text, row.converted) << row.why;
  EXPECT_EQ(Conversion({{"a", "1"}, {"a", "2"}})("a").text, "1");
  EXPECT_EQ(Conversion()("abc").text, "abc");
}

TEST(Conversion, MapLeadsToTheWordThatStoodThere) {
  const Conversion conversion(
      {{"執行長", "首席執行官"}, {"軟體", "軟件"}, {"ß", "ss"}, {"長", "a"}});
  const std::string text = "軟體與執行長ß長";
  const SourcedText out = conversion(text);
  ASSERT_EQ(out.text, "軟件與首席執行官ssa");
  ASSERT_EQ(out.source.size(), out.text.size());
  const struct {
    std::string word, source;
  } rows[] = {{"件", "體"},     {"與", "與"}, {"席", "執行長"},
              {"官", "執行長"}, {"ss", "ß"},  {"a", "長"}};
  for (const auto& [word, source] : rows) {
    const size_t at = out.text.find(word);
    const Range span = out.source.span({at, at + word.size()});
    EXPECT_EQ(text.substr(span.begin, span.size()), source) << word;
  }
  EXPECT_EQ(out.source.pieces({0, out.text.size()}), (std::vector<Range>{{0, text.size()}}));
}

}  // namespace
}  // namespace dealwire
