// Sitemaps, news sitemaps, indexes and lists of URLs; broken, packed and hostile ones among them.
#include "web/sitemap.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "time_limit.h"

namespace dealwire {
namespace {

constexpr const char* kUrl = "https://www.harbour.example/maps/news.xml";

Sitemap read(std::string_view bytes, const Budget& budget = {}, const std::string& charset = "") {
  const auto sitemap = read_sitemap(bytes, charset, kUrl, budget);
  EXPECT_TRUE(sitemap) << sitemap.error().message << "\n" << bytes.substr(0, 200);
  return sitemap ? *sitemap : Sitemap{};
}

std::string urlset(const std::string& inner) { return "<urlset>" + inner + "</urlset>"; }

// The URLs found, in order, parted by spaces and without their site; "+" before those of sitemaps.
std::string found(const Sitemap& sitemap) {
  constexpr std::string_view kOrigin = "https://www.harbour.example";
  std::string out;
  const auto add = [&](const std::string& mark, const std::string& url) {
    if (!out.empty()) out += ' ';
    out += mark + (url.starts_with(kOrigin) ? url.substr(kOrigin.size()) : url);
  };
  for (const FoundUrl& entry : sitemap.entries) {
    EXPECT_TRUE(entry.url.starts_with(entry.origin + "/")) << entry.url;
    add("", entry.url);
  }
  for (const ChildSitemap& child : sitemap.children) add("+", child.url);
  return out;
}

std::string gzipped(const std::string& text) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, text.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

constexpr const char* kNews = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
        xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <url>
    <loc> https://www.harbour.example/a?x=1&amp;y=2 </loc>
    <lastmod>2025-10-14T09:30:00+08:00</lastmod>
    <xhtml:link rel="alternate" hreflang="de" href="https://www.harbour.example/de/a"/>
    <image:image><image:loc>https://www.harbour.example/a.jpg</image:loc>
      <image:title>A crane</image:title></image:image>
    <news:news>
      <news:publication><news:name>Harbour</news:name><news:language>en</news:language>
      </news:publication>
      <news:publication_date>2025-10-13T23:00Z</news:publication_date>
      <news:title>Kelp &amp; Sons
        buys a dock</news:title>
    </news:news>
  </url>
  <url><loc>https://www.harbour.example/b</loc><lastmod>2025-10-12</lastmod>
    <changefreq>daily</changefreq><priority>0.5</priority></url>
</urlset>)";

TEST(ReadSitemap, EntriesHaveWhatTheirTagsSay) {
  const Sitemap sitemap = read(kNews);
  EXPECT_FALSE(sitemap.partial);
  EXPECT_TRUE(sitemap.children.empty());
  ASSERT_EQ(found(sitemap), "/a?x=1&y=2 /b");
  const FoundUrl &a = sitemap.entries[0], &b = sitemap.entries[1];
  EXPECT_EQ(a.origin, "https://www.harbour.example");
  EXPECT_EQ(a.title, "Kelp & Sons buys a dock");
  EXPECT_EQ(a.published, "2025-10-13T23:00:00Z");
  EXPECT_EQ(a.updated, "2025-10-14T01:30:00Z");
  EXPECT_EQ(a.guid, std::nullopt);
  EXPECT_EQ(b.title, "");
  EXPECT_EQ(b.published, std::nullopt);
  EXPECT_EQ(b.updated, "2025-10-12");
}

TEST(ReadSitemap, IndexesNameSitemaps) {
  const Sitemap sitemap = read(
      "<sitemapindex xmlns='http://www.google.com/schemas/sitemap/0.84'>"
      "<sitemap><loc>https://www.harbour.example/1.xml.gz</loc><lastmod>2025-10-14</lastmod>"
      "</sitemap><sitemap><loc>2.xml</loc></sitemap><sitemap><lastmod>2025</lastmod></sitemap>"
      "<sitemap><loc>https://elsewhere.example/3.xml</loc></sitemap></sitemapindex>");
  EXPECT_EQ(found(sitemap), "+/1.xml.gz +/maps/2.xml");
  EXPECT_EQ(sitemap.foreign, 1u);
  EXPECT_EQ(sitemap.children.at(0).lastmod, "2025-10-14");
  EXPECT_EQ(sitemap.children.at(1).lastmod, std::nullopt);
}

TEST(ReadSitemap, OnlyItsOwnHostIsSpokenFor) {
  const std::pair<const char*, bool> rows[] = {
      {"https://www.harbour.example/x", true},
      {"https://harbour.example/x", true},
      {"http://WWW.harbour.example/x", true},
      {"http://www.harbour.example:80/x", true},
      {"//harbour.example/x", true},
      {"/x", true},
      {"https://www.harbour.example:8443/x", false},
      {"https://news.harbour.example/x", false},
      {"https://www.www.harbour.example/x", false},
      {"https://example/x", false},
      {"https://notharbour.example/x", false},
      {"https://www.harbour.example.evil.example/x", false},
      {"https://evil.example/www.harbour.example/x", false},
      {"https://www.harbour.example@evil.example/x", false},
  };
  for (const auto& [location, own] : rows) {
    const Sitemap sitemap = read(urlset("<url><loc>" + std::string(location) + "</loc></url>"));
    EXPECT_EQ(sitemap.entries.size(), own ? 1u : 0u) << location;
    EXPECT_EQ(sitemap.foreign, own ? 0u : 1u) << location;
  }
  const auto bare = read_sitemap(urlset("<url><loc>https://www.a.example/</loc></url>"), "",
                                 "http://a.example/sitemap.xml", {});
  EXPECT_EQ(bare->entries.size(), 1u);
}

TEST(ReadSitemap, NamesCountAndNotNamespaces) {
  const std::pair<std::string, const char*> rows[] = {
      {"<URLSET><Url><LOC>/a</LOC></Url></URLSET>", "/a"},
      {"<s:urlset xmlns:s='x'><s:url><s:loc>/a</s:loc></s:url></s:urlset>", "/a"},
      {"<s:urlset><s:url><s:loc>/a</s:loc></s:url></s:urlset>", "/a"},
      {urlset("<url><image:loc>/no</image:loc><loc>/a</loc></url>"), "/a"},
      {urlset("<url><loc>/a</loc><loc>/no</loc></url>"), "/a"},
      {urlset("<url><loc><![CDATA[/a?b&c]]></loc></url>"), "/a?b&c"},
      {urlset("<url><loc>/a?b&c=d&copy=1</loc></url>"), "/a?b&c=d&copy=1"},
      {urlset("<url><loc>/a<!-- x -->b</loc></url>"), "/ab"},
      {urlset("<url><x><loc>/no</loc></x></url><loc>/no</loc><x><url><loc>/no</loc></url></x>"),
       ""},
      {urlset("<url><video:video><video:title>no</video:title></video:video></url>"), ""},
      {urlset("<url><loc></loc></url><url><loc> </loc></url><url/>"), ""},
      {urlset("<url><loc>javascript:x</loc></url><url><loc>ftp://a.example/</loc></url>"), ""},
      {urlset("<sitemap><loc>/s.xml</loc></sitemap><url><loc>/a</loc></url>"), "/a +/s.xml"},
      {urlset(""), ""},
      {"<urlset/>", ""},
  };
  for (const auto& [xml, want] : rows) EXPECT_EQ(found(read(xml)), want) << xml;
  const Sitemap news = read(
      urlset("<url><loc>/a</loc><title>no</title><video:title>no</video:title><news:news>"
             "<news:keywords>no</news:keywords><news:title>yes</news:title></news:news></url>"));
  EXPECT_EQ(news.entries.at(0).title, "yes");
}

TEST(ReadSitemap, BrokenXmlIsReadAsFarAsItGoes) {
  const std::string a = "<url><loc>/a</loc></url>";
  const std::pair<std::string, const char*> rows[] = {
      {"\n \xEF\xBB\xBF<?xml version='1.0'?>\n" + urlset(a), "/a"},
      {"<urlset>" + a, "/a"},
      {"<urlset>" + a + "<url><loc>/b", "/a"},  // what is cut may be half a URL
      {"<urlset>" + a + "<url><loc>/b</lo", "/a"},
      {"<urlset>" + a + "<url><loc>/b</loc><lastmod>20", "/a /b"},
      {"<urlset><url><loc>/a</loc><url><loc>/b</loc></url></urlset>", "/a /b"},
      {"<urlset><url><loc>/a</url><url><loc>/b</loc></url></urlset>", "/a /b"},
      {"<urlset>" + a + "<url lastmod=1><loc>/b</loc></url>", "/a"},
      {urlset("<url><loc>/a\x0B</loc></url>"), "/a"},
      {urlset("<url><loc>/a</loc>&nbsp;&undefined; & </url>"), "/a"},
      {urlset(a) + "<script>x</script>", "/a"},
  };
  for (const auto& [xml, want] : rows) {
    EXPECT_TRUE(found(read(xml)).starts_with(want)) << xml << "\n" << found(read(xml));
  }
}

TEST(ReadSitemap, ListsOfUrlsHaveOneALine) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://www.harbour.example/a\nhttps://www.harbour.example/b\n", "/a /b"},
      {"\xEF\xBB\xBF\r\n HTTPS://www.harbour.example/a \r\n\r\nno\n/no\nhttps://x.example/", "/a"},
      {"http://elsewhere.example/", ""},
  };
  for (const auto& [text, want] : rows) EXPECT_EQ(found(read(text)), want) << text;
}

