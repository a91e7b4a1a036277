#include "extract/extract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "html/prescan.h"
#include "icu_codec.h"
#include "print.h"
#include "repair/repair.h"
#include "samples.h"
#include "text/charset.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

Article extract(const Decoded& document, bool html) {
  if (!html) return extract_plain(document, Document{}, read_again);
  const auto page = html::Page::parse(document.page.text);
  EXPECT_TRUE(page);
  return extract_page(*page, document, Document{}, {}, read_again);
}

Article extract_html(std::string_view page) { return extract(decode(page, ""), true); }
Article extract_text(std::string_view text) { return extract(decode(text, ""), false); }

std::string without_spaces(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

bool holds(std::string_view text, std::string_view snippet) {
  return without_spaces(text).find(without_spaces(snippet)) != std::string::npos;
}

// Damage ---------------------------------------------------------------------------------------

// A page of five paragraphs and a menu in which text was decoded as windows-1252.
TEST(ExtractDamaged, IsToldAsItWasMeant) {
  const std::vector<std::string> paragraphs = {
      "Die Werft in Brunsbüttel baut für die Reederei drei Fähren, die größte wird 2028 übergeben.",
      "Für den Auftrag stellt die Firma über achtzig Schweißer ein, wie der Geschäftsführer "
      "erklärte.",
      "Die Übergabe der ersten Fähre verzögert sich, weil Zulieferer aus Österreich später "
      "liefern.",
      "Währenddessen prüft die Reederei, ob sie weitere Schiffe mit Ammoniak betreiben könnte.",
      "Über den Preis schweigen beide Häuser; Fachleute schätzen ihn auf dreißig Millionen Euro."};
  const IcuCodec windows("windows-1252");
  std::string page = "<body><ul><li><a href='/'>Übersicht</a><li><a href='/f'>Fähren</a></ul>";
  for (const std::string& paragraph : paragraphs)
    page += "<p>" + windows.decode(paragraph) + "</p>";
  Article article = extract_html(page + "<p><a href='/g'>Größere Bilder</a></p></body>");
  EXPECT_TRUE(holds(article.text.text, windows.decode(paragraphs[0])))
      << "it is extracted as it is";
  repair(article);
  std::string whole;
  for (const std::string& paragraph : paragraphs) whole += (whole.empty() ? "" : "\n") + paragraph;
  EXPECT_EQ(article.text.text, whole);
}

TEST(ExtractDamaged, OneParagraphIsNoBoilerplate) {
  const IcuCodec gb18030("gb18030");
  const std::string text =
      "關於本站\n\n礁石工程拿下兩紙訂單\n\n離岸工程業者礁石工程表示，旗下兩艘佈纜船明年的工作已經排"
      "滿。\n\n" +
      gb18030.decode("公司去年營收二十七億元，其中一半來自北海的風場，其餘來自台灣海峽。") +
      "\n\n董事長說，他們正在評估要不要再造一艘更大的船，但還沒有決定。\n\n版權所有\n";
  Article article = extract_text(text);
  repair(article);
  EXPECT_TRUE(holds(article.text.text, "半來自北海的風場，其餘來自台灣海峽")) << article.text.text;
  EXPECT_FALSE(holds(article.text.text, "關於本站"));
}

// Samples --------------------------------------------------------------------------------------

// What the samples expect and the reader does not give yet. A gap that closes fails the test until
// its row is taken out here; a new one fails it at once.
struct Gap {
  std::string input, what, text;
};
const std::vector<Gap> kKnownGaps = {};

// Everything of a sample that is not as expected.
std::vector<Gap> failures(const nlohmann::json& expected) {
  const std::string input = expected["input"];
  std::vector<Gap> out;
  const auto check = [&](bool good, const std::string& what, const std::string& text) {
    if (!good) out.push_back({input, what, text});
  };
  const std::string bytes = sample(input);
  const bool html = input.ends_with(".html");
  const Decoded document = decode(bytes, html ? html::declared_charset(bytes) : "");
  Article article = extract(document, html);
  repair(article);
  check(expected["charset"] == document.charset, "charset", document.charset);
  check(expected["lang"] == article.lang, "lang", article.lang);
  check(expected["title"] == article.title.text, "title", article.title.text);
  check(article.published == expected["published"], "published", article.published.value_or(""));
  for (const std::string snippet : expected["body_must"]) {
    check(holds(article.text.text, snippet), "body", snippet);
  }
  for (const std::string snippet : expected["body_must_not"]) {
    check(!holds(article.text.text, snippet), "absent", snippet);
  }
  return out;
}

TEST(Samples, AreReadAsExpectedButForKnownGaps) {
  std::vector<std::string> found, known;
  const auto line = [](const Gap& gap) { return gap.input + ", " + gap.what + ": " + gap.text; };
  for (const std::string& name : sample_names()) {
    const std::string base = name.substr(0, name.rfind('.'));
    for (const Gap& gap : failures(nlohmann::json::parse(sample(base + ".gold.json")))) {
      found.push_back(line(gap));
    }
  }
  for (const Gap& gap : kKnownGaps) known.push_back(line(gap));
  for (const std::string& gap : found) {
    EXPECT_NE(std::find(known.begin(), known.end(), gap), known.end()) << "new: " << gap;
  }
  for (const std::string& gap : known) {
    EXPECT_NE(std::find(found.begin(), found.end(), gap), found.end()) << "closed: " << gap;
  }
}

// What holds for every article.
void expect_sound(const Article& article, std::string_view bytes, const std::string& where) {
  for (const SourcedText* field : {&article.title, &article.text}) {
    EXPECT_EQ(field->source.size(), field->text.size()) << where;
    for (const Range& piece : field->source.pieces({0, field->text.size()})) {
      EXPECT_LT(piece.begin, piece.end) << where;
      EXPECT_LE(piece.end, bytes.size()) << where;
    }
  }
  for (const Removed& removed : article.removed) {
    EXPECT_LE(removed.span.begin, removed.span.end) << where << removed.text;
    EXPECT_LE(removed.span.end, bytes.size()) << where << removed.text;
    EXPECT_TRUE(removed.kind == "boilerplate" || removed.kind == "spam") << removed.kind;
    EXPECT_FALSE(removed.text.empty()) << where;
  }
  const std::string& text = article.text.text;
  EXPECT_FALSE(text.starts_with('\n') || text.ends_with('\n')) << where;
  EXPECT_EQ(text.find("\n\n"), text.npos) << where;
  EXPECT_EQ(article.title.text.find('\n'), text.npos) << where;
  EXPECT_EQ(trim(article.title.text), article.title.text) << where;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view block = std::string_view(text).substr(begin, end - begin);
    EXPECT_EQ(trim(block), block) << where;
    begin = end + 1;
  }
}

