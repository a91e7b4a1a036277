// The crawler with a clock and a web of the test's own: what is asked again, and when. The store
// and the archive are real.
#include "ingest/crawl.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "fake_web.h"
#include "folder.h"
#include "store/frontier.h"
#include "warc/documents.h"

namespace dealwire {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class CrawlTest : public TestFolder {
 protected:
  CrawlTest() {
    store_.emplace(*Store::open(path("dealwire.db")));
    frontier_.emplace(*store_);
    archive_.emplace(path("archive"), "test");
    source_.name = "site";
    source_.kind = UrlKind::kPage;
    source_.urls = {kPage};
    source_.every = hours(1);
    web_.pages[kPage] = FakeWeb::html("<p>a</p>");
  }

  void feed_with(const std::string& link) {
    source_.kind = UrlKind::kFeed;
    web_.pages[kPage] = FakeWeb::answer(
        200, "", "<rss><channel><item><link>" + link + "</link></item></channel></rss>");
  }

  std::string captured_url() const {
    const auto unread = *frontier_->unread(0);
    if (!unread) return "";
    const auto file = archive_path(path("archive"), unread->file);
    return read_record(file, unread->record, Budget{})->url.value_or("");
  }

  // All steps that are due, the clock following their waits up to `most`.
  void crawl(seconds most = minutes(1)) {
    Settings settings;
    settings.sources = {source_};
    Crawl crawl({settings, *frontier_, web_, *archive_, [&] { return now_; }, [] { return 0.0; },
                 [&](const std::string& message) { notes_ += message + "\n"; },
                 [&](const std::string&) {}});
    ASSERT_TRUE(crawl.plan());
    const Instant end = now_ + most;
    while (true) try {
        const auto next = crawl.step(milliseconds(100));
        failed_ = next ? "" : next.error().code;
        if (!next || !*next || **next > end) break;
        now_ = std::max(now_, **next);
      } catch (const FakeWeb::Died&) {
        web_.forget();
        failed_ = "died";
        return;
      }
    if (failed_.empty()) {
      const auto finished = crawl.finish();
      failed_ = finished ? "" : finished.error().code;
    }
    counts_ = crawl.counts();
    overdue_ = crawl.overdue();
  }

  static constexpr const char* kPage = "https://news.example/page";
  static constexpr const char* kArticle = "https://news.example/article";
  static constexpr const char* kRobots = "https://news.example/robots.txt";

