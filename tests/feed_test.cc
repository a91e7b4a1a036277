// Feeds of all kinds, broken ones among them.
#include "web/feed.h"

#include <gtest/gtest.h>

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

TEST(FeedTest, ATitleIsWhatReadersSee) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"<item><title>A &amp;amp; B buys &lt;b&gt;C&lt;/b&gt;</title></item>", "A & B buys C"},
      {"<item><title><![CDATA[It&#8217;s  <i>big</i>]]></title></item>", "It\u2019s big"},
      {"<item><title>Debt &lt; 3 &amp; rising</title></item>", "Debt < 3 & rising"},
      {"<item><title>It&#146;s</title></item>", "It\u2019s"},
      {"<item><title>&bogus; A&T</title></item>", "&bogus; A&T"},
      {"<item><media:title>M</media:title><title>T</title></item>", "T"},
      {"<item><dc:title>D</dc:title><media:title>M</media:title></item>", "D"},
      {"<item><TITLE>T</TITLE></item>", "T"}};
  for (const auto& [item, title] : rows) EXPECT_EQ(first(item).title, title) << item;
  const std::vector<std::pair<const char*, const char*>> atom = {
      {"<title>The &lt;b&gt; tag &amp;amp; more</title>", "The <b> tag &amp; more"},
      {"<title type='html'>A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>", "A & B"},
      {"<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A &amp; "
       "<b>B</b></div></title>",
       "A & B"},
      {"<title type='application/octet-stream'>PGI+QTwvYj4=</title>", "A"},
      {"<title type='image/png'>not base 64!</title>", ""}};
  for (const auto& [title, want] : atom) {
    const Feed feed = read("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" +
                           std::string(title) + "</entry></feed>");
    ASSERT_EQ(feed.entries.size(), 1u) << title;
    EXPECT_EQ(feed.entries[0].title, want) << title;
  }
}

TEST(FeedTest, TheBestLinkIsTaken) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"<link type='application/pdf' rel='alternate' href='/p'/><link rel='alternate' "
       "type='text/html' href='/h'/>",
       "https://news.example/h"},
      {"<link href='/n'/><link rel='alternate' type='application/pdf' href='/p'/>",
       "https://news.example/p"},
      {"<link rel='enclosure' href='/e.mp3'/><link rel='self' href='/s'/>", ""},
      {"<link rel='enclosure' href='/e.mp3'/><id>https://news.example/i</id>",
       "https://news.example/i"},
      {"<link rel='http://www.iana.org/assignments/relation/alternate' href='/a'/>",
       "https://news.example/a"},
      {"<link href='mailto:a@news.example'/><link rel='alternate'>/t</link>",
       "https://news.example/t"},
      {"<link href='/r'/><feedburner:origLink>/o</feedburner:origLink>", "https://news.example/o"}};
  for (const auto& [links, url] : rows) {
    const Feed feed = read("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" +
                           std::string(links) + "</entry></feed>");
    ASSERT_EQ(feed.entries.size(), 1u) << links;
    EXPECT_EQ(feed.entries[0].url, url) << links;
  }
  EXPECT_EQ(first("<item><guid>/g</guid></item>").url, "https://news.example/g");
  const Feed channel = read("<CHANNEL><ITEM HREF='/c' LASTMOD='2025-10-14'/></CHANNEL>");
  ASSERT_EQ(channel.entries.size(), 1u);
  EXPECT_EQ(channel.entries[0].url, "https://news.example/c");
  EXPECT_EQ(channel.entries[0].updated, "2025-10-14");
}

TEST(FeedTest, TimesOfPublicationAndOfChangeAreApart) {
  const FoundUrl both = first(
      "<item><pubDate>14 Oct 2025 09:30 GMT</pubDate>"
      "<dcterms:modified>2025-10-15T00:00:00Z</dcterms:modified></item>");
  EXPECT_EQ(both.published, "2025-10-14T09:30:00Z");
  EXPECT_EQ(both.updated, "2025-10-15T00:00:00Z");
  const FoundUrl changed = first("<item><updated>2025-10-15T00:00:00Z</updated></item>");
  EXPECT_EQ(changed.published, std::nullopt);
  EXPECT_EQ(changed.updated, "2025-10-15T00:00:00Z");
  const FoundUrl some = first("<item><dc:date>2025-10-15T00:00:00Z</dc:date></item>");
  EXPECT_EQ(some.published, some.updated);
  const FoundUrl later = first("<item><pubDate>soon</pubDate><dc:date>2025-10-15</dc:date></item>");
  EXPECT_EQ(later.published, "2025-10-15");
}

TEST(FeedTest, ContentIsHtml) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"<description>&lt;p&gt;long&lt;/p&gt;</description>", ""},
      {"<content:encoded><![CDATA[<p>A &amp; B</p>]]></content:encoded>", "<p>A &amp; B</p>"},
      {"<content:encoded><p class='x'>A &lt; B<br/></p></content:encoded>",
       "<p class=\"x\">A &lt; B<br></p>"},
      {"<xhtml:body><xhtml:p>A</xhtml:p></xhtml:body>", "<p>A</p>"},
      {"<media:content url='/a.jpg'>A</media:content>", ""},
      {"<atom:content>One &lt; two\n\n three</atom:content>", "<p>One &lt; two</p><p>three</p>"}};
  for (const auto& [item, content] : rows) {
    EXPECT_EQ(first("<item>" + std::string(item) + "</item>").content, content) << item;
  }
  Budget small;
  small.feed_content_bytes = 4;
  const auto feed = read_feed("<rss><item><content:encoded>12345</content:encoded></item></rss>",
                              "", kUrl, small);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.at(0).content, "");
}

