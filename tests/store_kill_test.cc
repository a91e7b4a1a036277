// `kill -9` at 200 random moments of `process`, `export` and `purge`: the store is whole, nothing
// that was acknowledged is lost, nothing is there twice, and a rerun ends where an undisturbed run
// does.
#include <fcntl.h>

#include <algorithm>
#include <random>
#include <set>

#include "site.h"
#include "warc/archive.h"

namespace dealwire {
namespace {

class SlowStoreKillTest : public RunTest {
 protected:
  // Starts the program and kills it after a random while, until this many died at work; `check`
  // follows each, `anew` each that was faster than its killer.
  template <typename Arguments, typename Check, typename Anew>
  void kill_often(int kills, double span, Arguments arguments, Check check, Anew anew) {
    int killed = 0;
    for (int i = 0; killed < kills; ++i) {
      ASSERT_LT(i, kills * 6) << "it can hardly be met at work";
      const pid_t child = start(arguments());
      std::this_thread::sleep_for(
          std::chrono::microseconds(random_() % static_cast<unsigned>(span)));
      kill(child, SIGKILL);
      const int code = wait_for(child);
      if (code == -SIGKILL) ++killed;
      ASSERT_TRUE(code == -SIGKILL || code == 0) << code;
      span *= code == 0 ? 0.9 : 1.02;
      check();
      if (HasFatalFailure()) return;
      if (code == 0) anew();
    }
  }

