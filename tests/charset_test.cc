#include "text/charset.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "icu_codec.h"
#include "print.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using namespace std::string_literals;  // "\0"s

// Enough text of each kind for a detector, with figures and names as news have them.
constexpr const char* kHant =
    "鴻海昨日宣布，計畫對關係企業投資高達7億元，細節預定年底前定案。外資興趣正在升高，受消息激勵，"
    "股價早盤上漲，現任管理團隊將全數留任，仍待主管機關核准。";
constexpr const char* kHans =
    "北辰半导体有限公司昨日宣布，以35亿元人民币收购深圳芯澜科技60%"
    "的股权。交易完成后，芯澜科技将成为其"
    "控股子公司。业内人士认为，数据中心用电快速增长，带动了电源芯片的需求。";
constexpr const char* kJapanese =
    "ソフトバンクグループは十四日、人工知能を手がける米国の新興企業に三百億円を出資すると発表した。"
    "データセンターの電力需要が急速に伸びているためだという。";
constexpr const char* kKorean =
    "삼성전자는 14일 인공지능 반도체 기업에 3조원을 투자한다고 발표했다. 회사는 데이터센터의 전력 "
    "수요가 "
    "빠르게 늘고 있기 때문이라고 설명했다.";
constexpr const char* kWestern =
    "L\u2019énergéticien a annoncé l\u2019acquisition d\u2019une société allemande, basée à "
    "Düsseldorf, pour 1,2 milliard d\u2019\u20ac. \u00abLa création de valeur est réelle\u00bb, a "
    "déclaré son président.";

std::string utf16(const char* name, std::string_view utf8) { return encode(name, utf8); }

std::string in_markup(const std::string& bytes) {
  return "<html><body class=\"story\"><p>" + bytes + "</p></body></html>";
}

TEST(FindCharset, LabelsMeanWhatTheWebMeansByThem) {
  const struct {
    const char *label, *name;
  } rows[] = {
      {"utf8", "UTF-8"},
      {"gb2312", "gb18030"},
      {"GBK", "gb18030"},
      {"\tgb_2312-80\n", "gb18030"},
      {"big5-hkscs", "Big5"},
      {"sjis", "Shift_JIS"},
      {"windows-31j", "Shift_JIS"},
      {"ks_c_5601-1987", "EUC-KR"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"iso_8859-1:1987", "windows-1252"},
      {"iso-8859-8-i", "ISO-8859-8-I"},
      {"iso-8859-16", "ISO-8859-16"},
      {"koi8", "KOI8-R"},
      {"koi8-ru", "KOI8-U"},
      {"866", "IBM866"},
      {"mac", "macintosh"},
      {"utf-16", "UTF-16LE"},
      {"unicodefffe", "UTF-16BE"},
      {"iso-2022-kr", "replacement"},
  };
  for (const auto& row : rows) {
    const Charset* charset = find_charset(row.label);
    ASSERT_NE(charset, nullptr) << row.label;
    EXPECT_EQ(charset->name, row.name) << row.label;
  }
  for (const char* label :
       {"", " ", "klingon", "latin", "8859", "utf-8 utf8", "iso-8859-1,", "f-8"}) {
    EXPECT_EQ(find_charset(label), nullptr) << label;
  }
}

struct Example {
  std::string why, bytes, declared, charset, text;
  size_t replaced = 0;
  std::string ignored = {};
};

void expect_decoded(const Example& example) {
  const Decoded decoded = decode(example.bytes, example.declared);
  EXPECT_EQ(decoded.charset, example.charset) << example.why;
  EXPECT_EQ(decoded.page.text, example.text) << example.why;
  EXPECT_EQ(decoded.replaced, example.replaced) << example.why;
  EXPECT_EQ(decoded.ignored, example.ignored) << example.why;
  EXPECT_EQ(decoded.page.source.size(), decoded.page.text.size()) << example.why;
  for (const Range& piece : decoded.page.source.pieces({0, decoded.page.text.size()})) {
    EXPECT_LE(piece.end, example.bytes.size()) << example.why;
  }
}