TEST(FeedTest, IdsThatSayNothingAreNone) {
  const std::string feed =
      "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:wire</id><link href='/home'/>";
  for (const char* id : {"", " ", "0", "null", "urn:wire", "/home", kUrl}) {
    const Feed read_feed = read(feed + "<entry><id>" + id + "</id></entry></feed>");
    ASSERT_EQ(read_feed.entries.size(), 1u) << id;
    EXPECT_EQ(read_feed.entries[0].guid, std::nullopt) << id;
  }
}

TEST(FeedTest, EntriesOfOneUrlAreOne) {
  const Feed feed = read(
      "<rss><channel><item><link>/1</link><title>First</title></item><item><link>/2</link></item>"
      "<item><link>/a/../1</link><title>Second</title><guid isPermaLink='false'>g</guid>"
      "<pubDate>14 Oct 2025 09:30 GMT</pubDate></item><item><title>no link</title></item>"
      "<item><title>none either</title></item></channel></rss>");
  ASSERT_EQ(feed.entries.size(), 4u);
  EXPECT_EQ(feed.entries[0].title, "First");
  EXPECT_EQ(feed.entries[0].guid, "g");
  EXPECT_EQ(feed.entries[0].published, "2025-10-14T09:30:00Z");
  EXPECT_EQ(feed.entries[3].title, "none either");
}

TEST(FeedTest, JsonFeeds) {
  const Feed feed = read(R"( {"version": "https://jsonfeed.org/version/1.1", "title": "Wire",
    "home_page_url": "https://news.example/", "items": [
      {"id": 12, "url": "/1", "external_url": "https://other.example/", "title": "A  deal",
       "date_published": "2025-10-14T09:30:00+08:00", "date_modified": "2025-10-15T00:00:00Z",
       "content_html": "<p>A</p>", "content_text": "A", "tags": ["x"], "a": {"b": {"c": {}}}},
      {"id": "https://news.example/2", "content_text": "One & two\nthree"},
      {"id": "https://news.example/", "external_url": "https://other.example/3", "title": null},
      "none"]})");
  EXPECT_EQ(feed.title, "Wire");
  ASSERT_EQ(feed.entries.size(), 3u);
  const FoundUrl& entry = feed.entries[0];
  EXPECT_EQ(entry.url, "https://news.example/1");
  EXPECT_EQ(entry.origin, "https://news.example");
  EXPECT_EQ(entry.guid, "12");
  EXPECT_EQ(entry.title, "A deal");
  EXPECT_EQ(entry.published, "2025-10-14T01:30:00Z");
  EXPECT_EQ(entry.updated, "2025-10-15T00:00:00Z");
  EXPECT_EQ(entry.content, "<p>A</p>");
  EXPECT_EQ(feed.entries[1].url, "https://news.example/2");
  EXPECT_EQ(feed.entries[1].content, "<p>One &amp; two</p><p>three</p>");
  EXPECT_EQ(feed.entries[2].url, "https://other.example/3");
  EXPECT_EQ(feed.entries[2].guid, std::nullopt);
}

TEST(FeedTest, BrokenXmlIsReadAsFarAsItGoes) {
  const std::vector<std::string> broken = {
      "\n\n<?xml version='1.0'?><rss><channel><item><title>T</title><link>/1</link></item>",
      "<rss><channel><item><title>T</title><link>/1</link></item><item><title>cut",
      "<rss><channel><item><title>T\x0B</title><link>/1</link></item></channel></rss>",
      "<rss><channel><item><title>T</title><link>/1</link><a></b></item></channel></rss>",
      "<rss><channel><item><title>T&nbsp;</title><link>/1</link></item></channel></rss>",
      "<br />\n<b>Warning</b> <?xml version='1.0'?><RSS><Channel><Item><Title>T</Title>"
      "<Link>/1</Link></Item></Channel></RSS>",
      "<!-- <rss> --><!DOCTYPE rss [<!ATTLIST item x CDATA '>'>]><rss><channel><item><title>T"
      "</title><link>/1</link></item></channel></rss>"};
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

  std::string json = R"({"version": "https://jsonfeed.org/version/1", "items": [)";
  for (int i = 0; i < 1'000'000; ++i) json += "[";
  EXPECT_EQ(read_feed(json, "", kUrl, Budget{}).error().code, "no_feed");

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
  for (const char* bytes : {"", "hello", "<html><body>404</body></html>", "{\"version\": 1}", "{",
                            "{\"version\": \"https://jsonfeed.org/version/1\"}"}) {
    const auto feed = read_feed(bytes, "", kUrl, Budget{});
    ASSERT_FALSE(feed) << bytes;
    EXPECT_EQ(feed.error().code, "no_feed");
    EXPECT_NE(feed.error().message.find(kUrl), std::string::npos);
  }
}

}  // namespace
}  // namespace dealwire
