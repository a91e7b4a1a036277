#include "extract/sites.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "extract/quirk.h"
#include "html/page.h"
#include "text/charset.h"
#include "time_limit.h"

namespace dealwire {
namespace {

html::Page parse(const Decoded& decoded) {
  auto page = html::Page::parse(decoded.page.text);
  EXPECT_TRUE(page);
  return std::move(*page);
}

Article extract(const std::string& bytes, const Site& site) {
  const Decoded decoded = decode(bytes, "");
  const html::Page page = parse(decoded);
  return extract_page(page, decoded, Document{}, find_quirk(site, page));
}

TEST(Sites, OursHoldOnTheirSamples) {
  const auto sites = Sites::load(embedded_sites());
  ASSERT_TRUE(sites) << sites.error().message;
  ASSERT_FALSE(sites->all().empty());
  for (const Site& site : sites->all()) {
    for (const SiteSample& sample : site.samples) {
      EXPECT_EQ(check_sample(sample, extract(sample.content, site)), std::vector<std::string>())
          << sample.where;
    }
  }
}

// Loading --------------------------------------------------------------------------------------

DataFile file(const std::string& path, std::string content) {
  return {"sites/" + path, std::move(content), "mine/sites/" + path};
}

const std::string kSample = "[[sample]]\npage = 'a.html'\nmust = ['x']\n";

TEST(Sites, MistakesAreRefusedWithFileLineAndReason) {
  const struct {
    std::string toml, message;
  } rows[] = {
      {"hosts = [", ":1: "},
      {"", ":1: site: lacks 'hosts'"},
      {"\ncolour = 1", ":2: site: unknown key 'colour'"},
      {"hosts = 'a.example'", ":1: hosts: must be a list of texts in quotes"},
      {"hosts = []", ":1: hosts: must be a list of texts in quotes"},
      {"hosts = [1]", ":1: hosts: must be a text in quotes"},
      {"hosts = ['https://a.example/']",
       ":1: hosts: 'https://a.example/' is no host; write it as it stands in URLs"},
      {"hosts = ['A.example']", ":1: hosts: 'A.example' is no host; write it as it stands in URLs"},
      {"hosts = ['example']", ":1: hosts: 'example' is no host of a site"},
      {"hosts = ['.example']", ":1: hosts: '.example' is no host of a site"},
      {"hosts = ['']", ":1: hosts: '' is no host of a site"},
      {"hosts = ['a.example', 'a.example']",
       ":1: hosts: 'a.example' is a host of mine/sites/a.toml already"},
      {"hosts = ['other.example']",
       ":1: hosts: 'other.example' is a host of mine/sites/0.toml already"},
      {"hosts = ['a.example']", ":1: site: lacks a selector: body, drop, title, date or author"},
      {"hosts = ['a.example']\nbody = ['p']", ":2: body: must be a text in quotes"},
      {"hosts = ['a.example']\nbody = 'p..a'", ":2: body: position 3: expected a name behind '.'"},
      {"hosts = ['a.example']\ndate = 'span[data-time]'",
       ":2: date: position 6: pages are read without the attribute 'data-time'"},
      {"hosts = ['a.example']\nbody = 'p'", ":1: site: needs a page under [[sample]]"},
      {"hosts = ['a.example']\nbody = 'p'\nsample = 'a.html'",
       ":3: site: needs a page under [[sample]]"},
      {"hosts = ['a.example']\nbody = 'p'\n[[sample]]\nmust = ['x']", ":3: sample: lacks 'page'"},
      {"hosts = ['a.example']\nbody = 'p'\n[[sample]]\npage = 'b.html'",
       ":4: sample: there is no page 'b.html' beside this file"},
      {"hosts = ['a.example']\nbody = 'p'\n[[sample]]\npage = 'a.toml'",
       ":4: sample: there is no page 'a.toml' beside this file"},
      {"hosts = ['a.example']\nbody = 'p'\n[[sample]]\npage = 'a.html'\ntext = 'x'",
       ":5: sample: unknown key 'text'"},
      {"hosts = ['a.example']\nbody = 'p'\n[[sample]]\npage = 'a.html'\nmust = 'x'",
       ":5: must: must be a list of texts in quotes"},
      {"hosts = ['a.example']\nbody = 'p'\ndate = 'i'\n" + kSample,
       ":3: date: is not tested; no [[sample]] has 'published'"},
      {"hosts = ['a.example']\ndrop = 'p'\n" + kSample,
       ":2: drop: is not tested; no [[sample]] has 'must_not'"},
  };
  const DataFile other =
      file("0.toml", "hosts = ['other.example', 'www.a.example']\nbody = 'p'\n" + kSample);
  for (const auto& row : rows) {
    const auto sites = Sites::load({other, file("a.toml", row.toml), file("a.html", "<p>x")});
    ASSERT_FALSE(sites) << row.toml;
    EXPECT_EQ(sites.error().code, "rules");
    EXPECT_EQ(sites.error().message.find("mine/sites/a.toml" + row.message), 0u)
        << sites.error().message << "\nnot " << row.message;
  }
  const auto stray = Sites::load({file("names.tsv", "a\tb")});
  ASSERT_FALSE(stray);
  EXPECT_EQ(stray.error().message.find("mine/sites/names.tsv:1: is not read"), 0u);
}

TEST(Sites, AFileReplacesOneOfTheSamePath) {
  const auto sites = Sites::load(
      {file("a.toml", "hosts = ['a.example']\nbody = 'p'\n" + kSample),
       file("a.html", "<p>x"),
       {"sites/a.toml", "hosts = ['b.example']\nbody = 'li'\n" + kSample, "my/a.toml"}});
  ASSERT_TRUE(sites) << sites.error().message;
  EXPECT_EQ(sites->find("a.example"), nullptr);
  ASSERT_NE(sites->find("b.example"), nullptr);
  EXPECT_EQ(sites->find("b.example")->file, "my/a.toml");
}

TEST(Sites, AreFoundByTheNearestDomain) {
  const auto sites = Sites::load(
      {file("a.toml", "hosts = ['a.example', 'b.example']\nbody = 'p'\n" + kSample),
       file("sub.toml", "hosts = ['sub.a.example']\nbody = 'p'\n" + kSample), file("a.html", "")});
  ASSERT_TRUE(sites) << sites.error().message;
  const struct {
    std::string_view host, file;
  } rows[] = {{"a.example", "mine/sites/a.toml"},
              {"b.example", "mine/sites/a.toml"},
              {"www.a.example", "mine/sites/a.toml"},
              {"m.www.b.example", "mine/sites/a.toml"},
              {"sub.a.example", "mine/sites/sub.toml"},
              {"x.sub.a.example", "mine/sites/sub.toml"},
              {"data.example", ""},
              {"example", ""},
              {"a.example.net", ""},
              {"a.example.", ""},
              {".", ""},
              {"", ""}};
  for (const auto& row : rows) {
    const Site* site = sites->find(row.host);
    EXPECT_EQ(site == nullptr ? "" : site->file, row.file) << row.host;
  }
}

TEST(Sites, HostIsThatOfTheUrlElseOfThePagesOwn) {
  const struct {
    std::optional<std::string> url;
    std::string page, host;
  } rows[] = {
      {"https://a.example/x", "", "a.example"},
      {"HTTP://User:word@WWW.A.example:8080/x@y", "", "www.a.example"},
      {"https://a.example.?x", "", "a.example"},
      {"https://a.example#x", "", "a.example"},
      {"https://", "", ""},
      {"file:///a.example/x", "", ""},
      {"/to?https://a.example/", "", ""},
      {"https://a.example/", "<link rel=canonical href='https://b.example/x'>", "a.example"},
      {std::nullopt, "<link rel=canonical href='https://b.example/x'>", "b.example"},
      {std::nullopt, "<link rel=icon href='https://c.example/x'>", ""},
      {std::nullopt, "<p>x<meta property=og:url content=https://b.example/>", "b.example"},
      {std::nullopt, "<link rel=canonical href='/x'>", ""},
      {std::nullopt, "<p>https://b.example/", ""},
  };
  for (const auto& row : rows) {
    Document document;
    document.url = row.url;
    EXPECT_EQ(host_of(document, parse(decode(row.page, ""))), row.host)
        << row.url.value_or(row.page);
  }
}

// On a page ------------------------------------------------------------------------------------

// A site of the selectors given as TOML.
Site site_of(const std::string& selectors) {
  const auto sites =
      Sites::load({file("a.html", ""), file("a.toml", "hosts = ['a.example']\n" + selectors + R"(
[[sample]]
page = 'a.html'
title = '-'
published = '-'
authors = ['-']
must = ['-']
must_not = ['-']
)")});
  EXPECT_TRUE(sites) << sites.error().message;
  return sites->all().front();
}

// An article as "title|published|authors|text", lines of it parted by '/'.
std::string describe(const Article& article) {
  std::string text = article.text.text, authors;
  std::replace(text.begin(), text.end(), '\n', '/');
  for (const std::string& author : article.authors)
    authors += (authors.empty() ? "" : ",") + author;
  return article.title.text + "|" + article.published.value_or("") + "|" + authors + "|" + text;
}

TEST(Quirk, SaysWhereThePartsOfTheArticleAre) {
  const std::string page = R"(<title>Bridge opens - The Post</title>
<meta name=stamp content="2025-03-04T05:06:07Z"><meta name=by content="Ada Vale">
<nav><h1>Bridge opens</h1> <b class=deck>at last</b> <time datetime=2025-03-05>Wed</time>
<p class=t>The <i>bridge</i> opened.</p><ul><li>It is long.</ul></nav>
<p class=t>Cars drove over it.<br>Boats did not. <span class=x>Buy a boat!</span> They are low.</p>
<footer>By <a href=/ada> Ada
Vale</a>, <a href=/bo>Bo Hill</a> <em>on 6 March 2025</em></footer><p>A very long other text that is
no part of the article, though it reads like one, with sentences. It has two of these.</p>)";
  const struct {
    std::string selectors, article;
  } rows[] = {
      // Whatever the elements are, in document order; one inside another counts once.
      {"body = 'li, p.t, nav li'\ntitle = 'h1'",
       "Bridge opens|2025-03-05|Ada Vale,Bo Hill|The bridge opened./It is long./Cars drove over "
       "it./"
       "Boats did not. Buy a boat! They are low."},
      {"body = 'nav, li'\ntitle = 'h1'",
       "Bridge opens|2025-03-05|Ada Vale,Bo Hill|at last Wed/The bridge opened./It is long."},
      // Parts of a block are blocks of their own.
      {"body = 'p.t'\ndrop = '.x, nav'\ntitle = '.deck'",
       "at last|2025-03-05|Ada Vale,Bo Hill|Cars drove over it./Boats did not./They are low."},
      {"body = 'p.t i, .x'\ntitle = 'nav b'",
       "at last|2025-03-05|Ada Vale,Bo Hill|bridge/Buy a boat!"},
      // What no reader sees is in attributes and <title>.
      {"body = 'li'\ntitle = 'title'\ndate = 'meta[name=stamp]'\nauthor = 'meta[name=by]'",
       "Bridge opens - The Post|2025-03-04T05:06:07Z|Ada Vale|It is long."},
      {"body = 'li'\ntitle = 'meta[name=by]'\ndate = 'em'\nauthor = 'footer a'",
       "Ada Vale|2025-03-06|Ada Vale,Bo Hill|It is long."},
      {"body = 'li'\ntitle = 'h1'\ndate = 'time, em'",
       "Bridge opens|2025-03-05|Ada Vale,Bo Hill|It is long."},
      // What matches nothing, or says nothing, leaves it to the usual way.
      {"body = 'li'\ntitle = 'h2, meta[name=none]'\ndate = '.deck'\nauthor = 'h2'",
       "Bridge opens|2025-03-05|Ada Vale,Bo Hill|It is long."},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(describe(extract(page, site_of(row.selectors))), row.article) << row.selectors;
  }
}

TEST(Quirk, OfABodyThatMatchesNothingIsToldAndLeftAside) {
  const Site site =
      site_of("body = '.gone'\ndrop = '.gone'\nauthor = '.gone'\ndate = 'h1 + .gone'");
  const Decoded decoded = decode(
      "<h1>The ferry sails</h1><p>The ferry to the islands sailed for the first time on Monday "
      "morning, with some two hundred people on board.</p>",
      "");
  const html::Page page = parse(decoded);
  const Quirk quirk = find_quirk(site, page);
  EXPECT_EQ(quirk.unmatched, (std::vector<std::string_view>{"body", "date"}));
  EXPECT_EQ(describe(extract_page(page, decoded, Document{}, quirk)),
            describe(extract_page(page, decoded, Document{})));
}

// What the quirk leaves out is listed, and every piece keeps its place.
TEST(Quirk, NothingVanishes) {
  const std::string page =
      "<p>Up <b>to</b> <i class=x>cut</i> here.<p>Left <a>out.</a><h2>Head <u>line</u></h2>";
  const Article article =
      extract(page, site_of("body = 'p:first-child'\ndrop = '.x'\ntitle = 'h2 u'"));
  EXPECT_EQ(describe(article), "line|||Up to/here.");
  std::vector<std::string> pieces;
  for (const Removed& removed : article.removed) {
    pieces.push_back(removed.text + "=" + page.substr(removed.span.begin, removed.span.size()));
  }
  EXPECT_EQ(pieces, (std::vector<std::string>{"cut=cut", "Left out.=Left <a>out.", "Head=Head"}));
  EXPECT_EQ(article.title.source.span({0, 4}).begin, page.find("line"));
}

TEST(Quirk, SamplesThatFailSaySo) {
  Article article;
  article.title.append_copy("Title", 0);
  article.text.append_copy("First words.\nLast words.", 9);
  article.published = "2025-01-02";
  article.authors = {"A", "B"};
  SiteSample sample;
  EXPECT_TRUE(check_sample(sample, article).empty());
  sample = {"", "", "", "Title", "2025-01-02", {{"A", "B"}}, "First", "words.", {"Last"}, {"Next"}};
  EXPECT_TRUE(check_sample(sample, article).empty());
  sample = {"", "", "", "Tit", "2025", {{"A"}}, "Second", "more.", {"Next"}, {"Last"}};
  EXPECT_EQ(check_sample(sample, article),
            (std::vector<std::string>{
                "title is 'Title', not 'Tit'", "published is '2025-01-02', not '2025'",
                "authors is 'A', 'B', not 'A'", "the beginning is 'First words.', not 'Second'",
                "the end is 'Last words.', not 'more.'", "the text lacks 'Next'",
                "the text holds 'Last'"}));
}

// Elements inside each other are read once, not once for each around them.
TEST(Quirk, HostilePagesTakeLinearTime) {
  std::string page;
  for (int i = 0; i < 500; ++i) page += "<div>";
  for (int i = 0; i < 100'000; ++i) page += "<b> </b>\n<i>x</i>";
  const Site site = site_of(
      "body = 'i, div'\ndrop = 'b'\ntitle = 'b, div div'\ndate = 'b, div i'\nauthor = 'div, i'");
  const TimeLimit limit(10, "elements inside each other");
  extract(page, site);
}

}  // namespace
}  // namespace dealwire
