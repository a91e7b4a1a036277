// `dealwire run` against a real web server.
#include <regex>

#include "site.h"

namespace dealwire {
namespace {

using std::string;

TEST_F(RunTest, FetchesEachNewEntryOnce) {
  const Site site(folder_ / "site", "");
  site.put("1.html", deal_page(1));
  site.put("2.html", deal_page(2));
  site.put("feed.xml", rss({{"/1.html", "a"}, {"/2.html", "b"}}));
  settings_of_feed(site);

  const Ended first = run("run");
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(
      first.err,
      "dealwire: 1 feeds read, 2 documents fetched, 0 unchanged, 0 skipped, 0 failed; 2 read; "
      "2 deals added, 0 changed, 0 gone; dealwire.db holds 2 deals\n");
  EXPECT_EQ(first.out, "");
  EXPECT_EQ(query("SELECT url FROM documents ORDER BY url"),
            site.url("/1.html") + " " + site.url("/2.html"));
  EXPECT_EQ(occurrences(run("deals").out, "Microsoft"), 2u);

  // Nothing is due.
  EXPECT_NE(run("run").err.find("0 feeds read, 0 documents fetched, 0 unchanged"), string::npos);
  EXPECT_EQ(occurrences(site.log(), "GET /feed.xml"), 1u);

  // Due, and not changed since.
  let_time_pass();
  EXPECT_NE(run("run").err.find("0 feeds read, 0 documents fetched, 1 unchanged"), string::npos);
  EXPECT_EQ(occurrences(site.log(), "\" 304 "), 1u) << site.log();

  // A new entry; an old one under another address, known by its id, and one known by its address.
  site.put("3.html", deal_page(3));
  site.put("feed.xml", rss({{"/3.html", "c"}, {"/1.html?from=rss", "a"}, {"/2.html", "z"}}));
  let_time_pass();
  EXPECT_NE(run("run").err.find("1 feeds read, 1 documents fetched"), string::npos);
  EXPECT_EQ(occurrences(site.log(), "GET /1.html"), 1u);
  EXPECT_EQ(occurrences(site.log(), "GET /2.html"), 1u);
  EXPECT_EQ(occurrences(site.log(), "GET /3.html"), 1u);
  EXPECT_EQ(occurrences(site.log(), "GET /robots.txt"), 1u);
  EXPECT_NE(site.log().find("dealwire/"), string::npos);

  EXPECT_EQ(run("run --quiet").err, "");
  const Ended status = run("status");
  EXPECT_EQ(status.code, 0);
  EXPECT_NE(status.out.find("site"), string::npos) << status.out;
  EXPECT_NE(status.out.find("1 documents fetched"), string::npos) << status.out;
}

TEST_F(RunTest, PagesThatSettingsNameAreFetchedAgain) {
  const Site site(folder_ / "site",
                  "    location = /same.html { etag off; if_modified_since off; }\n");
  site.put("page.html", deal_page(1));
  site.put("same.html", deal_page(7));
  settings("urls",
           "urls = [\"" + site.url("/page.html") + "\", \"" + site.url("/same.html") + "\"]");
  EXPECT_NE(run("run").err.find("2 documents fetched"), string::npos);
  let_time_pass();
  EXPECT_NE(run("run").err.find("0 documents fetched, 2 unchanged"), string::npos);
  site.put("page.html", deal_page(22));
  let_time_pass();
  EXPECT_NE(run("run").err.find("1 documents fetched, 1 unchanged"), string::npos);
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "3");
  // A page that is named no longer is left alone.
  settings("urls", "urls = [\"" + site.url("/same.html") + "\"]");
  let_time_pass();
  EXPECT_NE(run("run").err.find("0 documents fetched, 1 unchanged"), string::npos);
}

TEST_F(RunTest, TheArchiveHoldsWhatWasFetchedAndCanBeReadAgain) {
  const Site site(folder_ / "site", "    location = /big5.html { charset big5; }\n");
  site.put("big5.html",
           "<html><head><meta charset=\"gb2312\"><title>x</title></head><body><p>"
           "\xB7L\xB3n\xAB\xC5\xA5\xAC</p></body></html>");
  site.put("1.html", deal_page(1));
  settings("urls", "urls = [\"" + site.url("/big5.html") + "\", \"" + site.url("/1.html") + "\"]");
  ASSERT_EQ(run("run").code, 0);
  // HTTP's label goes ahead of the page's own.
  EXPECT_EQ(query("SELECT charset FROM documents ORDER BY charset"), "Big5 UTF-8");
  std::vector<string> files;
  for (const auto& entry : fs::directory_iterator("archive")) {
    if (is_warc(entry.path().string())) files.push_back(entry.path().string());
    EXPECT_NE(entry.path().extension(), ".open");
  }
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(query("SELECT DISTINCT archive FROM documents"), fs::path(files[0]).filename());

  const Ended scan = run("scan archive");
  EXPECT_EQ(scan.code, 0) << scan.err;
  EXPECT_EQ(occurrences(scan.out, "\"schema\""), 2u);
  EXPECT_NE(scan.out.find("\"url\":\"" + site.url("/1.html") + "\""), string::npos);
  EXPECT_EQ(scan.out.find("\"record\":null"), string::npos);
  EXPECT_EQ(scan.out.find("\"fetched_at\":null"), string::npos);
  EXPECT_NE(run("process archive").err.find("0 documents read, 2 known already"), string::npos);
  EXPECT_EQ(run("--db other.db process archive").code, 0);
  EXPECT_EQ(run("--db other.db deals").out, run("deals").out);

  const string id = query("SELECT id FROM deals");
  EXPECT_NE(run("explain " + id).out.find(site.url("/1.html")), string::npos);
  EXPECT_NE(run("show " + id).out.find(site.url("/1.html")), string::npos);
}

TEST_F(RunTest, RobotsTxtIsObeyed) {
  const Site site(folder_ / "site", "    location = /moved { return 302 /private/2.html; }\n");
  site.put("robots.txt", "User-agent: *\nDisallow: /private/\n");
  site.put("private/1.html", deal_page(1));
  site.put("private/2.html", deal_page(2));
  site.put("open.html", deal_page(3));
  site.put("feed.xml", rss({{"/private/1.html", ""}, {"/open.html", ""}, {"/moved", ""}}));
  settings_of_feed(site);
  const Ended outcome = run("run --verbose");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.err.find("1 documents fetched, 0 unchanged, 2 skipped"), string::npos)
      << outcome.err;
  EXPECT_NE(outcome.err.find("/private/1.html: robots.txt disallows it"), string::npos);
  EXPECT_EQ(site.log().find("GET /private"), string::npos) << "not even by a redirect";
  EXPECT_EQ(query("SELECT count(*) FROM urls WHERE due IS NOT NULL AND kind = 'article'"), "0");
}

