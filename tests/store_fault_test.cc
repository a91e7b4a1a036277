// Real faults under the store: a clear error that names the file, and no loss of what was stored.
#include <fcntl.h>
#include <sys/file.h>

#include <random>
#include <set>

#include "site.h"

namespace dealwire {
namespace {

class SlowStoreFaultTest : public RunTest {
 protected:
  SlowStoreFaultTest() { write_pages(100); }

  static void process_all() {
    const Ended ended = run("process pages");
    ASSERT_EQ(ended.code, 0) << ended.err;
  }
  static std::string shown() { return "show " + query("SELECT min(id) FROM deals"); }
  // Permissions do not hold for root.
  static std::string as_nobody() {
    return geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "";
  }
};

TEST_F(SlowStoreFaultTest, AFullDiskIsSaidAndTheNextRunGoesOn) {
  process_all();
  const std::string undisturbed = exported();
  const auto whole = fs::file_size("dealwire.db") / 1024;
  int failed = 0;
  for (const unsigned i : {1u, 3u, 5u, 7u}) {
    remove_store();
    const std::string limit = std::to_string(whole * i / 8);
    const Ended full = run_by("ulimit -f " + limit + "; exec", "process pages");
    EXPECT_TRUE(full.code == 0 || full.code == 1 || full.code == 2) << full.code << full.err;
    if (full.code != 0) {
      ++failed;
      EXPECT_NE(full.err.find("dealwire.db"), std::string::npos) << full.err;
      EXPECT_NE(full.err.find("disk"), std::string::npos) << full.err;
    }
    EXPECT_EQ(query("PRAGMA integrity_check"), "ok");
    const Ended again = run("process pages");
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(exported(), undisturbed) << limit;
  }
  EXPECT_GT(failed, 1);
  const Ended copy = run_by("ulimit -f 128; exec", "backup copy.db");
  EXPECT_EQ(copy.code, 1);
  EXPECT_NE(copy.err.find("copy.db"), std::string::npos) << copy.err;
  EXPECT_FALSE(fs::exists("copy.db"));
  const Ended vacuum = run_by("ulimit -f 128; exec", "vacuum");
  EXPECT_EQ(vacuum.code, 1) << vacuum.err;
  EXPECT_EQ(exported(), undisturbed);
  EXPECT_EQ(std::system((std::string(DEALWIRE_PROGRAM) + " export >/dev/full 2>.err").c_str()) >> 8,
            1);
}

TEST_F(SlowStoreFaultTest, AReadOnlyStoreIsRead) {
  process_all();
  const std::string undisturbed = exported(), show = shown();
  fs::permissions(folder_, fs::perms::owner_all | fs::perms::others_exec | fs::perms::others_read |
                               fs::perms::group_exec | fs::perms::group_read);
  fs::create_directory("store");
  fs::rename("dealwire.db", "store/100%.db");
  fs::permissions("store/100%.db", static_cast<fs::perms>(0444));
  fs::permissions("store", static_cast<fs::perms>(0555));
  const std::string db = "--db store/100%.db ";
  for (const std::string& command : {std::string("deals"), show, std::string("status")}) {
    const Ended ended = run_by(as_nobody(), db + command);
    EXPECT_EQ(ended.code, 0) << command << ended.err;
    EXPECT_FALSE(ended.out.empty()) << command;
  }
  EXPECT_EQ(run_by(as_nobody(), db + "export").out, undisturbed);
  EXPECT_EQ(std::distance(fs::directory_iterator("store"), fs::directory_iterator()), 1);
  for (const std::string command : {"process pages", "purge x", "vacuum", "judge undo 1"}) {
    const Ended ended = run_by(as_nobody(), db + command);
    EXPECT_TRUE(ended.code == 1 || ended.code == 2) << command << ended.code;
    EXPECT_NE(ended.err.find("store/100%.db"), std::string::npos) << ended.err;
  }
  // The file alone, in a folder that can be written.
  fs::permissions("store", static_cast<fs::perms>(0777));
  EXPECT_EQ(run_by(as_nobody(), db + "export").out, undisturbed);
  const Ended write = run_by(as_nobody(), db + "process pages");
  EXPECT_TRUE(write.code == 1 || write.code == 2) << write.code;
  EXPECT_NE(write.err.find("readonly"), std::string::npos) << write.err;
  EXPECT_EQ(run(db + "export").out, undisturbed);
}

// What a writer that died left in the log is not passed over.
TEST_F(SlowStoreFaultTest, AReadOnlyStoreWithALogSaysSo) {
  process_all();
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open("dealwire.db", &writer), SQLITE_OK);
  sqlite3_exec(writer, "UPDATE runs SET result = 'late'", nullptr, nullptr, nullptr);
  fs::create_directory("store");
  for (const char* end : {"", "-wal"}) {
    const std::string file = std::string("dealwire.db") + end;
    fs::copy(file, "store/" + file);
    fs::permissions("store/" + file, static_cast<fs::perms>(0444));
  }
  sqlite3_close(writer);
  fs::permissions(folder_, static_cast<fs::perms>(0755));
  fs::permissions("store", static_cast<fs::perms>(0555));
  const Ended barred = run_by(as_nobody(), "--db store/dealwire.db status");
  EXPECT_EQ(barred.code, 2) << barred.out;
  EXPECT_NE(barred.err.find("store/dealwire.db-wal holds what is not in it yet"), std::string::npos)
      << barred.err;
  fs::permissions("store", static_cast<fs::perms>(0777));
  EXPECT_NE(run_by(as_nobody(), "--db store/dealwire.db status").out.find("late"),
            std::string::npos);
}

TEST_F(SlowStoreFaultTest, ReadingLeavesNoFilesBeside) {
  process_all();
  fs::create_directory("store");
  fs::rename("dealwire.db", "store/dealwire.db");
  for (const std::string command : {"deals", "export", "status", "diff 0 1", "judge list"}) {
    EXPECT_EQ(run("--db store/dealwire.db " + command).code, 0) << command;
    for (const auto& file : fs::directory_iterator("store")) {
      const std::string name = file.path().filename().string();
      EXPECT_TRUE(name == "dealwire.db" || name == "dealwire.db-wal" || name == "dealwire.db-shm")
          << name << " by " << command;
    }
  }
}

TEST_F(SlowStoreFaultTest, DamageIsSaidAndNothingIsMadeWorse) {
  process_all();
  const std::string good = content("dealwire.db"), show = shown();
  std::mt19937 random(8);
  int said = 0;
  for (int i = 0; i < 40; ++i) {
    std::string bad = good;
    // Whole stretches, often where pages begin.
    const size_t page = random() % (bad.size() / 4096) * 4096;
    const size_t at = page + (i % 2 == 0 ? 0 : random() % 4000);
    for (size_t j = 0; j < 16; ++j) bad[at + j] = static_cast<char>(bad[at + j] ^ (random() | 1));
    remove_store();
    write("dealwire.db", bad);
    for (const std::string& command : {std::string("export"), std::string("deals"), show,
                                       std::string("status"), std::string("diff 0 1")}) {
      const Ended ended = run(command);
      EXPECT_TRUE(ended.code == 0 || ended.code == 1 || ended.code == 2)
          << command << " at " << at << ": " << ended.code;
      if (ended.code == 0) continue;
      ++said;
      // Of one deal it may say that there is none.
      EXPECT_NE(ended.err.find(command == show ? "" : "dealwire.db: "), std::string::npos)
          << command << ended.err;
    }
    EXPECT_EQ(content("dealwire.db"), bad) << "reading changed it";
  }
  EXPECT_GT(said, 10);
  write("dealwire.db", good.substr(0, 5'000));
  const Ended cut = run("process pages");
  EXPECT_TRUE(cut.code == 1 || cut.code == 2) << cut.code;
  EXPECT_NE(cut.err.find("dealwire.db: "), std::string::npos) << cut.err;
  EXPECT_NE(cut.err.find("malformed"), std::string::npos) << cut.err;
}

TEST_F(SlowStoreFaultTest, ANewerStoreIsLeftAlone) {
  process_all();
  query("PRAGMA user_version = 99");
  const std::string before = content("dealwire.db");
  for (const std::string command :
       {"process pages", "process --all", "export", "deals", "status", "purge pages/1000.html",
        "vacuum", "backup copy.db", "judge undo 1"}) {
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 2) << command << ended.err;
    EXPECT_NE(ended.err.find("dealwire.db: is of a newer dealwire"), std::string::npos)
        << ended.err;
  }
  EXPECT_EQ(content("dealwire.db"), before);
}

TEST_F(SlowStoreFaultTest, AClockThatGoesBackLosesNothing) {
  const std::string library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
  if (!fs::exists(library)) GTEST_SKIP() << "needs libfaketime";
  const std::string past = "LD_PRELOAD=" + library + " FAKETIME=-400d";
  const Site site(folder_ / "site", "");
  settings_of_feed(site, "keep = \"90d\"\n");
  publish(site, 3);
  ASSERT_EQ(run("run").code, 0);
  const std::string before = exported();
  publish(site, 2);
  const Ended early = run_by(past, "run");
  EXPECT_EQ(early.code, 0) << early.err;
  EXPECT_EQ(exported(), before);
  let_time_pass();
  // Due before either clock: it goes on with dates before those it holds.
  query("UPDATE urls SET due = '2000-01-01T00:00:00Z' WHERE due IS NOT NULL");
  const Ended late = run_by(past, "run");
  EXPECT_EQ(late.code, 0) << late.err;
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "5");
  EXPECT_EQ(run_by(past, "process --all").code, 0);
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "5");
  EXPECT_EQ(query("SELECT count(*) FROM runs WHERE ended_at IS NULL"), "0");
  EXPECT_EQ(query("PRAGMA integrity_check"), "ok");
}

