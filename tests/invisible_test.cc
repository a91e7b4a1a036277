#include "repair/invisible.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chance.h"
#include "mended.h"
#include "repair/lost.h"
#include "repair/private_use.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

std::string mended(const std::string& text) { return mended(text, find_invisible({text})[0]); }

// invisible.h ----------------------------------------------------------------------------------

TEST(FindInvisible, CutsWhatShowsNothing) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"soft hyphens", "Strom\u00ADnetz\u00ADbetreiber", "Stromnetzbetreiber"},
      {"in a figure", "1\u00AD000 Mio. €", "1000 Mio. €"},
      {"before a hyphen", "Wind\u00AD-Park", "Wind-Park"},
      {"before a space, which is seen", "Wind\u00AD Park", "Wind Park"},
      {"zero-width space", "3\u200B5\u200B億元", "35億元"},
      {"between Latin letters", "Jade\u200Bport", "Jadeport"},
      {"zero-width joiner", "鳶\u200D嶺\u200D電網", "鳶嶺電網"},
      {"zero-width non-joiner", "Auf\u200Clage von 4\u200C0 000", "Auflage von 40 000"},
      {"word joiner", "US$\u20601.2\u2060 billion", "US$1.2 billion"},
      {"zero-width no-break space", "2\uFEFF.5GW", "2.5GW"},
      {"byte order mark in the midst", "玉港\uFEFF電力", "玉港電力"},
      {"invisible operators", "9\u206200\u2061 km\u2063", "900 km"},
      {"deprecated format characters", "a\u206Ab\u206Fc", "abc"},
      {"bidi marks in left-to-right text", "30\u200E億\u200F元", "30億元"},
      {"bidi embeddings", "\u202A30\u202C億元 \u202D5\u202E0\u202C", "30億元 50"},
      {"bidi isolates", "\u2066Kestrel\u2069 and \u2067Ridge\u2068\u2069", "Kestrel and Ridge"},
      {"Arabic letter mark", "7\u061C億元", "7億元"},
      {"variation selectors behind letters", "玉\u3001Ja\uFE0Fde\uFE00p\U000E0101ort",
       "玉、Jadeport"},
      {"behind digits", "5\uFE0F0\uFE0E0億", "500億"},
      {"a second one", "☀\uFE0F\uFE0F 晴", "☀\uFE0F 晴"},
      {"tags", "電\U000E0041\U000E0042力\U000E0001\U000E007F", "電力"},
      {"tags behind emoji that are no flag", "👍\U000E0068\U000E0069 ok", "👍 ok"},
      {"tags that end no flag", "🏴\U000E0067\U000E0062 x", "🏴 x"},
      {"a flag's code too long for one",
       "🏴\U000E0061\U000E0061\U000E0061\U000E0061\U000E0061"
       "\U000E0061\U000E0061\U000E007F",
       "🏴"},
      {"Hangul fillers without jamo", "서울\u115F시 \u1160부산", "서울시 부산"},
      {"fillers that show a blank", "서울\u3164부산 인천\uFFA0\uFFA0대전", "서울 부산 인천 대전"},
      {"Braille blank", "30\u2800\u2800億", "30 億"},
      {"combining grapheme joiner", "Jade\u034Fport", "Jadeport"},
      {"Mongolian selectors elsewhere", "4\u180B2\u180E億", "42億"},
      {"Khmer vowels that show nothing, elsewhere", "a\u17B4b", "ab"},
      {"unassigned, but ignorable", "a\u2065b\uFFF0c\U000E0FFFd", "abcd"},
      {"shorthand and music controls", "a\U0001BCA0b\U0001D173c", "abc"},
      {"control characters", "30\u0001億\u001F元\u007F", "30億元"},
      {"stray annotation characters", "電\uFFF9力\uFFFB", "電力"},
      {"a run of many kinds", "1\u200B\u2060\uFEFF\u00AD\u200D0", "10"},
      {"at the ends of lines", "\u200B玉港\u200B\n\uFEFF電力\u2063", "玉港\n電力"},
      {"joiners in digits of other scripts", "\u0661\u200C\u0660 \u0967\u200D\u0966",
       "\u0661\u0660 \u0967\u0966"},
      {"a joiner between emoji and a letter", "👍\u200Dok", "👍ok"},
      {"a second joiner", "می\u200C\u200Cخواهم", "می\u200Cخواهم"},
      {"a line without right-to-left letters beside one with them", "שלום\u200F\n5\u200F0",
       "שלום\u200F\n50"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

TEST(FindInvisible, LeavesWhatHasAJob) {
  const struct {
    std::string why, text;
  } rows[] = {
      {"nothing", ""},
      {"plain text", "Jadeport Power paid $1.2 billion.\n玉港電力，30億元。"},
      {"honest groups of digits", "1\u202F000 km, 1\u2009000, 1\u00A0000, 1\u200A000"},
      {"blanks of every kind", "a\tb\u3000c\u2003d\u205Fe"},
      {"ZWNJ in Persian", "می\u200Cخواهم و کتاب\u200Cها و نیرو\u200Cها"},
      {"ZWJ in Arabic abbreviations", "ه\u200D 1446"},
      {"ZWJ and ZWNJ in Hindi", "क्\u200Dष और क्\u200Cष"},
      {"Bengali ya-phalaa", "র\u200D্যাব"},
      {"Malayalam chillu before a space", "അവന്\u200D വന്നു"},
      {"Sinhala", "ශ්\u200Dරී ලංකා"},
      {"family emoji", "👨\u200D👩\u200D👧 家"},
      {"emoji with a skin tone", "🏃🏽\u200D♀\uFE0F"},
      {"emoji with a selector before the joiner", "❤\uFE0F\u200D🔥"},
      {"selectors of emoji and text", "☺\uFE0F ☎\uFE0E ‼\uFE0F ©\uFE0F"},
      {"keycaps", "1\uFE0F\u20E3 #\uFE0F\u20E3"},
      {"ideographic variation", "葛\U000E0100飾区の辻\U000E0101氏"},
      {"standardized variants of ideographs", "神\uFE00社"},
      {"variants of signs and punctuation", "∩\uFE00 ，\uFE01 。\uFE00"},
      {"flags of regions", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F 3:1"},
      {"bidi marks in Hebrew", "חברת \u200EABC\u200F רכשה 30\u200F%"},
      {"bidi embeddings and isolates in Arabic", "شركة \u2066ABC\u2069 و\u202AXYZ\u202C\u061C"},
      {"zero-width spaces in Thai", "บริษัท\u200Bไฟฟ้า"},
      {"in Khmer", "អគ្គិសនី\u200Bកម្ពុជា"},
      {"Mongolian selectors and vowel separator", "ᠮᠣᠩᠭᠣᠯ\u180Bᠤ ᠨᠠ\u180Eᠠ"},
      {"fillers among conjoining jamo", "\u115F\u1161 \u1100\u1160\u11A8"},
      {"grapheme joiner before a mark", "a\u0301\u034F\u0327"},
      {"Braille", "⠠⠃\u2800⠗⠇"},
      {"line feeds, tabs, returns", "a\r\n\tb\fc"},
      {"a character that is gone", "電\uFFFD力"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(shown(row.text, find_invisible({row.text})[0]), "") << row.why;
  }
}

TEST(FindInvisible, KeepsOrCutsPrivateUseByItsPlace) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"an icon before a block", "\uE621 玉港電力", " 玉港電力"},
      {"touching its text", "\uF0E0訂閱", "訂閱"},
      {"at the end", "閱讀全文\uE900", "閱讀全文"},
      {"between blanks", "Share \uF099 Tweet", "Share  Tweet"},
      {"alone", "\uE001\uE002", ""},
      {"beyond the first plane", "\U000F0101 玉港", " 玉港"},
      {"with something invisible around", "\u200B\uE621\u200B 玉港", " 玉港"},
      {"an image's place", "\uFFFC Kestrel", " Kestrel"},
      {"DOS's end of file", "Kestrel Ridge.\u001A", "Kestrel Ridge."},
      {"between Han characters", "玉\uF8F0港", "玉\uF8F0港"},
      {"between digits", "3\uE0015億", "3\uE0015億"},
      {"before a digit at the beginning", "\uE0015億元", "\uE0015億元"},
      {"behind a digit at the end", "總額3\uE001", "總額3\uE001"},
      {"in a word", "Kestrel\uE001s", "Kestrel\uE001s"},
      {"between a blank and a letter", "rue de l' \uE001cole", "rue de l' \uE001cole"},
      {"between punctuation", "規模!\uE11A?", "規模!\uE11A?"},
      {"an image among digits", "12\uFFFC億", "12\uFFFC億"},
      {"a substitute among digits", "12\u001A5億", "12\u001A5億"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

// A text that says things more than once.
const std::string kChineseNews =
    "玉港電力公司昨日宣布，以30億元收購鳶嶺電網公司的全部股權。玉港電力公司表示，收購完成後，"
    "鳶嶺電網公司將成為玉港電力公司的子公司。鳶嶺電網公司去年營業收入為1,200億元，淨利為35億元，"
    "玉港電力公司去年營業收入為2,400億元。收購價格由雙方董事會議定，尚待主管機關核准。";
const std::string kEnglishNews =
    "Jadeport Power said on Monday that it will acquire Kestrel Grid for $3.5 billion in cash. "
    "The deal, which the board of Kestrel Grid has approved, values the company at $12 a share. "
    "Jadeport Power said that the deal will close in the second quarter, and that it will pay for "
    "the company with cash and loans. Kestrel Grid said that it has 1,200 workers.";
const std::string kKoreanNews =
    "옥항전력은 연령전망을 1조2천억원에 인수한다고 밝혔다. 옥항전력은 인수 대금을 현금으로 "
    "지급하고, 연령전망은 옥항전력의 자회사가 된다고 밝혔다. 연령전망의 지난해 매출은 3천억원, "
    "옥항전력의 지난해 매출은 5조원이다. 인수는 지난해 말 이사회가 승인했다고 밝혔다.";

// One of four characters behind every `apart`th.
std::string sprinkled(std::string_view text, size_t apart) {
  std::string out;
  size_t n = 0;
  for (size_t pos = 0; pos < text.size();) {
    append_utf8(out, next_character(text, pos));
    if (++n % apart == 0) append_utf8(out, std::u32string_view(U"\uE001\uE5E5\uF101\uF0A8")[n % 4]);
  }
  return out;
}

// Those of `hidden` as a font of the page's own would show them.
std::string in_font(std::string_view text, std::u32string_view hidden) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    const size_t which = hidden.find(c);
    append_utf8(out, which == hidden.npos ? c : 0xE800 + static_cast<char32_t>(which));
  }
  return out;
}

TEST(FindInvisible, CutsPrivateUseThatWasSprinkledIntoText) {
  const struct {
    std::string text;
    size_t apart;
  } rows[] = {{kChineseNews, 10}, {kChineseNews, 12}, {kEnglishNews, 9},
              {kEnglishNews, 15}, {kKoreanNews, 9},   {kKoreanNews, 11}};
  for (const auto& row : rows) EXPECT_EQ(mended(sprinkled(row.text, row.apart)), row.text);
}

TEST(FindInvisible, LeavesTheCharactersOfAFont) {
  const struct {
    std::string why, text;
    std::u32string hidden;
  } rows[] = {
      {"digits", kChineseNews, U"0123456789"},
      {"some digits", kChineseNews, U"035"},
      {"digits among English", kEnglishNews, U"0123456789"},
      {"digits among Korean", kKoreanNews, U"0123456789"},
      {"common Han characters", kChineseNews, U"的為公以成年"},
      {"one", kChineseNews, U"的"},
      {"numerals", kChineseNews, U"億元"},
      {"letters", kEnglishNews, U"est"},
      {"one letter", kEnglishNews, U"e"},
      {"syllables", kKoreanNews, U"은는이다의을"},
      {"punctuation", kChineseNews, U"，"},
  };
  for (const auto& row : rows) {
    const std::string text = in_font(row.text, row.hidden);
    EXPECT_EQ(mended(text), text) << row.why;
  }
}

TEST(FindInvisible, LeavesAFontsDigitsAmongWhatWasSprinkled) {
  const std::string text = in_font(kEnglishNews, U"0123456789");
  EXPECT_EQ(mended(sprinkled(text, 14)), text);
}

TEST(FindInvisible, LeavesPrivateUseThatTooFewPlacesTellOf) {
  const std::string text = "玉港電力以3\uE0015億元收購\uE001鳶嶺電網。";
  EXPECT_EQ(mended(text), text);
}

TEST(FindInvisible, ReadsPrivateUseThatGotACodePointLater) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"in simplified text", "这个\uE81E字和\uE864字", "这个\u9FB4字和\u9FBB字"},
      {"in traditional text", "這個\uE81E字", "這個\u9FB4字"},
      {"not what Hong Kong may have meant", "搭\uECD4到樓層", "搭\uECD4到樓層"},
      {"only between Han characters", "这个 \uE81E 字", "这个  字"},
      {"not a font's digit in Korean", "약 2억\uE854천만 달러", "약 2억\uE854천만 달러"},
      {"not among Latin letters", "a\uE81Eb", "a\uE81Eb"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

TEST(AssignedLater, FollowsGb18030) {
  EXPECT_EQ(assigned_later(0xE81E), 0x9FB4u);
  EXPECT_EQ(assigned_later(0xE78D), 0xFE10u);
  EXPECT_EQ(assigned_later(0xE000), 0u) << "anybody's";
  EXPECT_EQ(assigned_later(0xF8FF), 0u);
  EXPECT_EQ(assigned_later(0x100000), 0u);
  EXPECT_EQ(assigned_later(U'玉'), 0u);
}

TEST(FindInvisible, ReadsAnnotatedText) {
  const std::string text = "新しい\uFFF9電力\uFFFAでんりょく\uFFFBの会社";
  const std::vector<Repair> found = find_invisible({text})[0];
  EXPECT_EQ(mended(text, found), "新しい電力の会社");
  EXPECT_EQ(shown(text, found), "ruby[\uFFF9電力\uFFFAでんりょく\uFFFB]");
  EXPECT_EQ(mended("\uFFF9電力\n\uFFFAでん\uFFFB"), "電力\nでん") << "not over lines";
  EXPECT_EQ(mended("\uFFF9電\uFFF9力\uFFFAりょく\uFFFB\uFFFB"), "電力") << "the inner one";
  EXPECT_EQ(mended("\u200B\uFFF9電\uFFFAでん\uFFFB\u200B力"), "電力") << "beside other runs";
}

TEST(FindInvisible, MakesOneRepairOfARun) {
  const std::string text = "\uE621\u200B\u200B玉\u00AD\u2060港 3\u200B0";
  EXPECT_EQ(
      shown(text, find_invisible({text})[0]),
      "private_use[\uE621] invisible[\u200B\u200B] invisible[\u00AD\u2060] invisible[\u200B]");
}

TEST(FindInvisible, KeepsTextsApart) {
  const Repairs found = find_invisible({"a\u200Bb", "", "\u200B"});
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].size(), 1u);
  EXPECT_TRUE(found[1].empty());
  EXPECT_EQ(found[2].size(), 1u);
}