TEST(Decode, ByteOrderMarkDecidesAndIsNoText) {
  const std::string text = "輝達投資48億元 😀";
  const Example rows[] = {
      {"UTF-8", "\xEF\xBB\xBF" + text, "", "UTF-8", text},
      {"UTF-8, another label", "\xEF\xBB\xBF" + text, "big5", "UTF-8", text},
      {"UTF-8, damaged", "\xEF\xBB\xBF" + text + "\xFF", "", "UTF-8", text + "\uFFFD", 1},
      {"UTF-16LE", "\xFF\xFE" + utf16("UTF-16LE", text), "", "UTF-16LE", text},
      {"UTF-16BE", "\xFE\xFF" + utf16("UTF-16BE", text), "utf-8", "UTF-16BE", text},
      {"nothing but a mark", "\xEF\xBB\xBF", "", "UTF-8", ""},
      {"nothing but a mark", "\xFF\xFE", "", "UTF-16LE", ""},
  };
  for (const Example& row : rows) expect_decoded(row);
}

TEST(Decode, Utf16WithoutMarkIsToldByItsZeros) {
  const std::string text = "<html><p>Nvidia invests $5 billion in 英特爾</p></html>";
  expect_decoded({"LE", utf16("UTF-16LE", text), "utf-16", "UTF-16LE", text});
  expect_decoded({"BE", utf16("UTF-16BE", text), "", "UTF-16BE", text});
}

TEST(Decode, TrueLabelIsFollowed) {
  const Example rows[] = {
      {"gb2312 is read as its superset", encode("gb18030", kHans), "gb2312", "gb18030", kHans},
      {"GBK, upper case", encode("gb18030", kHans), " GBK ", "gb18030", kHans},
      {"four bytes a character", encode("gb18030", "财务总监林㛃、𠮷野家"), "gb18030", "gb18030",
       "财务总监林㛃、𠮷野家"},
      {"Big5", encode("Big5-HKSCS", kHant), "big5", "Big5", kHant},
      {"Hong Kong characters", encode("Big5-HKSCS", "深水埗咗嘅啲"), "Big5-HKSCS", "Big5",
       "深水埗咗嘅啲"},
      {"Shift_JIS", encode("Shift_JIS", kJapanese), "x-sjis", "Shift_JIS", kJapanese},
      {"EUC-JP", encode("EUC-JP", kJapanese), "euc-jp", "EUC-JP", kJapanese},
      {"ISO-2022-JP is all ASCII bytes", encode("ISO-2022-JP", "出資三百億円"), "iso-2022-jp",
       "ISO-2022-JP", "出資三百億円"},
      {"EUC-KR", encode("windows-949", kKorean), "euc-kr", "EUC-KR", kKorean},
      {"KS X 1001 lacks it, windows-949 has it", encode("windows-949", "똠방각하"),
       "ks_c_5601-1987", "EUC-KR", "똠방각하"},
      {"iso-8859-1 means windows-1252", "caf\xE9 \x80 5bn \x93so\x94", "iso-8859-1", "windows-1252",
       "café € 5bn “so”"},
      {"windows-1251", encode("windows-1251", "Газпром"), "windows-1251", "windows-1251",
       "Газпром"},
      {"ASCII", "Nvidia invests", "", "UTF-8", "Nvidia invests"},
      {"ASCII with a label", "Nvidia invests", "big5", "Big5", "Nvidia invests"},
      {"UTF-16 in an ASCII page is a lie that browsers know", "Nvidia \xE5\x84\x84", "utf-16",
       "UTF-8", "Nvidia 億"},
      {"a label nobody knows", "Nvidia \xE5\x84\x84", "klingon", "UTF-8", "Nvidia 億"},
      {"nothing", "", "", "UTF-8", ""},
      {"nothing, with a label", "", "big5", "Big5", ""},
      {"what the standard does not read is told by its bytes", "Nvidia", "hz-gb-2312", "UTF-8",
       "Nvidia"},
      {"x-user-defined, as a <meta> means it", "caf\xE9", "x-user-defined", "windows-1252", "café"},
  };
  for (const Example& row : rows) expect_decoded(row);
}

