// What headers and pages ask of archives.
#include "web/manners.h"

#include <gtest/gtest.h>

#include <vector>

namespace dealwire {
namespace {

const Time kNow = *parse_rfc3339("2025-10-14T12:00:00Z");

std::string wish(const std::string& head, const std::string& body) {
  const ArchiveWish out = archive_wish(head, body, "dealwire", kNow);
  EXPECT_EQ(out.noarchive, !out.reason.empty());
  return out.reason;
}

std::string header_wish(const std::string& value) {
  return wish("HTTP/1.1 200 OK\r\nServer: x\r\nX-Robots-Tag: " + value + "\r\nVia: y\r\n", "");
}

std::string meta_wish(const std::string& name, const std::string& content) {
  return wish("", "<html><meta name=\"" + name + "\" content=\"" + content + "\">");
}

struct Row {
  std::string rules, wish;
};

const std::vector<Row> kRules = {
    {"noarchive", "noarchive"},
    {"NoArchive", "noarchive"},
    {"nocache", "nocache"},
    {"noindex, noarchive , nofollow", "noarchive"},
    {"noindex noarchive", "noarchive"},
    {"noindex;noarchive", "noarchive"},
    {"max-snippet: 20, noarchive", "noarchive"},
    {"max-image-preview:large,max-snippet:-1,max-video-preview:-1", ""},
    {"none", ""},
    {"noindex, nofollow, nosnippet", ""},
    {"all", ""},
    {"archive", ""},
    {"noarchives, xnoarchive, no-archive", ""},
    {"", ""},
    {",:,;,", ""},
    // Times.
    {"unavailable_after: 14 Oct 2025 11:59:59 GMT", "unavailable_after"},
    {"unavailable_after: 14 Oct 2025 12:00:01 GMT", ""},
    {"unavailable_after: 14 Oct 2025 05:00:01 PST", ""},
    {"unavailable_after: Tuesday, 14-Oct-25 11:00:00 UTC", "unavailable_after"},
    {"unavailable_after: Tuesday, 14-Oct-25 13:00:00 UTC, noarchive", "noarchive"},
    {"Unavailable_After: 2025-10-14T13:00:00+02:00", "unavailable_after"},
    {"unavailable_after: 2025-10-14T13:00:00Z", ""},
    {"unavailable_after: 2025-10-13", "unavailable_after"},
    {"unavailable_after: 2025-10-14", ""},  // the day is not over
    {"unavailable_after 2025-10-13", "unavailable_after"},
    {"unavailable_after: soon", ""},
    {"unavailable_after: soon, noarchive", "noarchive"},
    {"unavailable_after", ""},
};

TEST(ArchiveWish, RulesAreReadInHeadersAndMetas) {
  for (const auto& [rules, rule] : kRules) {
    EXPECT_EQ(header_wish(rules), rule.empty() ? "" : "X-Robots-Tag: " + rule) << rules;
    EXPECT_EQ(meta_wish("robots", rules), rule.empty() ? "" : "<meta name=robots>: " + rule)
        << rules;
  }
}

TEST(ArchiveWish, RulesBehindANameAreForThatCrawler) {
  const Row rows[] = {
      {"dealwire: noarchive", "noarchive"},
      {"DealWire : noindex, noarchive", "noarchive"},
      {"*: noarchive", "noarchive"},
      {"otherbot: noarchive", ""},
      {"otherbot: noindex, noarchive", ""},
      {"otherbot: noarchive, dealwire: noarchive", "noarchive"},
      {"dealwire: noindex, otherbot: noarchive", ""},
      {"noarchive, otherbot: noindex", "noarchive"},
      {"dealwire2: noarchive", ""},
      {"dealwire: unavailable_after: 1 Oct 2025 00:00:00 GMT", "unavailable_after"},
      {"otherbot: unavailable_after: 1 Oct 2025 00:00:00 GMT", ""},
  };
  for (const auto& [rules, rule] : rows) {
    EXPECT_EQ(header_wish(rules), rule.empty() ? "" : "X-Robots-Tag: " + rule) << rules;
  }
  EXPECT_EQ(meta_wish("Dealwire", "noarchive"), "<meta name=dealwire>: noarchive");
  EXPECT_EQ(meta_wish(" ROBOTS ", "noarchive"), "<meta name=robots>: noarchive");
  for (const char* name : {"otherbot", "description", "robot", "dealwire2", ""}) {
    EXPECT_EQ(meta_wish(name, "noarchive"), "") << name;
  }
}

TEST(ArchiveWish, AllHeaderLinesCount) {
  const std::pair<const char*, bool> rows[] = {
      {"HTTP/1.1 200 OK\r\nX-Robots-Tag: noindex\r\nX-Robots-Tag: noarchive\r\n", true},
      {"HTTP/1.1 200 OK\nx-robots-tag:noarchive", true},
      {"HTTP/1.1 200 OK\r\nX-ROBOTS-TAG: noindex,\r\n noarchive\r\n", true},
      {"HTTP/1.1 200 OK\r\nX-Robots-Tag: otherbot: noindex\r\nX-Robots-Tag: noarchive\r\n", true},
      {"HTTP/1.1 200 OK\r\nX-Robots-Tags: noarchive\r\nTag: X-Robots-Tag: noarchive\r\n", false},
      {"HTTP/1.1 200 noarchive\r\nX-Robots-Tag\r\n", false},
      {"", false},
  };
  for (const auto& [head, forbids] : rows) EXPECT_EQ(!wish(head, "").empty(), forbids) << head;
}

TEST(ArchiveWish, OnlyTagsOfThePageCount) {
  const std::string meta = "<meta name=robots content=noarchive>";
  for (const char* before : {"", "<p>noarchive</p>", "<!-- x -->", "<noscript>", "<title>t</title>",
                             "<meta name=robots content='index, follow'>", "</head><p>"}) {
    EXPECT_NE(wish("", before + meta), "") << before;
  }
  for (const char* before :
       {"<!-- ", "<script>'", "<style>", "<textarea>", "<p title=\"", "</head><body><p>"}) {
    EXPECT_EQ(wish("", before + meta), "") << before;
  }
  EXPECT_EQ(wish("", "%PDF-1.7 noarchive"), "");
  EXPECT_EQ(wish("X-Robots-Tag: noarchive", meta), "X-Robots-Tag: noarchive");
}

TEST(ArchiveWish, HostileInputIsLinear) {
  const size_t n = 4'000'000;
  for (const char* piece : {"<", "</", "<!--", "<meta ", "<meta name=robots content=", "<script>",
                            "</script", "<a b='", "noarchive,", "unavailable_after:,", "a:", ","}) {
    std::string text;
    while (text.size() < n) text += piece;
    wish("X-Robots-Tag: " + text, text);                    // must come back
    wish("", "<meta name=robots content='" + text + "'>");  // must come back
  }
}

}  // namespace
}  // namespace dealwire