TEST_F(SlowStoreFaultTest, ASecondWriterLeavesAndReadersGoOn) {
  process_all();
  settings("feed", "url = \"http://127.0.0.1:9/feed.xml\"");
  const std::string undisturbed = exported(), show = shown();
  const std::string deal = show.substr(5);
  const int lock = open("dealwire.db.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  ASSERT_EQ(flock(lock, LOCK_EX | LOCK_NB), 0);
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open("dealwire.db", &writer), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(writer, "BEGIN IMMEDIATE; DELETE FROM claims; DELETE FROM deals", nullptr,
                         nullptr, nullptr),
            SQLITE_OK);
  for (const std::string& command :
       {std::string("process"), std::string("process pages"), std::string("process --all"),
        std::string("run"), std::string("fetch"), std::string("purge pages/1000.html"),
        std::string("vacuum"), "judge reject " + deal}) {
    const Ended ended = run(command);
    EXPECT_EQ(ended.code, 75) << command << ended.err;
    EXPECT_NE(ended.err.find("dealwire.db.lock: another run holds it"), std::string::npos)
        << ended.err;
  }
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(exported(), undisturbed);
  for (const std::string& command :
       {std::string("deals"), show, std::string("status"), std::string("diff 0 1"),
        std::string("judge list"), std::string("backup copy.db")}) {
    EXPECT_EQ(run(command).code, 0) << command;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(8)) << "they waited";
  EXPECT_EQ(run("--db copy.db export").out, undisturbed);
  sqlite3_close(writer);
  close(lock);
}

