// The feeds that pages name.
#include "web/discover.h"

#include <gtest/gtest.h>

#include "model/budget.h"
#include "time_limit.h"

namespace dealwire {
namespace {

using Urls = std::vector<std::string>;

constexpr const char* kUrl = "https://news.example/business/";

TEST(DiscoverTest, LinksSayThatTheyAreFeeds) {
  const std::vector<std::pair<const char*, Urls>> rows = {
      {"<link rel='alternate' type='application/rss+xml' href='/rss'>",
       {"https://news.example/rss"}},
      {"<LINK HREF=a.xml TYPE='Application/Atom+XML; charset=utf-8' REL='home ALTERNATE'/>",
       {"https://news.example/business/a.xml"}},
      {"<link rel=alternate type=application/feed+json href='?a=1&amp;b=2'>",
       {"https://news.example/business/?a=1&b=2"}},
      {"<link rel=feed href=/latest>", {"https://news.example/latest"}},
      {"<base href='https://cdn.example/x/'><base href='/y/'><link rel=feed href=z>",
       {"https://cdn.example/x/z"}},
      {"<link rel=alternate type='application/rss+xml' href='feed://news.example/a'>",
       {"http://news.example/a"}},
      {"<link rel=alternate type='application/json' href='/feed.json'>",
       {"https://news.example/feed.json"}},
      // What else is alternate: other languages, the data of the page.
      {"<link rel=alternate hreflang=de href=/de/>", {}},
      {"<link rel=alternate type='application/json' href='/wp-json/wp/v2/posts/1'>", {}},
      {"<link rel=alternate type='application/json+oembed' href='/oembed?format=json'>", {}},
      {"<link rel=stylesheet type='application/rss+xml' href='/rss'>", {}},
      {"<link rel=alternate type='application/rss+xml' href='javascript:x'>", {}},
      // What is no tag.
      {"<!-- <link rel=feed href=/a> -->", {}},
      {"<script>'<link rel=feed href=/a>'</script>", {}},
      {"<img alt='<link rel=feed href=/a>'>", {}},
      {"<link rel=feed href='/a", {}},
      {"", {}}};
  for (const auto& [page, urls] : rows) EXPECT_EQ(discover_feeds(page, "", kUrl), urls) << page;
}

TEST(DiscoverTest, AddressesLookLikeFeeds) {
  const auto is_found = [](const std::string& href) {
    return !discover_feeds("<a href='" + href + "'>x</a>", "", kUrl).empty();
  };
  for (const char* href : {"/feed/", "/rss", "/deals/atom.xml", "/index.xml", "/a/news.rss",
                           "/?feed=rss2", "/markets?format=atom", "https://feeds.example/x/rss.php",
                           "/feed.json", "/energy-feed.xml", "/index.rdf"}) {
    EXPECT_TRUE(is_found(href)) << href;
  }
  for (const char* href : {"/feedback", "/rss-explained.html", "/sitemap.xml", "/atoms", "/a/b",
                           "/feed/2025/a-deal", "https://reader.example/feed/https://news.example/",
                           "/how-to-feed.html", "mailto:rss@news.example"}) {
    EXPECT_FALSE(is_found(href)) << href;
  }
}

TEST(DiscoverTest, TheBestComesFirstAndOnce) {
  const std::string page =
      "<a href=/side/feed/>RSS</a>"
      "<link rel=alternate type='application/rss+xml' title='Wire: Comments' href=/replies>"
      "<link rel=alternate type='application/rss+xml' href=/comments/feed/>"
      "<link rel=alternate type='application/rss+xml' href=/feed/>"
      "<link rel=alternate type='application/atom+xml' href=/atom/>"
      "<a href=/feed/>RSS</a>";
  EXPECT_EQ(discover_feeds(page, "", "https://news.example/"),
            (Urls{"https://news.example/feed/", "https://news.example/atom/",
                  "https://news.example/side/feed/", "https://news.example/replies",
                  "https://news.example/comments/feed/"}));
}

TEST(DiscoverTest, CharsetsCount) {
  const std::string page = "<link rel=feed href='/\xD0\xC2'>";  // 新 in GBK
  EXPECT_EQ(discover_feeds(page, "gbk", kUrl), Urls{"https://news.example/%E6%96%B0"});
}

TEST(DiscoverTest, HostilePagesCostLittle) {
  for (const char* piece : {"<a href=/feed/>", "<link rel=feed href=x", "<!--", "<script>",
                            "<a b='", "<a href='&amp;", "</", "<"}) {
    const TimeLimit limit(10, piece);
    std::string page;
    while (page.size() < 1'000'000) page += piece;
    EXPECT_LE(discover_feeds(page, "utf-8", kUrl).size(), Budget{}.page_feeds) << piece;
  }
  const TimeLimit limit(10, "many feeds");
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "<a href=/" + std::to_string(i) + "/feed/>";
  EXPECT_EQ(discover_feeds(many, "", kUrl).size(), Budget{}.page_feeds);
}

}  // namespace
}  // namespace dealwire
