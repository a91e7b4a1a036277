#include "text/legibility.h"

#include <gtest/gtest.h>

namespace dealwire {
namespace {

TEST(ReadingCost, DamagedTextCostsMore) {
  const struct {
    std::string why, languages, sound, damaged;
  } rows[] = {
      {"umlauts", "de fr", "über", "Ã¼ber"},
      {"an accent in capitals", "fr es", "À PARIS", "Ã€ PARIS"},
      {"off by one byte, GBK", "zh zh_Hant", "科技巨頭面臨", "萍季揞^面臨"},
      {"UTF-8 as GBK", "zh zh_Hant", "中国经济", "涓浗缁忔祹"},
      {"UTF-8 as Shift_JIS", "ja", "電力会社", "髮ｻ蜉帑ｼ夂､ｾ"},
      {"UTF-8 as GBK, Korean", "ko zh", "전력 회사", "鞝勲牓 須岇偓"},
      {"Shift_JIS as GBK", "ja zh", "発電所を建設", "敪揹強傪寶愝"},
  };
  for (const auto& row : rows) {
    EXPECT_LT(reading_cost(row.sound, row.languages), reading_cost(row.damaged, row.languages))
        << row.why;
  }
}

TEST(IsNoText, HoldsWhateverTheLanguage) {
  for (const UChar32 c : {0x85, 0x9F, 0x378, 0xD800, 0xE000, 0xF8FF, 0xFFFE, 0x10FFFF}) {
    EXPECT_TRUE(is_no_text(c)) << c;
  }
  for (const UChar32 c : {0xA0, 0xAD, 0xE9, 0x200B, 0x3000, 0x4E00, 0xAC00, 0xFFFD, 0x1F600}) {
    EXPECT_FALSE(is_no_text(c)) << c;
  }
}

TEST(CountInWords, TellsTextFromNoise) {
  const struct {
    std::string text;
    size_t characters, in_words;
  } rows[] = {
      {"科技巨頭", 4, 4}, {"科技公司的工厂", 7, 6}, {"萍季揞", 3, 0},
      {"電力会社", 4, 4}, {"OpenAI 10", 0, 0},      {"", 0, 0},
  };
  for (const auto& row : rows) {
    const WordCount words = count_in_words(row.text);
    EXPECT_EQ(words.characters, row.characters) << row.text;
    EXPECT_EQ(words.in_words, row.in_words) << row.text;
  }
}

}  // namespace
}  // namespace dealwire
