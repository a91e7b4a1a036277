// Every kind of source that dealwire.toml knows, against a real web server: what each run asks
// for, and what it leaves alone.
#include <ctime>

#include "site.h"

namespace dealwire {
namespace {

using std::string;

class SourcesTest : public RunTest {
 protected:
  // States that come within a second and are of one length, which is all that nginx goes by.
  static constexpr const char* kAlwaysNew = "    location / { etag off; if_modified_since off; }\n";

  static void expect(const Ended& ended, const string& counts) {
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_NE(ended.err.find(counts), string::npos) << ended.err;
  }
  // A day so long ago, "2025-10-14".
  static string day(int ago) {
    const std::time_t when = std::time(nullptr) - ago * 86'400;
    char text[16];
    std::strftime(text, sizeof text, "%F", std::gmtime(&when));
    return text;
  }
  static string sitemap(const string& entries) {
    return "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
           "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">" +
           entries + "</urlset>";
  }
  static string entry(const string& url, const string& more = "") {
    return "<url><loc>" + url + "</loc>" + more + "</url>";
  }
  static string part(const string& url, const string& day) {
    return "<sitemap><loc>" + url + "</loc>" +
           (day.empty() ? "" : "<lastmod>" + day + "</lastmod>") + "</sitemap>";
  }
  static string news(const string& day, const string& title) {
    return "<news:news><news:publication_date>" + day + "</news:publication_date><news:title>" +
           title + "</news:title></news:news>";
  }
  void put_pages(const Site& site, int pages) {
    for (int i = 1; i <= pages; ++i) site.put(std::to_string(i) + ".html", deal_page(i));
  }
};

TEST_F(SourcesTest, ASitemapsIndexLeadsToItsParts) {
  const Site site(folder_ / "site", kAlwaysNew);
  put_pages(site, 6);
  const auto index = [&](const string& news_day) {
    site.put("sitemap.xml", "<sitemapindex>" + part(site.url("/news.xml"), news_day) +
                                part(site.url("/old.xml"), day(90)) +
                                part(site.url("/packed.xml.gz"), "") + "</sitemapindex>");
  };
  index(day(1));
  site.put("news.xml", sitemap(entry(site.url("/1.html"), news(day(0), "A")) +
                               entry(site.url("/2.html"), news(day(30), "B")) +
                               entry("https://elsewhere.example/x", news(day(0), "C"))));
  site.put("old.xml", sitemap(entry(site.url("/3.html"))));
  site.put("packed.xml", sitemap(entry(site.url("/4.html"), "<lastmod>" + day(2) + "</lastmod>")));
  ASSERT_EQ(std::system("gzip -k site/www/packed.xml"), 0);
  settings("sitemap", "url = \"" + site.url("/sitemap.xml") + "\"");
  expect(run("run"), "3 feeds read, 2 documents fetched, 0 unchanged, 0 skipped, 0 failed");
  EXPECT_EQ(archived(), (std::multiset{site.url("/1.html"), site.url("/4.html")}));
  EXPECT_EQ(site.asked("/old.xml"), 0u) << "none of its articles is wanted any more";
  EXPECT_EQ(site.answered().size(), 6u) << site.log();

  // A part that says when it was changed is asked for when that is news, one that does not always.
  let_time_pass();
  expect(run("run"), "0 feeds read, 0 documents fetched, 2 unchanged");
  EXPECT_EQ(site.asked("/news.xml"), 1u);
  EXPECT_EQ(site.asked("/packed.xml.gz"), 2u);
  index(day(0));
  site.put("news.xml", sitemap(entry(site.url("/5.html"), news(day(0), "E"))));
  let_time_pass();
  expect(run("run"), "2 feeds read, 1 documents fetched, 1 unchanged");
  EXPECT_EQ(site.asked("/news.xml"), 2u);
  EXPECT_EQ(site.asked("/5.html"), 1u);

  // All years, where settings want them.
  settings("sitemap", "url = \"" + site.url("/sitemap.xml") + "\"", "max_age = \"3650d\"\n");
  query("UPDATE urls SET etag = NULL, last_modified = NULL, digest = NULL");
  let_time_pass();
  expect(run("run"), "3 feeds read, 1 documents fetched");
  EXPECT_EQ(site.asked("/3.html"), 1u);
}

TEST_F(SourcesTest, APageIsReadForItsLinks) {
  const Site site(folder_ / "site", "");
  put_pages(site, 4);
  site.put("list.html",
           "<nav><a href=/1.html>Home</a></nav><main><a href=/2.html>Two</a>"
           "<a href=/3.html?utm_source=list>Three</a><a href=/about.txt>About</a></main>");
  const string url = "url = \"" + site.url("/list.html") + "\"\n";
  settings("page", url, "links = \"main a\"\nmatch = '\\.html(\\?|$)'\n");
  expect(run("run"), "1 feeds read, 2 documents fetched, 0 unchanged, 0 skipped, 0 failed");
  EXPECT_EQ(archived(), (std::multiset{site.url("/2.html"), site.url("/3.html?utm_source=list")}));
  let_time_pass();
  expect(run("run"), "0 feeds read, 0 documents fetched, 1 unchanged");
  site.put("list.html",
           "<main><a href=/3.html>Three</a><a href=/2.html?utm_source=b>Two</a>"
           "<a href=/4.html>Four</a></main>");
  let_time_pass();
  expect(run("run"), "1 feeds read, 1 documents fetched");
  EXPECT_EQ(site.asked("/4.html"), 1u);
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "3");
}

TEST_F(SourcesTest, MatchChoosesAmongTheEntriesOfAFeed) {
  const Site site(folder_ / "site", "");
  put_pages(site, 3);
  site.put("feed.xml", rss({{"/1.html", ""}, {"/2.html", ""}, {"/3.html", ""}}));
  settings_of_feed(site, "match = '/[13]\\.html$'\n");
  expect(run("run"), "1 feeds read, 2 documents fetched");
  EXPECT_EQ(site.asked("/2.html"), 0u);
}

TEST_F(SourcesTest, AFeedMayBeGivenAsThePageThatNamesIt) {
  const Site site(folder_ / "site", "");
  put_pages(site, 2);
  site.put("home.html",
           "<link rel=alternate type=application/rss+xml href=/deep/feed.xml><h1>Home</h1>");
  site.put("deep/feed.xml", rss({{"/1.html", ""}}));
  settings("feed", "url = \"" + site.url("/home.html") + "\"");
  expect(run("run"), "1 feeds read, 1 documents fetched");
  // The feed is asked whether it changed; the page is asked for its feed.
  site.put("deep/feed.xml", rss({{"/1.html", ""}, {"/2.html", ""}}));
  let_time_pass();
  expect(run("run"), "1 feeds read, 1 documents fetched");
  let_time_pass();
  expect(run("run"), "0 feeds read, 0 documents fetched, 1 unchanged");
  EXPECT_EQ(site.asked("/home.html"), 3u);
  EXPECT_EQ(site.asked("/deep/feed.xml"), 3u);
}

TEST_F(SourcesTest, JsonFeedsAreRead) {
  const Site site(folder_ / "site", "");
  put_pages(site, 1);
  site.put("feed.json",
           R"({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
             {"id": "1", "url": "/1.html", "title": "One", "content_text": "One"}]})");
  settings("feed", "url = \"" + site.url("/feed.json") + "\"");
  expect(run("run"), "1 feeds read, 1 documents fetched");
}

