// Pages whose body is data. The articles are invented.
#include "extract/embedded.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "html/json.h"
#include "html/page.h"
#include "print.h"
#include "text/charset.h"
#include "time_limit.h"

namespace dealwire {
namespace {

const std::string kTitle = "Harrow Mills buys a tannery in Lund";
const std::vector<std::string> kStory = {
    "Harrow Mills said on Monday that it will buy the Lund tannery for $48 million in cash.",
    "The seller, a family that has run the works since 1921, keeps its shop in the old town.",
    "Some 140 people work at the site, and the buyer has promised to keep all of them for three "
    "years.",
    "Analysts had expected a higher price; the shares of Harrow Mills rose by a tenth at noon.",
    "The tannery turns hides from Skåne and Jutland into leather for saddles, boots and the seats "
    "of "
    "ferries, and it has lost money in two of the last five years.",
    "A spokeswoman for the buyer said that the vats, some of them older than the railway "
    "station, will be replaced by the end of next summer.",
    "The council of Lund still has to agree, because a part of the yard belongs to the harbour, "
    "which "
    "it has owned since the railway was built.",
};
const std::string kBody = kStory[0] + "\n" + kStory[1] + "\n" + kStory[2] + "\n" + kStory[3] +
                          "\n" + kStory[4] + "\n" + kStory[5] + "\n" + kStory[6];

const std::string kHanTitle = "玉港電力買下北瀾海纜廠";
const std::vector<std::string> kHanStory = {
    "玉港電力週一宣布，將以48億元現金收購北瀾海纜廠全部股權，預計年底前完成交割。",
    "賣方是經營該廠四十年的家族，仍保留舊城區的門市，並與買方簽下三年的供貨合約。",
    "廠內約有一百四十名員工，玉港電力承諾三年內全數留用，薪資與年資都不會改變。",
    "分析師原先預期價格更高；消息公布後，玉港電力的股價中午一度上漲一成，成交量也放大。",
};

std::string joined(const std::vector<std::string>& lines, const std::string& before,
                   const std::string& behind) {
  std::string out;
  for (const std::string& line : lines) out += before + line + behind;
  return out;
}

// As JSON writes it, quotes and line breaks escaped, and where wanted all but ASCII.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

std::string in_quotes(std::string_view text) { return '"' + escaped(text) + '"'; }

std::string page(const std::string& data, const std::string& shown = "",
                 const std::string& title = kTitle) {
  return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title +
         "</h1><nav><a href=/>Home</a></nav>" + shown + data + "</body></html>";
}

std::string script(const std::string& body, const std::string& attributes = "") {
  return "<script" + attributes + ">" + body + "</script>";
}

// Scripts of less than half a kilobyte are passed over.
std::string json(const std::string& body) {
  return script(body + std::string(512, ' '), " type=\"application/json\"");
}

Article read(const std::string& source) {
  const Decoded decoded = decode(source, "");
  const auto parsed = html::Page::parse(decoded.page.text);
  EXPECT_TRUE(parsed);
  return extract_page(*parsed, decoded, Document{});
}

// What the page says where a part of the article stands.
std::string cut_of(const Article& article, const std::string& source, std::string_view part) {
  const size_t at = article.text.text.find(part);
  if (at == std::string::npos) return {};
  const Range span = article.text.source.span({at, at + part.size()});
  return source.substr(span.begin, span.size());
}

struct Row {
  const char* why;
  std::string data;
};

// Where the body comes from --------------------------------------------------------------------

TEST(Embedded, BodyIsFoundInEveryFormOfData) {
  const std::string html = joined(kStory, "<p>", "</p>");
  const std::string article = "{\"title\":" + in_quotes(kTitle) + ",\"slug\":\"a\",\"body\":";
  const Row rows[] = {
      {"JSON-LD", script(R"({"@type":"NewsArticle","headline":)" + in_quotes(kTitle) +
                             ",\"articleBody\":" + in_quotes(kBody) + "}",
                         " type=\"application/ld+json\"")},
      {"JSON-LD, in a graph",
       script(R"({"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","articleBody":)" +
                  in_quotes(kBody) + "}]}",
              " type=\"application/ld+json\"")},
      {"JSON-LD, line breaks as they are",
       script("{\"articleBody\":\"" + kBody + "\"}", " type='application/ld+json'")},
      {"state", json(R"({"props":{"pageProps":)" + article + in_quotes(kBody) + "}}}}")},
      {"state, HTML", json(article + in_quotes(html) + "}")},
      {"state, escaped HTML",
       json(article + in_quotes(joined(kStory, "&lt;p&gt;", "&lt;/p&gt;")) + "}")},
      {"variable", script("window.__INITIAL_STATE__ = " + article + in_quotes(kBody) +
                          "};(function(){var s;s=1})();")},
      {"literal of JavaScript",
       script("window.app={page:{headline:a,body:'" + html + "',n:!0}};" + std::string(200, ' '))},
      {"string of JSON",
       script("window.s=JSON.parse(" + in_quotes(article + in_quotes(html) + "}") + ");" +
              std::string(200, ' '))},
      {"pushed text",
       script("self.__next_f.push([1," + in_quotes(html) + "])" + std::string(200, ' '))},
      {"pushed JSON", script("self.__next_f.push([1," +
                             in_quotes("7:" + article + in_quotes(html) + "}\n") + "])")},
      {"attribute", "<div data-state='" + article + in_quotes(html) + "}'></div>"},
      {"WordPress", json(R"([{"title":{"rendered":)" + in_quotes(kTitle) +
                         R"(},"content":{"rendered":)" + in_quotes(html) + "}}]")},
  };
  for (const auto& row : rows) EXPECT_EQ(read(page(row.data)).text.text, kBody) << row.why;
}

TEST(Embedded, BodyIsFoundInEveryFormOfList) {
  const auto list = [](const std::string& before, const std::string& behind) {
    std::string out;
    for (const std::string& line : kStory) {
      out += (out.empty() ? "" : ",") + before + in_quotes(line) + behind;
    }
    return "[" + out + "]";
  };
  // A paragraph in pieces, one of them a link.
  const auto pieces = [](const std::string& open, const std::string& text, const std::string& link,
                         const std::string& close) {
    std::string out;
    for (const std::string& line : kStory) {
      const size_t a = line.find(' ', 20), b = line.find(' ', a + 10);
      out += (out.empty() ? "" : ",") + open + text + in_quotes(line.substr(0, a + 1)) +
             (text.starts_with("{") ? "}," : ",") + link +
             in_quotes(line.substr(a + 1, b - a - 1)) + (link.ends_with(":") ? "}]}," : "],") +
             text + in_quotes(line.substr(b)) + (text.starts_with("{") ? "}" : "") + close;
    }
    return "[" + out + "]";
  };
  const Row rows[] = {
      {"strings", "{\"paragraphs\":" + list("", "") + "}"},
      {"objects", "{\"content_elements\":" + list(R"({"type":"text","content":)", "}") + "}"},
      {"Editor.js", "{\"blocks\":" + list(R"({"type":"paragraph","data":{"text":)", "}}") + "}"},
      {"Draft.js", "{\"blocks\":" + list(R"({"key":"x","type":"unstyled","text":)", "}") + "}"},
      {"images between",
       R"({"body":[{"type":"image","caption":"The works in Lund. Photo: a friend.","content":"x."},)" +
           list(R"({"type":"p","content":)", "}").substr(1) + "}"},
      {"ProseMirror, Slate, Contentful",
       R"({"type":"doc","content":)" +
           pieces(R"({"type":"paragraph","content":[)", R"({"type":"text","text":)",
                  R"({"type":"hyperlink","content":[{"type":"text","text":)", "]}") +
           "}"},
      {"JsonML", "{\"body\":[\"div\"," +
                     pieces("[\"p\",", "", R"(["a",{"href":"/x"},)", "]").substr(1) + "}"},
      {"the same text twice, whole and in pieces",
       "{\"blocks\":" + list(R"({"model":{"text":)", "}}") + "}"},
  };
  for (const auto& row : rows) EXPECT_EQ(read(page(json(row.data))).text.text, kBody) << row.why;
}

TEST(Embedded, MapsLeadToTheBytesOfThePage) {
  const std::string body = R"(<p>\u7389\u6e2f\u96fb\u529b\u9031\u4e00\u5ba3\u5e03\uff0c)"
                           R"(\u5c07\u4ee5<b>48<\/b>\u5104\u5143\u6536\u8cfc &amp; more.<\/p>)";
  std::string rest;
  for (const std::string& line : kHanStory) rest += "<p>" + line + "<\\/p>";
  const std::string source = page(json("{\"content\":\"" + body + rest + "\"}"), "", kHanTitle);
  const Article article = read(source);
  EXPECT_EQ(cut_of(article, source, "億元"), R"(\u5104\u5143)");
  EXPECT_EQ(cut_of(article, source, "48億"), R"(48<\/b>\u5104)");
  EXPECT_EQ(cut_of(article, source, "&"), "&amp;");
  EXPECT_EQ(cut_of(article, source, "北瀾海纜廠全部股權"), "北瀾海纜廠全部股權");
}

// Three maps: quotes of JSON in JSON, references of HTML, an attribute.
TEST(Embedded, MapsCompose) {
  const std::string html = joined(kStory, "<p>", "</p>");
  const std::string twice = page(
      script("s=JSON.parse(" +
             in_quotes("{\"body\":" + in_quotes("<p>Say \"48&#20740;\".</p>" + html) + "}") + ")"));
  EXPECT_EQ(cut_of(read(twice), twice, "\"48億\""), R"(\\\"48&#20740;\\\")");
  std::string value = "{\"body\":" + in_quotes("<p>R&amp;D spending is 48億 now.</p>" + html) + "}";
  for (size_t i = value.find('&'); i != value.npos; i = value.find('&', i + 5)) {
    value.replace(i, 1, "&amp;");
  }
  for (size_t i = value.find('"'); i != value.npos; i = value.find('"', i + 6)) {
    value.replace(i, 1, "&quot;");
  }
  const std::string attribute = page("<div data-page=\"" + value + "\"></div>");
  EXPECT_EQ(cut_of(read(attribute), attribute, "R&D"), "R&amp;amp;D");
  EXPECT_EQ(cut_of(read(attribute), attribute, "48億 now"), "48億 now");
}

// In other charsets the maps go on to the bytes.
TEST(Embedded, MapsLeadThroughTheCharset) {
  std::string body;
  for (int i = 0; i < 30; ++i) body += "\xB0\xEA\xB2\xA3\xA1\x41\xA4\xA4\xA4\xE5\xA1\x43";  // Big5
  const std::string source =
      "<meta charset=big5><title>x</title>" +
      script("{\"articleBody\":\"48\xBB\xF5" + body + "\"}", " type=application/ld+json");
  const Decoded decoded = decode(source, "big5");
  const auto parsed = html::Page::parse(decoded.page.text);
  const Article article = extract_page(*parsed, decoded, Document{});
  EXPECT_EQ(cut_of(article, source, "48億"), "48\xBB\xF5");
}

// When it is preferred -------------------------------------------------------------------------

TEST(Embedded, GoesAheadOfATeaser) {
  const std::string data =
      json("{\"title\":" + in_quotes(kTitle) + ",\"body\":" + in_quotes(kBody) + "}");
  const std::string teaser = "<article><p>" + kStory[0] + "</p></article>";
  const Article article = read(page(data, teaser));
  EXPECT_EQ(article.text.text, kBody);
  EXPECT_EQ(article.title.text, kTitle);
  // What is shown and not taken is listed.
  EXPECT_TRUE(std::any_of(article.removed.begin(), article.removed.end(),
                          [](const Removed& removed) { return removed.text == kStory[0]; }));
}

TEST(Embedded, GoesBehindAnArticleThatIsShown) {
  const std::string shown = "<article>" + joined(kStory, "<p>", "</p>") + "</article>";
  const Row rows[] = {
      {"the same without paragraphs",
       script("{\"articleBody\":" + in_quotes(joined(kStory, "", " ")) + "}",
              " type=application/ld+json")},
      {"cut short", script("{\"articleBody\":" + in_quotes(kStory[0] + " " + kStory[1]) + "}",
                           " type=application/ld+json")},
      {"another, longer article",
       json("{\"title\":\"A fire at the docks of Brest\",\"body\":" +
            in_quotes(joined(std::vector<std::string>(20, "The docks were closed for the night."),
                             "", "\n")) +
            "}")},
  };
  for (const auto& row : rows) EXPECT_EQ(read(page(row.data, shown)).text.text, kBody) << row.why;
}

TEST(Embedded, OtherTextsOfThePageAreNoBody) {
  const std::string other = joined(kStory, "", " ") + joined(kStory, "", " ");
  const std::string css = "a{color:red;margin:0 0.5em. }b{top:0! }p{left:1? }";
  const Row rows[] = {
      {"description", json("{\"description\":" + in_quotes(other) + "}")},
      {"comments", json("{\"comments\":[{\"text\":" + in_quotes(other) + "}]}")},
      {"teasers", json("{\"teaserText\":" + in_quotes(other) + "}")},
      {"legal notes", json("{\"legal\":{\"html\":" + in_quotes(other) + "}}")},
      {"article of another title",
       json("{\"title\":\"A fire at the docks of Brest\",\"body\":" + in_quotes(other) + "}")},
      {"list of other articles",
       json("{\"items\":[{\"title\":\"A fire at the docks\",\"text\":" + in_quotes(kStory[0]) +
            "},{\"title\":\"Rain until Friday\",\"text\":" + in_quotes(kStory[1]) +
            "},{\"title\":\"A bridge for Ystad\",\"text\":" + in_quotes(kStory[2]) +
            "},{\"title\":\"New trams\",\"text\":" + in_quotes(kStory[3]) + "}]}")},
      {"JSON-LD of another article",
       script(
           R"({"headline":"A fire at the docks of Brest","articleBody":)" + in_quotes(other) + "}",
           " type=application/ld+json")},
      {"styles",
       json("{\"text\":" + in_quotes(joined(std::vector<std::string>(20, css), "", " ")) + "}")},
      {"encoded", json("{\"text\":\"" + std::string(900, 'A') + ". B! C? D. \"}")},
      {"titles of many things",
       json("{\"list\":[\"One\",\"Two\",\"Three\",\"" + std::string(400, 'x') + "\"]}")},
      {"text with holes",
       script("s={body:[{type:'p',text:'The price was '},{type:'p',text:a},{type:'p',text:" +
              in_quotes(joined(kStory, "", " ")) + "}]}" + std::string(400, ' '))},
      {"code", script("function f(){return {a:1}} " + std::string(600, ';'))},
  };
  for (const auto& row : rows) {
    const std::string source = page(row.data, "", "Council of Visby meets in May");
    EXPECT_EQ(read(source).text.text, "") << row.why;
  }
}

TEST(Embedded, OfManyArticlesTheOneOfThePageIsTaken) {
  std::string items;
  for (int i = 0; i < 12; ++i) {
    const std::string title = i == 7 ? kTitle : "Story number " + std::to_string(i) + " of the day";
    const std::string body =
        i == 7 ? kBody : joined(std::vector<std::string>(30, "Rain fell on the coast."), "", "\n");
    items += (i > 0 ? "," : "") + ("{\"headline\":" + in_quotes(title)) +
             ",\"body\":" + in_quotes(body) + "}";
  }
  EXPECT_EQ(read(page(json("{\"articles\":[" + items + "]}"))).text.text, kBody);
}

// Hostile data ---------------------------------------------------------------------------------

// A page of a megabyte takes well under a second.
TEST(Embedded, HostileDataCostsLinearTime) {
  constexpr size_t kMega = 1u << 20;
  const auto fill = [](const std::string& what) {
    std::string out;
    while (out.size() < kMega) out += what;
    return out;
  };
  const std::string text = escaped(kBody);
  const Row rows[] = {
      {"open lists", script(fill("["))},
      {"open objects", script(fill("{\"a\":"))},
      {"code", script(fill("function(a){if(a){return}}"))},
      {"strings", json("[" + fill("\"" + text + "\",") + "\"\"]")},
      {"short strings", json("[" + fill("\"A b.\",") + "\"\"]")},
      {"lists in lists", json(fill("[\"" + text + "\",") + "1")},
      {"members without a type", json("{" + fill("\"a\":\"\",") + "\"body\":[" +
                                      fill("\"A b c d e f g h i j k. \",") + "1]}")},
      {"quotes", script("{" + fill("'\\\"'"))},
      {"escapes", json("{\"body\":\"" + fill("\\u4e2d\\u3002 ") + "\"}")},
      {"JSON in JSON", json("{\"body\":\"" + fill("{\\\"body\\\":\\\"A b. \\\"}") + "\"}")},
      {"references", json("{\"body\":\"" + fill("&amp; A b. ") + "\"}")},
      {"tags", json("{\"body\":\"" + fill("<p>A b. ") + "\"}")},
      {"attributes", "<p data-a='[" + fill("\"A b. \",") + "'>"},
      {"many attributes", fill("<p data-a='[" + std::string(600, 'x') + "'>")},
      {"many scripts", fill(json("{\"body\":\"" + text + "\"}"))},
  };
  for (const auto& row : rows) {
    const TimeLimit limit(10, row.why);
    read(page(row.data));
  }
}

}  // namespace
}  // namespace dealwire