TEST(Decode, LabelThatTheBytesContradictIsIgnoredAndNamed) {
  const Example rows[] = {
      {"gb18030 as utf-8", encode("gb18030", kHans), "utf-8", "gb18030", kHans, 0, "utf-8"},
      {"Big5 as utf-8", encode("Big5-HKSCS", kHant), "UTF-8", "Big5", kHant, 0, "UTF-8"},
      {"UTF-8 as big5", kHant, "big5", "UTF-8", kHant, 0, "big5"},
      {"UTF-8 as iso-8859-1", kHant, "iso-8859-1", "UTF-8", kHant, 0, "iso-8859-1"},
      {"UTF-8 as gb2312", kHans, "gb2312", "UTF-8", kHans, 0, "gb2312"},
      {"Shift_JIS as utf-8", encode("Shift_JIS", kJapanese), "utf-8", "Shift_JIS", kJapanese, 0,
       "utf-8"},
      {"EUC-KR as utf-8", encode("windows-949", kKorean), "utf-8", "EUC-KR", kKorean, 0, "utf-8"},
      {"windows-1252 as utf-8", encode("windows-1252", kWestern), "utf-8", "windows-1252", kWestern,
       0, "utf-8"},
  };
  for (const Example& row : rows) expect_decoded(row);
}

TEST(Decode, TextTellsItsCharsetBehindAnAsciiHead) {
  // Scripts and styles before the first word of the article, as news pages have them.
  std::string head = "<html><head><script>";
  for (int i = 0; i < 4000; ++i) head += "var a" + std::to_string(i) + " = 'x';\n";
  head += "</script></head><body><p>";
  const struct {
    const char *icu, *charset, *text;
  } rows[] = {
      {"gb18030", "gb18030", kHans},
      {"Big5-HKSCS", "Big5", kHant},
      {"Shift_JIS", "Shift_JIS", kJapanese},
      {"EUC-JP", "EUC-JP", kJapanese},
      {"windows-949", "EUC-KR", kKorean},
      {"windows-1252", "windows-1252", kWestern},
      {"UTF-8", "UTF-8", kHant},
  };
  for (const auto& row : rows) {
    expect_decoded({row.icu, head + encode(row.icu, row.text), "", row.charset, head + row.text});
  }
}

TEST(Decode, TextTellsItsCharsetByItsLetters) {
  const struct {
    const char *icu, *text;
  } rows[] = {
      {"windows-1252",
       "Der Versorger Nordseewind übernimmt für 80 Millionen Euro eine Glühlampenfabrik."},
      {"windows-1252", "La empresa Vientos del Ebro comprará la fábrica de bombillas de Logroño."},
      {"windows-1252", "A empresa Ventos do Tejo anunciou a aquisição da fábrica de lâmpadas."},
      {"windows-1252",
       "Selskabet Vesterhavsvind køber en pærefabrik på Sjælland for ni millioner."},
      {"windows-1252", "The company said it’s buying the plant for £1.4bn."},
      {"ISO-8859-15",
       "Le groupe Vents de l'Ouest paie 80 millions d'€ pour une œuvre née à Nîmes."},
      {"windows-1250",
       "Spółka Wiatry Bałtyku przejęła większość akcji łódzkiej fabryki świetlówek."},
      {"ISO-8859-2", "Spółka Wiatry Bałtyku przejęła większość akcji łódzkiej fabryki świetlówek."},
      {"windows-1250", "Společnost Šumavské větrníky kupuje podíl v plzeňské továrně na žárovky."},
      {"windows-1250", "A Balatoni Szélerőmű részesedést vásárol a győri izzógyárban, közölték."},
      {"windows-1250", "Compania Vânturile Carpaţilor va cumpăra fabrica de becuri din Braşov."},
      {"windows-1254",
       "Ege Rüzgârları şirketi, ampul fabrikasının hisselerini satın alacağını açıkladı."},
      {"windows-1257",
       "Bendrovė „Kuršių vėjai“ įsigis Šiaulių lempučių gamyklos akcijų už milijoną eurų."},
      {"windows-1257", "Uzņēmums Kurzemes vēji paziņojis, ka iegādāsies Rēzeknes spuldžu rūpnīcu."},
      {"windows-1251", "Холдинг «Северный ветер» купил 51% акций завода «Юргинские турбины»."},
      {"windows-1251", "Компанія «Дніпрові вітри» інвестує 300 млн гривень у її електростанцію."},
      {"KOI8-R", "Холдинг Северный ветер купил 51% акций завода Юргинские турбины."},
      {"KOI8-U", "Компанія Дніпрові вітри інвестує 300 млн гривень у її електростанцію."},
      {"ISO-8859-5", "Холдинг Северный ветер купил 51% акций завода Юргинские турбины."},
      {"IBM866", "Холдинг Северный ветер купил 51% акций завода Юргинские турбины."},
      {"windows-1253",
       "Η εταιρεία «Άνεμοι του Αιγαίου» εξαγοράζει το 51% του εργοστασίου λαμπτήρων."},
      {"windows-1255", "חברת רוחות הגליל תרכוש 51% ממניות מפעל הנורות בעכו תמורת 80 מיליון שקל."},
      {"windows-1256",
       "أعلنت شركة رياح الخليج أنها ستستحوذ على 51% من أسهم مصنع المصابيح في صحار."},
      {"ISO-8859-6", "أعلنت شركة رياح الخليج أنها ستستحوذ على 51% من أسهم مصنع المصابيح في صحار."},
      {"windows-874", "บริษัทลมอันดามันเข้าซื้อหุ้น 51% ของโรงงานหลอดไฟ มูลค่า 900 ล้านบาท"},
      {"gb18030", "中兴收购完成"},
      {"Big5-HKSCS", "鴻海投資七億元"},
      {"gb18030", "鴻海投資七億元，收購電網公司"},  // traditional characters in GBK
      {"Shift_JIS", "ソフトバンク出資"},
      {"EUC-JP", "ソフトバンク出資"},
      {"windows-949", "삼성전자 투자"},
      {"ISO-2022-JP", "ソフトバンク出資"},
      {"UTF-16LE", "鴻海投資七億元，細節待公布"},  // no ASCII, so no zeros
      {"UTF-16BE", "삼성전자가투자를발표했다고"},
      {"UTF-16LE", "Холдинг купил завод"},
  };
  for (const auto& row : rows) {
    const std::string bytes = encode(row.icu, row.text);
    ASSERT_FALSE(bytes.empty()) << row.text;
    EXPECT_FALSE(looks_binary(bytes)) << row.text;
    EXPECT_EQ(decode(bytes, "").page.text, row.text) << row.icu;
    if (std::string_view(row.icu).starts_with("UTF-16")) continue;
    EXPECT_EQ(decode(in_markup(bytes), "").page.text, in_markup(row.text)) << row.icu;
  }
}