TEST_F(SourcesTest, AFeedMayCarryTheArticles) {
  const Site site(folder_ / "site", "");
  const auto item = [&](int n) {
    return "<item><title>News</title><link>/" + std::to_string(n) +
           ".html</link><content:encoded><![CDATA[<p>微軟宣布以" + std::to_string(n) +
           "億美元收購英特爾，雙方董事會都已經同意，交易預計明年完成，仍待主管機關核准。</p>]]>"
           "</content:encoded></item>";
  };
  const auto feed = [](const string& items) {
    return "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">"
           "<channel>" +
           items + "</channel></rss>";
  };
  site.put("feed.xml", feed(item(1) + item(2) + "<item><link>/bare.html</link></item>"));
  site.put("bare.html", deal_page(3));
  settings_of_feed(site, "full_text = true\n");
  expect(run("run"), "1 feeds read, 3 documents fetched, 0 unchanged, 0 skipped, 0 failed; 3 read");
  EXPECT_EQ(site.answered().size(), 3u) << "robots.txt, the feed, and what it does not carry";
  EXPECT_EQ(site.asked("/bare.html"), 1u);
  EXPECT_EQ(query("SELECT url FROM documents ORDER BY url"),
            site.url("/1.html") + " " + site.url("/2.html") + " " + site.url("/bare.html"));
  EXPECT_EQ(query("SELECT count(*) FROM deals"), "3");
  shell("zcat archive/*.warc.gz");
  EXPECT_EQ(occurrences(content(".out"), "WARC-Type: conversion\r\n"), 2u);
  // The archive alone is enough to read them again.
  EXPECT_EQ(run("--db other.db process archive").code, 0);
  EXPECT_EQ(run("--db other.db deals").out, run("deals").out);

  query("UPDATE urls SET etag = NULL, last_modified = NULL, digest = NULL");
  let_time_pass();
  expect(run("run"), "1 feeds read, 0 documents fetched");
  site.put("feed.xml", feed(item(1) + item(2) + item(5)));
  let_time_pass();
  expect(run("run"), "1 feeds read, 1 documents fetched");
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "4");
}

