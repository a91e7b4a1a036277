#include "text/double_byte.h"

#include <gtest/gtest.h>

#include <string>

#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

struct Named {
  DoubleByteName name;
  const char* label;
};
constexpr Named kNamed[] = {{DoubleByteName::kGb18030, "gbk"},
                            {DoubleByteName::kBig5, "big5"},
                            {DoubleByteName::kShiftJis, "shift_jis"},
                            {DoubleByteName::kEucKr, "euc-kr"},
                            {DoubleByteName::kEucJp, "euc-jp"}};

// What a sequence is read as leads back to a sequence that is read so, and the codec reads it
// alike.
TEST(DoubleByte, AgreesWithTheCodec) {
  for (const Named& named : kNamed) {
    const DoubleByte& table = DoubleByte::of(named.name);
    size_t characters = 0;
    for (uint32_t lead = 0x81; lead <= 0xFE; ++lead) {
      for (uint32_t trail = 0x40; trail <= 0xFE; trail += 3) {
        const uint8_t bytes[] = {static_cast<uint8_t>(lead), static_cast<uint8_t>(trail)};
        const DoubleByte::Character read = table.read(bytes, 2);
        if (read.length != 2) continue;
        ++characters;
        const std::string sequence(bytes, bytes + 2);
        const Units units = to_units(sequence, *find_charset(named.label));
        if (read.c < 0x10000) {
          EXPECT_EQ(units.text[0], read.c) << named.label;
        }
        const uint32_t back = table.bytes_of(read.c);
        const uint8_t again[] = {static_cast<uint8_t>(back >> 8), static_cast<uint8_t>(back)};
        if (bytes_in(back) == 2) {
          EXPECT_EQ(table.read(again, 2).c, read.c) << named.label;
        }
      }
    }
    EXPECT_GT(characters, 2000u) << named.label;
  }
}

TEST(DoubleByte, GivesTheCommonestSequence) {
  const struct {
    std::string why;
    DoubleByteName name;
    char32_t c;
    uint32_t bytes;
  } rows[] = {
      {"a common character", DoubleByteName::kGb18030, U'国', 0xB9FA},
      {"a numeral too", DoubleByteName::kBig5, U'十', 0xA451},
      {"in the extensions too", DoubleByteName::kBig5, U'者', 0xAACC},
      {"beyond the first plane", DoubleByteName::kBig5, U'𠝹', 0x9BD0},
      {"a sign that has two places", DoubleByteName::kShiftJis, U'∵', 0x81E6},
      {"half-width katakana", DoubleByteName::kShiftJis, U'ｱ', 0xB1},
      {"the same", DoubleByteName::kEucJp, U'ｱ', 0x8EB1},
      {"three bytes", DoubleByteName::kEucJp, U'丂', 0x8FB0A1},
      {"another decoder's", DoubleByteName::kShiftJis, U'\u301C', 0x8160},
      {"none", DoubleByteName::kEucKr, U'国', 0},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(DoubleByte::of(row.name).bytes_of(row.c), row.bytes) << row.why;
  }
}

}  // namespace
}  // namespace dealwire