TEST(ReadSitemap, WhatIsNoSitemapIsRefused) {
  const std::string rows[] = {
      "",
      " \n",
      "hello",
      "<html><body><url><loc>/a</loc></url></body></html>",
      "<rss version='2.0'><channel><item><link>/a</link></item></channel></rss>",
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/a'/></entry></feed>",
      "<url><loc>/a</loc></url>",
      "<!-- <urlset> -->",
      "{\"urlset\": []}",
      "User-agent: *\nSitemap: https://www.harbour.example/a.xml",
      "\x1f\x8b",
      std::string("\x1f\x8b\x08\0\0\0\0\0\0\3 is no gzip", 21),
      gzipped("<html>"),
      "%PDF-1.7",
  };
  for (const std::string& bytes : rows) {
    const auto sitemap = read_sitemap(bytes, "", kUrl, {});
    ASSERT_FALSE(sitemap) << bytes;
    EXPECT_EQ(sitemap.error().code, "no_sitemap") << bytes;
    EXPECT_TRUE(sitemap.error().message.starts_with(kUrl)) << sitemap.error().message;
  }
}

TEST(ReadSitemap, CharsetsComeFromHttpOrTheDeclaration) {
  const std::string gbk = urlset(
      "<url><loc>/a</loc><news:news><news:title>\xB7\xE7\xB5\xE7</news:title></news:news></url>");
  const std::string head = "<?xml version='1.0' encoding='gb2312'?>";
  EXPECT_EQ(read(head + gbk).entries.at(0).title, "风电");
  EXPECT_EQ(read(gbk, {}, "gbk").entries.at(0).title, "风电");
}

