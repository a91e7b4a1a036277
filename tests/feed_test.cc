// Feeds of all kinds, broken ones among them; URLs and times as feeds write them.
#include "ingest/feed.h"

#include <gtest/gtest.h>

#include "ingest/feed_time.h"

namespace dealwire {
namespace {

constexpr const char* kUrl = "https://news.example/feeds/main.xml";

Feed read(const std::string& xml, const std::string& charset = "") {
  const auto feed = read_feed(xml, charset, kUrl, Budget{});
  EXPECT_TRUE(feed) << (feed ? "" : feed.error().message) << "\n" << xml;
  return feed ? *feed : Feed{};
}

FoundUrl first(const std::string& item) {
  const Feed feed = read("<rss version='2.0'><channel>" + item + "</channel></rss>");
  EXPECT_GE(feed.entries.size(), 1u) << item;
  return feed.entries.empty() ? FoundUrl{} : feed.entries[0];
}

TEST(FeedTest, EveryDialectGivesItsEntries) {
  const std::vector<std::string> dialects = {
      R"(<rss version="2.0"><channel><title>Wire</title><item><title>A deal</title>
         <link>https://news.example/1</link><guid isPermaLink="false">n1</guid>
         <pubDate>Tue, 14 Oct 2025 09:30:00 +0800</pubDate></item></channel></rss>)",
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
         <channel><title>Wire</title></channel><item rdf:about="n1"><title>A deal</title>
         <link>https://news.example/1</link><dc:date>2025-10-14T01:30:00Z</dc:date></item>
         </rdf:RDF>)",
      R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>n1</id>
         <title type="html">A deal</title><link rel="self" href="/self"/>
         <link href="/1"/><published>2025-10-14T09:30:00+08:00</published>
         <updated>2025-10-15T00:00:00Z</updated></entry></feed>)",
      R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Wire</title><entry>
         <id>n1</id><title>A deal</title><link rel="alternate" href="../1"/>
         <issued>2025-10-14T01:30:00Z</issued></entry></feed>)"};
  for (const std::string& xml : dialects) {
    const Feed feed = read(xml);
    EXPECT_EQ(feed.title, "Wire") << xml;
    ASSERT_EQ(feed.entries.size(), 1u) << xml;
    const FoundUrl& entry = feed.entries[0];
    EXPECT_EQ(entry.url, "https://news.example/1") << xml;
    EXPECT_EQ(entry.origin, "https://news.example");
    EXPECT_EQ(entry.guid, "n1") << xml;
    EXPECT_EQ(entry.title, "A deal") << xml;
    EXPECT_EQ(entry.published, "2025-10-14T01:30:00Z") << xml;
  }
}

TEST(FeedTest, LinksAreFoundWhereFeedsPutThem) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"<item><link> /a?b=1&amp;c=2 </link></item>", "https://news.example/a?b=1&c=2"},
      {"<item><link>/a?b=1&c=2&copy</link></item>", "https://news.example/a?b=1&c=2&copy"},
      {"<item><link><![CDATA[/a?b=1&c=2]]></link></item>", "https://news.example/a?b=1&c=2"},
      {"<item><guid>https://news.example/g</guid></item>", "https://news.example/g"},
      {"<item><guid isPermaLink='false'>https://news.example/g</guid></item>", ""},
      {"<item xml:base='https://cdn.example/x/'><link>y</link></item>", "https://cdn.example/x/y"},
      {"<item><media:link xmlns:media='m'>https://no.example/</media:link></item>", ""},
      {"<item><link>javascript:alert(1)</link></item>", ""},
      {"<item><link>file:///etc/passwd</link></item>", ""}};
  for (const auto& [item, url] : rows) EXPECT_EQ(first(item).url, url) << item;
}

TEST(FeedTest, OtherTitlesAreNoTitles) {
  EXPECT_EQ(first("<item><m:title xmlns:m='m'>no</m:title><title>yes</title></item>").title, "yes");
}

TEST(FeedTest, AnIdThatEntriesShareIsNone) {
  const Feed feed = read(
      "<rss><channel><item><link>/1</link><guid isPermaLink='false'>x</guid></item>"
      "<item><link>/2</link><guid isPermaLink='false'>x</guid></item>"
      "<item><link>/3</link><guid isPermaLink='false'>y</guid></item></channel></rss>");
  ASSERT_EQ(feed.entries.size(), 3u);
  EXPECT_EQ(feed.entries[0].guid, std::nullopt);
  EXPECT_EQ(feed.entries[1].guid, std::nullopt);
  EXPECT_EQ(feed.entries[2].guid, "y");
}