TEST(Decode, LittleBeyondAsciiContradictsALabelToo) {
  const std::string before =
      "<p>The utility will pay for the plant in two parts, the company said.</p>";
  const struct {
    const char *icu, *text;
  } rows[] = {
      {"windows-1252", "<p>It’s the group’s largest deal.</p>"},
      {"windows-1252", "<p>The price is £1.4bn.</p>"},
      {"windows-1252", "<p>A café in Zürich, “so far”.</p>"},
      {"gb18030", "<p>The buyer is 远海电力与东江能源.</p>"},
      {"Shift_JIS", "<p>The buyer is 東京電力ホールディングス.</p>"},
      {"windows-1251", "<p>The buyer is Северный ветер.</p>"},
  };
  for (const auto& row : rows) {
    const std::string bytes = before + encode(row.icu, row.text) + before;
    for (const char* label : {"", "utf-8", "gb2312", "big5", "euc-jp", "euc-kr", "koi8-r"}) {
      if (find_charset(label) == find_charset(row.icu)) continue;
      const Decoded decoded = decode(bytes, label);
      EXPECT_EQ(decoded.page.text, before + row.text + before) << label << decoded.charset;
      EXPECT_EQ(decoded.ignored, label);
    }
  }
}

TEST(Decode, ScriptsAndStylesAreNoText) {
  // A comment of another charset than the page, and much longer than its text.
  std::string comment;
  for (int i = 0; i < 50; ++i) comment += encode("windows-1251", "Газпром и Роснефть ");
  for (const std::string& cut : {"<script>/* " + comment + "*/ if (a < b) c();</script>",
                                 "<style>/* " + comment + "*/</style>", "<!-- " + comment + "-->",
                                 "<img alt='" + comment + "'>"}) {
    const Decoded decoded = decode(cut + "<p>" + encode("gb18030", kHans) + "</p>", "");
    EXPECT_EQ(decoded.charset, "gb18030") << cut.substr(0, 20);
    EXPECT_TRUE(decoded.page.text.ends_with("<p>" + std::string(kHans) + "</p>"));
  }
}

