// What is thrown away, by hand and by age; copies of the store.
#include <set>

#include "site.h"

namespace dealwire {
namespace {

class PurgeTest : public RunTest {
 protected:
  // So many new articles, fetched and read.
  void fetch(const Site& site, int articles, const std::string& more = "") {
    settings_of_feed(site, more);
    publish(site, articles);
    const Ended ended = run("run");
    ASSERT_EQ(ended.code, 0) << ended.err;
  }
  static size_t deals() { return occurrences(exported(), "\n"); }
};

TEST_F(PurgeTest, AUrlGoesFromStoreAndArchiveAndIsNotFetchedAgain) {
  const Site site(folder_ / "site", "");
  fetch(site, 3);
  const std::string changed = query("SELECT id || ' ' || changed FROM deals ORDER BY id");
  const Ended ended = run("purge " + site.url("/1.html"));
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.err.find("1 documents and 1 records purged"), std::string::npos) << ended.err;
  EXPECT_NE(ended.err.find("1 gone"), std::string::npos) << ended.err;
  EXPECT_EQ(deals(), 2u);
  EXPECT_EQ(archived(), (std::multiset<std::string>{site.url("/0.html"), site.url("/2.html")}));
  EXPECT_EQ(query("SELECT problem FROM urls WHERE due IS NULL AND problem IS NOT NULL"), "purged");
  EXPECT_EQ(query("SELECT kind FROM deletions ORDER BY kind"), "claim deal document");
  EXPECT_EQ(run("status").out.find("purged  "), std::string::npos);

  // All that is left can be read again, and is what it was.
  const std::string last = query("SELECT last FROM changes");
  const Ended again = run("process --all");
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(query("SELECT last FROM changes"), last);
  EXPECT_TRUE(changed.find(query("SELECT id || ' ' || changed FROM deals LIMIT 1")) !=
              std::string::npos);

  const std::string log = site.log();
  let_time_pass();
  EXPECT_EQ(run("run").code, 0);
  EXPECT_EQ(occurrences(site.log(), "/1.html"), occurrences(log, "/1.html"));
  EXPECT_EQ(deals(), 2u);
  EXPECT_EQ(run("purge " + site.url("/1.html")).code, 0) << "twice does no harm";
}

TEST_F(PurgeTest, APageThatSettingsNameIsNotFetchedAgainEither) {
  const Site site(folder_ / "site", "");
  site.put("a.html", deal_page(1));
  site.put("b.html", deal_page(2));
  settings("urls", "urls = [\"" + site.url("/a.html") + "\", \"" + site.url("/b.html") + "\"]");
  ASSERT_EQ(run("run").code, 0);
  ASSERT_EQ(run("purge " + site.url("/a.html")).code, 0);
  site.put("a.html", deal_page(3));
  let_time_pass();
  EXPECT_EQ(run("run").code, 0);
  EXPECT_EQ(occurrences(site.log(), "/a.html"), 1u);
  EXPECT_EQ(archived(), std::multiset<std::string>{site.url("/b.html")});
}

TEST_F(PurgeTest, ASourceGoesWithItsFeedAndGivesNewArticlesOnly) {
  const Site site(folder_ / "site", "");
  fetch(site, 3);
  const Ended ended = run("purge site");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(deals(), 0u);
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "0");
  for (const auto& file : fs::directory_iterator("archive")) {
    EXPECT_EQ(file.path().filename(), ".lock");
  }
  let_time_pass();
  fetch(site, 1);
  EXPECT_EQ(archived(), std::multiset<std::string>{site.url("/3.html")});
  EXPECT_EQ(deals(), 1u);
}

TEST_F(PurgeTest, TheSameBytesFromElsewhereStayWithTheOtherSource) {
  const Site site(folder_ / "site", "");
  site.put("a.html", deal_page(1));
  site.put("b.html", deal_page(1));
  settings("urls", "url = \"" + site.url("/a.html") + "\"",
           "[[source]]\nname = \"other\"\nkind = \"urls\"\nurl = \"" + site.url("/b.html") +
               "\"\nallow_private = true\ndelay = \"0s\"\n");
  ASSERT_EQ(run("run").code, 0);
  ASSERT_EQ(query("SELECT count(*) FROM captures"), "2");
  const std::string first = query("SELECT url FROM documents");
  ASSERT_EQ(run("purge " + std::string(first == site.url("/a.html") ? "site" : "other")).code, 0);
  ASSERT_EQ(run("process").code, 0);
  EXPECT_EQ(deals(), 1u);
  EXPECT_NE(query("SELECT url FROM documents"), first);
  // By URL, the payload goes wherever it came from.
  ASSERT_EQ(run("purge " + query("SELECT url FROM documents")).code, 0);
  EXPECT_EQ(deals(), 0u);
  EXPECT_TRUE(archived().empty());
}

