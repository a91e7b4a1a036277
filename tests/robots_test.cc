// robots.txt as RFC 9309 says; the numbers are its clauses.
#include "web/robots.h"

#include <gtest/gtest.h>

namespace dealwire {
namespace {

struct Row {
  const char* robots;
  const char* path;
  bool allowed;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(RobotsRules::parse(row.robots, "dealwire").allows(row.path), row.allowed)
        << row.robots << "\n"
        << row.path;
  }
}

// 2.2.1: groups, and which of them is ours.
TEST(RobotsTest, TheGroupsThatNameUsCountAndElseThoseForAll) {
  check({{"", "/a", true},
         {"User-agent: *\nDisallow: /a", "/a", false},
         {"User-agent: *\nDisallow: /\nUser-agent: dealwire\nAllow: /", "/a", true},
         {"User-agent: DealWire/2.1\nDisallow: /", "/a", false},
         {"User-agent: dealwirebot\nDisallow: /", "/a", true},
         {"User-agent: deal\nDisallow: /", "/a", true},
         {"User-agent: other\nUser-agent: dealwire\nDisallow: /a", "/a", false},
         // Two groups of one crawler are one.
         {"User-agent: dealwire\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\n"
          "User-agent: dealwire\nDisallow: /b",
          "/a", false},
         {"User-agent: dealwire\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\n"
          "User-agent: dealwire\nDisallow: /b",
          "/b", false},
         {"User-agent: dealwire\nDisallow: /a\n\nUser-agent: x\nDisallow: /c", "/c", true},
         // Other records do not end a group, rules before any group are nobody's.
         {"User-agent: dealwire\nSitemap: https://x.example/s.xml\nDisallow: /a", "/a", false},
         {"Disallow: /\nUser-agent: other\nDisallow: /b", "/a", true}});
}

// 2.2.2: the most specific rule, of equals the one that allows.
TEST(RobotsTest, TheLongestMatchDecides) {
  const char* robots =
      "User-agent: *\nAllow: /news/\nDisallow: /news/private\nDisallow: /page\nAllow: /page\n";
  check({{robots, "/news/a", true},
         {robots, "/news/private/b", false},
         {robots, "/page", true},
         {robots, "/other", true},
         {"User-agent: *\nDisallow:\n", "/a", true},
         {"User-agent: *\nDisallow: /A\n", "/a", true},
         {"user-AGENT : *\ndisallow:/a # not this\n", "/a/b", false},
         {"User-agent: *\rDisallow: /a\rDisallow: /b", "/b", false},
         {"\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
         {"User-agent: *\nDisallow: /", "/robots.txt", true}});
}

// 2.2.3: "*" and "$".
TEST(RobotsTest, StarsAndEndsAreUnderstood) {
  const auto rule = [](const char* pattern) {
    return RobotsRules::parse(std::string("User-agent: *\nDisallow: ") + pattern, "dealwire");
  };
  const std::vector<Row> rows = {{"/*.php", "/a/b.php?c", false},
                                 {"/*.php$", "/a.php", false},
                                 {"/*.php$", "/a.php?b", true},
                                 {"/a*b*c", "/axxbyyc", false},
                                 {"/a*b*c", "/axxcyyb", true},
                                 {"/a$", "/a", false},
                                 {"/a$", "/ab", true},
                                 {"*", "/x", false},
                                 {"/a*", "/b", true},
                                 {"/*a$", "/aba", false},
                                 {"/a**b", "/axb", false},
                                 {"/$", "/", false},
                                 {"/$", "/a", true},
                                 {"/a$b", "/a$b", false}};
  for (const Row& row : rows)
    EXPECT_EQ(rule(row.robots).allows(row.path), row.allowed) << row.robots << " " << row.path;
}

// 2.2.2: octets beyond ASCII are compared percent-encoded, whatever the case of the digits,
// unreserved ones as themselves; reserved ones stay as they are.
TEST(RobotsTest, EncodingsAreCompared) {
  check({{"User-agent: *\nDisallow: /新聞", "/%E6%96%B0%E8%81%9E/1", false},
         {"User-agent: *\nDisallow: /%e6%96%b0", "/%E6%96%B0", false},
         {"User-agent: *\nDisallow: /a%3Cb", "/a%3Cb", false},
         {"User-agent: *\nDisallow: /%62%61%7a", "/baz", false},
         {"User-agent: *\nDisallow: /baz", "/b%61z", false},
         {"User-agent: *\nDisallow: /a%2Fb", "/a/b", true}});
}

TEST(RobotsTest, CrawlDelayIsOfOurGroup) {
  const char* robots = "User-agent: *\nCrawl-delay: 10\n\nUser-agent: dealwire\nCrawl-delay: 1.5\n";
  EXPECT_EQ(RobotsRules::parse(robots, "dealwire").crawl_delay(), 2);
  EXPECT_EQ(RobotsRules::parse(robots, "other").crawl_delay(), 10);
  EXPECT_EQ(RobotsRules::parse("User-agent: *\nCrawl-delay: soon", "x").crawl_delay(),
            std::nullopt);
}

// 2.5: what is too much is not read, and costs no time.
TEST(RobotsTest, HostileFilesAreBounded) {
  std::string many = "User-agent: *\n";
  while (many.size() < 600 * 1024) many += "Disallow: /x\n";
  EXPECT_TRUE(RobotsRules::parse(many + "Disallow: /a\n", "dealwire").allows("/a"));
  std::string stars = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 5'000; ++i) stars += "*a";
  EXPECT_TRUE(RobotsRules::parse(stars, "dealwire").allows("/" + std::string(4'000, 'a')));
}

}  // namespace
}  // namespace dealwire
