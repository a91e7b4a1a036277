#include "text/double_byte.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

// What a sequence is read as leads back to a sequence that is read so, and the codec reads it
// alike.
TEST(DoubleByte, AgreesWithTheCodec) {
  for (const std::string_view charset : kDoubleByteNames) {
    const DoubleByte& table = DoubleByte::of(charset);
    size_t characters = 0;
    for (uint32_t lead = 0x81; lead <= 0xFE; ++lead) {
      for (uint32_t trail = 0x40; trail <= 0xFE; trail += 3) {
        const uint8_t bytes[] = {static_cast<uint8_t>(lead), static_cast<uint8_t>(trail)};
        const DoubleByte::Character read = table.read(bytes);
        if (read.length != 2) continue;
        ++characters;
        EXPECT_TRUE(table.is_lead(bytes[0])) << charset;
        EXPECT_EQ(table.character(bytes[0], bytes[1]), read.c) << charset;
        const std::string sequence(bytes, bytes + 2);
        const Units units = to_units(sequence, *find_charset(charset));
        if (read.c < 0x10000) {
          EXPECT_EQ(units.text[0], read.c) << charset;
        }
        const uint32_t back = table.bytes_of(read.c);
        const uint8_t again[] = {static_cast<uint8_t>(back >> 8), static_cast<uint8_t>(back)};
        if (bytes_in(back) == 2) {
          EXPECT_EQ(table.read(again).c, read.c) << charset;
        }
      }
    }
    EXPECT_GT(characters, 2000u) << charset;
  }
}

TEST(DoubleByte, GivesTheCommonestSequence) {
  const struct {
    std::string why, charset;
    char32_t c;
    uint32_t bytes;
  } rows[] = {
      {"ASCII", "EUC-KR", U'k', 'k'},
      {"a common character", "gb18030", U'国', 0xB9FA},
      {"a numeral too", "Big5", U'十', 0xA451},
      {"in the extensions too", "Big5", U'者', 0xAACC},
      {"beyond the first plane", "Big5", U'𠝹', 0x9BD0},
      {"a sign that has two places", "Shift_JIS", U'∵', 0x81E6},
      {"a numeral that has two places", "Shift_JIS", U'Ⅲ', 0x8756},
      {"as Windows writes it", "gb18030", U'€', 0x80},
      {"half-width katakana", "Shift_JIS", U'ｱ', 0xB1},
      {"the same", "EUC-JP", U'ｱ', 0x8EB1},
      {"three bytes", "EUC-JP", U'丂', 0x8FB0A1},
      {"another decoder's", "Shift_JIS", U'\u301C', 0x8160},
      {"a user's", "Big5", U'\uE000', 0xFA40},
      {"a user's where the web has none", "EUC-JP", U'\uE3AB', 0xFEFE},
      {"a user's where the web has the same", "EUC-KR", U'\uE05E', 0xFEA1},
      {"none", "EUC-KR", U'国', 0},
  };
  for (const auto& row : rows) {
    const DoubleByte& table = DoubleByte::of(row.charset);
    EXPECT_EQ(table.bytes_of(row.c), row.bytes) << row.why;
    EXPECT_EQ(table.code(row.c), row.bytes < 0x10000 ? row.bytes : 0) << row.why;
  }
}

TEST(DoubleByte, DecodesWithTheFaultsOfDecoders) {
  const struct {
    std::string why, charset, bytes;
    std::u32string web, windows;
  } rows[] = {
      {"whole", "gb18030", "a\xB9\xFA\x80", U"a国€", U"a国€"},
      {"three bytes", "EUC-JP", "\x8F\xB0\xA1\xA4\xA2", U"丂あ", U"丂あ"},
      {"an ASCII byte behind a lead byte", "Big5", "\xA4<p>", U"\uFFFD<p>", U"?p>"},
      {"ASCII that is a trail byte", "Big5", "\xA4p", U"小", U"小"},
      {"no pair", "EUC-KR", "\xC8\x80\xB0\xA1", U"\uFFFD가", U"?가"},
      {"a lead byte at the end", "Shift_JIS", "\xB1\x83", U"ｱ\uFFFD", U"ｱ?"},
      {"a byte that nothing begins with", "gb18030", "\xFF\xB9\xFA", U"\uFFFD国", U"?国"},
      {"a user's pair that Hong Kong uses", "Big5", "\xFA\x40", U"𠕇", U"\uE000"},
      {"a user's pair", "EUC-JP", "\xF5\xA1", U"\uFFFD", U"\uE000"},
      {"a space", "gb18030", "\xA3\xA0", U"　", U"\uE5E5"},
      {"a byte by itself", "Shift_JIS", "\xFD-", U"\uFFFD-", U"\uF8F1-"},
  };
  for (const auto& row : rows) {
    const DoubleByte& table = DoubleByte::of(row.charset);
    const std::vector<uint8_t> bytes(row.bytes.begin(), row.bytes.end());
    EXPECT_EQ(table.decode(bytes, Decoder::kWeb), row.web) << row.why;
    EXPECT_EQ(table.decode(bytes, Decoder::kWindows), row.windows) << row.why;
  }
}

}  // namespace
}  // namespace dealwire
