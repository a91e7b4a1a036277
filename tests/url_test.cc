#include "web/url.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "model/budget.h"
#include "time_limit.h"

namespace dealwire {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kNothing = "nothing";

std::string resolved(std::string_view base, std::string_view reference) {
  const auto url = resolve_url(base, reference);
  return url ? url->text : std::string(kNothing);
}

struct Row {
  std::string_view reference, want;
};

// Of absolute URLs.
void expect_all(const std::vector<Row>& rows) {
  for (const auto& [reference, want] : rows) EXPECT_EQ(resolved("", reference), want) << reference;
}

// Of references found at one place.
void expect_all(std::string_view base, const std::vector<Row>& rows) {
  for (const auto& [reference, want] : rows) {
    EXPECT_EQ(resolved(base, reference), want) << reference << " at " << base;
  }
}

// The URL Standard, 4.4, in the order of its states --------------------------------------------

TEST(Url, SpacesAndLineBreaksOfThePageAreDropped) {
  expect_all({{" \n https://harbour.example/a \t", "https://harbour.example/a"},
              {"\x01\x1Fhttps://harbour.example/a\0"sv, "https://harbour.example/a"},
              {"ht\ntps:/\t/har\rbour.example/a\n\t/b?c\nd", "https://harbour.example/a/b?cd"},
              // Inside they are part of the path, and so are spaces that are no ASCII.
              {"https://harbour.example/a b", "https://harbour.example/a%20b"},
              {"https://harbour.example/a\u3000", "https://harbour.example/a%E3%80%80"},
              {"https://harbour.example/a\x0B/b", "https://harbour.example/a%0B/b"},
              {"  \n ", kNothing}});
}

TEST(Url, OnlyHttpAndHttps) {
  expect_all({{"HtTpS://harbour.example/", "https://harbour.example/"},
              {"ftp://harbour.example/", kNothing},
              {"file:///srv/a", kNothing},
              {"mailto:desk@harbour.example", kNothing},
              {"javascript:void(0)", kNothing},
              {"data:text/html,a", kNothing},
              {"httpx://harbour.example/", kNothing},
              {"harbour.example/a", kNothing},
              {"1http://harbour.example/", kNothing},
              {"://harbour.example/", kNothing}});
  expect_all("https://harbour.example/a/",
             {{"tel:+4940555", kNothing},
              {"about:blank", kNothing},
              // No schemes: what begins without a letter, and what has other characters.
              {":b", "https://harbour.example/a/:b"},
              {"9:b", "https://harbour.example/a/9:b"},
              {"b_c:d", "https://harbour.example/a/b_c:d"},
              {"新聞:d", "https://harbour.example/a/%E6%96%B0%E8%81%9E:d"}});
}

TEST(Url, SlashesAfterTheSchemeMayBeMissingOrTooMany) {
  expect_all({{"http:harbour.example", "http://harbour.example/"},
              {"http:/harbour.example/a", "http://harbour.example/a"},
              {"http:///harbour.example/a", "http://harbour.example/a"},
              {"http:\\/\\\\harbour.example\\a", "http://harbour.example/a"},
              {"http://harbour.example//a//b/", "http://harbour.example//a//b/"}});
  // A base of the same scheme makes it a relative reference.
  expect_all("https://harbour.example/a/b", {{"https:c", "https://harbour.example/a/c"},
                                             {"https:/c", "https://harbour.example/c"},
                                             {"https:", "https://harbour.example/a/b"},
                                             {"https:?c", "https://harbour.example/a/b?c"},
                                             {"https://c", "https://c/"},
                                             {"http:c", "http://c/"},
                                             {"http:/c", "http://c/"}});
}

TEST(Url, UserAndPasswordAreDropped) {
  expect_all({{"https://mara@harbour.example/", "https://harbour.example/"},
              {"https://mara:se:cret@harbour.example:8443/", "https://harbour.example:8443/"},
              {"https://a@b@harbour.example/@c", "https://harbour.example/@c"},
              {"https://@harbour.example/", "https://harbour.example/"},
              {"https://:@harbour.example/", "https://harbour.example/"},
              {"https://harbour.example?@c", "https://harbour.example/?@c"},
              {"https://mara@/a", kNothing},
              {"https://mara@:80/a", kNothing},
              {"https://mara@", kNothing}});
}

TEST(Url, PortsUnlessTheyAreTheSchemesOwn) {
  expect_all({{"http://harbour.example:80/", "http://harbour.example/"},
              {"https://harbour.example:443/", "https://harbour.example/"},
              {"http://harbour.example:443/", "http://harbour.example:443/"},
              {"https://harbour.example:/", "https://harbour.example/"},
              {"https://harbour.example:000000000000443/", "https://harbour.example/"},
              {"https://harbour.example:0/", "https://harbour.example:0/"},
              {"https://harbour.example:65535/", "https://harbour.example:65535/"},
              {"https://harbour.example:65536/", kNothing},
              {"https://harbour.example:4294967739/", kNothing},
              {"https://harbour.example:-1/", kNothing},
              {"https://harbour.example:80a/", kNothing},
              {"https://harbour.example:80:80/", kNothing},
              {"https://harbour.example: 80/", kNothing}});
}

TEST(Url, HostsMayNotHoldWhatPartsUrls) {
  expect_all({{"https://HARBOUR.Example/", "https://harbour.example/"},
              {"https://harbour.example./", "https://harbour.example./"},
              {"https://north_sea.harbour.example/", "https://north_sea.harbour.example/"},
              {"https://-harbour-.example/", "https://-harbour-.example/"},
              {"https://h%41rbour.example/", "https://harbour.example/"},
              {"https://harbour!'().example/", "https://harbour!'().example/"},
              {"https://", kNothing},
              {"https:///", kNothing},
              {"https://:443/", kNothing},
              {"https://?a", kNothing},
              {"https://har bour.example/", kNothing},
              {"https://harbour.example%00/", kNothing},
              {"https://harbour.example\0/"sv, kNothing},
              {"https://harbour%2Fexample/", kNothing},
              {"https://harbour%example/", kNothing},
              {"https://harbour%253aexample/", kNothing},
              {"https://har<bour>.example/", kNothing},
              {"https://har^bour|.example/", kNothing},
              {"https://harbour[.example/", kNothing},
              {"https://harbour\x7F.example/", kNothing}});
}

TEST(Url, HostsBeyondAsciiByUts46) {
  expect_all({{"https://新聞.example/", "https://xn--efvv70d.example/"},
              {"https://%E6%96%B0%E8%81%9E.example/", "https://xn--efvv70d.example/"},
              {"https://ＨＡＲＢＯＵＲ。example/", "https://harbour.example/"},
              {"https://straße.example/", "https://xn--strae-oqa.example/"},
              {"https://STRASSE.example/", "https://strasse.example/"},
              {"https://Hafen-Kö\u00ADln.example/", "https://xn--hafen-kln-67a.example/"},
              {"https://１９２.0.2.１/", "https://192.0.2.1/"},
              {"https://XN--EFVV70D.example/", "https://xn--efvv70d.example/"},
              // Nonsense, but ASCII.
              {"https://xn--0.example/", "https://xn--0.example/"},
              {"https://\u00AD/", kNothing},
              {"https://a\u2065b.example/", kNothing},
              {"https://a％2Fb.example/", kNothing},
              {"https://\u0301a.example/", kNothing},
              {"https://a\u200Db.example/", kNothing},
              {"https://שa.example/", kNothing},
              {"https://新xn--0.xn--0/", kNothing},
              {"https://h\xFF.example/", kNothing},
              {"https://h%C3.example/", kNothing}});
}

TEST(Url, Ipv4InAllItsForms) {
  expect_all({{"http://192.0.2.7/", "http://192.0.2.7/"},
              {"http://0xC0.0.0x2.0x07/", "http://192.0.2.7/"},
              {"http://0300.0.02.07/", "http://192.0.2.7/"},
              {"http://3221225991/", "http://192.0.2.7/"},
              {"http://0xC0000207/", "http://192.0.2.7/"},
              {"http://192.519/", "http://192.0.2.7/"},
              {"http://192.0.519/", "http://192.0.2.7/"},
              {"http://192.0.2.7./", "http://192.0.2.7/"},
              {"http://0x/", "http://0.0.0.0/"},
              {"http://4294967295/", "http://255.255.255.255/"},
              {"http://4294967296/", kNothing},
              {"http://99999999999999999999999999/", kNothing},
              {"http://192.0.2.256/", kNothing},
              {"http://192.256.7/", kNothing},
              {"http://192.0.2.7.1/", kNothing},
              {"http://192.0.2.08/", kNothing},
              {"http://192..2.7/", kNothing},
              {"http://harbour.7/", kNothing},
              {"http://harbour.0x7/", kNothing},
              // Numbers that are not last, and what is none.
              {"http://7.harbour/", "http://7.harbour/"},
              {"http://192.0.2.7a/", "http://192.0.2.7a/"},
              {"http://192.0.2.0xg/", "http://192.0.2.0xg/"},
              {"http://192.0.2.7../", "http://192.0.2.7../"}});
}

TEST(Url, Ipv6IsCompressed) {
  expect_all({{"http://[2001:DB8:0:0:0:0:0:7]/", "http://[2001:db8::7]/"},
              {"http://[2001:0db8::0007]:8080/", "http://[2001:db8::7]:8080/"},
              {"http://[0:0:0:0:0:0:0:0]/", "http://[::]/"},
              {"http://[1:0:0:4:5:0:0:8]/", "http://[1::4:5:0:0:8]/"},
              {"http://[1:0:0:4:0:0:0:8]/", "http://[1:0:0:4::8]/"},
              {"http://[1:0:3:4:5:6:7:8]/", "http://[1:0:3:4:5:6:7:8]/"},
              {"http://[1:2:3:4:5:6:7::]/", "http://[1:2:3:4:5:6:7:0]/"},
              {"http://[::192.0.2.7]/", "http://[::c000:207]/"},
              {"http://mara@[::1]:80/", "http://[::1]/"},
              {"http://[::1/", kNothing},
              {"http://::1]/", kNothing},
              {"http://[]/", kNothing},
              {"http://[::1]a/", kNothing},
              {"http://[::1]80/", kNothing},
              {"http://[1:2:3:4:5:6:7]/", kNothing},
              {"http://[1:2:3:4:5:6:7:8:9]/", kNothing},
              {"http://[1::2::3]/", kNothing},
              {"http://[1:2:3:4::5:6:7:8]/", kNothing},
              {"http://[12345::]/", kNothing},
              {"http://[::g]/", kNothing},
              {"http://[::1:]/", kNothing},
              {"http://[fe80::1%25eth0]/", kNothing},
              {"http://[::1\0]/"sv, kNothing},
              {"http://[::192.0.2.07]/", kNothing},
              {"http://[::192.0.2]/", kNothing},
              {"http://[v7.a]/", kNothing}});
}

TEST(Url, DotSegmentsAreWalked) {
  expect_all({{"https://harbour.example", "https://harbour.example/"},
              {"https://harbour.example/a/./b/../c", "https://harbour.example/a/c"},
              {"https://harbour.example/a/b/.", "https://harbour.example/a/b/"},
              {"https://harbour.example/a/b/..", "https://harbour.example/a/"},
              {"https://harbour.example/../../a", "https://harbour.example/a"},
              {"https://harbour.example/a//../b", "https://harbour.example/a/b"},
              {"https://harbour.example/a/%2e%2E/b/%2E/c", "https://harbour.example/b/c"},
              {"https://harbour.example/a/.%2e/b", "https://harbour.example/b"},
              {"https://harbour.example/a\\b\\..\\c", "https://harbour.example/a/c"},
              {"https://harbour.example/a/.../b", "https://harbour.example/a/.../b"},
              {"https://harbour.example/a/%2e%2e%2e", "https://harbour.example/a/%2e%2e%2e"},
              {"https://harbour.example/a/..b", "https://harbour.example/a/..b"},
              {"https://harbour.example/a%2F..%2Fb", "https://harbour.example/a%2F..%2Fb"},
              {"https://harbour.example/a?b/../c\\d", "https://harbour.example/a?b/../c\\d"}});
}

TEST(Url, WhatIsPercentEncodedInPathAndQuery) {
  expect_all(
      {{"https://harbour.example/\"<>^`{}", "https://harbour.example/%22%3C%3E%5E%60%7B%7D"},
       {"https://harbour.example/'|[]~!$&()*+,;=:@", "https://harbour.example/'|[]~!$&()*+,;=:@"},
       {"https://harbour.example/?\"<>' ", "https://harbour.example/?%22%3C%3E%27"},
       {"https://harbour.example/?^`{}|[]~?/\\", "https://harbour.example/?^`{}|[]~?/\\"},
       {"https://harbour.example/新?q=聞", "https://harbour.example/%E6%96%B0?q=%E8%81%9E"},
       {"https://harbour.example/\x7F\x01/?\x7F", "https://harbour.example/%7F%01/?%7F"},
       {"https://harbour.example/\xB7\xFF", "https://harbour.example/%B7%FF"},
       // What is encoded stays as it is, and so does what is encoded badly.
       {"https://harbour.example/%e6%96%B0%41%", "https://harbour.example/%e6%96%B0%41%"},
       {"https://harbour.example/%zz?%7", "https://harbour.example/%zz?%7"}});
}

TEST(Url, FragmentsAreDroppedAndEmptyQueriesAreNot) {
  expect_all({{"https://harbour.example/a#b?c/../d", "https://harbour.example/a"},
              {"https://harbour.example#b", "https://harbour.example/"},
              {"https://harbour.example/a?b#c", "https://harbour.example/a?b"},
              {"https://harbour.example/a?#b", "https://harbour.example/a?"},
              {"https://harbour.example?", "https://harbour.example/?"},
              {"https://harbour.example/a?b?c", "https://harbour.example/a?b?c"}});
}

TEST(Url, ReferencesAreSeenFromTheirBase) {
  expect_all("https://mara@harbour.example:8443/a/b/c?d#e",
             {{"", "https://harbour.example:8443/a/b/c?d"},
              {" #f", "https://harbour.example:8443/a/b/c?d"},
              {"?f", "https://harbour.example:8443/a/b/c?f"},
              {"?", "https://harbour.example:8443/a/b/c?"},
              {"f", "https://harbour.example:8443/a/b/f"},
              {"./", "https://harbour.example:8443/a/b/"},
              {"..", "https://harbour.example:8443/a/"},
              {"../../../f", "https://harbour.example:8443/f"},
              {"%2E%2e/f", "https://harbour.example:8443/a/f"},
              {"/", "https://harbour.example:8443/"},
              {"/f?g", "https://harbour.example:8443/f?g"},
              {"\\f", "https://harbour.example:8443/f"},
              {"f:g", kNothing},
              {"./f:g", "https://harbour.example:8443/a/b/f:g"},
              {"//tidewell.example/f", "https://tidewell.example/f"},
              {"\\/tidewell.example", "https://tidewell.example/"},
              {"////tidewell.example", "https://tidewell.example/"},
              {"//", kNothing},
              {"//:80", kNothing},
              {"http://tidewell.example/f", "http://tidewell.example/f"}});
  expect_all("https://harbour.example",
             {{"a", "https://harbour.example/a"}, {"?a", "https://harbour.example/?a"}});
  expect_all("https://harbour.example/a//",
             {{"..", "https://harbour.example/a/"}, {"b", "https://harbour.example/a//b"}});
  // The base's dots are walked before those of the reference.
  expect_all("http://harbour.example/a/../b/", {{"../c", "http://harbour.example/c"}});
}

// Ours, not the standard's: it fails with the base.
TEST(Url, ABaseThatIsNoUrlHindersOnlyWhatNeedsOne) {
  for (const char* base : {"nonsense", "file:///srv/feed.xml", "mailto:desk@harbour.example",
                           "https://har bour.example/"}) {
    expect_all(base, {{"https://tidewell.example/a", "https://tidewell.example/a"},
                      {"https:tidewell.example", "https://tidewell.example/"},
                      {"//tidewell.example/a", kNothing},
                      {"/a", kNothing},
                      {"", kNothing}});
  }
}

TEST(Url, OriginAndPathAreItsParts) {
  const auto url = resolve_url("", "https://mara@Harbour.example:8443/a/../b?c#d");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->origin, "https://harbour.example:8443");
  EXPECT_EQ(url->path, "/b?c");
  EXPECT_EQ(url->text, url->origin + url->path);
}