TEST_F(RunTest, ARobotsTxtThatCannotBeHadForbidsForAWhile) {
  const Site site(folder_ / "site", "    location = /robots.txt { return 503; }\n");
  site.put("feed.xml", rss({}));
  settings_of_feed(site);
  const Ended outcome = run("run --verbose");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("robots.txt: cannot be had: status 503"), string::npos) << outcome.err;
  EXPECT_EQ(site.log().find("GET /feed.xml"), string::npos);
  let_time_pass();
  run("run");
  EXPECT_EQ(occurrences(site.log(), "GET /robots.txt"), 1u) << "asked again too soon";
}

// Each page that fails costs itself, and is a row with its reason.
TEST_F(RunTest, PagesThatFailAreRowsAndNoAlarm) {
  const Site site(folder_ / "site",
                  "    location = /500.html { return 500; }\n"
                  "    location = /loop { return 302 /loop; }\n"
                  "    location = /away { return 302 ftp://127.0.0.1/; }\n"
                  "    location = /bomb.html { gzip off; default_type text/html;"
                  " add_header Content-Encoding gzip; alias " +
                      (folder_ / "site/www/bomb.gz").string() +
                      "; }\n"
                      "    location = /slow.html { gzip off; limit_rate 50; }\n");
  site.put("good.html", deal_page(1));
  site.put("slow.html", string(100'000, 'x'));
  site.put("endless.html", "");
  site.put("image.png", "png");
  site.put("empty.html", "");
  fs::resize_file(folder_ / "site/www/endless.html", 40u << 20);
  ASSERT_EQ(
      std::system(("head -c 100000000 /dev/zero | gzip >" + (folder_ / "site/www/bomb.gz").string())
                      .c_str()),
      0);
  struct Row {
    const char *path, *problem;
    bool again;
  };
  const std::vector<Row> rows = {{"/missing.html", "status 404", false},
                                 {"/500.html", "status 500", true},
                                 {"/loop", "redirects without end", false},
                                 {"/away", "redirects to what is no http", false},
                                 {"/bomb.html", "larger than 16777216 bytes", false},
                                 {"/endless.html", "larger than 16777216 bytes", false},
                                 {"/slow.html", "timed out", true},
                                 {"/image.png", "is image/png", false},
                                 {"/empty.html", "is empty", false}};
  std::vector<Entry> entries;
  for (const Row& row : rows) entries.push_back({row.path, ""});
  entries.push_back({"/good.html", ""});
  site.put("feed.xml", rss(entries));
  settings_of_feed(site, "timeout = \"1s\"\n");
  const Ended outcome = run("run");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(occurrences(outcome.err, "\n"), 1u) << outcome.err;
  EXPECT_NE(outcome.err.find("1 documents fetched, 0 unchanged, 1 skipped, 8 failed; 1 read"),
            string::npos)
      << outcome.err;
  const string status = run("status").out;
  for (const Row& row : rows) {
    const string where = " FROM urls WHERE url = '" + site.url(row.path) + "'";
    EXPECT_NE(query("SELECT problem" + where).find(row.problem), string::npos)
        << query("SELECT problem" + where);
    EXPECT_EQ(query("SELECT due IS NOT NULL" + where), row.again ? "1" : "0") << row.path;
    EXPECT_NE(status.find(row.problem), string::npos) << status;
  }
  // Retries have an end.
  for (int i = 0; i < 8; ++i) {
    query("UPDATE urls SET due = NULL WHERE url LIKE '%slow%'");
    let_time_pass();
    run("run");
  }
  EXPECT_EQ(occurrences(site.log(), "GET /500.html"), 6u);
}

TEST_F(RunTest, PrivateAddressesAreRefusedUnlessAllowed) {
  const Site site(folder_ / "site", "");
  site.put("feed.xml", rss({}));
  write("dealwire.toml",
        "[[source]]\nname = \"a\"\nkind = \"feed\"\nurl = \"" + site.url("/feed.xml") + "\"\n");
  const Ended outcome = run("run --verbose");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.err.find("its address is loopback, private or reserved"), string::npos)
      << outcome.err;
  EXPECT_EQ(site.log(), "");
}

TEST_F(RunTest, CertificatesAreVerified) {
  const Site site(folder_ / "site", "", /*tls=*/true);
  site.put("1.html", deal_page(1));
  settings("urls", "url = \"" + site.url("/1.html") + "\"");
  const Ended ended = run("run --verbose");
  EXPECT_NE(ended.err.find("certificate"), string::npos) << ended.err;
  EXPECT_EQ(site.log(), "");
  EXPECT_EQ(query("SELECT count(*) FROM captures"), "0");
}

TEST_F(RunTest, ASourceThatStaysAwayIsAnAlarm) {
  const Site site(folder_ / "site", "    location = /feed.xml { return 500; }\n");
  settings_of_feed(site);
  EXPECT_EQ(run("run").code, 0) << "the first failure is none";
  let_time_pass();
  query("UPDATE urls SET found_at = '2000-01-01T00:00:00Z'");
  const Ended outcome = run("run --quiet");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find("source site: not fetched well since 2000-01-01T00:00:00Z: "),
            string::npos)
      << outcome.err;
  EXPECT_EQ(run("run --quiet").code, 0) << "said once for each try";
}

