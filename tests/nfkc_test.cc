#include "text/nfkc.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chance.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

TEST(FoldCompatibility, FoldsFormsButNoFigures) {
  const struct {
    std::string text, folded;
  } rows[] = {
      {"", ""},
      {"Nvidia", "Nvidia"},
      {"１，２００億元", "1,200億元"},
      {"２８吉瓦（31％）", "28吉瓦(31%)"},
      {"１０㎿", "10MW"},
      {"ｿﾌﾄﾊﾞﾝｸ", "ソフトバンク"},
      {"a\u00A0b\u3000c", "a b c"},
      {"e\u0301", "é"},
      {"\uFF26\uFB01", "Ffi"},
      {"㈱日立", "(株)日立"},
      {"豈", "豈"},
      {"10²⁶", "10²⁶"},
      {"3½、⅓、1⁄2", "3½、⅓、1⁄2"},
      {"H₂O", "H₂O"},
      {"ＣＯ₂　½", "CO₂ ½"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(fold_compatibility(row.text).text, row.folded) << row.text;
  }
}

TEST(FoldCompatibility, FoldingTwiceChangesNothing) {
  Chance chance(4);
  const std::vector<std::string> parts = {"Ａ", "㎿",     "½",      "²",      "ｶ",     "ﾞ",
                                          "e",  "\u0301", "億",     "　",     "㍿",    "ﬁ",
                                          "…",  "①",      "\uAC00", "\u1100", "\u1161"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (size_t n = chance.below(12); n > 0; --n) text += chance.pick(parts);
    const std::string once = fold_compatibility(text).text;
    ASSERT_EQ(fold_compatibility(once).text, once) << text;
  }
}

// Each stretch of folded text with one source is what that source folds to by itself, and the
// sources follow each other without a gap.
TEST(FoldCompatibility, MapLeadsToWhatWasFolded) {
  Chance chance(5);
  const std::vector<std::string> parts = {"Ａ", "㎿",     "½",      "²",      "ｶ",      "ﾞ",
                                          "e",  "\u0301", "億",     "　",     "㍿",     "ﬁ",
                                          "…",  "①",      "\uAC00", "\u1100", "\u1161", "1"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t n = chance.below(12); n > 0; --n) text += chance.pick(parts);
    const SourcedText folded = fold_compatibility(text);
    ASSERT_EQ(folded.source.size(), folded.text.size());
    size_t done = 0;
    for (size_t pos = 0; pos < folded.text.size();) {
      const size_t begin = pos;
      next_character(folded.text, pos);
      const Range source = folded.source.span({begin, pos});
      while (pos < folded.text.size() && folded.source.span({begin, pos + 1}) == source) ++pos;
      ASSERT_EQ(source.begin, done) << text;
      ASSERT_EQ(fold_compatibility(text.substr(source.begin, source.size())).text,
                folded.text.substr(begin, pos - begin))
          << text;
      done = source.end;
    }
    ASSERT_EQ(done, text.size()) << text;
  }
}

}  // namespace
}  // namespace dealwire