TEST(ReadSitemap, PackedOnesAreUnpackedWithinTheBudget) {
  EXPECT_EQ(found(read(gzipped(kNews))), "/a?x=1&y=2 /b");
  // Several members, and padding behind them.
  const std::string text(kNews);
  EXPECT_EQ(
      found(read(gzipped(text.substr(0, 300)) + gzipped(text.substr(300)) + std::string(2, '\0'))),
      "/a?x=1&y=2 /b");
  // The end is missing.
  const std::string half = gzipped(kNews);
  const Sitemap cut = read(half.substr(0, half.size() - 10));
  EXPECT_TRUE(cut.partial);
  EXPECT_TRUE(found(cut).starts_with("/a?x=1&y=2"));
  // A bomb.
  const std::string bomb =
      gzipped("<urlset><url><loc>/a</loc></url>" + std::string(40'000'000, ' '));
  Budget budget;
  budget.sitemap_bytes = 1'000;
  EXPECT_TRUE(read(bomb, budget).partial);
  EXPECT_EQ(found(read(bomb, budget)), "/a");
}

TEST(ReadSitemap, LimitsHold) {
  std::string entries, children, strangers;
  for (char c : {'1', '2', '3'}) {
    entries += std::string("<url><loc>/") + c + "</loc></url>";
    children += std::string("<sitemap><loc>/") + c + "</loc></sitemap>";
    strangers += "<url><loc>https://elsewhere.example/</loc></url>";
  }
  Budget budget;
  budget.sitemap_entries = budget.sitemap_children = 2;
  const std::pair<std::string, const char*> rows[] = {
      {urlset(entries), "/1 /2"},
      {"<sitemapindex>" + children + "</sitemapindex>", "+/1 +/2"},
      {urlset(strangers), ""},
      {"http://harbour.example/\nhttp://harbour.example/\nhttp://harbour.example/",
       "http://harbour.example/ http://harbour.example/"},
  };
  for (const auto& [bytes, want] : rows) {
    EXPECT_EQ(found(read(bytes, budget)), want) << bytes;
    EXPECT_TRUE(read(bytes, budget).partial) << bytes;
    EXPECT_FALSE(read(bytes).partial) << bytes;
  }
  // Cut behind a tag: no character and no URL in halves.
  budget = {};
  const std::string text = urlset("<url><loc>/風</loc></url>");
  const std::string whole = found(read(text));
  for (size_t size = 9; size < text.size(); ++size) {
    budget.sitemap_bytes = size;
    const auto part = read_sitemap(text, "", kUrl, budget);
    ASSERT_TRUE(part) << size;
    EXPECT_TRUE(part->partial) << size;
    EXPECT_TRUE(found(*part).empty() || found(*part) == whole) << size;
  }
}