TEST(FeedTest, BrokenXmlIsReadAsFarAsItGoes) {
  const std::vector<std::string> broken = {
      "\n\n<?xml version='1.0'?><rss><channel><item><title>T</title><link>/1</link></item>",
      "<rss><channel><item><title>T</title><link>/1</link></item><item><title>cut",
      "<rss><channel><item><title>T\x0B</title><link>/1</link></item></channel></rss>",
      "<rss><channel><item><title>T</title><link>/1</link><a></b></item></channel></rss>",
      "<rss><channel><item><title>T&nbsp;</title><link>/1</link></item></channel></rss>"};
  for (const std::string& xml : broken) {
    const Feed feed = read(xml);
    ASSERT_GE(feed.entries.size(), 1u) << xml;
    EXPECT_EQ(feed.entries[0].title, "T") << xml;
    EXPECT_EQ(feed.entries[0].url, "https://news.example/1") << xml;
  }
}

TEST(FeedTest, CharsetsComeFromHttpOrTheDeclaration) {
  const std::string gb =
      "<rss><channel><item><title>\xD3\xA2\xCE\xB0\xB4\xEF</title>"
      "<link>/1</link></item></channel></rss>";
  EXPECT_EQ(read("<?xml version='1.0' encoding='gb2312'?>" + gb).entries[0].title, "英伟达");
  EXPECT_EQ(read("<?xml version='1.0' encoding='utf-8'?>" + gb, "gbk").entries[0].title, "英伟达");
  EXPECT_EQ(first("<item><title>caf&eacute; &#33521;</title></item>").title, "café 英");
}

TEST(FeedTest, HostileFeedsCostLittle) {
  std::string lol = "<!DOCTYPE rss [<!ENTITY a '0123456789'>";
  for (char c = 'b'; c < 'z'; ++c) {
    lol += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) lol += std::string("&") + static_cast<char>(c - 1) + ";";
    lol += "'>";
  }
  lol += "]><rss><channel><item><title>T&y;</title><link>/1</link></item></channel></rss>";
  const auto bomb = read_feed(lol, "", kUrl, Budget{});
  if (bomb && !bomb->entries.empty()) {
    EXPECT_EQ(bomb->entries[0].title, "T&y;");
  }

  const auto outside = read_feed(
      "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>T&x;"
      "</title><link>/1</link></item></channel></rss>",
      "", kUrl, Budget{});
  ASSERT_TRUE(outside);
  ASSERT_EQ(outside->entries.size(), 1u);
  EXPECT_EQ(outside->entries[0].title, "T&x;");  // as it stands

  std::string attributes = "<rss ";
  for (int i = 0; i < 100'000; ++i) attributes += "a" + std::to_string(i) + "='' ";
  EXPECT_EQ(read_feed(attributes + "/>", "", kUrl, Budget{}).error().code, "too_complex");

  std::string deep = "<rss><channel><item><title>";
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  read_feed(deep, "", kUrl, Budget{});  // must come back

  Budget small;
  small.feed_entries = 2;
  const auto many =
      read_feed("<rss><channel><item/><item/><item/></channel></rss>", "", kUrl, small);
  ASSERT_TRUE(many);
  EXPECT_EQ(many->entries.size(), 2u);
  EXPECT_TRUE(many->partial);
}

TEST(FeedTest, WhatIsNoFeedIsRefused) {
  for (const char* bytes : {"", "hello", "<html><body>404</body></html>", "{\"version\": 1}"}) {
    const auto feed = read_feed(bytes, "", kUrl, Budget{});
    ASSERT_FALSE(feed) << bytes;
    EXPECT_EQ(feed.error().code, "no_feed");
    EXPECT_NE(feed.error().message.find(kUrl), std::string::npos);
  }
}

TEST(FeedTimeTest, TimesAreReadOrLeft) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"2025-10-14T09:30:00+08:00", "2025-10-14T01:30:00Z"},
      {"2025-10-14T09:30Z", "2025-10-14T09:30:00Z"},
      {"2025-10-14T09:30:00.123-0500", "2025-10-14T14:30:00Z"},
      {"2025-10-14 09:30:00 +08:00", "2025-10-14T01:30:00Z"},
      {"2025-10-14", "2025-10-14"},
      {"Tue, 14 Oct 2025 09:30:00 +0800", "2025-10-14T01:30:00Z"},
      {" 14 Oct 2025 09:30 GMT ", "2025-10-14T09:30:00Z"},
      {"Tue, 14 Oct 2025 09:30:00 EST", "2025-10-14T14:30:00Z"},
      // Without a zone the day is all that is sure.
      {"2025-10-14T09:30:00", "2025-10-14"},
      {"Tue, 14 Oct 2025 09:30:00", "2025-10-14"},
      // What cannot be told is not guessed.
      {"Tue, 14 Oct 2025 09:30:00 KST", "2025-10-14T00:30:00Z"},
      {"2025-02-30", ""},
      {"2025-10-14T09:xx:00Z", ""},
      {"2025-10-14T09:30:00+99:00", ""},
      {"yesterday", ""},
      {"", ""}};
  for (const auto& [text, want] : rows) EXPECT_EQ(read_feed_time(text).value_or(""), want) << text;
}

}  // namespace
}  // namespace dealwire
