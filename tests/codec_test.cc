#include "text/codec.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "icu_codec.h"
#include "print.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// The heart of the matter: whatever the charset, each character points at its own bytes.
TEST(DecodeAs, EachCharacterIsItsOwnBytesDecodedAlone) {
  const struct {
    const char *icu, *label;
  } rows[] = {
      {"UTF-8", "utf-8"},
      {"gb18030", "gb18030"},
      {"Big5-HKSCS", "big5"},
      {"ibm-943_P15A-2003", "shift_jis"},
      {"EUC-JP", "euc-jp"},
      {"windows-949", "euc-kr"},
      {"windows-1250", "windows-1250"},
      {"windows-1251", "windows-1251"},
      {"windows-1252", "latin1"},
      {"windows-1253", "windows-1253"},
      {"windows-1254", "iso-8859-9"},
      {"windows-1255", "windows-1255"},
      {"windows-1256", "windows-1256"},
      {"windows-1257", "windows-1257"},
      {"windows-1258", "windows-1258"},
      {"windows-874", "tis-620"},
      {"ISO-8859-2", "iso-8859-2"},
      {"ISO-8859-3", "iso-8859-3"},
      {"ISO-8859-4", "iso-8859-4"},
      {"ISO-8859-5", "iso-8859-5"},
      {"ISO-8859-6", "iso-8859-6"},
      {"ISO-8859-7", "iso-8859-7"},
      {"ISO-8859-8", "iso-8859-8"},
      {"ISO-8859-10", "iso-8859-10"},
      {"ISO-8859-13", "iso-8859-13"},
      {"ISO-8859-14", "iso-8859-14"},
      {"ISO-8859-15", "iso-8859-15"},
      {"KOI8-R", "koi8-r"},
      {"IBM866", "ibm866"},
      {"macintosh", "macintosh"},
      {"x-mac-cyrillic", "x-mac-cyrillic"},
      {"UTF-16LE", "utf-16le"},
      {"UTF-16BE", "utf-16be"},
  };
  for (const auto& row : rows) {
    const IcuCodec codec(row.icu);
    // Every character of the charset's repertoire; every 16th beyond the BMP. Private use and
    // DELETE are where the web differs from ICU.
    std::string bytes, expected;
    for (char32_t c = 0x20; c < 0x30000; c += c < 0x10000 ? 1 : 16) {
      if ((c >= 0xD800 && c < 0xF900) || c == 0x7F) continue;
      if (c == 0xFEFF || (c >= 0xFFFD && c <= 0xFFFF)) continue;
      std::string character;
      append_utf8(character, c);
      const std::string encoded = codec.encode(character);
      if (encoded.empty() || codec.decode(encoded) != character) continue;
      expected += character;
      bytes += encoded;
    }
    const Decoded decoded = decode_as(bytes, *find_charset(row.label));
    ASSERT_EQ(decoded.page.text, expected) << row.icu;
    ASSERT_EQ(decoded.replaced, 0u) << row.icu;
    const std::string_view text = decoded.page.text;
    size_t begin_expected = 0;
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      next_character(text, pos);
      const Range source = decoded.page.source.span({begin, pos});
      ASSERT_EQ(source.begin, begin_expected) << row.icu << " at " << begin;
      ASSERT_EQ(codec.decode(std::string_view(bytes).substr(source.begin, source.size())),
                text.substr(begin, pos - begin))
          << row.icu << " at " << begin;
      begin_expected = source.end;
    }
    ASSERT_EQ(begin_expected, bytes.size()) << row.icu;
  }
}

TEST(DecodeAs, ReadsAsTheWebWhatIcuReadsOtherwise) {
  const struct {
    const char* label;
    std::string bytes, text;
    size_t replaced = 0;
  } rows[] = {
      {"gbk", "5\x80", "5€"},
      {"gbk", "\xA3\xA0\xD6\xD0", "　中"},
      {"gb18030", "\xFE\x59\xA6\xD9", "\u9FB4\uFE10"},
      {"big5", "\xC6\xDE\xFD\xBB\x88\x40", "〃港㇀"},
      {"euc-kr", "\xC9\x41\xB0\xA1",
       "\uFFFD"
       "A가",
       1},  // the letter is no part of what is not there
      {"big5", "\xFF<p>", "\uFFFD<p>", 1},
      {"shift_jis", "\x1A\x1C\x7F", "\x1A\x1C\x7F"},
      {"windows-1252", "\x81\x8D\x90", "\u0081\u008D\u0090"},
      {"windows-1255", "\xCA", "\u05BA"},
      {"koi8-u", "\xAE\xBE", "ўЎ"},
      {"iso-8859-16", "\xA5Ia\xBAi\xB5 \xE3\xFE\xA4", "„Iași” ăț€"},
  };
  for (const auto& row : rows) {
    const Decoded decoded = decode_as(row.bytes, *find_charset(row.label));
    EXPECT_EQ(decoded.page.text, row.text) << row.label;
    EXPECT_EQ(decoded.replaced, row.replaced) << row.label << " " << row.text;
    for (size_t pos = 0; pos < decoded.page.text.size();) {
      const size_t begin = pos;
      next_character(decoded.page.text, pos);
      EXPECT_FALSE(decoded.page.source.span({begin, pos}).empty()) << row.label << " at " << begin;
    }
  }
}

// Encodes what two bytes are read as, for all of them.
TEST(ToBytes, AreReadAsTheirTextAgain) {
  for (const std::string_view label :
       {"windows-1252", "macintosh", "koi8-u", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr"}) {
    const Charset& charset = *find_charset(label);
    for (int lead = 0x20; lead < 0x100; ++lead) {
      for (int trail = 0x20; trail < 0x100; ++trail) {
        const char bytes[] = {static_cast<char>(lead), static_cast<char>(trail)};
        const Units units = to_units({bytes, 2}, charset);
        // In EUC-JP ICU reads signs of Latin-1 that it does not write.
        if (units.replaced > 0 || (label == "euc-jp" && lead == 0x8E)) continue;
        const auto back = to_bytes({units.text.data(), units.text.size()}, charset);
        ASSERT_TRUE(back) << label << ' ' << lead << ' ' << trail << ' ' << std::hex
                          << int{units.text[0]};
        ASSERT_EQ(to_units(*back, charset).text, units.text) << label << ' ' << lead;
      }
    }
  }
}

TEST(ToBytes, GivesNoneForWhatACharsetLacks) {
  const struct {
    const char* label;
    std::u16string_view text;
    std::optional<std::string> bytes;
  } rows[] = {
      {"gbk", u"電力", "\xEB\x8A\xC1\xA6"},  {"big5", u"전", std::nullopt},
      {"big5", u"電力", "\xB9\x71\xA4\x4F"}, {"big5", u"起都", "\xB0\x5F\xB3\xA3"},
      {"shift_jis", u"電力€", std::nullopt}, {"windows-1252", u"é\u0081", "\xE9\x81"},
      {"windows-1252", u"ă", std::nullopt},  {"euc-kr", u"\xFFFD", std::nullopt},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(to_bytes(row.text, *find_charset(row.label)), row.bytes) << row.label;
  }
}

}  // namespace
}  // namespace dealwire
