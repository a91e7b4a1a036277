#include "text/labels.h"

#include <string>

#include "text/utf8.h"

namespace dealwire {
namespace {

// ICU's own euc-kr is ibm-970 and its Big5 lacks the Hong Kong characters. It has no ISO-8859-16,
// which is read as ISO-8859-15 and mended (text/codec.cc). x-user-defined maps bytes to private
// characters, of which no page makes text: it is read as a <meta> of that name is. The standard
// reads the charsets of `replacement` as one U+FFFD, to keep scripts out; here the bytes decide.
constexpr Charset kCharsets[] = {
    {"UTF-8", "UTF-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"},
    {"gb18030", "gb18030",
     "gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312 csiso58gb231280 iso-ir-58"},
    {"Big5", "Big5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"Shift_JIS", "ibm-943_P15A-2003",
     "shift_jis shift-jis sjis x-sjis windows-31j ms932 ms_kanji csshiftjis"},
    {"EUC-JP", "euc-jp-2007", "euc-jp x-euc-jp cseucpkdfmtjapanese"},
    {"ISO-2022-JP", "ISO-2022-JP", "iso-2022-jp csiso2022jp"},
    {"EUC-KR", "windows-949",
     "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cseuckr "
     "csksc56011987 iso-ir-149"},
    {"windows-1252", "windows-1252",
     "windows-1252 iso-8859-1 latin1 us-ascii ascii cp1252 x-cp1252 cp819 ibm819 l1 iso8859-1 "
     "iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 csisolatin1 ansi_x3.4-1968 x-user-defined"},
    {"windows-1250", "windows-1250", "windows-1250 cp1250 x-cp1250"},
    {"windows-1251", "windows-1251", "windows-1251 cp1251 x-cp1251"},
    {"windows-1253", "windows-1253", "windows-1253 cp1253 x-cp1253"},
    {"windows-1254", "windows-1254",
     "windows-1254 iso-8859-9 latin5 cp1254 x-cp1254 l5 iso8859-9 iso88599 iso_8859-9 "
     "iso_8859-9:1989 iso-ir-148 csisolatin5"},
    {"windows-1255", "windows-1255", "windows-1255 cp1255 x-cp1255"},
    {"windows-1256", "windows-1256", "windows-1256 cp1256 x-cp1256"},
    {"windows-1257", "windows-1257", "windows-1257 cp1257 x-cp1257"},
    {"windows-1258", "windows-1258", "windows-1258 cp1258 x-cp1258"},
    {"windows-874", "windows-874", "windows-874 iso-8859-11 tis-620 dos-874 iso8859-11 iso885911"},
    {"ISO-8859-2", "ISO-8859-2",
     "iso-8859-2 latin2 l2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 csisolatin2"},
    {"ISO-8859-3", "ISO-8859-3",
     "iso-8859-3 latin3 l3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 csisolatin3"},
    {"ISO-8859-4", "ISO-8859-4",
     "iso-8859-4 latin4 l4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 csisolatin4"},
    {"ISO-8859-5", "ISO-8859-5",
     "iso-8859-5 cyrillic iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 "
     "csisolatincyrillic"},
    {"ISO-8859-6", "ISO-8859-6",
     "iso-8859-6 arabic asmo-708 ecma-114 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "
     "iso-8859-6-e iso-8859-6-i iso-ir-127 csiso88596e csiso88596i csisolatinarabic"},
    {"ISO-8859-7", "ISO-8859-7",
     "iso-8859-7 greek greek8 ecma-118 elot_928 sun_eu_greek iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 iso-ir-126 csisolatingreek"},
    {"ISO-8859-8", "ISO-8859-8",
     "iso-8859-8 hebrew visual iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-8859-8-e "
     "iso-ir-138 csiso88598e csisolatinhebrew"},
    {"ISO-8859-8-I", "ISO-8859-8", "iso-8859-8-i logical csiso88598i"},
    {"ISO-8859-10", "ISO-8859-10",
     "iso-8859-10 latin6 l6 iso8859-10 iso885910 iso-ir-157 csisolatin6"},
    {"ISO-8859-13", "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "ISO-8859-15", "iso-8859-15 l9 iso8859-15 iso885915 iso_8859-15 csisolatin9"},
    {"ISO-8859-16", "ISO-8859-15", "iso-8859-16"},
    {"KOI8-R", "KOI8-R", "koi8-r koi koi8 koi8_r cskoi8r"},
    {"KOI8-U", "KOI8-U", "koi8-u koi8-ru"},
    {"IBM866", "IBM866", "ibm866 866 cp866 csibm866"},
    {"macintosh", "macintosh", "macintosh mac x-mac-roman csmacintosh"},
    {"x-mac-cyrillic", "x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"},
    {"UTF-16LE", "UTF-16LE", "utf-16le utf-16 unicode ucs-2 iso-10646-ucs-2 unicodefeff csunicode"},
    {"UTF-16BE", "UTF-16BE", "utf-16be unicodefffe"},
    {"replacement", nullptr,
     "replacement hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr csiso2022kr"},
};

}  // namespace

bool has_word(std::string_view words, std::string_view word) {
  for (size_t i = words.find(word); i != words.npos; i = words.find(word, i + 1)) {
    const size_t end = i + word.size();
    if ((i == 0 || words[i - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

const Charset* find_charset(std::string_view label) {
  const std::string folded = ascii_lower(trim(label));
  if (folded.empty() || folded.find(' ') != folded.npos) return nullptr;
  for (const Charset& charset : kCharsets) {
    if (has_word(charset.labels, folded)) return &charset;
  }
  return nullptr;
}

}  // namespace dealwire
