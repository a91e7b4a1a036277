// `kill -9` at any moment of `run`: nothing acknowledged is lost or doubled, and no page is asked
// for more than twice.
//
// Until a hundred runs died at work, three hosts get new articles, a run starts that asks each host
// for four at once, and is killed after a random while. After each, all that the store acknowledged
// before must still be acknowledged, and all it acknowledges be readable in the archive, as must
// all whole records be. In the end every article must be there once, in the store as in the
// archive, and the servers' log must know of one request for each, or at most of one more.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "site.h"
#include "warc/archive.h"
#include "warc/warc.h"

namespace dealwire {
namespace {

constexpr int kKills = 100;
constexpr int kNewArticles = 12;
constexpr size_t kHosts = 3;

class SlowRunTest : public RunTest {
 protected:
  SlowRunTest() : RunTest(fast_folder()) {}

  // A run may die before it has made the store's tables.
  static bool has_store() {
    return query("SELECT count(*) FROM sqlite_schema WHERE name = 'captures'") == "1";
  }
  static void make_feed_due() {
    query("UPDATE urls SET due = '2000-01-01T00:00:00Z' WHERE kind = 'feed'");
  }

  // Adds articles to the hosts in turn, and to the feed that the first one has.
  void publish(const Site& site, int articles) {
    for (int i = 0; i < articles; ++i) {
      const size_t n = published_.size();
      const std::string name = std::to_string(n) + ".html";
      site.put(name, deal_page(static_cast<int>(n)), n % kHosts);
      published_.push_back({site.url("/" + name, n % kHosts), ""});
    }
    site.put("feed.xml", rss(published_));
  }

  // Of the files that died with a run no more is broken than their end.
  static void check_archive() {
    if (!fs::exists("archive")) return;
    for (const auto& entry : fs::directory_iterator("archive")) {
      if (entry.path().filename().string().starts_with(".")) continue;
      auto reader = WarcReader::open(entry.path().string());
      ASSERT_TRUE(reader) << reader.error().message;
      int broken = 0;
      while (const auto record = reader->next()) broken += *record ? 0 : 1;
      EXPECT_LE(broken, entry.path().extension() == ".open" ? 1 : 0) << entry.path();
    }
  }

  // How many pages were asked for twice; none may be oftener.
  size_t check_requests(const Site& site) {
    std::map<std::string, int> asked;
    for (const Answered& one : site.answered()) ++asked["http://" + one.host + one.path];
    size_t twice = 0;
    for (const Entry& entry : published_) {
      EXPECT_GE(asked[entry.link], 1) << entry.link;
      EXPECT_LE(asked[entry.link], 2) << entry.link;
      twice += asked[entry.link] > 1 ? 1 : 0;
    }
    return twice;
  }

  // Runs that began and did not end.
  static int died_at_work() {
    return has_store() ? std::stoi(query("SELECT count(*) FROM runs WHERE ended_at IS NULL")) : 0;
  }

  // A column of the acknowledged documents, in the order of their arrival.
  static std::vector<std::string> captured(const char* column) {
    std::istringstream words(query(std::string("SELECT ") + column + " FROM captures ORDER BY id"));
    return {std::istream_iterator<std::string>(words), {}};
  }

  void check_acknowledged() {
    EXPECT_EQ(query("PRAGMA integrity_check"), "ok");
    const auto urls = captured("url"), files = captured("archive"), records = captured("record");
    ASSERT_GE(urls.size(), acknowledged_.size()) << "acknowledged, and lost";
    EXPECT_TRUE(std::equal(acknowledged_.begin(), acknowledged_.end(), urls.begin()));
    EXPECT_EQ(std::set<std::string>(urls.begin(), urls.end()).size(), urls.size()) << "doubled";
    const size_t before = std::exchange(acknowledged_, urls).size();
    for (size_t i = before; i < urls.size(); ++i) {
      const auto document =
          read_record(archive_path("archive", files[i]), std::stoull(records[i]), Budget{});
      ASSERT_TRUE(document) << document.error().message;
      EXPECT_EQ(document->url, urls[i]);
    }
  }

  std::vector<std::string> acknowledged_;
};

TEST_F(SlowRunTest, NothingAcknowledgedIsLostOrDoubled) {
  const Site site(folder_ / "site", std::vector<SiteHost>(kHosts));
  std::mt19937 random(20'251'014);
  settings_of_feed(site, "connections = 4\n");
  int killed = 0;
  // How long a run may take, learned on the way: some are faster than their killer, others have not
  // begun when he comes.
  double span = 250'000;
  for (int i = 0; killed < kKills; ++i) {
    ASSERT_LT(i, kKills * 4) << "runs can hardly be met at work";
    publish(site, kNewArticles);
    if (has_store()) make_feed_due();
    const pid_t child = start({"--quiet", "run"});
    std::this_thread::sleep_for(std::chrono::microseconds(random() % static_cast<unsigned>(span)));
    kill(child, SIGKILL);
    const bool ended = wait_for(child) != -SIGKILL;
    const bool at_work = died_at_work() > killed;
    killed += at_work ? 1 : 0;
    span *= ended ? 0.9 : at_work ? 1 : 1.1;
    if (has_store()) check_acknowledged();
    if (killed % 10 == 0) check_archive();
    if (HasFatalFailure()) return;
  }

  // What was asked for when a run died waits for ten minutes.
  const int unknown = static_cast<int>(published_.size() - captured("url").size());
  EXPECT_GT(unknown, 0);
  let_time_pass();
  const Ended last = run("run");
  EXPECT_EQ(last.code, 0) << last.err;
  acknowledged_.clear();  // all of them once more
  check_acknowledged();
  const std::string all = std::to_string(published_.size());
  EXPECT_EQ(query("SELECT count(DISTINCT url) FROM captures"), all);
  EXPECT_EQ(query("SELECT count(*) FROM captures WHERE document IS NULL"), "0");
  EXPECT_EQ(query("SELECT count(*) FROM documents"), all);
  EXPECT_EQ(query("SELECT count(*) FROM claims"), all);
  EXPECT_EQ(query("SELECT count(*) FROM claims WHERE deal IS NULL"), "0");
  EXPECT_EQ(query("SELECT count(*) FROM urls WHERE due IS NOT NULL AND kind = 'article'"), "0");
  RecordProperty("pages", all);
  RecordProperty("asked_twice", static_cast<int>(check_requests(site)));
  const auto urls = archived();
  EXPECT_EQ(urls.size(), published_.size());
  EXPECT_EQ(std::set<std::string>(urls.begin(), urls.end()).size(), urls.size()) << "doubled";
  for (const auto& entry : fs::directory_iterator("archive")) {
    EXPECT_NE(entry.path().extension(), ".open");
  }
}

}  // namespace
}  // namespace dealwire