TEST(Samples, GiveSoundArticlesInEveryCharset) {
  for (const std::string& name : sample_names()) {
    const bool html = name.ends_with(".html");
    const std::string original = sample(name);
    const Decoded document = decode(original, html::declared_charset(original));
    expect_sound(extract(document, html), original, name);
    for (const char* charset : {"UTF-8", "gb18030", "UTF-16LE"}) {
      const std::string mark = std::string_view(charset) == "UTF-16LE" ? "\xFF\xFE" : "";
      const std::string bytes = mark + encode(charset, document.page.text);
      const Decoded again = decode(bytes, charset);
      ASSERT_TRUE(again.page.text == document.page.text) << name << charset;
      const Article article = extract(again, html);
      expect_sound(article, bytes, name + " in " + charset);
      EXPECT_EQ(article.text.text, extract(document, html).text.text) << name << charset;
    }
  }
}

// As a connection that breaks leaves them.
TEST(Samples, CutAnywhereAreStillSound) {
  for (const std::string& name : sample_names()) {
    const std::string bytes = sample(name);
    for (size_t cut = 0; cut < bytes.size(); cut += 97) {
      const std::string part = bytes.substr(0, cut);
      const Decoded document = decode(part, html::declared_charset(part));
      expect_sound(extract(document, name.ends_with(".html")), part, name);
    }
  }
}

// Titles ---------------------------------------------------------------------------------------

