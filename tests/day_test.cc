// A day of runs every minute, on a clock of the test's own: nothing may grow but by what
// is new. Store and archive are real, and opened anew by each run, as cron would.
#include <unistd.h>

#include <fstream>

#include "fake_web.h"
#include "folder.h"
#include "ingest/crawl.h"
#include "store/frontier.h"
#include "store/history.h"
#include "warc/archive.h"

namespace dealwire {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int kMinutesOfADay = 24 * 60;
constexpr int kBetweenArticles = 30;

class SlowDayTest : public TestFolder {
 protected:
  struct Sizes {
    uintmax_t store = 0, archive = 0;
    size_t files = 0;
    double memory = 0;  // MB
  };

  SlowDayTest() : TestFolder(fast_folder()) {
    Source feed, page;
    feed.name = "feed";
    feed.urls = {kFeed};
    page.name = "page";
    page.kind = UrlKind::kPage;
    page.urls = {"https://company.example/news"};
    page.every = hours(1);
    settings_.sources = {feed, page};
    web_.pages[page.urls[0]] = FakeWeb::html("<p>a</p>");
  }

  void publish(int n) {
    const std::string url = "https://news.example/" + std::to_string(n);
    web_.pages[url] = FakeWeb::html("<p>" + std::string(2'000, 'a') + std::to_string(n) + "</p>");
    items_ = "<item><link>" + url + "</link></item>" + items_.substr(0, 2'000);
    web_.pages[kFeed] = FakeWeb::answer(200, "", "<rss><channel>" + items_ + "</channel></rss>");
  }

  // One run as `dealwire fetch` makes it.
  void run() {
    auto store = Store::open(path("dealwire.db"));
    ASSERT_TRUE(store);
    const Time begun = std::chrono::floor<seconds>(now_);
    const auto id = begin_run(*store, "fetch", "", begun);
    StoredFrontier frontier(*store);
    Archive archive(path("archive"), "test");
    ASSERT_TRUE(recover_archive(
        path("archive"), [&](const std::string& file) { return frontier.last_record(file); },
        [&](const Capture& capture) { return frontier.adopt(capture); }));
    Instant now = now_;
    Crawl crawl({settings_, frontier, web_, archive, [&] { return now; }, [] { return 0.5; },
                 [](const std::string&) {}, [](const std::string&) {}});
    ASSERT_TRUE(crawl.plan());
    while (true) {
      const auto next = crawl.step(milliseconds(100));
      ASSERT_TRUE(next) << next.error().message;
      if (!*next || **next > now_ + minutes(1)) break;
      now = std::max(now, **next);
    }
    ASSERT_TRUE(crawl.finish());
    ASSERT_TRUE(archive.close());
    ASSERT_TRUE(end_run(*store, *id, begun, "done"));
  }

  Sizes sizes() const {
    Sizes out;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file()) continue;
      ++out.files;
      (entry.path().extension() == ".gz" ? out.archive : out.store) += entry.file_size();
    }
    std::ifstream statm("/proc/self/statm");
    double pages = 0;
    statm >> pages >> pages;
    out.memory = pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
    return out;
  }

  static constexpr const char* kFeed = "https://news.example/feed.xml";
  Settings settings_;
  FakeWeb web_;
  std::string items_;
  Instant now_ = *parse_rfc3339("2025-10-14T12:00:00Z");
};

TEST_F(SlowDayTest, NothingGrowsButByWhatIsNew) {
  std::vector<Sizes> quarters = {{}};
  for (int minute = 0; minute <= kMinutesOfADay; ++minute) {
    if (minute % (kMinutesOfADay / 4) == 0 && minute > 0) quarters.push_back(sizes());
    if (minute % kBetweenArticles == 0) publish(minute / kBetweenArticles);
    run();
    if (HasFatalFailure()) return;
    now_ += minutes(1);
  }
  // Asked for at its intervals, each article once, and robots.txt once a day.
  EXPECT_NEAR(web_.asked[kFeed], 24 * 4, 4);
  for (int n = 0; n < kMinutesOfADay / kBetweenArticles; ++n) {
    EXPECT_EQ(web_.asked["https://news.example/" + std::to_string(n)], 1) << n;
  }
  EXPECT_LE(web_.asked["https://news.example/robots.txt"], 2);
  // The last quarter costs what the one before did, and files come by the day.
  const auto grown = [&](size_t quarter, auto member) {
    return static_cast<double>(quarters[quarter].*member - quarters[quarter - 1].*member);
  };
  EXPECT_NEAR(grown(4, &Sizes::archive), grown(3, &Sizes::archive), grown(3, &Sizes::archive) / 5);
  EXPECT_LE(grown(4, &Sizes::store), 1.5 * grown(3, &Sizes::store) + 64 * 1024);
  EXPECT_LE(quarters[4].files, quarters[1].files + 1) << "there was one midnight";
  EXPECT_LE(quarters[4].memory, quarters[1].memory + 4) << "MB";
}

}  // namespace
}  // namespace dealwire
