// `kill -9` at any moment of `run`: nothing acknowledged is lost or doubled.
//
// Until fifty runs died at work, the site gets new articles, a run starts, and is killed after a
// random while. After each, all that the store acknowledged before must still be acknowledged, and
// all it acknowledges be readable in the archive; in the end every article must be there once, in
// the store as in the archive.
#include <algorithm>
#include <random>
#include <set>

#include "ingest/archive.h"
#include "site.h"

namespace dealwire {
namespace {

constexpr int kKills = 50;
constexpr int kNewArticles = 10;

class SlowRunTest : public RunTest {
 protected:
  // A run may die before it has made the store's tables.
  static bool has_store() {
    return query("SELECT count(*) FROM sqlite_schema WHERE name = 'captures'") == "1";
  }
  static void make_feed_due() {
    query("UPDATE urls SET due = '2000-01-01T00:00:00Z' WHERE kind = 'feed'");
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
    acknowledged_ = urls;
    for (size_t i = 0; i < urls.size(); ++i) {
      const auto document =
          read_record(archive_path("archive", files[i]), std::stoull(records[i]), Budget{});
      ASSERT_TRUE(document) << document.error().message;
      EXPECT_EQ(document->url, urls[i]);
    }
  }

  std::vector<std::string> acknowledged_;
};

TEST_F(SlowRunTest, NothingAcknowledgedIsLostOrDoubled) {
  const Site site(folder_ / "site", "");
  std::mt19937 random(20'251'014);
  settings_of_feed(site);
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
    if (HasFatalFailure()) return;
  }

  make_feed_due();
  const Ended last = run("run");
  EXPECT_EQ(last.code, 0) << last.err;
  check_acknowledged();
  const std::string all = std::to_string(published_.size());
  EXPECT_EQ(query("SELECT count(DISTINCT url) FROM captures"), all);
  EXPECT_EQ(query("SELECT count(*) FROM captures WHERE document IS NULL"), "0");
  EXPECT_EQ(query("SELECT count(*) FROM documents"), all);
  EXPECT_EQ(query("SELECT count(*) FROM claims"), all);
  EXPECT_EQ(query("SELECT count(*) FROM claims WHERE deal IS NULL"), "0");
  const auto urls = archived();
  EXPECT_EQ(urls.size(), published_.size());
  EXPECT_EQ(std::set<std::string>(urls.begin(), urls.end()).size(), urls.size()) << "doubled";
  for (const auto& entry : fs::directory_iterator("archive")) {
    EXPECT_NE(entry.path().extension(), ".open");
  }
}

}  // namespace
}  // namespace dealwire
