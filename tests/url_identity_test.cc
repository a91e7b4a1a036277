#include "web/url_identity.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "web/tracking.h"
#include "web/url.h"

namespace dealwire {
namespace {

struct Row {
  std::string_view url, want;
};

// Each URL is as resolve_url() gives it, and so is what becomes of it, which does not change again.
void expect_all(const std::vector<Row>& rows) {
  for (const auto& [url, want] : rows) {
    EXPECT_EQ(resolve_url("", url)->text, url);
    EXPECT_EQ(url_identity(url), want) << url;
    EXPECT_EQ(url_identity(want), want);
    EXPECT_EQ(resolve_url("", want)->text, want);
  }
}

void expect_own(const std::vector<std::string_view>& urls) {
  for (const std::string_view url : urls) expect_all({{url, url}});
}

TEST(UrlIdentity, TrackingParametersAreDroppedAndTheOthersKeptInOrder) {
  expect_all({{"https://harbour.example/a?utm_source=rss", "https://harbour.example/a"},
              {"https://harbour.example/a?id=7&utm_source=rss&fbclid=x&b=2&a=1",
               "https://harbour.example/a?id=7&b=2&a=1"},
              {"https://harbour.example/?gclid=x&id=7", "https://harbour.example/?id=7"},
              {"https://harbour.example/a?fbclid", "https://harbour.example/a"},
              {"https://harbour.example/a?UTM_SOURCE=RSS&FBclid=x", "https://harbour.example/a"},
              {"https://harbour.example/a?utm%5Fsource=rss", "https://harbour.example/a"},
              {"https://harbour.example/a?utm_term=50%&id=%", "https://harbour.example/a?id=%"}});
  // Names and values that only hold one.
  expect_own({"https://harbour.example/a?q=utm_source", "https://harbour.example/a?xfbclid=1",
              "https://harbour.example/a?fbclids=1", "https://harbour.example/utm_source=rss",
              "https://harbour.example/a?=fbclid", "https://harbour.example/a?b=1?fbclid=2"});
}

TEST(UrlIdentity, AnAmpersandMayBeEscapedTwice) {
  expect_all(
      {{"https://harbour.example/a?id=7&amp;utm_source=rss&amp;utm_medium=feed",
        "https://harbour.example/a?id=7"},
       {"https://harbour.example/a?id=7&amp%3Butm_source=rss", "https://harbour.example/a?id=7"},
       {"https://harbour.example/a?id=7&amp;page=2", "https://harbour.example/a?id=7&amp;page=2"}});
}

TEST(UrlIdentity, EmptyParametersAreNone) {
  expect_all({{"https://harbour.example/?", "https://harbour.example/"},
              {"https://harbour.example/a?&", "https://harbour.example/a"},
              {"https://harbour.example/a?id=7&", "https://harbour.example/a?id=7"},
              {"https://harbour.example/a?&id=7&&b", "https://harbour.example/a?id=7&b"},
              {"https://harbour.example/a?&fbclid=x&", "https://harbour.example/a"}});
  expect_own({"https://harbour.example/a?=", "https://harbour.example/a?id=&b"});
}

TEST(UrlIdentity, OctetsThatMeanTheSameAreEqual) {
  expect_all(
      {{"https://harbour.example/%e6%96%b0?q=%e8%81%9e",
        "https://harbour.example/%E6%96%B0?q=%E8%81%9E"},
       {"https://harbour.example/%7Ea%2D%41%5f%2E7", "https://harbour.example/~a-A_.7"},
       {"https://harbour.example/a%2fb%3f%23", "https://harbour.example/a%2Fb%3F%23"},
       {"https://harbour.example/a?b=%26%3d%2b%25", "https://harbour.example/a?b=%26%3D%2B%25"},
       // What encodes nothing must not come to.
       {"https://harbour.example/%%341/%7e?%7e", "https://harbour.example/%%341/~?~"},
       {"https://harbour.example/%4%31%31?%", "https://harbour.example/%4%311?%"},
       {"https://harbour.example/a?b=%4&c=%7e", "https://harbour.example/a?b=%4&c=~"}});
}

TEST(UrlIdentity, HostsOfAnEntryHoldThoseBelow) {
  expect_all({{"https://asahi.com/a?iref=top", "https://asahi.com/a"},
              {"https://www.asahi.com/a?iref=top", "https://www.asahi.com/a"},
              {"https://www.asahi.com.:8443/a?iref=top", "https://www.asahi.com.:8443/a"}});
  expect_own({"https://notasahi.com/a?iref=top", "https://asahi.com.harbour.example/a?iref=top",
              "https://harbour.example/asahi.com?iref=top", "https://[::1]/a?iref=top"});
}

TEST(UrlIdentity, HostAndPathAreNeverCut) {
  expect_own({"http://www.harbour.example/a/", "https://harbour.example/a/index.html",
              "https://harbour.example/a;utm_source=rss", "https://harbour.example//a/"});
}

// No URLs, but they must come back.
TEST(UrlIdentity, WhatIsNoUrlStaysAsItIs) {
  for (const char* text :
       {"", "?utm_source=a", "a?utm_source=a", "://", "https://a?utm_source=a"}) {
    EXPECT_EQ(url_identity(text), text);
  }
}

TEST(UrlIdentity, HoldsForPiecesPutTogetherAtRandom) {
  constexpr std::string_view kPieces[] = {"&",    "&",      "=",      "?",    "/",   "%",    "%4",
                                          "1",    "%41",    "%2e",    "%2E",  "%25", "%26",  "%e6",
                                          "utm_", "source", "fbclid", "from", "rss", "amp;", "%3B",
                                          "id",   "*",      "+",      ";",    "聞",  "'",    "\\"};
  Chance chance(29);
  int changed = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string reference = chance.one_in(2) ? "https://udn.com/a?" : "https://harbour.example/";
    for (size_t n = chance.between(1, 9); n > 0; --n) reference += chance.pick(kPieces);
    const auto url = resolve_url("", reference);
    ASSERT_TRUE(url) << reference;
    const std::string identity = url_identity(url->text);
    EXPECT_EQ(url_identity(identity), identity) << reference;
    EXPECT_EQ(resolve_url("", identity)->text, identity) << reference;
    EXPECT_LE(identity.size(), url->text.size());
    changed += identity != url->text;
  }
  EXPECT_GT(changed, 5'000);
}

TEST(Tracking, ExamplesHold) {
  for (const auto& [of, url, match] : TrackingParameters::instance().examples()) {
    const std::string want = match ? url.substr(0, url.find('?')) : url;
    EXPECT_EQ(url_identity(url), want) << of;
  }
  EXPECT_GT(TrackingParameters::instance().examples().size(), 100u);
}

TEST(Tracking, ValuesMayDecide) {
  const TrackingParameters& ours = TrackingParameters::instance();
  EXPECT_TRUE(ours.contains("harbour.example", "FROM", "RSS2"));
  EXPECT_FALSE(ours.contains("harbour.example", "from", "Norrholm"));
  EXPECT_TRUE(ours.contains("udn.com", "from", "Norrholm"));
}

TEST(Tracking, MistakesInTheFileAreNamed) {
  const std::string ends =
      "\nmatch = [\"https://a.example/?x=1\"]"
      "\nno_match = [\"https://a.example/?y=1\"]\n";
  const auto entry = [&](const std::string& of, const std::string& rest) {
    return "[[parameters]]\nof = \"" + of + "\"\n" + rest + ends;
  };
  struct Broken {
    std::string content, message;
  };
  const std::vector<Broken> rows = {
      {"", "t.toml:1: tracking: lacks [[parameters]]"},
      {"parameters = [", "t.toml:1: "},
      {"other = 1", "t.toml:1: tracking: unknown key 'other'"},
      {entry("A", ""), "t.toml:1: A: lacks 'names'"},
      {entry("A", "names = []"), "t.toml:3: names: must be a list of texts in quotes"},
      {entry("A", "names = [\"x\"]\nhost = [\"a.example\"]"), "t.toml:4: A: unknown key 'host'"},
      {entry("A", "names = [\"y\", \"x\"]"), "t.toml:3: A: 'x' must stand before 'y', once"},
      {entry("A", "names = [\"x\", \"x\"]"), "t.toml:3: A: 'x' must stand before 'x', once"},
      {entry("A", "names = [\"X\"]"), "t.toml:1: A: 'X' must be of a-z"},
      {entry("A", "names = [\"x*y\"]"), "t.toml:1: A: 'x*y' must be of a-z"},
      {entry("A", "names = [\"x*\"]"), "t.toml:1: A: 'x*' is too short"},
      {entry("A", "names = [\"\"]"), "t.toml:1: A: '' is too short"},
      {entry("A", "names = [\"x\"]\nvalues = [\"RSS\"]"), "t.toml:1: A: 'RSS' must be of a-z"},
      {entry("A", "names = [\"x\"]\nhosts = [\"A.example\"]"),
       "t.toml:1: A: 'A.example' is no host"},
      {entry("A", "names = [\"x\"]\nhosts = [\"a.example/b\"]"),
       "t.toml:1: A: 'a.example/b' is no"},
      {entry("A", "names = [\"x\"]\nhosts = [\"com\"]"), "t.toml:1: A: 'com' is no host"},
      {entry("B", "names = [\"x\"]") + entry("A", "names = [\"y\"]"),
       "t.toml:6: A: must stand before 'B', once"},
      {entry("A", "names = [\"x\"]") + entry("B", "names = [\"x\"]"),
       "t.toml:6: B: 'x' is named by another"},
      {entry("A", "names = [\"x\"]\nhosts = [\"a.example\"]") +
           entry("B", "names = [\"x\"]\nhosts = [\"a.example\", \"b.example\"]"),
       "t.toml:7: B: 'x' is named by another at a.example"},
      {"[[parameters]]\nof = \"A\"\nnames = [\"x\"]\n", "t.toml:1: A: lacks 'match'"},
      {"[[parameters]]\nof = \"A\"\nnames = [\"x\"]\nmatch = [\"a.example\"]\n",
       "t.toml:4: A: 'a.example' is no URL with parameters"}};
  for (const auto& [content, message] : rows) {
    const auto loaded = TrackingParameters::load({"t.toml", content, "t.toml"});
    ASSERT_FALSE(loaded) << message;
    EXPECT_EQ(loaded.error().code, "tracking");
    EXPECT_TRUE(loaded.error().message.starts_with(message)) << loaded.error().message;
  }
  EXPECT_TRUE(TrackingParameters::load({"t.toml", entry("A", "names = [\"x\"]"), "t.toml"}));
}

}  // namespace
}  // namespace dealwire
