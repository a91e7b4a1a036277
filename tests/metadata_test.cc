#include "extract/metadata.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extract/authors.h"
#include "extract/extract.h"
#include "extract/letters.h"
#include "extract/site_name.h"
#include "html/page.h"
#include "print.h"
#include "text/charset.h"

namespace dealwire {
namespace {

using Names = std::vector<std::string>;

const std::string kProse =
    "<p>"
    "輝達今日宣布，將以新台幣四十八億元入股澄岳能源，取得百分之二十五的股權，交易預計明年第一季完成"
    "。</p>"
    "<p>澄岳能源表示，資金將用於興建彰化外海的離岸風場，總裝置容量三百五十百萬瓦，預計三年後併網。<"
    "/p>"
    "<p>分析師認為，這是輝達首次直接投資台灣的再生能源業者，用電需求是主要的考量。</p>";

const std::string kEnglish =
    "<p>Marlow Grid plc has agreed to buy a 60% stake in Tarnbeck Wind from Halvard Energi for "
    "£1.4bn, the companies said in a statement.</p><p>The deal gives the buyer control of eleven "
    "wind farms in Scotland and Norway with a capacity of 640 MW, and is to close in March.</p>";

Article extract_html(std::string_view page, const Document& document = {}) {
  const Decoded decoded = decode(page, "");
  const auto parsed = html::Page::parse(decoded.page.text);
  EXPECT_TRUE(parsed);
  return extract_page(*parsed, decoded, document);
}

Article extract_text(std::string_view text, const Document& document = {}) {
  return extract_plain(decode(text, ""), document);
}

std::string script(const std::string& json) {
  return "<script type='application/ld+json'>" + json + "</script>";
}

std::string meta(const std::string& name, const std::string& content) {
  return "<meta property='" + name + "' content='" + content + "'>";
}

Document fetched(const std::string& time) {
  Document out;
  out.fetched_at = time;
  return out;
}

std::string origin(const Article& article, std::string_view field) {
  for (const Origin& o : article.origins) {
    if (o.field == field) return o.source;
  }
  return "";
}

std::string date_or_none(const std::optional<std::string>& date) { return date.value_or("none"); }

// Authors --------------------------------------------------------------------------------------

TEST(Authors, AreNamesInAList) {
  const struct {
    std::string text;
    Names names;
  } rows[] = {
      {"Jane Roe", {"Jane Roe"}},
      {"By Jane Roe and Wu Li", {"Jane Roe", "Wu Li"}},
      {"Felix Muster und Jörg Beispiel, dpa", {"Felix Muster", "Jörg Beispiel", "dpa"}},
      {"王小明、李大華", {"王小明", "李大華"}},
      {"記者 王小明", {"王小明"}},
      {"記者王小明／台北報導", {"王小明"}},
      {"周茉 发自上海", {"周茉"}},
      {"本報記者", {}},
      {"정다온 기자", {"정다온"}},
      {"정다온 기자 daon@hangang.example", {"정다온"}},
      {"José Ortega y Gasset", {"José Ortega y Gasset"}},
      {"Ana Ruiz Gil y José Mora Paz", {"Ana Ruiz Gil", "José Mora Paz"}},
      {"Martin King, Jr.", {"Martin King, Jr."}},
      {"Island Press", {"Island Press"}},
      {"https://social.example/jane", {}},
      {"jane-roe", {}},
      {"Jane Roe, Senior Reporter", {"Jane Roe"}},
      {"Felix Muster – Journalist", {"Felix Muster"}},
      {"Staff Reporter", {"Staff Reporter"}},
      {"7 hours", {}},
      {"Posted by Jane Roe", {"Jane Roe"}},
      {"Veröffentlicht von Felix Muster am", {"Felix Muster"}},
      {"Clara von Beispiel", {"Clara von Beispiel"}},
      {"Foto: Felix Muster", {}},
      {"105092", {}},
      {"Unknown", {}},
      {"jane@news.example", {}},
      {"By", {}},
      {"", {}},
      {"Jane  Roe, Jane Roe", {"Jane Roe"}},
  };
  for (const auto& row : rows) EXPECT_EQ(names_in(row.text), row.names) << row.text;
}

TEST(Authors, AreNamedInBylines) {
  const struct {
    std::string line;
    Names names;
  } rows[] = {
      {"記者王小明／台北報導", {"王小明"}},
      {"〔記者王小明／台北報導〕", {"王小明"}},
      {"編譯 林書宇／綜合報導", {"林書宇"}},
      {"文／林書宇", {"林書宇"}},
      {"来源：云川晚报 作者：张三", {"张三"}},
      {"責任編輯：林書宇", {}},
      {"责任编辑：张三 李四", {}},
      {"記者會下午舉行", {}},
      {"本报记者 张三 杭州报道", {"张三"}},
      {"發布於 1天前 • 專欄作家林書宇", {"林書宇"}},
      {"정다온 기자", {"정다온"}},
      {"By Jane Roe | May 19, 2025", {"Jane Roe"}},
      {"By Jane Roe, May 19, 2025", {"Jane Roe"}},
      {"By Jane Roe and Wu Li", {"Jane Roe", "Wu Li"}},
      {"Von Felix Muster", {"Felix Muster"}},
      {"Par Anne Modèle", {"Anne Modèle"}},
      {"By then the shares had fallen", {}},
      {"von der Börse erwartet", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(names_in_byline(row.line), row.names) << row.line;
}

// Titles ---------------------------------------------------------------------------------------

TEST(Titles, AreFreedOfTheSitesName) {
  const std::vector<std::string> sites = {"Island Press", "ntv.example"};
  const struct {
    std::string title, without;
  } rows[] = {
      {"Grid deal agreed | Island Press", "Grid deal agreed"},
      {"Grid deal agreed – Island Press", "Grid deal agreed"},
      {"Island Press | Grid deal agreed", "Grid deal agreed"},
      {"Grid deal agreed - Business - Island Press", "Grid deal agreed"},
      {"赫川光電併購零件商_財經_島嶼網", "赫川光電併購零件商"},
      {"赫川光電斥資併購零件商-島嶼網", "赫川光電斥資併購零件商"},
      {"Grid deal agreed - n-tv.example", "Grid deal agreed"},
      {"Grid deal: what we know", "Grid deal: what we know"},
      {"Grid deal – what we know", "Grid deal – what we know"},
      {"A well-known firm", "A well-known firm"},
      {"Island Press boss resigns", "Island Press boss resigns"},
      {"", ""},
  };
  for (const auto& row : rows) {
    const Range at = without_site(row.title, sites, true);
    EXPECT_EQ(row.title.substr(at.begin, at.size()), row.without) << row.title;
  }
  const std::string title = "Grid deal agreed - again and again";
  EXPECT_EQ(without_site(title, sites, false).size(), title.size());
}

TEST(Titles, AreWhatReadersSee) {
  const struct {
    std::string why, head, body, title;
  } rows[] = {
      {"the heading the page's title begins with", "<title>Grid deal agreed - Island Press</title>",
       "<h1>Grid deal agreed</h1>", "Grid deal agreed"},
      {"a kicker in the heading is no part of it", meta("og:title", "Marlow buys Tarnbeck"),
       "<h1><span>Energy</span> <span>Marlow buys Tarnbeck</span></h1>", "Marlow buys Tarnbeck"},
      {"but where the page names it so", meta("og:title", "Energy: Marlow buys Tarnbeck"),
       "<h1><span>Energy</span> <span>Marlow buys Tarnbeck</span></h1>",
       "Energy: Marlow buys Tarnbeck"},
      {"a kicker in the line above", meta("og:title", "After the storm: Marlow buys Tarnbeck"),
       "<p>After the storm</p><h1>Marlow buys Tarnbeck</h1>",
       "After the storm: Marlow buys Tarnbeck"},
      {"a section above is none", meta("og:title", "Energy | Marlow buys Tarnbeck"),
       "<h2>Energy</h2><h1>Marlow buys Tarnbeck</h1>", "Marlow buys Tarnbeck"},
      {"the editors' headline, not the search engines'",
       "<title>Marlow share price: Tarnbeck stake bought</title>" +
           script(R"({"@type":"NewsArticle","headline":"Marlow reaches for the wind"})"),
       "<h1>Marlow share price: Tarnbeck stake bought</h1><h2>Marlow reaches for the wind</h2>",
       "Marlow reaches for the wind"},
      {"a badge behind it", meta("og:title", "Marlow buys Tarnbeck"),
       "<h1>Marlow buys Tarnbeck <small>Premium</small></h1>", "Marlow buys Tarnbeck"},
      {"quotes as readers see them", meta("og:title", "Marlow&#39;s deal is done"),
       "<h1>Marlow’s deal is done</h1>", "Marlow’s deal is done"},
      {"another article's heading", meta("og:title", "Marlow buys Tarnbeck"),
       "<h1>Island Press</h1><h3>Halvard posts a loss</h3>", "Marlow buys Tarnbeck"},
      {"the only heading", "", "<h1>Marlow buys Tarnbeck</h1>", "Marlow buys Tarnbeck"},
  };
  for (const auto& row : rows) {
    const Article article =
        extract_html("<html><head>" + row.head + "</head><body>" + row.body + kEnglish);
    EXPECT_EQ(article.title.text, row.title) << row.why;
    EXPECT_EQ(article.text.text.find("Marlow buys Tarnbeck"), std::string::npos) << row.why;
    EXPECT_EQ(article.title.source.size(), article.title.text.size()) << row.why;
    EXPECT_NE(origin(article, "title"), "") << row.why;
  }
}

TEST(Titles, AreOneLine) {
  const std::string page =
      "<head><title>\n  Marlow buys\n  Tarnbeck&nbsp; wind | Island Press\n</title></head>" +
      kEnglish;
  const Article article = extract_html(page);
  EXPECT_EQ(article.title.text, "Marlow buys Tarnbeck wind");
  const Range span = article.title.source.span({0, article.title.text.size()});
  EXPECT_EQ(page.substr(span.begin, span.size()), "Marlow buys\n  Tarnbeck&nbsp; wind");
}

TEST(Titles, LeaveTheRestOfTheirBlockAmongTheRemoved) {
  const Article article = extract_html(meta("og:title", "Marlow buys Tarnbeck") +
                                       "<h1><span>Energy</span> <span>Marlow buys Tarnbeck</span>"
                                       "</h1>" +
                                       kEnglish);
  ASSERT_EQ(article.removed.size(), 1u);
  EXPECT_EQ(article.removed[0].text, "Energy");
}

TEST(SameWords, LooksAtLettersAndDigitsOnly) {
  EXPECT_TRUE(same_words("輝達入股 澄岳能源！", "輝達入股澄岳能源"));
  EXPECT_TRUE(same_words("NVIDIA buys in", "Nvidia, buys in."));
  EXPECT_FALSE(same_words("輝達入股", "輝達入股澄岳"));
  EXPECT_FALSE(same_words("---", "!!!")) << "no words are not the same words";
}

TEST(SameSite, KnowsShortForms) {
  EXPECT_TRUE(names_same_site("BBX News", "BBX"));
  EXPECT_TRUE(names_same_site("n-tv", "ntv.de"));
  EXPECT_FALSE(names_same_site("BBX boss resigns over a deal", "BBX"));
  EXPECT_FALSE(names_same_site("", ""));
}

// Metadata -------------------------------------------------------------------------------------

TEST(Metadata, PrefersJsonLdThenMetaThenMicrodataThenWhatIsShown) {
  const std::string json =
      script(R"({"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"a",)"
             R"("datePublished":"2025-01-01","dateModified":"2025-01-02",)"
             R"("author":[{"name":"沈書瑋"},"Jane Roe"],"publisher":{"name":"島嶼"}}]})");
  const std::string metas = meta("article:published_time", "2025-02-02") +
                            "<meta name=author content='Bo Li'>" + meta("og:site_name", "Post") +
                            "<link rel=canonical href=' https://a.example/1 '>";
  const std::string micro =
      "<span itemprop=datePublished content='2025-03-03'>x</span>"
      "<span itemprop=author itemscope><b itemprop=name>Ada Bo</b></span>";
  const std::string shown =
      "<h1>輝達入股澄岳能源</h1><div>發布於 2025年4月4日</div><time datetime='2025-05-05'>x</time>";

  const Article all = extract_html(json + metas + micro + shown + kProse);
  EXPECT_EQ(all.published, "2025-01-01");
  EXPECT_EQ(all.modified, "2025-01-02");
  EXPECT_EQ(all.authors, (Names{"沈書瑋", "Jane Roe"}));
  EXPECT_EQ(all.site, "島嶼");
  EXPECT_EQ(all.canonical_url, "https://a.example/1");
  EXPECT_EQ(origin(all, "published"), "JSON-LD datePublished");
  const Article some = extract_html(metas + micro + shown + kProse);
  EXPECT_EQ(some.published, "2025-02-02");
  EXPECT_EQ(some.authors, Names{"Bo Li"});
  EXPECT_EQ(some.site, "Post");
  EXPECT_EQ(origin(some, "published"), "article:published_time");
  const Article few = extract_html(micro + shown + kProse);
  EXPECT_EQ(few.published, "2025-03-03");
  EXPECT_EQ(few.authors, Names{"Ada Bo"});
  EXPECT_EQ(extract_html(shown + kProse).published, "2025-04-04");
  EXPECT_EQ(extract_html("<time datetime='2025-05-05'>x</time>" + kProse).published, "2025-05-05");
  EXPECT_EQ(extract_html(kProse).published, std::nullopt);
  EXPECT_EQ(origin(extract_html(kProse), "published"), "");
}

TEST(Metadata, AsksTheNextSourceWhereADateCannotBe) {
  const std::string page = script(R"({"@type":"Article","datePublished":"2031-01-01"})") +
                           meta("article:published_time", "1970-01-01T00:00:00Z") +
                           meta("date", "2025-02-30") + meta("dc.date", "2025-03-03") + kProse;
  EXPECT_EQ(extract_html(page, fetched("2025-06-01T00:00:00Z")).published, "2025-03-03");
}

TEST(Metadata, ReadsTheMainArticleOfJsonLd) {
  const std::string main =
      R"({"@type":"NewsArticle","headline":"Marlow buys Tarnbeck","datePublished":"2025-04-04",)"
      R"("author":{"@id":"#p1"}})";
  const std::string other =
      R"({"@type":"NewsArticle","headline":"Halvard posts a loss","datePublished":"2024-01-01"})";
  const std::string person = R"({"@type":"Person","@id":"#p1","name":"Jane Roe"})";
  const struct {
    std::string why, json, date;
  } rows[] = {
      {"a graph, with a name by reference", R"({"@graph":[)" + person + "," + main + "]}",
       "2025-04-04"},
      {"a list", "[" + main + "]", "2025-04-04"},
      {"the main entity of the page", R"({"@type":"WebPage","mainEntity":)" + main + "}",
       "2025-04-04"},
      {"the other way round", R"({"@type":"WebPage","mainEntityOfPage":)" + main + "}",
       "2025-04-04"},
      {"others before it", "[" + other + "," + main + "]", "2025-04-04"},
      {"in a list of items", R"({"@type":"ItemList","itemListElement":[{"item":)" + other + "}]}",
       "none"},
      {"two others and none of this page", "[" + other + "," + other + "]", "none"},
      {"only the page is dated", R"({"@type":"WebPage","datePublished":"2025-05-05"})",
       "2025-05-05"},
      {"too deep", R"([[[[[[[[)" + main + "]]]]]]]]", "none"},
  };
  for (const auto& row : rows) {
    const Article article =
        extract_html(script(row.json) + meta("og:title", "Marlow buys Tarnbeck") + kEnglish);
    EXPECT_EQ(date_or_none(article.published), row.date) << row.why;
  }
  const Article article = extract_html(script("[" + person + "," + main + "]") + kEnglish);
  EXPECT_EQ(article.authors, Names{"Jane Roe"});
}

TEST(Metadata, MendsJsonLdThatPagesBreak) {
  const std::string fields = R"("@type":"NewsArticle","datePublished":"2025-04-04")";
  for (const std::string& json :
       {"\n//<![CDATA[\n{" + fields + "}\n//]]>\n", "<!-- {" + fields + "} -->",
        "/*<![CDATA[*/{" + fields + "}/*]]>*/", "{" + fields + "};",
        "{\"description\":\"two\nlines\ttabbed\"," + fields + "}", "{" + fields + ",}",
        "{\"keywords\":[\"a\",\"b\", ]," + fields + "}", "{\"name\":\"It\\'s\"," + fields + "}",
        "{" + fields + "}{" + fields + "}", "\xEF\xBB\xBF{" + fields + "}",
        std::string("{&quot;@type&quot;:&quot;Article&quot;,&quot;datePublished&quot;:"
                    "&quot;2025-04-04&quot;}")}) {
    EXPECT_EQ(extract_html(script(json) + kProse).published, "2025-04-04") << json;
  }
}

TEST(Metadata, IgnoresJsonLdBeyondMending) {
  for (const std::string json :
       {"{", "[1,", "\"NewsArticle\"", "{\"@type\":\"NewsArticle\",\"headline\":5}", "null", "",
        "{\"@graph\":{\"@graph\":{\"@graph\":[]}}}", "}{", "{'@type':'NewsArticle'}", "]]>",
        "{\"@type\":[5],\"author\":[[[[[[[[[\"x\"]]]]]]]]]}"}) {
    const Article article = extract_html(script(json) + kProse);
    EXPECT_EQ(article.published, std::nullopt) << json;
    EXPECT_NE(article.text.text.find("分析師認為"), std::string::npos) << json;
  }
}

TEST(Metadata, ResolvesReferencesInJsonLd) {
  const Article article =
      extract_html(script(R"({"@type":"Article","author":"Zoë O&#39;Neil &amp; Bo Li"})") + kProse);
  EXPECT_EQ(article.authors, (Names{"Zoë O'Neil", "Bo Li"}));
}

TEST(Metadata, TheSiteIsAnAuthorOnlyWhereNobodyElseIs) {
  const std::string head =
      meta("og:site_name", "Island Press") + "<meta name=author content='Island Press'>";
  EXPECT_EQ(extract_html(head + kEnglish).authors, Names{"Island Press"});
  EXPECT_EQ(
      extract_html(head + "<h1>Marlow buys Tarnbeck</h1><p class=byline>By Jane Roe</p>" + kEnglish)
          .authors,
      Names{"Jane Roe"});
}

TEST(Metadata, CanonicalUrlsAreAbsolute) {
  Document document;
  document.url = "https://news.example/a/b?c";
  EXPECT_EQ(extract_html("<link rel=canonical href='/x'>" + kProse, document).canonical_url,
            "https://news.example/x");
  EXPECT_EQ(
      extract_html("<link rel=canonical href='//m.example/x'>" + kProse, document).canonical_url,
      "https://m.example/x");
  EXPECT_EQ(extract_html("<link rel=canonical href='/x'>" + kProse).canonical_url, std::nullopt);
  EXPECT_EQ(extract_html("<link rel=canonical href='/x'>" +
                         meta("og:url", "https://news.example/y") + kProse)
                .canonical_url,
            "https://news.example/y");
}

TEST(Metadata, TheUrlsDateComesLast) {
  Document document;
  document.url = "https://news.example/2025/09/23/deal";
  EXPECT_EQ(extract_html(kProse, document).published, "2025-09-23");
  EXPECT_EQ(origin(extract_html(kProse, document), "published"), "URL");
  EXPECT_EQ(extract_html("<h1>輝達入股澄岳能源</h1><p>2025-09-22</p>" + kProse, document).published,
            "2025-09-22");
}

// What stands beside the headline --------------------------------------------------------------

TEST(Byline, TellsPublishedFromUpdated) {
  const struct {
    std::string line, published, modified;
  } rows[] = {
      {"發布時間：2025-09-23 09:30 更新時間：2025-09-24 10:00", "2025-09-23", "2025-09-24"},
      {"2025/09/24 10:00 更新", "none", "2025-09-24"},
      {"2025年9月23日 01時28分 (9月24日 01時40分更新)", "2025-09-23", "none"},
      {"Published 23 September 2025, updated 24 September 2025", "2025-09-23", "2025-09-24"},
      {"Stand: 24.09.2025, 10:00 Uhr", "none", "2025-09-24"},
      {"입력 2025.09.23 09:12 수정 2025.09.24 10:00", "2025-09-23", "2025-09-24"},
      {"記者高以晴／新竹報導 2025-09-23", "2025-09-23", "none"},
      {"© 2025-09-23 島嶼財經網", "none", "none"},
      {"The strike began on 23 September 2025 and ended the day after.", "none", "none"},
  };
  for (const auto& row : rows) {
    const Article article =
        extract_html("<h1>輝達入股澄岳能源</h1><div>" + row.line + "</div>" + kProse);
    EXPECT_EQ(date_or_none(article.published), row.published) << row.line;
    EXPECT_EQ(date_or_none(article.modified), row.modified) << row.line;
  }
}

TEST(Byline, DatesOfOtherArticlesDoNotCount) {
  const std::string headline = "<h1>輝達入股澄岳能源</h1>";
  for (const std::string& page :
       {"<div>2025年9月23日 星期二</div><div>首頁</div><div>財經</div><div>登入</div>" + headline +
            kProse,
        headline + "<div><a href=x>聯岳電力買下電廠 2025-09-23</a></div>" + kProse,
        headline + kProse + "<h3>相關新聞</h3><p>聯岳電力買下電廠 發布於 2025-09-23</p>",
        headline + kProse + "<footer>Copyright 2025-09-23</footer>",
        kProse + "<ul><li><time datetime='2025-09-23'>a</time><li><time datetime='2025-09-22'>b"
                 "</time></ul>"}) {
    EXPECT_EQ(extract_html(page).published, std::nullopt) << page;
  }
}

TEST(Byline, RelativeTimesNeedTheTimeOfFetching) {
  const std::string page = "<h1>輝達入股澄岳能源</h1><div>3小時前</div>" + kProse;
  EXPECT_EQ(extract_html(page, fetched("2025-09-23T05:30:00Z")).published, "2025-09-23T02:30:00Z");
  EXPECT_EQ(extract_html(page).published, std::nullopt);
}

TEST(Byline, ElementsAreCalledAfterAuthors) {
  const std::string headline = "<h1>Marlow buys Tarnbeck</h1>";
  for (const std::string& byline :
       {std::string("<div class='article-author'>Jane Roe</div>"),
        std::string("<p class=byline>By <a class=author href=x>Jane Roe</a> | 4 May 2025</p>"),
        std::string("<p>By Jane Roe</p>"), std::string("<p><a href=x rel=author>Jane Roe</a></p>"),
        std::string("<p class='post-author vcard'>Jane Roe, 4 May 2025</p>")}) {
    EXPECT_EQ(extract_html(headline + byline + kEnglish).authors, Names{"Jane Roe"}) << byline;
  }
  EXPECT_EQ(extract_html(headline + kEnglish + "<p class=author>Bo Li</p>").authors, Names{});
}

TEST(Byline, OfPlainTextsStandsBelowTheHeadline) {
  const std::string prose =
      "赫川光電今天宣布，將以三十五億美元收購美國機器人零件商，雙方董事會都已通過此案。\n"
      "董事長說，這家公司擁有減速機與視覺感測的關鍵技術，收購資金全部來自公司現金。\n";
  const Article article = extract_text(
      "首頁\n登入\n赫川光電斥資三十五億美元併購零件商\n記者高以晴／新竹報導\n發布於 "
      "2025年9月23日\n" +
      prose);
  EXPECT_EQ(article.published, "2025-09-23");
  EXPECT_EQ(article.authors, Names{"高以晴"});
}

TEST(Titles, OfPlainTextsMayEndInAnAbbreviation) {
  const std::string prose =
      "For decades the people who run the power system worried about winter evenings, but this "
      "August the alarm went off at ten past three in the morning.\n";
  EXPECT_EQ(extract_text("Why the grid runs short of power at 3 a.m.\n" + prose).title.text,
            "Why the grid runs short of power at 3 a.m.");
  EXPECT_EQ(extract_text("The grid runs short of power.\n" + prose).title.text, "");
}

TEST(Byline, DatelinesOpenTheFirstParagraph) {
  const std::string prose =
      " -- Brightmoor Storage, a grid battery operator, today announced that Amazon will invest "
      "$750 million in the company in exchange for a 22 percent stake.";
  EXPECT_EQ(extract_text("AUSTIN, Texas, September 9, 2025" + prose).published, "2025-09-09");
  EXPECT_EQ(extract_text("AUSTIN, Texas" + prose).published, std::nullopt);
  const std::string chinese =
      "航港局今天宣布，東側航道將加深到十八公尺，預計明年春天完工，供大型貨輪靠泊。";
  EXPECT_EQ(extract_text("航港局加深東側航道\n\n【2025年9月9日】" + chinese).published,
            "2025-09-09");
  EXPECT_EQ(extract_text("航港局加深東側航道\n\n（2025年9月9日，高雄）" + chinese).published,
            "2025-09-09");
  EXPECT_EQ(extract_text("航港局加深東側航道\n\n2025年9月9日" + chinese).published, std::nullopt);
  EXPECT_EQ(extract_text("BERLIN, 9. Dezember 2025. " + prose.substr(4)).published, "2025-12-09");
  EXPECT_EQ(extract_text("In Berlin on 9 December 2025, " + prose.substr(4)).published,
            std::nullopt);
  EXPECT_EQ(extract_text(
                "（記者高以晴／新竹報導）赫川光電今天宣布，將以三十五億美元收購美國機器人零件商，"
                "雙方董事會都已通過此案，預計明年完成。")
                .authors,
            Names{"高以晴"});
}

}  // namespace
}  // namespace dealwire