// lost.h ---------------------------------------------------------------------------------------

TEST(FindLost, ListsWhatStandsForLostCharacters) {
  const struct {
    std::string why, text, found;
  } rows[] = {
      {"nothing", "", ""},
      {"sound text", "玉港電力30億元", ""},
      {"replacement characters", "總額3\uFFFD\uFFFD億，\uFFFD元",
       "lost[\uFFFD\uFFFD] lost[\uFFFD]"},
      {"private use", "玉\uF8F0港", "lost[\uF8F0]"},
      {"what stands for an image or an unknown character", "12\uFFFC億\u001A",
       "lost[\uFFFC] lost[\u001A]"},
      {"all of a run", "玉\uFFFD\uE001\u001A港", "lost[\uFFFD\uE001\u001A]"},
      {"UTF-8 in GBK", "總額锟斤拷锟斤拷亿元", "lost[锟斤拷锟斤拷]"},
      {"converted afterwards", "總額錕斤拷億元", "lost[錕斤拷]"},
      {"UTF-8 in Big5", "總額嚙踝蕭億元", "lost[嚙踝蕭]"},
      {"UTF-8 in KS X 1001", "총액 占쏙옙억 원", "lost[占쏙옙]"},
      {"UTF-8 in EUC-JP", "総額鐃緒申億円", "lost[鐃緒申]"},
      {"UTF-8 in Shift_JIS", "総額\uFFFDｿｽ\uFFFDｿｽ億円", "lost[\uFFFDｿｽ\uFFFDｿｽ]"},
      {"memory that held no text", "总额烫烫烫烫亿元屯屯屯", "lost[烫烫烫烫] lost[屯屯屯]"},
      {"with replacement characters", "总额锟斤拷\uFFFD亿元", "lost[锟斤拷\uFFFD]"},
      {"told of", "页面上满是“锟斤拷”，即「烫烫烫」", ""},
      {"but not in half of quotes", "“锟斤拷亿元", "lost[锟斤拷]"},
      {"U+FFFD in quotes is lost all the same", "“\uFFFD”", "lost[\uFFFD]"},
      {"parts of it", "锟先生买了一斤拷贝纸，很烫烫", ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(shown(row.text, find_lost({row.text})[0]), row.found) << row.why;
  }
}

// Properties -----------------------------------------------------------------------------------

TEST(FindInvisible, TwiceChangesNothing) {
  const std::vector<std::string> parts = {
      "玉",     "港",     "3",      "0",          "a",          " ",          "\n",
      "،",      "ش",      "ക",      "്",           "ก",          "👍",          "🏴",
      "☺",      "❤",      "\u20E3", "ᠮ",          "ᄀ",         "\u00AD",     "\u034F",
      "\u061C", "\u115F", "\u1160", "\u180B",     "\u200B",     "\u200C",     "\u200D",
      "\u200E", "\u202E", "\u2060", "\u2066",     "\u2800",     "\u3164",     "\uE000",
      "\uE81E", "\uFE00", "\uFE0F", "\uFEFF",     "\uFFF9",     "\uFFFA",     "\uFFFB",
      "\uFFFC", "\u0001", "\u001A", "\U000E0067", "\U000E0062", "\U000E007F", "\U000E0100",
      "\uFFFD", "0\u0301"};
  Chance chance(3);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (size_t n = chance.below(14); n > 0; --n) text += chance.pick(parts);
    const std::vector<Repair> found = find_invisible({text})[0];
    ASSERT_TRUE(well_formed(text, found)) << text;
    ASSERT_TRUE(well_formed(text, find_lost({text})[0])) << text;
    const std::string once = mended(text, found);
    ASSERT_EQ(shown(once, find_invisible({once})[0]), "") << text;
  }
}