  static bool has_store() {
    return fs::exists("dealwire.db") &&
           query("SELECT count(*) FROM sqlite_schema WHERE name = 'rewrites'") == "1";
  }
  static void check_whole() {
    EXPECT_EQ(query("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(query("PRAGMA foreign_key_check"), "");
    EXPECT_EQ(query("SELECT count(*) FROM claims WHERE deal IS NULL"), "0");
    EXPECT_EQ(query("SELECT count(*) FROM deals d WHERE NOT EXISTS "
                    "(SELECT 1 FROM claims WHERE deal = d.id)"),
              "0");
  }
  static std::set<std::string> words(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
  }

  std::mt19937 random_{20'251'128};
};

class SlowProcessKillTest : public SlowStoreKillTest,
                            public testing::WithParamInterface<unsigned> {};
// Shares of the whole, since each start loads the rules.
INSTANTIATE_TEST_SUITE_P(SlowShares, SlowProcessKillTest, testing::Range(0u, 6u));

TEST_P(SlowProcessKillTest, ProcessGoesOnWhereItDied) {
  random_.seed(GetParam());
  constexpr int kPages = 130;  // three batches
  write_pages(kPages);
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_EQ(run("process pages").code, 0);
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
  const std::string undisturbed = exported();
  ASSERT_GT(occurrences(undisturbed, "\n"), size_t{kPages / 2});
  remove_store();

  bool whole = false;  // it reads all once more
  std::set<std::string> acknowledged;
  kill_often(
      10, took.count(),
      [&]() -> std::vector<std::string> {
        return whole ? std::vector<std::string>{"--quiet", "process", "--all"}
                     : std::vector<std::string>{"--quiet", "process", "pages"};
      },
      [&] {
        if (!has_store()) return;
        check_whole();
        const auto ids = words(query("SELECT id FROM documents"));
        EXPECT_TRUE(std::includes(ids.begin(), ids.end(), acknowledged.begin(), acknowledged.end()))
            << "acknowledged, and lost";
        acknowledged = ids;
        if (whole) {
          EXPECT_EQ(exported(), undisturbed);
        }
      },
      [&] {
        EXPECT_EQ(exported(), undisturbed);
        if (whole) {
          remove_store();
          acknowledged.clear();
        }
        whole = !whole;
      });
  const Ended last = run("process pages");
  EXPECT_EQ(last.code, 0) << last.err;
  EXPECT_EQ(exported(), undisturbed);
  check_whole();
}

TEST_F(SlowStoreKillTest, ExportHarmsNothing) {
  write_pages(100);
  ASSERT_EQ(run("process pages").code, 0);
  const std::string undisturbed = exported();
  const int null = open("/dev/null", O_WRONLY | O_CLOEXEC), out = dup(STDOUT_FILENO);
  dup2(null, STDOUT_FILENO);
  kill_often(
      60, 30'000, [] { return std::vector<std::string>{"export"}; }, [] {}, [] {});
  dup2(out, STDOUT_FILENO);
  close(null);
  close(out);
  check_whole();
  EXPECT_EQ(exported(), undisturbed);
}

class SlowPurgeKillTest : public SlowStoreKillTest {
 protected:
  static constexpr int kRuns = 3, kArticles = 8;  // of each run, which makes a file of the archive

  void fetch_all(const Site& site) {
    settings_of_feed(site);
    for (int r = 0; r < kRuns; ++r) {
      publish(site, kArticles);
      if (r > 0) let_time_pass();
      const Ended ended = run("run");
      ASSERT_EQ(ended.code, 0) << ended.err;
    }
    for (const Entry& entry : published_) urls_.push_back(site.url(entry.link));
    query("PRAGMA wal_checkpoint(TRUNCATE)");
    fs::create_directory("kept");
    fs::copy("dealwire.db", "kept/dealwire.db");
    fs::copy("archive", "kept/archive");
  }
  static void restore() {
    remove_store();
    fs::remove_all("archive");
    fs::copy("kept/dealwire.db", "dealwire.db");
    fs::copy("kept/archive", "archive");
  }

  // Every record that the store names is there, whole, and of the document it should be.
  static void check_offsets() {
    std::istringstream rows(
        query("SELECT archive || ' ' || record || ' ' || document || ' ' || "
              "(SELECT archive || ' ' || record FROM documents WHERE id = document) "
              "FROM captures WHERE document IS NOT NULL"));
    std::string file, offset, id, document_file, document_offset;
    size_t n = 0;
    while (rows >> file >> offset >> id >> document_file >> document_offset) {
      const auto record = read_record("archive/" + file, std::stoull(offset), Budget{});
      ASSERT_TRUE(record) << record.error().message;
      EXPECT_EQ(record->id, id);
      EXPECT_EQ(file + offset, document_file + document_offset);
      ++n;
    }
    EXPECT_EQ(std::to_string(n), query("SELECT count(*) FROM captures"));
  }
  static std::set<std::string> files() {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator("archive")) {
      out.insert(entry.path().filename().string());
    }
    return out;
  }

  std::vector<std::string> urls_;
};

TEST_F(SlowPurgeKillTest, StoreAndArchiveStayAtOne) {
  const Site site(folder_ / "site", "");
  fetch_all(site);
  if (HasFatalFailure()) return;
  // What an undisturbed purge leaves.
  std::vector<std::string> left;
  std::vector<std::set<std::string>> left_files;
  const std::vector<std::string> whats = {urls_[0], urls_[kArticles + 3], urls_.back(), "site"};
  for (const std::string& what : whats) {
    restore();
    const Ended ended = run("purge " + what);
    ASSERT_EQ(ended.code, 0) << ended.err;
    check_offsets();
    left.push_back(exported());
    left_files.push_back(files());
    EXPECT_EQ(occurrences(left.back(), "\n"), what == "site" ? 0 : urls_.size() - 1);
  }
  size_t which = 0;
  int halfway = 0;
  const auto again = [&] {
    halfway += query("SELECT count(*) FROM rewrites") != "0" ? 1 : 0;
    check_whole();
    check_offsets();
    const Ended ended = run("purge " + whats[which]);
    EXPECT_EQ(ended.code, 0) << ended.err;
    check_offsets();
    EXPECT_EQ(exported(), left[which]);
    EXPECT_EQ(files(), left_files[which]);
    const auto urls = archived();
    EXPECT_EQ(urls.size(), whats[which] == "site" ? 0 : urls_.size() - 1);
    EXPECT_EQ(urls.count(whats[which]), 0u);
    EXPECT_EQ(std::set<std::string>(urls.begin(), urls.end()).size(), urls.size()) << "doubled";
    EXPECT_EQ(query("SELECT count(*) FROM rewrites"), "0");
    which = random_() % whats.size();
    restore();
  };
  restore();
  // It is halfway for a few of some thirty milliseconds.
  constexpr int kHalfway = 4, kMostRounds = 6;
  for (int round = 0; round < kMostRounds && halfway < kHalfway; ++round) {
    kill_often(
        80, 30'000,
        [&] {
          return std::vector<std::string>{"--quiet", "purge", whats[which]};
        },
        again, [] {});
    if (HasFatalFailure()) return;
  }
  EXPECT_GE(halfway, kHalfway) << "few died where store and archive could differ";
}

}  // namespace
}  // namespace dealwire
