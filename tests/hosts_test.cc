// Politeness and speed with many hosts, by what the servers saw: who was asked, when, and how many
// at once.
#include <map>

#include "raw_server.h"
#include "site.h"

namespace dealwire {
namespace {

using std::string;

// The greatest number of requests that were under way at one moment, by the hosts' log.
size_t most_at_once(const std::vector<Answered>& all) {
  size_t most = 0;
  for (const Answered& at : all) {
    most = std::max(
        most, static_cast<size_t>(std::count_if(all.begin(), all.end(), [&](const Answered& one) {
          return one.began <= at.began && at.began < one.ended;
        })));
  }
  return most;
}

class HostsTest : public RunTest {
 protected:
  // A page whose sending takes half a second.
  static constexpr const char* kSlow =
      "    location ~ /slow { gzip off; limit_rate 40k; sendfile_max_chunk 10k;"
      " limit_conn hosts 3; }\n";
  static constexpr const char* kLimit =
      "  limit_conn_zone $server_addr zone=hosts:1m;\n  limit_conn_status 503;\n";

  static void put_slow(const Site& site, int pages, size_t host) {
    for (int i = 0; i < pages; ++i) {
      site.put("slow" + std::to_string(i) + ".html", deal_page(i) + string(25'000, ' '), host);
    }
  }
  static void add_source(const string& name, const std::vector<string>& urls,
                         const string& more = "") {
    string text = content("dealwire.toml") + "[[source]]\nname = \"" + name +
                  "\"\nkind = \"urls\"\nallow_private = true\n" + more + "urls = [";
    for (const string& url : urls) text += "\"" + url + "\", ";
    write("dealwire.toml", text + "]\n");
  }
  static std::vector<string> urls(const Site& site, size_t host, const string& name, int pages) {
    std::vector<string> out;
    for (int i = 0; i < pages; ++i) {
      out.push_back(site.url("/" + name + std::to_string(i) + ".html", host));
    }
    return out;
  }
  static std::vector<Answered> pages_of(const Site& site, const string& host = "") {
    std::vector<Answered> out;
    for (const Answered& one : site.answered()) {
      if (one.path != "/robots.txt" && (host.empty() || one.host == host)) out.push_back(one);
    }
    std::sort(out.begin(), out.end(),
              [](const Answered& a, const Answered& b) { return a.began < b.began; });
    return out;
  }
  static void expect(const Ended& ended, const string& counts) {
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_NE(ended.err.find(counts), string::npos) << ended.err;
  }
};

TEST_F(HostsTest, HostsAreAskedAtOnceEachAsOftenAsSettingsSay) {
  const Site site(folder_ / "site", {{kSlow}, {kSlow}, {kSlow}}, kLimit);
  for (size_t host = 0; host < 3; ++host) put_slow(site, 6, host);
  add_source("three", urls(site, 0, "slow", 6), "delay = \"0s\"\nconnections = 3\n");
  add_source("one", urls(site, 1, "slow", 6), "delay = \"0s\"\n");
  add_source("two", urls(site, 2, "slow", 6), "delay = \"0s\"\nconnections = 2\n");
  expect(run("run"), "18 documents fetched, 0 unchanged, 0 skipped, 0 failed");
  EXPECT_EQ(occurrences(site.log(), "\" 503 "), 0u);
  EXPECT_EQ(most_at_once(pages_of(site, site.host(0))), 3u);
  EXPECT_EQ(most_at_once(pages_of(site, site.host(1))), 1u);
  EXPECT_EQ(most_at_once(pages_of(site, site.host(2))), 2u);
  EXPECT_GE(most_at_once(pages_of(site)), 5u);
  EXPECT_EQ(site.answered().size(), 18u + 3);
}

TEST_F(HostsTest, ConnectionsInAllAreBounded) {
  const Site site(folder_ / "site", {{kSlow}, {kSlow}, {kSlow}}, kLimit);
  write("dealwire.toml", "connections = 2\n");
  for (size_t host = 0; host < 3; ++host) {
    put_slow(site, 2, host);
    add_source(std::to_string(host), urls(site, host, "slow", 2),
               "delay = \"0s\"\nconnections = 2\n");
  }
  expect(run("run"), "6 documents fetched");
  EXPECT_EQ(most_at_once(pages_of(site)), 2u);
}

TEST_F(HostsTest, AHostIsLeftAloneBetweenRequests) {
  const Site site(folder_ / "site", {{""}, {""}});
  for (size_t host = 0; host < 2; ++host) {
    for (int i = 0; i < 3; ++i) site.put(std::to_string(i) + ".html", deal_page(i), host);
  }
  add_source("slow", urls(site, 0, "", 3), "delay = \"1s\"\n");
  add_source("fast", urls(site, 1, "", 3), "delay = \"0s\"\n");
  expect(run("run"), "6 documents fetched");
  const auto slow = pages_of(site, site.host(0));
  ASSERT_EQ(slow.size(), 3u);
  for (size_t i = 1; i < slow.size(); ++i) {
    EXPECT_GE(slow[i].began - slow[i - 1].ended, 0.99);
    EXPECT_LE(slow[i].began - slow[i - 1].ended, 5);
  }
  EXPECT_LT(pages_of(site, site.host(1)).back().ended, slow[1].began);
}

TEST_F(HostsTest, ADelayHoldsForTheNextRunToo) {
  const Site site(folder_ / "site", "");
  for (int i = 0; i < 2; ++i) site.put(std::to_string(i) + ".html", deal_page(i));
  add_source("a", urls(site, 0, "", 1), "delay = \"2s\"\n");
  expect(run("run"), "1 documents fetched");
  add_source("b", {site.url("/1.html")}, "delay = \"2s\"\n");
  expect(run("run"), "1 documents fetched");
  const auto pages = pages_of(site);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_GE(pages[1].began - pages[0].ended, 1.9);
}

TEST_F(HostsTest, SourcesOfOneQueueTakeTurns) {
  const Site site(folder_ / "site", {{kSlow}, {kSlow}}, kLimit);
  for (size_t host = 0; host < 2; ++host) {
    put_slow(site, 3, host);
    add_source(std::to_string(host), urls(site, host, "slow", 3),
               "delay = \"0s\"\nqueue = \"operator\"\n");
  }
  expect(run("run"), "6 documents fetched");
  EXPECT_EQ(most_at_once(site.answered()), 1u);
  EXPECT_EQ(query("SELECT name FROM queues"), "operator");
}

TEST_F(HostsTest, CrawlDelayIsKeptUpToACapThatIsSaid) {
  const Site site(folder_ / "site", "");
  site.put("robots.txt", "User-agent: *\nCrawl-delay: 100\n");
  for (int i = 0; i < 2; ++i) site.put(std::to_string(i) + ".html", deal_page(i));
  add_source("a", urls(site, 0, "", 2), "delay = \"0s\"\nmax_crawl_delay = \"1s\"\n");
  const Ended ended = run("run --verbose");
  expect(ended, "2 documents fetched");
  EXPECT_NE(ended.err.find("asks for 100 seconds between requests; 1 are kept"), string::npos)
      << ended.err;
  const auto pages = pages_of(site);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_GE(pages[1].began - pages[0].ended, 0.99);
}

// A host that asks for time is left alone, by the next runs as well; others are not.
TEST_F(HostsTest, AHostThatAsksForTimeGetsIt) {
  const Site site(folder_ / "site",
                  {{"    location = /0.html { add_header Retry-After 1000 always; return 429; }\n"},
                   {"    location = /0.html { return 503; }\n"},
                   {"    location = /0.html { add_header Retry-After 99999999 always;"
                    " return 503; }\n"},
                   {""}});
  struct Row {
    size_t host;
    int least, most;  // seconds until it is asked again
  };
  const std::vector<Row> rows = {{0, 950, 1'000}, {1, 550, 600}, {2, 86'000, 86'400}};
  for (size_t host = 0; host < 4; ++host) {
    for (int i = 0; i < 3; ++i) site.put(std::to_string(i) + ".html", deal_page(i), host);
    add_source(std::to_string(host), urls(site, host, "", 3), "delay = \"0s\"\nevery = \"10s\"\n");
  }
  expect(run("run"), "3 documents fetched, 0 unchanged, 0 skipped, 3 failed");
  for (int i = 0; i < 2; ++i) {
    query("UPDATE urls SET due = '2000-01-01T00:00:00Z'");
    expect(run("run"), "0 documents fetched, 3 unchanged, 0 skipped, 0 failed");
  }
  for (const Row& row : rows) {
    EXPECT_EQ(pages_of(site, site.host(row.host)).size(), 1u);
    const int left =
        std::stoi(query("SELECT unixepoch(not_before) - unixepoch() FROM queues "
                        "WHERE name = '" +
                        site.host(row.host) + "'"));
    EXPECT_GE(left, row.least) << row.host;
    EXPECT_LE(left, row.most + 1) << row.host;
  }
  EXPECT_EQ(pages_of(site, site.host(3)).size(), 9u);
}

// Nobody waits for those who do not answer: a closed port, one that takes connections and says
// nothing, and one whose connections are never made.
TEST_F(HostsTest, DeadHostsDelayNobody) {
  const Site site(folder_ / "site", "");
  for (int i = 0; i < 30; ++i) site.put(std::to_string(i) + ".html", deal_page(i));
  const RawServer silent({{"/robots.txt", [](int) {
                             std::this_thread::sleep_for(std::chrono::seconds(8));
                             return string();
                           }}});
  // Connections that nobody accepts: the next ones are not even made.
  const int hole = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), port = free_port();
  const sockaddr_in address = loopback(port);
  ASSERT_EQ(bind(hole, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(hole, 0), 0);
  const int visitor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_EQ(connect(visitor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);

  const string dead = "delay = \"0s\"\ntimeout = \"6s\"\nconnect_timeout = \"5s\"\n";
  add_source("closed", {"http://127.0.0.1:1/a", "http://127.0.0.1:1/b"}, dead);
  add_source("silent", {silent.url("/a"), silent.url("/b")}, dead);
  add_source("hole",
             {"http://127.0.0.1:" + std::to_string(port) + "/a",
              "http://127.0.0.1:" + std::to_string(port) + "/b"},
             dead);
  add_source("well", urls(site, 0, "", 30), "delay = \"0s\"\n");
  const auto begin = std::chrono::steady_clock::now();
  expect(run("run"), "30 documents fetched, 0 unchanged, 0 skipped, 6 failed");
  const double took =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const auto pages = pages_of(site);
  EXPECT_LT(pages.back().ended - pages.front().began, 4.5) << "of " << took << " seconds";
  EXPECT_GE(took, 5);
  EXPECT_LE(silent.asked("/robots.txt"), 1);
  close(visitor);
  close(hole);
}

}  // namespace
}  // namespace dealwire