TEST_F(SourcesTest, AListOfUrlsIsAskedForAgainAndFailsOneByOne) {
  const Site site(folder_ / "site", "");
  put_pages(site, 2);
  settings("urls", "urls = [\"" + site.url("/1.html") + "\", \"" + site.url("/gone.html") +
                       "\", \"" + site.url("/2.html") + "\"]");
  expect(run("run"), "0 feeds read, 2 documents fetched, 0 unchanged, 0 skipped, 1 failed");
  let_time_pass();
  expect(run("run"), "0 feeds read, 0 documents fetched, 2 unchanged, 0 skipped, 1 failed");
}

// One article under several URLs, and several under one id.
TEST_F(SourcesTest, AnArticleIsFetchedOnceWhateverItIsCalled) {
  const Site site(folder_ / "site", "    location = /short { return 302 /2.html; }\n");
  put_pages(site, 4);
  struct Row {
    std::vector<Entry> feed;
    int documents;
  };
  const std::vector<Row> rows = {
      {{{"/1.html?utm_source=rss", "a"}}, 1},
      {{{"/1.html", ""}, {"/1.html?utm_medium=x", ""}, {"/1.html#top", ""}}, 0},
      {{{"/1.html?fbclid=abc", "z"}}, 0},
      {{{"/short", ""}}, 1},
      {{{"/2.html", ""}}, 0},
      {{{"/3.html", "a"}}, 0},  // the id and headline of one that is known: it moved
      {{{"/3.html", "same"}, {"/4.html", "same"}}, 2},  // ids that say nothing
  };
  settings_of_feed(site);
  for (size_t i = 0; i < rows.size(); ++i) {
    site.put("feed.xml", rss(rows[i].feed));
    let_time_pass();
    expect(run("run"), "1 feeds read, " + std::to_string(rows[i].documents) + " documents fetched");
    if (HasFailure()) ADD_FAILURE() << "row " << i << site.log();
  }
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "4");
}

// A headline that is edited, or a later time, says that the article was changed; three times.
TEST_F(SourcesTest, AnArticleThatWasChangedIsFetchedOnceMore) {
  const Site site(folder_ / "site", kAlwaysNew);
  const auto put = [&](const string& title, const string& updated, int state) {
    site.put("1.html", deal_page(state));
    site.put("feed.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>" + title +
                             "</title><id>tag:x,2025:1</id><link href=\"/1.html\"/><updated>" +
                             updated + "</updated></entry></feed>");
  };
  struct Row {
    const char *title, *updated;
    int fetched;
  };
  const std::vector<Row> rows = {
      {"One", "2025-10-01T00:00:00Z", 1},         {"One", "2025-10-01T00:00:01Z", 0},
      {"One, edited", "2025-10-01T00:00:01Z", 1}, {"One, edited", "2100-01-01T00:00:00Z", 1},
      {"One, again", "2100-01-01T00:00:00Z", 1},  {"One, and again", "2100-01-01T00:00:00Z", 0},
  };
  settings_of_feed(site);
  size_t all = 0;
  for (const Row& row : rows) {
    put(row.title, row.updated, static_cast<int>(++all));
    let_time_pass();
    expect(run("run"), "1 feeds read, " + std::to_string(row.fetched) + " documents fetched");
    if (HasFailure()) ADD_FAILURE() << row.title << " " << row.updated;
  }
  EXPECT_EQ(site.asked("/1.html"), 4u);
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "4");
  EXPECT_EQ(query("SELECT count(*) FROM urls WHERE kind = 'article'"), "1");
}

}  // namespace
}  // namespace dealwire