constexpr const char* kProse =
    "<p>"
    "輝達今日宣布，將以新台幣48億元投資台灣綠電業者澄岳能源，取得百分之八點五的股權，成為該公司的第"
    "二大股東。</p>"
    "<p>澄岳能源董事長表示，這筆資金將用來擴充研發團隊與電力調度系統，新股東不會參與日常經營。</p>"
    "<p>這是輝達第一次入股台灣的再生能源公司，交易預計第四季完成，仍待主管機關核准。</p>";

TEST(Title, IsTheVisibleHeadlineWhereThereIsOne) {
  const std::string prose = kProse;
  const struct {
    std::string why, head, body, title;
  } rows[] = {
      {"h1 alone", "", "<h1>輝達入股澄岳能源</h1>", "輝達入股澄岳能源"},
      {"h1 that agrees with og:title", "<meta property=og:title content='輝達入股澄岳能源'>",
       "<h2>產業</h2><h1>輝達入股 澄岳能源</h1>", "輝達入股 澄岳能源"},
      {"an h1 that is the site's name", "<meta property=og:title content='輝達入股澄岳能源'>",
       "<h1>島嶼財經網</h1><h2>輝達入股澄岳能源</h2>", "輝達入股澄岳能源"},
      {"<title> with the site behind", "<title>輝達入股澄岳能源 | 島嶼財經網</title>", "",
       "輝達入股澄岳能源"},
      {"<title> with the site behind a dash",
       "<title>Nvidia buys into Chengyue - Island Post</title>", "", "Nvidia buys into Chengyue"},
      {"<title> with the site behind, visible", "<title>輝達入股澄岳能源公司_島嶼財經網</title>",
       "<h2>輝達入股澄岳能源公司</h2>", "輝達入股澄岳能源公司"},
      {"og:title before <title>",
       "<title>島嶼財經網</title><meta property=og:title content='輝達入股 &amp; 澄岳'>", "",
       "輝達入股 & 澄岳"},
      {"the headline JSON-LD gives",
       "<script "
       "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"輝達入股澄岳\"}"
       "</script>",
       "<h1>島嶼財經網</h1><h2>輝達入股澄岳</h2>", "輝達入股澄岳"},
      {"markup inside", "", "<h1>輝達<em>48</em>億&#20803;入股</h1>", "輝達48億元入股"},
      {"none at all", "", "", ""},
  };
  for (const auto& row : rows) {
    const std::string page = "<html><head>" + row.head + "</head><body>" + row.body + prose;
    const Article article = extract_html(page);
    EXPECT_EQ(article.title.text, row.title) << row.why;
    EXPECT_FALSE(holds(article.text.text, row.title + "輝達今日宣布") && !row.title.empty())
        << row.why << ": the headline is no part of the text";
    expect_sound(article, page, row.why);
  }
}

TEST(Title, OfAnAttributePointsIntoIt) {
  const std::string page =
      "<head><meta property=\"og:title\" content=\"  R&amp;D 斥資48億元 \"></head>" +
      std::string(kProse);
  const Article article = extract_html(page);
  ASSERT_EQ(article.title.text, "R&D 斥資48億元");
  const Range span = article.title.source.span({0, article.title.text.size()});
  EXPECT_EQ(page.substr(span.begin, span.size()), "R&amp;D 斥資48億元");
}

TEST(Title, OfAPlainTextIsTheLineAbove) {
  const std::string prose =
      "赫川光電今天宣布，將以三十五億美元收購美國機器人零件商，雙方董事會都已通過此案。\n"
      "董事長說，這家公司擁有減速機與視覺感測的關鍵技術，收購資金全部來自公司現金。\n";
  const struct {
    std::string text, title;
  } rows[] = {
      {"首頁\n登入\n赫川光電斥資三十五億美元併購零件商\n記者 高以晴／新竹報導\n" + prose,
       "赫川光電斥資三十五億美元併購零件商"},
      {"併購案值得嗎？三個問題一次看懂\n\n" + prose, "併購案值得嗎？三個問題一次看懂"},
      {prose, ""},
  };
  for (const auto& row : rows) {
    const Article article = extract_text(row.text);
    EXPECT_EQ(article.title.text, row.title);
    EXPECT_TRUE(article.text.text.starts_with("赫川光電今天")) << article.text.text;
  }
}

