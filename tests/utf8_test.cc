#include "text/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chance.h"

namespace dealwire {
namespace {

// One character of each length, with those at the edges of a length.
const std::vector<std::string> kCharacters = {
    "a",  "Z",  "9",      "\x7F",       "\u0080", "é", "\u07FF",    "\u0800",
    "億", "，", "\uFFFF", "\U00010000", "𠮷",     "😀", "\U0010FFFF"};

std::string random_text(Chance& chance, size_t characters) {
  std::string out;
  for (size_t i = 0; i < characters; ++i) out += chance.pick(kCharacters);
  return out;
}

TEST(Utf8, WalksForwardsAndBackwardsOverTheSameCharacters) {
  Chance chance(1);
  for (int round = 0; round < 200; ++round) {
    const std::string text = random_text(chance, chance.below(40));
    std::string again;
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      const char32_t c = next_character(text, pos);
      ASSERT_EQ(pos - begin, utf8_length(text[begin]));
      ASSERT_EQ(character_at(text, begin), c);
      ASSERT_EQ(character_before(text, pos), c);
      ASSERT_EQ(previous_position(text, pos), begin);
      append_utf8(again, c);
    }
    ASSERT_EQ(again, text);
    ASSERT_EQ(character_at(text, text.size()), 0u);
  }
}

TEST(CodePointIndex, CountsLikeAWalkFromTheStart) {
  Chance chance(2);
  // Lengths around the multiples of its stride, and any.
  std::vector<std::string> texts = {"", std::string(64, 'a'), std::string(63, 'a'),
                                    std::string(128, 'a'), std::string(61, 'a') + "億"};
  for (int i = 0; i < 50; ++i) texts.push_back(random_text(chance, chance.below(200)));
  for (const std::string& text : texts) {
    const CodePointIndex index(text);
    size_t expected = 0;
    for (size_t pos = 0; pos < text.size(); ++expected) {
      ASSERT_EQ(index(pos), expected) << pos;
      next_character(text, pos);
    }
    ASSERT_EQ(index(text.size()), expected);
  }
}

TEST(Utf8, CutsWordOnlyInScriptsThatPartWords) {
  const struct {
    std::string text, part;
    bool cuts;
  } rows[] = {
      {"Amazonas", "Amazon", true},
      {"Amazon's", "Amazon", false},
      {"Amazon入股", "Amazon", false},
      {"與Amazon", "Amazon", false},
      {"in Intel", "Intel", false},
      {"Pinterest", "inter", true},
      {"Pinterest", "interest", true},
      {"1000億", "100", true},
      {"1000億", "1000", false},
      {"中國移動", "中國", false},
      {"サムスン電子", "サムスン", false},
      {"삼성전자가", "삼성전자", false},
      {"Größe", "Gr", true},
      {"Nestlé SA", "Nestl", true},
      {"Газпром", "Газ", true},
      {"AT&T", "AT", false},
      {"5G网络", "5G", false},
      {"ＩＢＭ社", "ＩＢ", true},
  };
  for (const auto& row : rows) {
    const size_t begin = row.text.find(row.part);
    ASSERT_NE(begin, row.text.npos) << row.part;
    EXPECT_EQ(cuts_word(row.text, {begin, begin + row.part.size()}), row.cuts)
        << row.part << " in " << row.text;
  }
  EXPECT_FALSE(cuts_word("Amazon", {3, 3})) << "an empty range cuts nothing";
}

TEST(Utf8, TrimTakesAllSpacesOfAPage) {
  const struct {
    std::string text, trimmed;
  } rows[] = {
      {"", ""},
      {" \t\r\n ", ""},
      {"　本報訊　", "本報訊"},
      {"\u00A0\u2003a b\u00A0c\u202F", "a b\u00A0c"},
      {"\uFEFFa", "a"},
      {"億", "億"},
      {"ａ\u3000", "ａ"},
  };
  for (const auto& row : rows) EXPECT_EQ(trim(row.text), row.trimmed) << row.text;
}

TEST(Utf8, AByteOrderMarkPartsNoWords) {
  EXPECT_EQ(collapse_spaces("30\uFEFF億  元"), "30\uFEFF億 元");
}

TEST(Utf8, ColumnsAreThoseOfATerminal) {
  const struct {
    std::string text;
    size_t width;
  } rows[] = {
      {"", 0},       {"NVIDIA", 6}, {"輝達", 4},    {"ＡＢ", 4},     {"ｱｲ", 2},
      {"한국", 4},   {"“a”", 3},    {"e\u0301", 1}, {"a\u200Bb", 2}, {"48億元", 6},
      {"林㛃𠮷", 6}, {"é", 1},      {"。", 2},
  };
  for (const auto& row : rows) EXPECT_EQ(columns(row.text), row.width) << row.text;
}

TEST(Utf8, ScriptsOfCharacters) {
  for (char32_t c : std::u32string_view(U"億〇㛃𠮷豈")) {
    EXPECT_TRUE(is_han(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"，。ー가あAé1、「")) {
    EXPECT_FALSE(is_han(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"あんアンーｱ")) {
    EXPECT_TRUE(is_kana(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"Aéд9Ａα")) {
    EXPECT_TRUE(is_word_character(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"億あ가, .%&'-，")) {
    EXPECT_FALSE(is_word_character(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"〇三兩廿億兆만억")) {
    EXPECT_TRUE(is_numeral(c)) << static_cast<uint32_t>(c);
  }
  for (char32_t c : std::u32string_view(U"3数半元年원5")) {
    EXPECT_FALSE(is_numeral(c)) << static_cast<uint32_t>(c);
  }
}

}  // namespace
}  // namespace dealwire
