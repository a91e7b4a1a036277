// What `dealwire run` says of sources that are ill: alarms, `status`, figures for Prometheus, and
// the line on a terminal.
#include <pty.h>

#include <cmath>
#include <map>
#include <regex>

#include "site.h"

namespace dealwire {
namespace {

using std::string;

// Reads the text format strictly: a metric is declared before its samples, which stand together,
// and no sample comes twice. By name and labels, as they are written.
std::map<string, double> parse_metrics(const string& text) {
  static const std::regex kHelp(R"(# HELP ([a-z_]+) \S.*)"), kType(R"(# TYPE ([a-z_]+) gauge)"),
      kSample(
          R"re(([a-z_]+)(\{([a-z_]+="([^"\\]|\\["\\n])*",?)+\})? (-?[0-9.]+(e[+-]?[0-9]+)?))re");
  std::map<string, double> out;
  std::set<string> declared;
  string current, helped;
  std::istringstream in(text);
  for (string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_match(line, match, kHelp)) {
      helped = match[1];
    } else if (std::regex_match(line, match, kType)) {
      current = match[1];
      EXPECT_EQ(current, helped);
      EXPECT_TRUE(declared.insert(current).second) << current << " is declared twice";
    } else if (std::regex_match(line, match, kSample)) {
      EXPECT_EQ(match[1], current) << line;
      EXPECT_TRUE(out.emplace(line.substr(0, line.rfind(' ')), std::stod(match[5])).second) << line;
    } else {
      ADD_FAILURE() << "no such line: " << line;
    }
  }
  EXPECT_TRUE(text.ends_with('\n'));
  return out;
}

class WatchRunTest : public RunTest {
 protected:
  // Settings with a file of metrics, and the source of RunTest.
  static void settings_with_metrics(const Site& site, const string& file,
                                    const string& name = "site") {
    write("dealwire.toml", "metrics = \"" + file + "\"\n[[source]]\nname = '" + name +
                               "'\nkind = \"feed\"\nurl = \"" + site.url("/feed.xml") +
                               "\"\nallow_private = true\ndelay = \"0s\"\n");
  }
  // As if the source had named so many articles on each of 30 days, and none yesterday.
  static void pretend_history(int found) {
    query("DELETE FROM yields");
    query(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 31) "
        "INSERT INTO yields SELECT 'site', date('now', '-' || i || ' days'), 96, iif(i = 1, 0, " +
        std::to_string(found) + "), 0, 0, 0, 0 FROM n");
  }
};

TEST_F(WatchRunTest, ASilentSourceIsSaidOnceAndStandsUntilItSpeaks) {
  const Site site(folder_ / "site", "");
  publish(site, 3);
  settings_with_metrics(site, "figures.prom");
  const Ended first = run("run");
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.err.find("alarm"), string::npos) << "a new store: " << first.err;
  EXPECT_EQ(run("status").out.find("ALARM"), string::npos);

  pretend_history(24);
  const Ended began = run("run --quiet");
  EXPECT_EQ(began.code, 0);
  EXPECT_EQ(began.err,
            "dealwire: source site: silent: named no article in 1 day, 24 were to be expected\n");
  EXPECT_EQ(run("run --quiet").err, "");
  const Ended stands = run("fetch");
  EXPECT_EQ(lines(stands.err), 1u) << stands.err;
  EXPECT_TRUE(stands.err.ends_with(" deals; 1 alarm\n")) << stands.err;
  EXPECT_TRUE(query("SELECT result FROM runs ORDER BY id DESC LIMIT 1").ends_with("; 1 alarm"));
  const string status = run("status").out;
  EXPECT_TRUE(std::regex_search(status, std::regex("SOURCE +ALARM +SINCE +WHAT\nsite +silent +"
                                                   "20.*Z +named no article in 1 day, 24 were")))
      << status;
  EXPECT_EQ(parse_metrics(content("figures.prom"))["dealwire_source_alarm{source=\"site\","
                                                   "kind=\"silent\"}"],
            1);

  publish(site, 6);
  let_time_pass();
  EXPECT_EQ(run("run").err.find("alarm"), string::npos);
  EXPECT_EQ(run("status").out.find("ALARM"), string::npos);
}

TEST_F(WatchRunTest, ManyURLsThatLeadToOneTextAreAnAlarm) {
  const Site site(folder_ / "site", "    location /p/ { return 302 /wall.html; }\n");
  site.put("wall.html", deal_page(1));
  std::vector<Entry> entries;
  for (int i = 0; i < 12; ++i) entries.push_back({"/p/" + std::to_string(i), ""});
  site.put("feed.xml", rss(entries));
  settings_of_feed(site);
  const Ended outcome = run("run --quiet");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err,
            "dealwire: source site: copies: 11 of 12 documents in 7 days have the text of another "
            "URL\n");
}

TEST_F(WatchRunTest, PagesWithoutArticlesAreAnAlarm) {
  const Site site(folder_ / "site", "");
  std::vector<Entry> entries;
  for (int i = 0; i < 10; ++i) {
    const string name = std::to_string(i) + ".html";
    site.put(name, "<html><head><script>load(" + name + ")</script></head><body></body></html>");
    entries.push_back({"/" + name, ""});
  }
  site.put("feed.xml", rss(entries));
  settings_of_feed(site);
  EXPECT_EQ(run("run --quiet").err,
            "dealwire: source site: unread: 10 of the last 10 documents had no article\n");
}