TEST_F(PurgeTest, ADocumentOfAFileGoesFromTheStoreOnly) {
  write("a.html", deal_page(1));
  write("b.html", deal_page(2));
  ASSERT_EQ(run("process a.html b.html").code, 0);
  EXPECT_EQ(run("purge a.html").code, 0);
  EXPECT_EQ(deals(), 1u);
  EXPECT_EQ(run("purge " + query("SELECT id FROM documents")).code, 0);
  EXPECT_EQ(deals(), 0u);
  EXPECT_EQ(content("a.html"), deal_page(1));
  EXPECT_EQ(content("b.html"), deal_page(2));
  EXPECT_FALSE(fs::exists("archive"));
  const Ended unknown = run("purge nothing-of-that-name");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("nothing-of-that-name: is no source"), std::string::npos);
  EXPECT_EQ(run("--db none.db purge a.html").code, 2);
  EXPECT_FALSE(fs::exists("none.db"));
}

TEST_F(PurgeTest, WhatIsOlderThanASourceKeepsGoesAtTheEndOfARun) {
  const Site site(folder_ / "site", "");
  fetch(site, 2);
  const auto make_old = [] {
    query("UPDATE captures SET fetched_at = '2020-01-01T00:00:00Z' WHERE url LIKE '%/0.html'");
  };
  make_old();
  let_time_pass();
  fetch(site, 1);
  EXPECT_EQ(deals(), 3u) << "without `keep` all is kept";
  let_time_pass();
  fetch(site, 0, "keep = \"90d\"\n");
  EXPECT_EQ(deals(), 2u);
  EXPECT_EQ(archived(), (std::multiset<std::string>{site.url("/1.html"), site.url("/2.html")}));
  EXPECT_EQ(query("SELECT count(*) FROM retention"), "1");
  EXPECT_EQ(occurrences(site.log(), "GET /0.html"), 1u) << "and is not fetched again";
}

TEST_F(PurgeTest, ARunFinishesAPurgeThatDied) {
  const Site site(folder_ / "site", "");
  fetch(site, 2);
  query(
      "INSERT INTO rewrites SELECT archive, '[' || record || ']', 0 FROM captures "
      "WHERE url LIKE '%/0.html'");
  query("DELETE FROM captures WHERE url LIKE '%/0.html'");
  const Ended ended = run("run");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(archived(), std::multiset<std::string>{site.url("/1.html")});
  EXPECT_EQ(query("SELECT count(*) FROM rewrites"), "0");
}

TEST_F(PurgeTest, ABackupIsTheStoreOfOneMomentAndTakesNoFilesPlace) {
  write("a.html", deal_page(1));
  ASSERT_EQ(run("process a.html").code, 0);
  const std::string undisturbed = exported();
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open("dealwire.db", &writer), SQLITE_OK);
  sqlite3_exec(writer, "BEGIN IMMEDIATE; DELETE FROM documents", nullptr, nullptr, nullptr);
  const Ended ended = run("backup copy.db");
  EXPECT_EQ(ended.code, 0) << ended.err;
  sqlite3_close(writer);
  EXPECT_EQ(run("--db copy.db export").out, undisturbed);
  EXPECT_EQ(run("--db copy.db process --all").code, 0);
  const Ended twice = run("backup copy.db");
  EXPECT_EQ(twice.code, 2);
  EXPECT_NE(twice.err.find("copy.db: is there already"), std::string::npos);
  EXPECT_EQ(run("backup no/such/folder.db").code, 1);
  for (const auto& file : fs::directory_iterator(".")) {
    EXPECT_FALSE(file.path().filename().string().starts_with("copy.db.") &&
                 file.path() != "./copy.db.lock")
        << file.path();
  }
}

TEST_F(PurgeTest, VacuumGivesBackWhatIsNotUsed) {
  // Enough of them that the store's empty tables are little beside.
  for (int i = 0; i < 200; ++i) write("pages/" + std::to_string(i) + ".html", deal_page(i));
  ASSERT_EQ(run("process pages").code, 0);
  query("DELETE FROM history");
  query("UPDATE documents SET input = 'old' WHERE input NOT LIKE 'pages/_.html'");
  ASSERT_EQ(run("purge old").code, 0);
  const auto before = fs::file_size("dealwire.db");
  const std::string undisturbed = exported();
  const Ended ended = run("vacuum");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_LT(fs::file_size("dealwire.db"), before * 3 / 4);
  EXPECT_EQ(exported(), undisturbed);
  EXPECT_EQ(run("--db none.db vacuum").code, 2);
}

}  // namespace
}  // namespace dealwire