  std::optional<Store> store_;
  std::optional<StoredFrontier> frontier_;
  std::optional<Archive> archive_;
  FakeWeb web_;
  Source source_;
  Instant now_ = *parse_rfc3339("2025-10-14T00:00:00Z");
  std::string notes_, failed_;
  CrawlCounts counts_;
  size_t overdue_ = 0;
};

TEST_F(CrawlTest, PagesKeepTheirRhythm) {
  crawl();
  EXPECT_EQ(counts_.fetched, 1u);
  now_ += minutes(58);
  crawl(seconds(0));
  EXPECT_EQ(web_.asked[kPage], 1);
  now_ += minutes(3);
  crawl();
  EXPECT_EQ(web_.asked[kPage], 2);
  EXPECT_EQ(counts_.unchanged, 1u) << "the same bytes are no new state";
}

TEST_F(CrawlTest, ValidatorsAreSentBack) {
  web_.pages[kPage] = FakeWeb::answer(
      200, "ETag: \"x\"\r\nlast-modified: Tue, 14 Oct 2025 00:00:00 GMT\r\n", "<p>a</p>");
  crawl();
  now_ += hours(1);
  web_.pages[kPage] = FakeWeb::answer(304, "", "");
  for (int i = 0; i < 2; ++i) {
    crawl();
    EXPECT_EQ(counts_.unchanged, 1u);
    EXPECT_EQ(web_.last.headers, (Headers{{"If-None-Match", "\"x\""},
                                          {"If-Modified-Since", "Tue, 14 Oct 2025 00:00:00 GMT"}}));
    now_ += hours(1);
  }
}

TEST_F(CrawlTest, RobotsTxtIsKeptForADay) {
  crawl();
  now_ += hours(23);
  crawl();
  EXPECT_EQ(web_.asked[kRobots], 1);
  now_ += hours(2);
  crawl();
  EXPECT_EQ(web_.asked[kRobots], 2);
}

// RFC 9309, 2.3.1: what cannot be had forbids, a client error allows.
TEST_F(CrawlTest, RobotsTxtThatFailsForbids) {
  struct Row {
    long status;
    const char* error;
    bool allowed;
  };
  for (const Row& row : std::vector<Row>{{404, "", true},
                                         {403, "", true},
                                         {410, "", true},
                                         {500, "", false},
                                         {503, "", false},
                                         {429, "", false},
                                         {0, "timeout", false},
                                         {0, "unreachable", false},
                                         {0, "tls", false}}) {
    now_ += hours(100);
    web_.asked.clear();
    web_.errors.clear();
    if (row.status == 0) web_.errors[kRobots] = row.error;
    web_.pages[kRobots] = FakeWeb::answer(row.status, "", "");
    crawl();
    EXPECT_EQ(web_.asked[kPage], row.allowed ? 1 : 0) << row.status << row.error;
  }
}

TEST_F(CrawlTest, RobotsTxtThatStaysAwayIsAskedForEverMoreRarely) {
  web_.errors[kRobots] = "timeout";
  for (int i = 0; i < 48 * 2; ++i) {
    crawl();
    now_ += minutes(30);
  }
  EXPECT_GE(web_.asked[kRobots], 4);
  EXPECT_LE(web_.asked[kRobots], 12);
  EXPECT_EQ(web_.asked[kPage], 0);
  web_.errors.clear();
  now_ += hours(25);
  crawl();
  EXPECT_EQ(web_.asked[kPage], 1) << "it comes back";
}

// RFC 9309, 2.3.1.4: nothing is given up because robots.txt cannot be had, be it for a month.
TEST_F(CrawlTest, ArticlesWaitForARobotsTxtThatStaysAway) {
  feed_with("https://other.example/a");
  web_.pages["https://other.example/a"] = FakeWeb::html("<p>a</p>");
  web_.errors["https://other.example/robots.txt"] = "timeout";
  for (int day = 0; day < 30; ++day) {
    crawl();
    now_ += hours(24);
  }
  EXPECT_EQ(web_.asked["https://other.example/a"], 0);
  EXPECT_LE(web_.asked["https://other.example/robots.txt"], 30);
  web_.errors.clear();
  now_ += hours(24);
  crawl();
  EXPECT_EQ(web_.asked["https://other.example/a"], 1);
}

TEST_F(CrawlTest, WhatARobotsTxtThatIsLostForGoodForbadeIsAllowed) {
  web_.errors[kRobots] = "unreachable";
  for (int day = 0; day < 35; ++day) {
    for (int i = 0; i < 2; ++i) {
      crawl();
      now_ += hours(12);
    }
    EXPECT_EQ(web_.asked[kPage] > 0, day > 30) << day;
  }
}

// Every minute of a day, against a host that is gone, one that is always busy, and a well one: the
// sick are asked ever more rarely, in all and by each of their pages, and the well one as ever.
TEST_F(CrawlTest, AFailingHostIsAskedEverMoreRarely) {
  const std::string gone = "https://gone.example/", busy = "https://busy.example/";
  source_.urls = {kPage};
  for (const std::string& host : {gone, busy}) {
    for (int i = 0; i < 5; ++i) source_.urls.push_back(host + std::to_string(i));
  }
  source_.every = minutes(10);
  crawl();  // while all is well: 404 is an answer
  for (int i = 0; i < 5; ++i) {
    web_.errors[gone + std::to_string(i)] = "unreachable";
    web_.pages[busy + std::to_string(i)] = FakeWeb::answer(503, "", "");
  }
  const auto asked = [&](const std::string& host) {
    int all = 0;
    for (int i = 0; i < 5; ++i) all += web_.asked[host + std::to_string(i)];
    return all;
  };
  std::vector<std::array<int, 3>> by_quarter;
  for (int quarter = 0; quarter < 4; ++quarter) {
    web_.asked.clear();
    for (int minute = 0; minute < 6 * 60; ++minute) {
      now_ += minutes(1);
      crawl(seconds(30));
    }
    by_quarter.push_back({asked(gone), asked(busy), web_.asked[kPage]});
  }
  for (size_t i = 0; i < 4; ++i) {
    const auto [of_gone, of_busy, well] = by_quarter[i];
    EXPECT_LE(of_gone, i == 0 ? 30 : 10) << i;
    EXPECT_LE(of_busy, i == 0 ? 10 : 2) << i;
    EXPECT_GE(well, 32) << i;
    EXPECT_LE(well, 36) << i;
  }
}

// Runs that die while they ask for a page leave it alone for a while, and what else there is to
// them.
TEST_F(CrawlTest, WhatRunsDieOfIsNotAskedForAtOnce) {
  source_.urls = {kArticle, kPage};
  web_.pages[kArticle] = FakeWeb::html("<p>b</p>");
  web_.deadly = kArticle;
  for (int i = 0; i < 100; ++i) {
    crawl();
    EXPECT_LE(web_.asked[kArticle], 1 + i / 5);
    now_ += minutes(2);
  }
  EXPECT_GE(web_.asked[kArticle], 15);
  EXPECT_EQ(web_.asked[kPage], 4);
  web_.deadly.clear();
  now_ += minutes(10);
  crawl();
  EXPECT_EQ(counts_.fetched, 1u);
}

TEST_F(CrawlTest, ARobotsTxtMayBeElsewhere) {
  web_.pages[kRobots] = FakeWeb::answer(301, "Location: https://cdn.example/r\r\n", "");
  web_.pages["https://cdn.example/r"] =
      FakeWeb::answer(200, "", "User-agent: *\nDisallow: /page\n");
  crawl();
  EXPECT_EQ(web_.asked[kPage], 0);
  EXPECT_EQ(counts_.skipped, 1u);
}

// Six tries of what may pass, one of what will not.
TEST_F(CrawlTest, ArticlesAreTriedAgainWhereThatMayHelp) {
  struct Row {
    long status;
    const char* error;
    int tries;
  };
  int number = 0;
  for (const Row& row : std::vector<Row>{{500, "", 6},
                                         {502, "", 6},
                                         {408, "", 6},
                                         {0, "timeout", 6},
                                         {0, "unreachable", 6},
                                         {404, "", 1},
                                         {410, "", 1},
                                         {403, "", 1},
                                         {206, "", 1},
                                         {0, "too_large", 1},
                                         {0, "address", 1},
                                         {0, "tls", 6}}) {
    const std::string url = kArticle + std::to_string(++number);
    feed_with(url);
    if (row.status == 0) web_.errors[url] = row.error;
    web_.pages[url] = FakeWeb::answer(row.status, "", "x");
    for (int i = 0; i < 12; ++i) {
      crawl();
      now_ += hours(3);
    }
    EXPECT_EQ(web_.asked[url], row.tries) << row.status << row.error;
  }
}

TEST_F(CrawlTest, RetryAfterIsSecondsOrADate) {
  for (const std::string value : {"3600", "Tue, 14 Oct 2025 01:00:02 GMT"}) {
    now_ = *parse_rfc3339("2025-10-14T00:00:00Z");
    const std::string url = "https://host" + std::to_string(value.size()) + ".example/page";
    source_.urls = {url};
    source_.every = minutes(10);
    web_.pages[url] = FakeWeb::answer(503, "Retry-After: " + value + "\r\n", "");
    crawl();
    EXPECT_EQ(web_.asked[url], 1) << value;
    now_ += minutes(57);
    crawl(seconds(0));
    EXPECT_EQ(web_.asked[url], 1) << value;
    now_ += minutes(4);
    crawl();
    EXPECT_EQ(web_.asked[url], 2) << value;
  }
}

TEST_F(CrawlTest, ASourceIsOverdueAfterThreeIntervals) {
  crawl();
  web_.errors[kPage] = "unreachable";
  std::string said;
  for (int i = 0; i < 8; ++i) {
    now_ += hours(1);
    crawl();
    said += overdue_ > 0 ? '!' : '.';
  }
  // After one hour, two, and four: each try that fails doubles the wait.
  EXPECT_EQ(said, "...!...!");
  web_.errors.clear();
  now_ += hours(24);
  crawl();
  EXPECT_EQ(overdue_, 0u);
  EXPECT_EQ(counts_.unchanged, 1u);
}

TEST_F(CrawlTest, RedirectsAreFollowedAndTheirEndIsKnown) {
  feed_with("/go");
  source_.headers = {{"Authorization", "secret"}};
  web_.pages["https://news.example/go"] =
      FakeWeb::answer(302, "Location: https://other.example/a\r\n", "");
  web_.pages["https://other.example/a"] = FakeWeb::html("<p>a</p>");
  crawl();
  EXPECT_EQ(counts_.fetched, 1u);
  EXPECT_TRUE(web_.last.secret.empty()) << "the source's headers are not the other host's";
  EXPECT_EQ(captured_url(), "https://other.example/a");
  feed_with("https://other.example/a");
  now_ += hours(2);
  crawl();
  EXPECT_EQ(web_.asked["https://other.example/a"], 1);
}

TEST_F(CrawlTest, WhatCannotBeArchivedIsNotAcknowledged) {
  fs::remove_all(path("archive"));
  write(path("archive"), "");
  crawl();
  EXPECT_EQ(failed_, "archive");
  EXPECT_FALSE(*frontier_->unread(0));
  fs::remove(path("archive"));
  now_ += minutes(10);
  crawl();
  EXPECT_EQ(counts_.fetched, 1u);
  EXPECT_TRUE(*frontier_->unread(0));
}

TEST_F(CrawlTest, AnArchivedRecordIsAdoptedOnce) {
  feed_with(kArticle);
  web_.errors[kArticle] = "unreachable";
  crawl();
  ASSERT_EQ(web_.asked[kArticle], 1);
  const Time at = *parse_rfc3339("2025-10-14T00:00:00Z");
  const Capture capture{"https://news.example/end", kArticle, "a.warc.gz", 7, at};
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(frontier_->adopt(capture));
  ASSERT_TRUE(frontier_->adopt({kArticle, "https://nobody.example/", "a.warc.gz", 9, at}));
  const auto unread = *frontier_->unread(0);
  ASSERT_TRUE(unread);
  EXPECT_EQ(unread->record, 7u);
  ASSERT_TRUE(frontier_->mark_read(unread->id, "reader", "id", std::nullopt));
  EXPECT_FALSE(*frontier_->unread(0));
  web_.errors.clear();
  now_ += hours(24);
  crawl();
  EXPECT_EQ(web_.asked[kArticle], 1) << "it is not fetched again";
}

}  // namespace
}  // namespace dealwire