// Text -----------------------------------------------------------------------------------------

std::vector<std::string> blocks_of(const Article& article) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin < article.text.text.size();) {
    const size_t end = std::min(article.text.text.find('\n', begin), article.text.text.size());
    out.push_back(article.text.text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

const std::string kFirst =
    "北辰半导体有限公司昨日宣布，以三十五亿元人民币收购深圳芯澜科技百分之六十的股权，交易完成后后者"
    "将成为其子公司。";
const std::string kSecond =
    "公告显示，上述股权的出让方为长汀资本，芯澜科技成立于二零一六年，主营电源管理芯片，去年营业收入"
    "十二亿元。";

TEST(Text, BlocksAreParagraphs) {
  const std::string two[] = {
      "<p>" + kFirst + "</p><p>" + kSecond + "</p>",
      "<div>" + kFirst + "<br><br>\n　　" + kSecond + "<br></div>",
      "<table><tr><td>" + kFirst + "<tr><td>" + kSecond + "</table>",
      "<article><section>" + kFirst + "</section>" + kSecond + "</article>",
      kFirst + "<hr>" + kSecond,
      "<ul><li>" + kFirst + "<li>" + kSecond + "</ul>",
      "<blockquote><p>" + kFirst + "</blockquote>" + kSecond,
  };
  for (const std::string& page : two) {
    EXPECT_EQ(blocks_of(extract_html(page)), (std::vector<std::string>{kFirst, kSecond})) << page;
  }
  EXPECT_EQ(blocks_of(extract_text(kFirst + "\r\n\r\n" + kSecond)),
            (std::vector<std::string>{kFirst, kSecond}));
}

TEST(Text, InlineMarkupDoesNotPartIt) {
  for (const char* markup :
       {"<b>收购</b>", "<a href=x>收购</a>", "<span class=x>收</span>购", "收<!-- x -->购",
        "<font color=red>收购</font>", "收<wbr>购", "<ruby>收<rt>shōu</rt>购</ruby>",
        "收<script>x</script>购", "收<img src=x>购", "收\n购", "<em>收</em>\n<em>购</em>"}) {
    std::string page = "<p>" + kFirst;
    page.replace(page.find("收购"), 6, markup);
    EXPECT_EQ(extract_html(page).text.text, kFirst) << markup;
  }
}

TEST(Text, WhiteSpaceShowsAsInABrowser) {
  const std::string page =
      "<p>\n  Marlow Grid plc has  agreed\n\tto buy a 60% stake in <b>Tarnbeck Wind </b> from "
      "Halvard&nbsp;Energi for\r\n£1.4bn, the companies said in a statement on Thursday. </p>";
  EXPECT_EQ(
      extract_html(page).text.text,
      "Marlow Grid plc has agreed to buy a 60% stake in Tarnbeck Wind from Halvard Energi for "
      "£1.4bn, the companies said in a statement on Thursday.");
}

TEST(Text, HardWrappedLinesAreJoined) {
  const std::string text =
      "AUSTIN, Texas -- Brightmoor Storage, a grid battery operator, today announced that\n"
      "Amazon will invest $750 million in the company in exchange for a 22 percent stake.\n"
      "The investment is the largest in its history.\n"
      "\n"
      "Brightmoor Storage operates 640 MW of battery storage in Texas and Arizona and has\n"
      "a project pipeline of more than 2.1 GW.\n";
  const auto blocks = blocks_of(extract_text(text));
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_TRUE(blocks[0].find("announced that Amazon will invest") != std::string::npos);
  EXPECT_TRUE(blocks[1].ends_with("and has a project pipeline of more than 2.1 GW."));
}

TEST(Text, LinesThatAreNotWrappedArePartedAtEach) {
  EXPECT_EQ(blocks_of(extract_text(kFirst + "\n" + kSecond + "\n")),
            (std::vector<std::string>{kFirst, kSecond}));
}

TEST(Text, RemainsOfTagsAreNoText) {
  const Article article = extract_text(kFirst + "/p>\r\n" + kSecond + "</p>\n");
  EXPECT_EQ(blocks_of(article), (std::vector<std::string>{kFirst, kSecond}));
  ASSERT_EQ(article.removed.size(), 2u);
  EXPECT_EQ(article.removed[0].text, "/p>");
  EXPECT_EQ(article.removed[0].span, (Range{kFirst.size(), kFirst.size() + 3}));
}

TEST(Text, LeavesOutWhatReadersDoNotSeeOrIsNoArticle) {
  const std::string outside =
      "对手公司拟以十八亿元转让旗下物流公司，买方身份尚未公布，交易预计将在今年第三季度完成。";
  for (const std::string markup : {"<div hidden>$</div>",
                                   "<p style='color:red; display : none'>$</p>",
                                   "<nav>$</nav>",
                                   "<p aria-hidden=true>$</p>",
                                   "<footer><p>$</p></footer>",
                                   "<aside>$</aside>",
                                   "<noscript>$</noscript>",
                                   "<template>$</template>",
                                   "<iframe>$</iframe>",
                                   "<div class='related-news'>$</div>",
                                   "<div id=comments><p>$</p></div>",
                                   "<!-- $ -->",
                                   "<script>$</script>",
                                   "<style>$</style>",
                                   "<textarea>$</textarea>",
                                   "<svg>$</svg>",
                                   "<select><option>$</select>",
                                   "<figcaption>$</figcaption>",
                                   "<button>$</button>",
                                   "<p><a href=x>$</a></p>",
                                   "<span style='visibility:hidden'>$</span>"}) {
    std::string inside = markup;
    inside.replace(inside.find('$'), 1, outside);
    const Article article =
        extract_html("<p>" + kFirst + "</p>" + inside + "<p>" + kSecond + "</p>");
    EXPECT_FALSE(holds(article.text.text, "对手公司")) << markup;
    EXPECT_TRUE(holds(article.text.text, kFirst)) << markup;
    EXPECT_TRUE(holds(article.text.text, kSecond)) << markup;
  }
}

TEST(Text, KeepsListsAndHeadingsInsideTheArticle) {
  const std::string page = "<article><p>" + kFirst + "</p><h2>交易条款</h2><ul><li>" + kSecond +
                           "</li><li>收购款将全部以自有资金支付，不涉及发行新股。</li></ul><p>" +
                           kFirst + "</p></article>";
  EXPECT_EQ(blocks_of(extract_html(page)),
            (std::vector<std::string>{kFirst, "交易条款", kSecond,
                                      "收购款将全部以自有资金支付，不涉及发行新股。", kFirst}));
}

TEST(Text, IsEmptyWhereThereIsNoArticle) {
  const std::string pages[] = {
      "",
      "<html><head><title>島嶼財經網</title></head><body></body></html>",
      "<ul><li><a href=1>首頁</a><li><a href=2>財經</a><li><a href=3>登入</a></ul>",
      "<div>首頁</div><div>即時</div><div>搜尋</div><footer>版權所有 不得轉載</footer>",
      "<ul><li><a href=1>聯岳電力砸30億元買下三座水力電廠</a><li><a href=2>外資連六買</a></ul>",
  };
  for (const std::string& page : pages) {
    const Article article = extract_html(page);
    EXPECT_EQ(article.text.text, "") << page;
    expect_sound(article, page, page);
  }
  EXPECT_EQ(extract_text("").text.text, "");
  EXPECT_EQ(extract_text("首頁\n登入\n搜尋\n").text.text, "");
}

TEST(Text, RemovedPiecesAreListedWithTheirPlace) {
  const std::string page = "<nav>首頁 財經</nav><p>" + kFirst + "</p><footer>版權所有</footer>";
  const Article article = extract_html(page);
  std::vector<std::string> cuts;
  for (const Removed& r : article.removed) {
    cuts.push_back(page.substr(r.span.begin, r.span.size()));
    EXPECT_EQ(cuts.back(), r.text);
  }
  EXPECT_EQ(cuts, (std::vector<std::string>{"首頁 財經", "版權所有"}));
}

TEST(Text, SpamIsToldByItsShape) {
  const std::string spam =
      "金猴棋牌官網下載|旺財彩票走勢圖大全|滿堂紅娛樂登錄入口|深夜影院免費觀看";
  const Article article = extract_html("<p>" + kFirst + "<p>" + spam + "<p>" + kSecond);
  EXPECT_FALSE(holds(article.text.text, "棋牌"));
  ASSERT_EQ(article.removed.size(), 1u);
  EXPECT_EQ(article.removed[0].kind, "spam");
  EXPECT_EQ(article.removed[0].text, spam);
}

// Bare articles ---------------------------------------------------------------------------------

// The articles that rules are written with are texts alone: nothing around them is to be told from
// them, but for a few closing notices ("About us").
TEST(BareText, KeepsItsHeadlineAndItsProse) {
  size_t titles = 0, wrong = 0, sentences = 0, lost = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(DEALWIRE_SAMPLES "/../eval/practice")) {
    if (entry.path().extension() != ".txt") continue;
    const std::string text = sample("../eval/practice/" + entry.path().filename().string());
    const Article article = extract_text(text);
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    ++titles;
    wrong += holds(article.title.text, line) ? 0 : 1;
    while (std::getline(lines, line)) {
      const bool prose = line.size() >= 150 && (line.ends_with('.') || line.ends_with("。"));
      sentences += prose ? 1 : 0;
      lost += prose && !holds(article.text.text, line) ? 1 : 0;
    }
  }
  ASSERT_GT(titles, 300u);
  EXPECT_LE(wrong * 100, titles);
  EXPECT_LE(lost * 500, sentences);
}

// The name of a site above it is no headline, and rows and items below it are none either.
TEST(BareText, BeginsWithItsHeadline) {
  const Article saved = extract_text(
      "Lowmoor Business Daily\nHome\nMarkets\n\nOrrin buys Tarn Dairies for $40 million\n\n"
      "Orrin said on Monday it had bought Tarn Dairies of Lowmoor for $40 million, the largest "
      "purchase in its history.\nThe dairies make the cheese that most of the county eats, and the "
      "sellers will stay for three years.\n");
  EXPECT_EQ(saved.title.text, "Orrin buys Tarn Dairies for $40 million");

  const Article filing = extract_text(
      "【公告】青禾精密代子公司取得荷蘭通路商股權\n\n日期：2027年03月12日\n"
      "公司名稱：青禾精密 (4599)\n發言人：林可安\n發言時間：17:05\n\n"
      "一、代子公司Qinghe Europe B.V.公告取得有價證券\n"
      "1.標的物之名稱及性質：荷蘭縫紉機通路商Naaldwerk B.V.普通股。\n2.事實發生日：116/03/12\n"
      "3.交易數量、每單位價格及交易總金額：交易數量為1,200股；每單位價格歐元4,150元；交易總金額為"
      "歐元4,980,000元。\n"
      "4.交易相對人及其與公司之關係：Weefgetouw Holding B.V.；非關係人。\n"
      "5.取得之具體目的：擴大歐洲通路，並取得當地維修據點。\n");
  EXPECT_EQ(filing.title.text, "【公告】青禾精密代子公司取得荷蘭通路商股權");
  for (const char* item : {"一、代子公司", "1.標的物", "2.事實發生日", "5.取得之"}) {
    EXPECT_TRUE(holds(filing.text.text, item)) << item;
  }
}

// Language and words ---------------------------------------------------------------------------

TEST(Language, IsTheTextsAndRegionThePages) {
  const Article article = extract_html("<html lang=zh-TW><body>" + std::string(kProse));
  EXPECT_EQ(article.lang, "zh-Hant");
  EXPECT_EQ(article.region, "TW");
  EXPECT_EQ(extract_html("<html lang=zh-Hant-HK>" + std::string(kProse)).region, "HK");
  EXPECT_EQ(extract_html("<html lang=en><p>" + kFirst + "<p>" + kSecond).lang, "zh-Hans");
  EXPECT_EQ(extract_html(kProse).region, "");
}

}  // namespace
}  // namespace dealwire