TEST(ReadSitemap, HostileOnesCostLittle) {
  std::string lol = "<!DOCTYPE urlset [<!ENTITY a '0123456789'>";
  for (char c = 'b'; c < 'z'; ++c) {
    lol += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) lol += std::string("&") + static_cast<char>(c - 1) + ";";
    lol += "'>";
  }
  EXPECT_EQ(found(read(lol + "]>" + urlset("<url><loc>/a&y;</loc></url>"))), "/a&y;");
  std::string attributes = "<urlset ";
  for (int i = 0; i < 100'000; ++i) attributes += "a" + std::to_string(i) + "='' ";
  EXPECT_EQ(read_sitemap(attributes + "/>", "", kUrl, {}).error().code, "too_complex");

  for (const std::string piece :
       {"<url>", "<url><loc>", "<url><loc>/a</loc>", "<url><loc>//b.example/</loc></url>", "<", "&",
        "<!--", "<![CDATA[", "<a b='", "<a:b xmlns:a='c'/>", "</url>", "http://a.example/\n"}) {
    const TimeLimit limit(10, piece);
    std::string text = piece[0] == 'h' ? "" : "<urlset>";
    while (text.size() < 1'000'000) text += piece;
    read_sitemap(text, "", kUrl, {});
  }
  const TimeLimit limit(10, "long fields");
  const auto long_field =
      read(urlset("<url><loc>/a</loc><news:news><news:title>" + std::string(1'000'000, 'x') +
                  "</news:title></news:news>"
                  "</url><url><loc>/" +
                  std::string(1'000'000, 'x') + "</loc></url>"));
  EXPECT_EQ(found(long_field), "/a");
  EXPECT_LT(long_field.entries.at(0).title.size(), 10'000u);
}

}  // namespace
}  // namespace dealwire