TEST(Decode, WhereNoTextTellsTheMarkupDoes) {
  const std::string page = "<meta name=\"description\" content=\"" + std::string(kHant) + "\">";
  EXPECT_EQ(decode(encode("Big5-HKSCS", page), "").page.text, page);
}

TEST(Decode, TheWholeBodySpeaksNotOnlyItsHead) {
  // A menu of language names that is longer than what is sampled of any one place.
  std::string menu, bytes;
  for (int i = 0; i < 250; ++i) bytes += encode("windows-1252", "<a>Français</a> ");
  for (int i = 0; i < 250; ++i) menu += "<a>Français</a> ";
  for (int i = 0; i < 600; ++i)
    bytes += "<p>" + encode("windows-1250", "Źródła mówią, że") + "</p>";
  EXPECT_EQ(decode(bytes, "").charset, "windows-1250");
  EXPECT_TRUE(decode(bytes, "").page.text.starts_with(menu));
}

TEST(Decode, CutLastCharacterIsOneReplacementAndNoContradiction) {
  const struct {
    const char *icu, *declared, *charset;
    std::string text;  // whose last character is cut
  } rows[] = {
      {"UTF-8", "utf-8", "UTF-8", "斥資四十八億"},
      {"UTF-8", "", "UTF-8", "斥資四十八億"},
      {"UTF-8", "", "UTF-8", "𠮷𠮷"},
      {"gb18030", "gbk", "gb18030", "收购芯片"},
      {"gb18030", "gb18030", "gb18030", "林㛃"},
      {"Big5-HKSCS", "big5", "Big5", "斥資四億"},

      {"windows-949", "euc-kr", "EUC-KR", "투자"},
  };
  for (const auto& row : rows) {
    std::string bytes = encode(row.icu, row.text);
    bytes.pop_back();
    const std::string left = row.text.substr(0, previous_position(row.text, row.text.size()));
    const Decoded decoded = decode(bytes, row.declared);
    EXPECT_EQ(decoded.charset, row.charset) << row.text;
    EXPECT_TRUE(decoded.page.text.starts_with(left)) << decoded.page.text;
    EXPECT_EQ(decoded.replaced, 1u) << row.charset << ": " << decoded.page.text;
    EXPECT_EQ(decoded.ignored, "") << row.text;
    // The damage stands where the cut character stood.
    const Range damage = decoded.page.source.span({left.size(), decoded.page.text.size()});
    EXPECT_EQ(damage, (Range{encode(row.icu, left).size(), bytes.size()})) << row.text;
  }
}

TEST(Decode, LittleDamageDoesNotChangeTheCharset) {
  for (const char* declared : {"utf-8", ""}) {
    std::string bytes;
    for (int i = 0; i < 3; ++i) bytes += kHant;
    bytes.insert(0, "\xFF");
    const Decoded decoded = decode(bytes, declared);
    EXPECT_EQ(decoded.charset, "UTF-8");
    EXPECT_EQ(decoded.replaced, 1u);
    EXPECT_EQ(decoded.page.text, "\uFFFD"s + kHant + kHant + kHant);
  }
}

TEST(Decode, DamagedBytesKeepTheLabel) {
  const struct {
    const char *icu, *label, *charset, *text;
  } rows[] = {
      {"gb18030", "gb2312", "gb18030", kHans},       {"Big5-HKSCS", "big5", "Big5", kHant},
      {"Shift_JIS", "sjis", "Shift_JIS", kJapanese}, {"EUC-JP", "euc-jp", "EUC-JP", kJapanese},
      {"windows-949", "euc-kr", "EUC-KR", kKorean},
  };
  for (const auto& row : rows) {
    // What a lost byte leaves of a line is noise.
    const std::string line = encode(row.icu, row.text) + "\n";
    for (size_t lost = 0; lost < line.size(); ++lost) {
      const Decoded decoded = decode(std::string(line).erase(lost, 1) + line + line, row.label);
      EXPECT_EQ(decoded.charset, row.charset) << "without byte " << lost;
      EXPECT_EQ(decoded.ignored, "") << "without byte " << lost;
    }
  }
}