// Whatever shows nothing is put between the characters of a text that needs none of it.
TEST(FindInvisible, BringsBackTextThatItWasPutInto) {
  const std::vector<std::string> clean = {"玉港電力將以30億美元收購鳶嶺電網51%股權。",
                                          "Jadeport Power acquires 1,200 MW for $3.5 billion.",
                                          "玉港電力は鳶嶺電網を300億円で買収する。",
                                          "옥항전력이 연령전망을 1조2천억원에 인수한다."};
  const std::vector<std::string> hidden = {"\u200B", "\u200C", "\u200D", "\u200E", "\u200F",
                                           "\u2060", "\uFEFF", "\u00AD", "\u202A", "\u202C",
                                           "\u2066", "\u2069", "\u2063", "\u061C", "\u180E"};
  Chance chance(4);
  for (int round = 0; round < 2'000; ++round) {
    const std::string& text = chance.pick(clean);
    std::string damaged;
    for (size_t pos = 0; pos < text.size();) {
      while (chance.one_in(4)) damaged += chance.pick(hidden);
      const size_t begin = pos;
      next_character(text, pos);
      damaged += text.substr(begin, pos - begin);
    }
    ASSERT_EQ(mended(damaged), text);
  }
}

}  // namespace
}  // namespace dealwire
