// Spans through any chain of steps: random text, damaged by anything that damage.h knows, in random
// markup and charset, is read, and every mention and repair is held against the bytes by the oracle
// of scan_oracle.h. What is repaired well is not asked here (scripts/bench repair does), only that
// what is said of the bytes is true.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "damage.h"
#include "page_maker.h"
#include "repair/repair.h"
#include "scan_oracle.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Words = std::vector<std::string>;

// What texts of a language are made of; every sentence takes some of each.
struct Material {
  std::string_view language;
  std::string gap;  // between pieces
  std::string stop;
  Words words, figures;
};

const std::vector<Material>& materials() {
  static const std::vector<Material> all = {
      {"zh-Hant",
       "",
       "。",
       {"星橋電力", "宣布收購", "數據中心", "的股權，", "投資", "科技業者", "董事會認為，",
        "輸得起", "「網域」", "與", "晶片廠", "轉型", "（AI）", "經理說，", "交易預計年底完成，"},
       {"26億港元", "新台幣305億元", "55%股權", "1,200萬美元", "120MW", "三千五百億日圓"}},
      {"zh-Hans",
       "",
       "。",
       {"北辰半导体", "宣布收购", "数据中心", "的股权，", "投资", "科技公司", "董事会认为，",
        "“网络”", "与", "芯片厂", "转型", "(AI)", "经理说，", "交易预计年底完成，"},
       {"35亿元人民币", "60%的股权", "1.2亿美元", "100兆瓦", "3000万欧元"}},
      {"ja",
       "",
       "。",
       {"北浜電力は、", "半導体会社に", "出資すると発表した", "データセンターを", "買収する",
        "株式の取得", "東京の企業が", "事業計画", "「電池」", "と", "建設へ"},
       {"300億円", "51%の株式", "15億ドル", "50メガワット", "1兆2000億円"}},
      {"ko",
       " ",
       ".",
       {"한빛전력은", "데이터센터에", "투자한다고 밝혔다", "지분을", "인수하기로 했다",
        "반도체 업체", "'배터리'", "사업 계획", "이사회는"},
       {"3000억원", "지분 51%", "12억달러", "80MW", "1조2천억원"}},
      {"en",
       " ",
       ".",
       {"Tarnbeck Wind", "agreed to buy", "the café chain", "Société Générale’s", "a stake in",
        "“green” power", "naïve rivals", "said on Monday", "Müller & Søn", "R&D", "x < y"},
       {"$3.5 billion", "€120 million", "a 60% stake", "150 MW", "£1.4bn"}},
  };
  return all;
}

// What text also holds, and charsets and folding stumble over.
const Words kOddities = {"🚀",       "👨\u200D👩\u200D👧",
                         "e\u0301", "\u00A0",
                         "\u3000",  "２８",
                         "①",       "㎿",
                         "&amp;",   "<b>",
                         "…",       "—",
                         "ﬁ",       "\u00AD",
                         "\u200B",  "?",
                         "𠮷",      "が\u3099"};

std::string sentence(const Material& of, Chance& chance) {
  std::string out;
  for (size_t i = chance.between(3, 9); i > 0; --i) {
    if (!out.empty()) out += of.gap;
    out += chance.one_in(3) ? chance.pick(of.figures) : chance.pick(of.words);
    if (chance.one_in(12)) out += chance.pick(kOddities);
  }
  return out + of.stop;
}

// The title, and paragraphs of some sentences, a line each.
std::string story(const Material& of, Chance& chance) {
  std::string out = sentence(of, chance);
  for (size_t i = chance.between(2, 6); i > 0; --i) {
    out += '\n';
    for (size_t k = chance.between(1, 4); k > 0; --k) out += sentence(of, chance) + of.gap;
  }
  return out;
}

// Damaged in no, one or two of the ways that befall texts of the language, of different groups, or
// by a chain; `how` names them.
std::string damaged(std::string text, std::string_view language, Chance& chance, std::string& how) {
  std::string group_before;
  for (size_t i = chance.below(3); i > 0; --i) {
    const DamageKind& kind = chance.pick(damage_kinds());
    const std::string group = kind.name.substr(0, kind.name.find(':'));
    const bool mixes = group_before.empty() || (group != "chain" && group_before != "chain");
    if (!kind.happens_to(language) || !mixes || group == group_before) continue;
    group_before = group;
    text = kind.damage(text, chance).damaged.text;
    how += ", " + kind.name;
  }
  return text;
}