TEST(Decode, MalformedShiftJisIsCounted) {
  std::string bytes = encode("Shift_JIS", "出資");
  bytes.pop_back();
  const Decoded decoded = decode(bytes, "shift_jis");
  EXPECT_EQ(decoded.page.text, "出\uFFFD");
  EXPECT_EQ(decoded.replaced, 1u);
}

TEST(Decode, ReplacementCharacterOfThePageIsNoDamage) {
  const std::string text = std::string(kHant) + "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD";
  expect_decoded({"one bad byte in UTF-8", text + "\xFF", "utf-8", "UTF-8", text + "\uFFFD", 1});
  expect_decoded({"gb18030", encode("gb18030", text), "gb18030", "gb18030", text});
}

// ICU's detector may answer UTF-16 for a sample that has few bytes beyond ASCII, and any even
// number of bytes is plausible UTF-16: the page would become noise. Without zeros it is not UTF-16.
TEST(Decode, PageWithoutZerosIsNotUtf16) {
  expect_decoded({"references around two bytes", "<p>&#40;\xB7&#50;</p><p>\xE9</p>", "",
                  "windows-1252", "<p>&#40;·&#50;</p><p>é</p>"});
}

// One malformed byte inside a page is no cut last character.
TEST(Decode, OneWesternCharacterIsNoCutUtf8) {
  for (const char* page : {"<p>sold for \xA3"
                           "1.4bn</p>",
                           "<p>caf\xE9 society</p>"}) {
    EXPECT_EQ(decode(page, "").charset, "windows-1252") << page;
  }
}

TEST(Decode, NeverFailsOnNoise) {
  std::string bytes;
  for (int i = 0; i < 70'000; ++i) bytes += static_cast<char>((i * 7919) >> 4);
  for (const char* declared : {"", "utf-8", "gb18030", "big5", "shift_jis", "iso-2022-jp"}) {
    const Decoded decoded = decode(bytes, declared);
    EXPECT_EQ(decoded.page.source.size(), decoded.page.text.size()) << declared;
    size_t last = 0;
    for (const Range& piece : decoded.page.source.pieces({0, decoded.page.text.size()})) {
      ASSERT_LE(last, piece.begin);
      last = piece.end;
    }
    EXPECT_LE(last, bytes.size());
  }
}

TEST(LooksBinary, TellsFilesThatAreNoText) {
  const struct {
    std::string why, bytes;
    bool binary;
  } rows[] = {
      {"PNG", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2X\0\0\1\x90\x8\6\0\0\0"s, true},
      {"JPEG", "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"s, true},
      {"GIF", "GIF89a\1\0\1\0\x80\0\0\0\0\0"s, true},
      {"ZIP", "PK\3\4\x14\0\0\0\x8\0"s + std::string(40, '\xB7'), true},
      {"gzip", "\x1F\x8B\x8\0\0\0\0\0\0\3\xED\x9D"s, true},
      {"ELF",
       "\x7F"
       "ELF\2\1\1\0\0\0\0\0\0\0\0\0"s,
       true},
      {"PDF, whose head is text", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", true},
      {"control characters without NUL", "\1\2\3\4 text \5\6", true},
      {"nothing", "", false},
      {"ASCII", "Nvidia invests\r\n\tin OpenAI\f\n", false},
      {"UTF-8", kHant, false},
      {"Big5", encode("Big5-HKSCS", kHant), false},
      {"gb18030", encode("gb18030", kHans), false},
      {"Shift_JIS", encode("Shift_JIS", kJapanese), false},
      {"ISO-2022-JP has escapes", encode("ISO-2022-JP", "出資三百億円"), false},
      {"UTF-16LE with a mark", "\xFF\xFE" + utf16("UTF-16LE", kHant), false},
      {"UTF-16BE with a mark", "\xFE\xFF" + utf16("UTF-16BE", "Nvidia"), false},
      {"UTF-16LE without", utf16("UTF-16LE", "Nvidia invests in 英特爾"), false},
      {"UTF-16BE without", utf16("UTF-16BE", "Nvidia invests in 英特爾"), false},
      {"one stray NUL in a page", std::string(3000, 'x') + '\0', false},
  };
  for (const auto& row : rows) EXPECT_EQ(looks_binary(row.bytes), row.binary) << row.why;
}

}  // namespace
}  // namespace dealwire