TEST_F(SlowStoreFaultTest, AReaderSeesOneMoment) {
  process_all();
  // Again and again all claims change their status, in single transactions.
  const pid_t writer = fork();
  if (writer == 0) {
    for (;;) {
      query(
          "BEGIN IMMEDIATE; UPDATE deals SET changed = changed + 1; "
          "UPDATE claims SET date = ifnull(date || '', '2025-01-01'), "
          "status = iif(status = 'planned', 'announced', 'planned'); COMMIT");
    }
  }
  std::set<size_t> seen;
  for (int i = 0; i < 30; ++i) {
    const std::string out = exported();
    const size_t planned = occurrences(out, "\"status\":\"planned\"");
    EXPECT_TRUE(planned == 0 || occurrences(out, "\"status\":\"announced\"") == 0) << "two moments";
    seen.insert(planned);
  }
  EXPECT_EQ(seen.size(), 2u) << "nobody wrote";
  kill(writer, SIGKILL);
  wait_for(writer);
}

TEST_F(SlowStoreFaultTest, ReadingAllTwiceChangesNothing) {
  process_all();
  const std::string undisturbed = exported();
  const auto changed = [] {
    return query("SELECT last FROM changes") + query("SELECT changed FROM documents ORDER BY id") +
           query("SELECT changed FROM claims ORDER BY id") +
           query("SELECT changed FROM deals ORDER BY id") +
           query("SELECT changed FROM parties ORDER BY key") +
           query("SELECT kind || id || changed FROM deletions ORDER BY kind, id");
  };
  const std::string before = changed();
  for (int i = 0; i < 2; ++i) {
    const Ended ended = run("process --all");
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(exported(), undisturbed);
    EXPECT_EQ(changed(), before);
  }
}

}  // namespace
}  // namespace dealwire
