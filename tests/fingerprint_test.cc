// Copies of a text nearly share a fingerprint, whatever happened to them; other texts do not.
#include "normalize/fingerprint.h"

#include <gtest/gtest.h>
#include <opencc.h>

#include <algorithm>
#include <string>
#include <vector>

#include "article.h"
#include "chance.h"
#include "repair/repair.h"
#include "unifier.h"

namespace dealwire {
namespace {

std::optional<uint64_t> of(const Article& article) {
  return fingerprint(unifier().match_copy(article));
}

std::optional<uint64_t> of(const std::string& text, const std::string& lang) {
  return of(article_of("", text, 0, lang));
}

int between(const std::string& a, const std::string& b, const std::string& lang) {
  return hamming_distance(of(a, lang).value(), of(b, lang).value());
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

using Lines = std::vector<std::string>;

// Each story as two papers tell it.
const Lines kChinese = {
    "澄嶺光電週二宣布，將以現金四十二億元收購位於嘉義的封裝廠赤松半導體全部股權，預計明年第二季完成"
    "交割，雙方董事會已經通過這項交易。",
    "澄嶺董事長何秉謙表示，赤松的客戶多在車用領域，與公司的感測器產品互補，合併後年營收可望突破兩百"
    "億"
    "元，員工也將全數留用。",
    "赤松成立於一九九八年，在嘉義與越南各有一座工廠，去年營收六十三億元，但受到景氣影響，連續三季虧"
    "損"
    "，市場早就傳出大股東有意出售。",
    "分析師指出，封裝產能今年仍然吃緊，這個價格只略高於淨值，對澄嶺來說相當划算；不過兩家公司的製程"
    "不"
    "同，要看到成效恐怕得等到後年。",
    "消息公布後，澄嶺股價上漲百分之三點五，收在八十七元，成交量是前一天的兩倍。主管機關表示還沒有收"
    "到"
    "申請，會依照規定審查。"};
const Lines kChineseOther = {
    "封裝業再傳整併。感測器大廠澄嶺光電今天召開重大訊息說明會，財務長林郁文說明，公司擬出資四十二億"
    "元"
    "買下赤松半導體，資金來自手上現金與銀行聯貸。",
    "林郁文強調，每股作價二十一元是參考第三方專家的意見訂出，溢價約一成，股東臨時會訂在一月十五日召"
    "開"
    "，通過之後才會向公平會送件。",
    "赤松工會代表則到場陳情，要求買方把工作權保障寫進合約，並且補發積欠的年終獎金。澄嶺回應，會在一"
    "個"
    "月內與工會展開協商。",
    "這已經是澄嶺三年來第四起併購。先前買下的鏡頭廠至今尚未轉虧為盈，外資因此普遍對新案持保留態度，"
    "有"
    "券商把目標價降到八十元以下。"};
const Lines kEnglish = {
    "Harlow Tidal said on Tuesday it had agreed to buy the Pembrey shipyard from its "
    "administrators "
    "for 38 million pounds, saving about six hundred jobs on the south Wales coast.",
    "The company, which builds turbines for tidal power, plans to assemble its next generation of "
    "machines at the yard and to spend a further 25 million pounds on cranes and a deeper dock.",
    "Pembrey collapsed in March after a dispute over two unfinished ferries left it without cash. "
    "Several bidders had looked at the site, among them a scrap dealer from Rotterdam.",
    "Unions welcomed the deal but asked for guarantees on pensions. A spokesman for the regional "
    "government said it would keep its loan in place until the first turbines leave the yard.",
    "Harlow expects to complete the purchase by the end of the year. Its shares rose four percent "
    "in "
    "London to their highest close since the company listed."};
const Lines kEnglishOther = {
    "Six hundred shipbuilders who feared for their jobs have a new employer. Pembrey, in "
    "administration since the spring, goes to turbine maker Harlow Tidal, which pays 38 million "
    "pounds for land, docks and order book.",
    "\"We were down to our last bidder but one,\" said Carys Bowen, who led the insolvency team. "
    "The "
    "rival offer, she added, would have meant cutting up everything that can be melted.",
    "For Harlow the attraction is depth: few berths in Britain take hulls of that draught. Chief "
    "executive Owain Marsh wants to float complete power stations out of the estuary from 2028.",
    "Whether he can pay for that is another matter. The group lost 14 million pounds last year, "
    "and "
    "analysts at Corran Bank reckon that it must raise fresh equity before the summer."};

const struct Story {
  const char* lang;
  const Lines& lines;
  const Lines& other;
  const char* boilerplate;
} kStories[] = {
    {"zh-Hant", kChinese, kChineseOther, "本網站內容未經授權不得轉載，違者依法追究。"},
    {"en", kEnglish, kEnglishOther, "Sign up for our weekly letter and never miss a story."},
};

TEST(Fingerprint, IsTheSameForEver) {
  // On all machines. Where one must change, so must kFingerprintVersion.
  const auto of_copy = [](const Lines& lines) {
    MatchCopy copy;
    copy.text.append_copy(joined(lines), 0);
    return fingerprint(copy);
  };
  EXPECT_EQ(kFingerprintVersion, 1);
  EXPECT_EQ(of_copy(kChinese), 0x8f9cc217c4260cd7u);
  EXPECT_EQ(of_copy(kEnglish), 0xb8cdbb2a8e0a526bu);
}

TEST(Fingerprint, ATextTooShortToCompareHasNone) {
  const auto repeated = [](const std::string& unit, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += unit;
    return out;
  };
  const struct {
    const char* why;
    std::string text;
    bool some;
  } rows[] = {
      {"nothing", "", false},
      {"no words", repeated("— … \n", 50), false},
      {"31 words", repeated("word ", 31), false},
      {"32 words", repeated("word ", 32), true},
      {"one long word", repeated("word", 32), false},
      {"31 characters", repeated("字", 31), false},
      {"32 characters", repeated("字", 32), true},
      {"32 of both", repeated("字word", 16), true},
      {"kana and Hangul", repeated("かカ한", 11), true},
  };
  for (const auto& row : rows) EXPECT_EQ(of(row.text, "und").has_value(), row.some) << row.why;
}

TEST(Fingerprint, OnlyWordsCount) {
  const std::string base = joined(kEnglish) + "\n" + joined(kChinese);
  const auto replaced = [&](std::string_view from, std::string_view to) {
    std::string out = base;
    for (size_t at = 0; (at = out.find(from, at)) != out.npos; at += to.size()) {
      out.replace(at, from.size(), to);
    }
    EXPECT_NE(out, base) << from;
    return out;
  };
  const struct {
    const char* why;
    std::string text;
  } rows[] = {
      {"white space", replaced(" ", "  ")},
      {"line breaks", replaced("\n", " ")},
      {"full-width commas", replaced("，", ", ")},
      {"no full stops", replaced("。", "")},
      {"capitals", replaced("Harlow", "HARLOW")},
      {"full-width letters", replaced("Harlow", "Ｈａｒｌｏｗ")},
      {"spaces between characters", replaced("元收購", "元 收購")},
  };
  for (const auto& row : rows) EXPECT_EQ(of(row.text, "zh-Hant"), of(base, "zh-Hant")) << row.why;
  EXPECT_NE(of(replaced("million", "mil lion"), "zh-Hant"), of(base, "zh-Hant"));
}

TEST(Fingerprint, TheTitleDoesNotCount) {
  Article copy = article_of("", joined(kEnglish), 0, "en");
  copy.title.append_copy("Turbine maker rescues Welsh shipyard", 0);
  EXPECT_EQ(of(copy), of(joined(kEnglish), "en"));
}

TEST(Fingerprint, BothChineseScriptsGiveNearlyTheSame) {
  const opencc::SimpleConverter t2s("t2s.json");
  for (const Lines& lines : {kChinese, kChineseOther}) {
    const auto simplified = of(t2s.Convert(joined(lines)), "zh-Hans");
    EXPECT_LE(hamming_distance(simplified.value(), of(joined(lines), "zh-Hant").value()), 1);
  }
}

TEST(Fingerprint, RepairedTextGivesThatOfCleanText) {
  std::string text = joined(kChinese);
  for (const auto& [character, reading] : {std::pair{"澄", "(chéng)"}, {"嶺", "(lǐng)"}}) {
    for (size_t at = 0; (at = text.find(character, at)) != text.npos; at += 3) {
      text.insert(at + 3, reading);
    }
  }
  Article damaged = article_of("", text, 0);
  repair(damaged);
  ASSERT_EQ(damaged.text.text, joined(kChinese));
  EXPECT_EQ(of(damaged), of(joined(kChinese), "zh-Hant"));
}

TEST(Fingerprint, CopiesAreNearDuplicates) {
  for (const Story& story : kStories) {
    const std::string text = joined(story.lines);
    Lines reversed = story.lines;
    std::reverse(reversed.begin(), reversed.end());
    EXPECT_LE(between(text, joined(reversed), story.lang), kNearDuplicate);
    Lines longer = story.lines;
    longer.emplace_back(story.boilerplate);
    EXPECT_LE(between(text, joined(longer), story.lang), kNearDuplicate);
    Lines shorter = story.lines;
    shorter.erase(
        std::min_element(shorter.begin(), shorter.end(),
                         [](const auto& a, const auto& b) { return a.size() < b.size(); }));
    EXPECT_LE(between(text, joined(shorter), story.lang), kNearDuplicate);
  }
  Chance chance(3);
  std::string figures = joined(kEnglish);
  for (char& c : figures) {
    if (c >= '0' && c <= '9') c = chance.pick("123456789");
  }
  EXPECT_LE(between(figures, joined(kEnglish), "en"), kNearDuplicate);
}

TEST(Fingerprint, AnotherArticleOnTheSameEventIsNoDuplicate) {
  for (const Story& story : kStories) {
    EXPECT_GT(between(joined(story.lines), joined(story.other), story.lang), kNearDuplicate + 5);
  }
}

TEST(HammingDistance, CountsTheBitsThatDiffer) {
  EXPECT_EQ(hamming_distance(0, 0), 0);
  EXPECT_EQ(hamming_distance(0, ~uint64_t{0}), 64);
  EXPECT_EQ(hamming_distance(uint64_t{1} << 63 | 5, 4), 2);
}

}  // namespace
}  // namespace dealwire