TEST_F(RunTest, RetryAfterIsKeptBetweenRuns) {
  const Site site(
      folder_ / "site",
      "    location = /busy.html { add_header Retry-After 1000 always; return 429; }\n");
  site.put("1.html", deal_page(1));
  site.put("feed.xml", rss({{"/busy.html", ""}, {"/1.html", ""}}));
  settings_of_feed(site);
  EXPECT_NE(run("run").err.find("0 documents fetched, 0 unchanged, 0 skipped, 1 failed"),
            string::npos);
  run("run");
  EXPECT_EQ(site.log().find("GET /1.html"), string::npos) << "the host wants to be left alone";
  query("UPDATE urls SET due = NULL WHERE url LIKE '%busy%'");
  let_time_pass();
  EXPECT_NE(run("run").err.find("1 documents fetched"), string::npos);
}

TEST_F(RunTest, CrawlDelayIsKept) {
  const Site site(folder_ / "site", "");
  site.put("robots.txt", "User-agent: *\nCrawl-delay: 2\n");
  site.put("1.html", deal_page(1));
  site.put("2.html", deal_page(2));
  site.put("feed.xml", rss({{"/1.html", ""}, {"/2.html", ""}}));
  settings_of_feed(site);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_NE(run("run").err.find("2 documents fetched"), string::npos);
  EXPECT_GT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(2'900));
}

TEST_F(RunTest, OnlyOneRunsAtATime) {
  const Site site(folder_ / "site", "    location = /slow.html { gzip off; limit_rate 1000; }\n");
  site.put("slow.html", string(100'000, 'x'));
  settings("urls", "url = \"" + site.url("/slow.html") + "\"");
  const pid_t first = start({"--quiet", "run"});
  ASSERT_TRUE(wait_until([&] { return site.log().find("robots.txt") != string::npos; }));
  const Ended second = run("run");
  EXPECT_EQ(second.code, 75);
  EXPECT_NE(second.err.find("another run holds it"), string::npos) << second.err;
  EXPECT_EQ(run("--quiet run").err, "");
  EXPECT_EQ(run("--db other.db run").code, 75) << "the archive is locked, too";
  // Asked to end, the first does so at once and in good order.
  kill(first, SIGTERM);
  EXPECT_EQ(wait_for(first), 0);
  EXPECT_NE(query("SELECT ended_at FROM runs"), "NULL");
  EXPECT_NE(query("SELECT due FROM urls"), "NULL") << "it waits for the next run";
}

TEST_F(RunTest, MaxTimeEndsARunWithWhatItHas) {
  const Site site(folder_ / "site", "    location = /slow.html { gzip off; limit_rate 1000; }\n");
  site.put("1.html", deal_page(1));
  site.put("slow.html", string(100'000, 'x'));
  settings("urls", "urls = [\"" + site.url("/1.html") + "\", \"" + site.url("/slow.html") + "\"]");
  const auto begin = std::chrono::steady_clock::now();
  const Ended outcome = run("run --max-time 2s");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("1 documents fetched"), string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("holds 1 deals"), string::npos) << outcome.err;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_EQ(run("run --max-time soon").code, 2);
}

TEST_F(RunTest, FetchArchivesAndProcessReads) {
  const Site site(folder_ / "site", "");
  site.put("1.html", deal_page(1));
  settings("urls", "url = \"" + site.url("/1.html") + "\"");
  EXPECT_NE(run("fetch").err.find("1 documents fetched, 0 unchanged, 0 skipped, 0 failed; 0 read"),
            string::npos);
  EXPECT_NE(run("process").err.find("1 documents read"), string::npos);
  EXPECT_NE(run("process").err.find("0 documents read"), string::npos);
  EXPECT_EQ(occurrences(run("deals").out, "Microsoft"), 1u);
}

TEST_F(RunTest, UrlsOfTheCommandLineAreFetchedAlone) {
  const Site site(folder_ / "site", "");
  site.put("1.html", deal_page(1));
  site.put("2.html", deal_page(2));
  site.put("feed.xml", rss({{"/1.html", ""}}));
  EXPECT_EQ(run("fetch ftp://a.example/").code, 2);
  const Ended refused = run("fetch " + site.url("/2.html"));
  EXPECT_EQ(refused.code, 1) << "no settings let it reach loopback";
  EXPECT_NE(refused.err.find("is loopback, private or reserved"), string::npos) << refused.err;
  settings_of_feed(site);
  for (int i = 0; i < 2; ++i) {
    const Ended ended = run("fetch " + site.url("/2.html"));
    EXPECT_EQ(ended.code, 0) << ended.err;
  }
  EXPECT_EQ(occurrences(site.log(), "GET /2.html"), 2u);
  EXPECT_EQ(occurrences(site.log(), "GET /feed.xml"), 0u);
  EXPECT_NE(run("process").err.find("1 documents read"), string::npos);
  const Ended missing = run("fetch " + site.url("/3.html"));
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.err.find("/3.html: status 404"), string::npos) << missing.err;
}

TEST_F(RunTest, WhatAPageCallsItselfIsKnown) {
  const Site site(folder_ / "site", "");
  string page = deal_page(1);
  page.insert(page.find("<title>"), "<link rel=\"canonical\" href=\"/real.html\">");
  site.put("1.html", page);
  site.put("real.html", page);
  site.put("feed.xml", rss({{"/1.html", ""}}));
  settings_of_feed(site);
  ASSERT_EQ(run("run").code, 0);
  site.put("feed.xml", rss({{"/1.html", ""}, {"/real.html", ""}}));
  let_time_pass();
  ASSERT_EQ(run("run").code, 0);
  EXPECT_EQ(occurrences(site.log(), "GET /real.html"), 0u);
}

TEST_F(RunTest, ADocumentThatTheArchiveLostIsAnAlarm) {
  const Site site(folder_ / "site", "");
  site.put("1.html", deal_page(1));
  settings("urls", "url = \"" + site.url("/1.html") + "\"");
  ASSERT_EQ(run("fetch").code, 0);
  for (const auto& entry : fs::directory_iterator("archive")) {
    if (is_warc(entry.path().string())) fs::remove(entry.path());
  }
  const Ended outcome = run("run --quiet");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.err.find(".warc.gz: No such file"), string::npos) << outcome.err;
  EXPECT_EQ(run("run --quiet").code, 0) << "said once";
}

TEST_F(RunTest, InitWritesSettingsThatWorkAndOverwritesNone) {
  EXPECT_EQ(run("run").code, 2) << "there are no settings yet";
  EXPECT_EQ(run("init").code, 0);
  const string written = content("dealwire.toml");
  EXPECT_EQ(run("run").code, 0);
  EXPECT_EQ(run("init").code, 2);
  EXPECT_EQ(content("dealwire.toml"), written);
  // The examples in it are right, too.
  const std::regex example("(# )+(\\[\\[.*|[a-z_]+ = .*)");
  string active;
  std::istringstream in(written);
  for (string line; std::getline(in, line);) {
    active += std::regex_replace(line, example, "$2") + "\n";
  }
  write("other.toml", active);
  EXPECT_NE(active.find("\n[[source]]"), string::npos) << active;
  EXPECT_EQ(run("--config other.toml run --max-time 0s").code, 0)
      << run("--config other.toml run --max-time 0s").err;
  write("other.toml", "[[source]]\nname = 1\n");
  const Ended outcome = run("--config other.toml run");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "dealwire: other.toml:2: name: must be a text in quotes\n");
}

TEST_F(RunTest, AStoreOfTheVersionBeforeIsBroughtUpToDate) {
  const Site site(folder_ / "site", "");
  site.put("1.html", deal_page(1));
  settings("urls", "url = \"" + site.url("/1.html") + "\"");
  ASSERT_EQ(std::system("sqlite3 dealwire.db <" DEALWIRE_SCHEMA), 0);
  query("PRAGMA application_id = 1685547378; PRAGMA user_version = 1");
  query("INSERT INTO documents VALUES ('a', 'a.html', NULL, NULL, 'text/html', 'UTF-8', 1, 'x')");
  query(
      "INSERT INTO articles VALUES ('a', '', '鴻海投資軟銀', '2025-10-01', NULL, '[]', NULL, NULL, "
      "'zh-Hant', 0)");
  query("INSERT INTO parties VALUES ('hh', 'hh', '鴻海'), ('sb', 'sb', '軟銀')");
  query(
      "INSERT INTO mentions (document, n, kind, field, begin, end, text, spans, vague, party, rule)"
      " VALUES ('a', 1, 'party', 'text', 0, 6, '鴻海', '[]', 0, 'hh', 'r'),"
      " ('a', 2, 'party', 'text', 12, 18, '軟銀', '[]', 0, 'sb', 'r')");
  query("INSERT INTO deals VALUES ('a-1')");
  query(
      "INSERT INTO claims VALUES ('a-1', 'a', 1, 'a-1', 'investment', 'planned', NULL, NULL, NULL, "
      "NULL, 'r')");
  query("INSERT INTO claim_parties VALUES ('a-1', 1, 'investor', 1), ('a-1', 2, 'investee', 2)");
  EXPECT_EQ(run("run").code, 0);
  EXPECT_EQ(query("PRAGMA user_version"), "7");
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "2");
  EXPECT_EQ(query("SELECT payers || payees || date FROM deals_view WHERE id = 'a-1'"),
            "鴻海軟銀2025-10-01");
  EXPECT_EQ(query("SELECT count(*) FROM search WHERE search MATCH '软银'"), "1");
}

}  // namespace
}  // namespace dealwire