TEST(Url, TooLongIsNoUrl) {
  const size_t longest = Budget{}.url_bytes;
  const std::string front = "https://harbour.example/";
  const std::string full = front + std::string(longest - front.size(), 'a');
  EXPECT_EQ(resolved("", full), full);
  EXPECT_EQ(resolved("", full + "a"), kNothing);
  EXPECT_EQ(resolved(full + "a", "/b"), kNothing);
  // What is short and would be long; what is long and would be short.
  EXPECT_EQ(resolved("", front + std::string(longest / 2, ' ') + "a"), kNothing);
  EXPECT_EQ(resolved("", front + "#" + std::string(longest, 'a')), kNothing);
  EXPECT_EQ(resolved(full, "?b"), kNothing);
}

// Pieces that mean something, put together at random.
TEST(Url, ResolvingAgainChangesNothing) {
  constexpr std::string_view kPieces[] = {
      "http:", "https:", "/",    "/",        "\\",      "//", ".",   "..",     "%2e",
      "%",     "%41",    "?",    "#",        "@",       ":",  ":80", "[",      "]",
      "::1",   "1",      "0x7f", ".example", "harbour", "聞", "ß",   "\u00AD", "xn--",
      " ",     "\t",     "\0"sv, "\xFF",     "&",       "=",  "'",   "{"};
  Chance chance(14);
  int urls = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string reference = chance.one_in(2) ? "http://h" : "";
    for (size_t n = chance.between(1, 8); n > 0; --n) reference += chance.pick(kPieces);
    const auto url = resolve_url("https://harbour.example/a/b?c", reference);
    if (!url) continue;
    ++urls;
    EXPECT_EQ(resolved("", url->text), url->text) << reference;
    EXPECT_EQ(resolved("http://tidewell.example/", url->text), url->text) << reference;
  }
  EXPECT_GT(urls, 5'000);
}

// Every shape that could cost more than its length, at the longest that is read.
TEST(Url, HostileReferencesAreLinear) {
  const size_t longest = Budget{}.url_bytes;
  const auto filled = [&](std::string front, std::string_view piece) {
    while (front.size() + piece.size() <= longest) front += piece;
    return front;
  };
  const TimeLimit limit(5, "references");
  for (const char* piece : {"../", "a/../", "%2e%2E/", "//", "@", ":", ".", "0.", "聞", "聞.", "[",
                            "%", "\\", "?", "\t", "xn--"}) {
    for (int i = 0; i < 20; ++i) {
      resolve_url("", filled("https://", piece));
      resolve_url("", filled("https://harbour.example/", piece));
      resolve_url(filled("https://harbour.example/", "a/"), filled("", piece));
    }
  }
}

}  // namespace
}  // namespace dealwire