// The text in a charset; nullopt where it cannot hold it, or where ICU, which the oracle reads it
// by, and the web disagree on what it says.
std::optional<std::string> in_charset(const std::string& text, const std::string& charset,
                                      bool html) {
  if (!html && codec(charset).encode(text).empty()) return std::nullopt;
  const std::string bytes = encoded(text, charset, html);
  if (decode(bytes, charset).page.text != codec(charset).decode(bytes)) return std::nullopt;
  return (charset == "UTF-16LE" ? "\xFF\xFE" : "") + bytes;
}

// Tables show text out of order, and a repaired stretch may have no single span there.
bool has_table(const std::string& page) { return page.find("<table>") != page.npos; }

struct Made {
  std::string bytes, charset, how;
  bool html;
};

Made make_document(uint32_t seed) {
  static const Words kCharsets = {"UTF-8",  "gb18030",      "Big5",    "Shift_JIS",
                                  "EUC-KR", "windows-1252", "UTF-16LE"};
  PageMaker maker(seed, PageMaker::Readings::kNone);
  Chance& chance = maker.chance();
  const Material& of = chance.pick(materials());
  Made out{"", "UTF-8", "seed " + std::to_string(seed), false};
  std::string text = damaged(story(of, chance), of.language, chance, out.how);
  std::string title = text.substr(0, text.find('\n'));
  Words paragraphs;
  for (size_t begin = title.size() + 1; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) paragraphs.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  PageMaker::Made page;
  do {
    page = maker.make(title, paragraphs);
  } while (page.html && has_table(page.text));
  out.html = page.html;
  for (const std::string& charset : {chance.pick(kCharsets), std::string("UTF-8")}) {
    const auto bytes = in_charset(replaced(page.text, "{charset}", charset), charset, out.html);
    out.charset = charset;
    if (!bytes) continue;
    out.bytes = *bytes;
    break;
  }
  out.how += " in " + out.charset;
  return out;
}

// Repairing what was repaired changes nothing; what is lost stays so.
bool is_settled(const Article& article) {
  Article again = article;
  again.repaired.clear();
  again.originals = {};
  repair(again);
  return again.title.text == article.title.text && again.text.text == article.text.text &&
         std::all_of(again.repaired.begin(), again.repaired.end(),
                     [](const Repaired& r) { return r.raw == r.text; });
}

struct Count {
  Tally tally;
  size_t documents = 0, misread = 0;
};

void check_documents(uint32_t first, uint32_t last, Count& count) {
  for (uint32_t seed = first; seed <= last; ++seed) {
    const Made made = make_document(seed);
    const auto reading = read_bytes(made.bytes, made.html);
    ASSERT_TRUE(reading) << made.how << ": " << reading.error().message;
    EXPECT_TRUE(is_settled(reading->article)) << made.how << " is repaired twice";
    ++count.documents;
    // The oracle knows what charset was written, and damage can make another one look better.
    if (reading->charset != made.charset) {
      ++count.misread;
      continue;
    }
    if (!holds(made.bytes, made.html, count.tally, made.how)) return;
  }
}

void expect_all_was_asked(const Count& count, size_t documents) {
  EXPECT_EQ(count.documents, documents);
  EXPECT_LT(count.misread * 10, documents);
  EXPECT_GT(count.tally.mentions, documents * 2);
  EXPECT_GT(count.tally.raw, documents / 20);
  EXPECT_GT(count.tally.repaired.size(), 0u);
  EXPECT_EQ(count.tally.charsets.size(), 7u);
}

TEST(Chain, SpansAreTrue) {
  Count count;
  check_documents(1, 100, count);
  expect_all_was_asked(count, 100);
}

TEST(SlowChain, SpansAreTrue) {
  Count count;
  check_documents(1'001, 1'800, count);
  expect_all_was_asked(count, 800);
}

}  // namespace
}  // namespace dealwire