TEST_F(WatchRunTest, MetricsSayWhatTheStoreHolds) {
  const Site site(folder_ / "site", "    location = /gone.html { return 500; }\n");
  publish(site, 3);
  published_.push_back({"/gone.html", ""});
  published_.push_back({"/missing.html", ""});
  publish(site, 0);
  // A name of all that labels must escape.
  settings_with_metrics(site, "figures.prom", R"(a"b\c)");
  const string labels = R"({source="a\"b\\c"})";
  const auto before = std::chrono::system_clock::now().time_since_epoch();
  ASSERT_EQ(run("run").code, 0);
  auto figures = parse_metrics(content("figures.prom"));
  const double started = figures["dealwire_run_start_timestamp_seconds{command=\"run\"}"];
  EXPECT_NEAR(started, std::chrono::duration<double>(before).count(), 30);
  EXPECT_GT(figures["dealwire_run_duration_seconds"], 0);
  EXPECT_EQ(figures.at("dealwire_run_exit_code"), 0);
  EXPECT_EQ(figures.at("dealwire_run_documents{result=\"fetched\"}"), 3);
  EXPECT_EQ(figures.at("dealwire_run_documents{result=\"failed\"}"), 2);
  EXPECT_EQ(figures.at("dealwire_run_documents{result=\"read\"}"), 3);
  EXPECT_EQ(figures.at("dealwire_run_indexes"), 1);
  EXPECT_EQ(figures.at("dealwire_store_documents"), 3);
  EXPECT_EQ(figures.at("dealwire_store_unread_captures"), 0);
  EXPECT_EQ(figures.at("dealwire_store_waiting_urls"), 1);
  EXPECT_EQ(figures.at("dealwire_source_waiting_urls" + labels), 1);
  EXPECT_EQ(figures.at("dealwire_source_given_up_urls" + labels), 1);
  EXPECT_EQ(figures.at("dealwire_source_failures" + labels), 0);
  EXPECT_EQ(figures.at("dealwire_source_overdue" + labels), 0);
  EXPECT_GE(figures.at("dealwire_source_last_success_timestamp_seconds" + labels),
            std::floor(started));
  for (const auto& file : fs::directory_iterator(".")) {
    EXPECT_FALSE(file.path().filename().string().starts_with("figures.prom.")) << file;
  }

  // A feed that is lost.
  query(
      "UPDATE urls SET fetched_at = '2000-01-01T00:00:00Z', etag = NULL, last_modified = NULL "
      "WHERE kind = 'feed'");
  fs::remove(folder_ / "site/www/feed.xml");
  let_time_pass();
  EXPECT_EQ(run("fetch --quiet").code, 1);
  figures = parse_metrics(content("figures.prom"));
  EXPECT_EQ(figures.count("dealwire_run_start_timestamp_seconds{command=\"fetch\"}"), 1u);
  EXPECT_EQ(figures.at("dealwire_run_exit_code"), 1);
  EXPECT_EQ(figures.at("dealwire_source_failures" + labels), 1);
  EXPECT_EQ(figures.at("dealwire_source_overdue" + labels), 1);
}

TEST_F(WatchRunTest, MetricsThatCannotBeWrittenCostNothingElse) {
  const Site site(folder_ / "site", "");
  publish(site, 2);
  settings_with_metrics(site, "nowhere/figures.prom");
  const Ended outcome = run("run --quiet");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err,
            "dealwire: nowhere/figures.prom: cannot be written: No such file or directory\n");
  EXPECT_EQ(query("SELECT count(*) FROM documents"), "2");
}

TEST_F(WatchRunTest, StatusNamesHostsThatWait) {
  const Site busy(folder_ / "busy",
                  "    location = /1.html { add_header Retry-After 1000 always; return 429; }\n");
  const Site lost(folder_ / "lost", "    location = /robots.txt { return 503; }\n");
  busy.put("2.html", deal_page(1));
  settings("urls", "urls = [\"" + busy.url("/1.html") + "\", \"" + busy.url("/2.html") + "\", \"" +
                       lost.url("/3.html") + "\"]");
  EXPECT_EQ(run("run").code, 0);
  const string status = run("status").out;
  EXPECT_TRUE(std::regex_search(status, std::regex("HOST +NOT BEFORE +FAILED +WAITING\n(.*\n)?" +
                                                   busy.host() + " +20[-0-9T:]+Z +1 +2\n")))
      << status;
  EXPECT_TRUE(
      std::regex_search(status, std::regex("NO ROBOTS.TXT +SINCE +AGAIN +WHY\n" + lost.url("") +
                                           " +20[-0-9T:]+Z +20[-0-9T:]+Z +.*status 503")))
      << status;
}

TEST_F(WatchRunTest, ATerminalShowsHowFarItIs) {
  const Site site(folder_ / "site", "    location = /slow.html { gzip off; limit_rate 20k; }\n");
  site.put("slow.html", string(20'000, 'x') + deal_page(1));
  publish(site, 2);
  published_.push_back({"/slow.html", ""});
  publish(site, 0);
  settings_of_feed(site);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  ASSERT_GE(child, 0);
  if (child == 0) {
    execl(DEALWIRE_PROGRAM, "dealwire", "run", nullptr);
    _exit(127);
  }
  string shown;
  char part[1000];
  for (ssize_t n = 0; (n = ::read(terminal, part, sizeof part)) > 0;) {
    shown.append(part, static_cast<size_t>(n));
  }
  close(terminal);
  EXPECT_EQ(wait_for(child), 0);
  EXPECT_TRUE(std::regex_search(
      shown, std::regex("\r2 fetched, 1 under way, 0 waiting, 2 read, [0-9.]+ a second\x1b\\[K")))
      << shown;
  const size_t wiped = shown.rfind("\r\x1b[K");
  ASSERT_NE(wiped, string::npos);
  EXPECT_EQ(shown.find("dealwire: 1 feeds read", wiped), wiped + 4) << shown.substr(wiped);
}

}  // namespace
}  // namespace dealwire
