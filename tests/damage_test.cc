// The generator of damage is held to examples of what such damage looks like, and to what it says
// of itself.
#include "damage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "text/utf8.h"

namespace dealwire {
namespace {

const std::string kChinese =
    "星橋控股收購網域數據\n星橋控股宣布，以26億港元收購網域數據55%"
    "股權。科技業認為，這筆投資“輸得起”。";
const std::string kSimplified =
    "星桥控股宣布，以26亿元收购网域数据55%股权。科技业认为，这笔投资不大。";
const std::string kJapanese = "北浜電力は10日、半導体会社に300億円を出資すると発表した。";
const std::string kKorean = "한빛전력은 10일 데이터센터에 3000억원을 투자한다고 밝혔다.";
const std::string kGerman = "Die Nordküste AG übernimmt 45 % der Möwe-Werke für 1.200 Mio. €.";

const DamageKind& find_kind(std::string_view name) {
  const auto& all = damage_kinds();
  return *std::find_if(all.begin(), all.end(), [&](const auto& k) { return k.name == name; });
}

Damaged damage(std::string_view name, std::string_view clean) {
  Chance chance(1);
  return find_kind(name).damage(clean, chance);
}

TEST(Damage, LooksAsItDoesInTheWild) {
  const struct {
    std::string_view kind;
    std::string clean, damaged;
  } rows[] = {
      {"misread: UTF-8 as windows-1252", "für 3 €", "fÃ¼r 3 â‚¬"},
      {"misread: twice as windows-1252", "für", "fÃƒÂ¼r"},
      {"misread: UTF-8 as Latin-1", "für 3 €", "fÃ¼r 3 â\u0082¬"},
      {"misread: UTF-8 as GBK, U+FFFD", "投资", "鎶曡祫"},
      {"misread: UTF-8 as GBK, ?", "投资。", "鎶曡祫銆?"},
      {"misread: GBK as windows-1252", "投资", "Í¶×Ê"},
      {"misread: Shift_JIS as windows-1252", "電力", "“d—Í"},
      {"lost: split at pairs, cp936", "電力。科技巨頭面臨", "電力?？萍季揞^面臨"},
      {"lost: split at pairs, folded", "電力。科技巨頭面臨", "電力??萍季揞^面臨"},
      {"injected: pinyin (wǎng)", "網易有網", "網(wǎng)易有網(wǎng)"},
      {"injected: bopomofo", "網易", "網（ㄨㄤˇ）易"},
      {"injected: ruby in （）", "電力会社は", "電力（でんりょく）会社（かいしゃ）は"},
      {"injected: pinyin in GBK bytewise", "輸得起的數", "輸?shù)闷鸬臄?shù)"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(damage(row.kind, row.clean).damaged.text, row.damaged) << row.kind;
  }
}

TEST(Damage, KindsHaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (const DamageKind& kind : damage_kinds()) EXPECT_TRUE(names.insert(kind.name).second);
}

TEST(Damage, TellsWhatCanBeRestored) {
  const struct {
    std::string_view why, kind;
    std::string clean;
    size_t places, restorable;
  } rows[] = {
      {"every byte is there", "misread: UTF-8 as windows-1252", "für 3 €", 2, 2},
      {"an odd byte at the end is not", "misread: UTF-8 as GBK, ?", "投资 3。", 2, 1},
      {"a lost lead byte of 。 is told by its neighbours", "lost: split at pairs, cp936",
       "電力。科技巨頭 3", 1, 1},
      {"nothing to do", "lost: split at pairs, cp936", "電力", 0, 0},
      {"whole words are there beside what was put in", "injected: pinyin (wǎng)", "網易有網", 2, 2},
      {"digits of a font are not", "injected: digits of a font", "26億", 1, 0},
      {"a byte of a character is gone", "lost: Big5 dropped", "電力。", 1, 0},
  };
  for (const auto& row : rows) {
    const auto places = damaged_places(damage(row.kind, row.clean));
    EXPECT_EQ(places.size(), row.places) << row.why;
    EXPECT_EQ(static_cast<size_t>(std::count_if(places.begin(), places.end(),
                                                [](const auto& p) { return p.restorable; })),
              row.restorable)
        << row.why;
  }
}

// Whatever the kind: outside of its places nothing differs, lines stay lines, and the same seed
// does the same.
TEST(Damage, IsWhereItSaysItIs) {
  const std::map<std::string, std::string> texts = {{"zh-Hant", kChinese},
                                                    {"zh-Hans", kSimplified},
                                                    {"ja", kJapanese},
                                                    {"ko", kKorean},
                                                    {"de", kGerman}};
  for (const DamageKind& kind : damage_kinds()) {
    size_t places = 0;
    for (const auto& [language, text] : texts) {
      if (!kind.happens_to(language)) continue;
      for (uint32_t seed = 1; seed <= 5; ++seed) {
        Chance chance(seed), again(seed);
        const Damaged damaged = kind.damage(text, chance);
        const std::string& to = damaged.damaged.text;
        EXPECT_EQ(to, kind.damage(text, again).damaged.text) << kind.name;
        EXPECT_EQ(damaged.damaged.source.size(), to.size()) << kind.name;
        EXPECT_EQ(std::count(to.begin(), to.end(), '\n'),
                  std::count(text.begin(), text.end(), '\n'));
        // Put back, the places give the clean text.
        std::string restored;
        size_t done = 0;
        for (const DamagedPlace& place : damaged_places(damaged)) {
          ASSERT_LE(done, place.damaged.begin) << kind.name;
          restored += to.substr(done, place.damaged.begin - done) +
                      damaged.clean.substr(place.clean.begin, place.clean.size());
          done = place.damaged.end;
          ++places;
        }
        restored += to.substr(done);
        const auto folded = [&](const std::string& s) {
          std::string out;
          for (size_t pos = 0; pos < s.size();)
            append_utf8(out, fold_punctuation(next_character(s, pos)));
          return damaged.folded ? out : s;
        };
        EXPECT_EQ(folded(restored), folded(damaged.clean)) << kind.name;
      }
    }
    EXPECT_GT(places, 0u) << kind.name;
  }
}

}  // namespace
}  // namespace dealwire
