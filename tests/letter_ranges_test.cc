// Letters in patterns: the same characters as Unicode's.
#include "rules/letter_ranges.h"

#include <gtest/gtest.h>
#include <re2/re2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

#include "text/utf8.h"
#include "unifier.h"

namespace dealwire {
namespace {

bool is_of_a_pack(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_LATIN:
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
      return true;
    default:
      return false;
  }
}

// The blocks of signs that news of all scripts is set with, and of private use, which masks are.
bool is_among_signs(char32_t c) {
  return c < 0x2B0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3400) ||
         (c >= 0xE000 && c < 0xF900) || (c >= 0x1F000 && c < 0x20000);
}

// Superscripts, turned letters, marks of old books.
bool is_unknown_to_news(char32_t c) {
  return (c >= 0x2B0 && c < 0x370) || (c >= 0x2070 && c < 0x2190) || (c >= 0x16FE0 && c < 0x17000);
}

TEST(Letters, AreThoseOfUnicode) {
  const RE2 unicode("\\pL"), ours(with_letter_ranges("\\pL"));
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (!(is_of_a_pack(c) || is_among_signs(c)) || !u_isdefined(static_cast<UChar32>(c))) continue;
    if (is_unknown_to_news(c)) continue;
    std::string text;
    append_utf8(text, c);
    if (unifier().fold(text, false).text != text) continue;  // patterns match on NFKC
    EXPECT_EQ(RE2::FullMatch(text, ours), RE2::FullMatch(text, unicode))
        << std::hex << static_cast<uint32_t>(c);
  }
}

TEST(Letters, AreWrittenOutInsideClassesAndOutside) {
  struct Case {
    const char* pattern;
    const char* text;
    bool matches;
  };
  for (const Case& c : {
           Case{R"(\pL+)", "Müller李이", true},
           Case{R"(\pL+)", "a、b", false},
           Case{R"([\pL-]+ [^\pL])", "Groß-Bau 5", true},
           Case{R"([^\pL]+)", "5é", false},
           Case{R"([]\p{L}]+)", "é]b", true},
           Case{R"(\[\pL\])", "[é]", true},
           Case{R"([\]\pL]+)", "]é", true},
           Case{R"(\\pL)", "\\pL", true},
           Case{R"((?i)ß\pL)", "ẞÉ", true},
       }) {
    EXPECT_EQ(RE2::FullMatch(c.text, with_letter_ranges(c.pattern)), c.matches) << c.pattern;
  }
}

}  // namespace
}  // namespace dealwire
