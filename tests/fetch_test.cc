// What servers may answer, and what `dealwire run` makes of it: HTTP/2, revisits, redirects, other
// hosts, proxies, and answers that are broken on purpose.
#include "raw_server.h"
#include "site.h"

namespace dealwire {
namespace {

using std::string;

// So many rows of a table: `run` fetches a list of URLs from servers at loopback.
class FetchTest : public RunTest {
 protected:
  static string list(const std::vector<string>& urls) {
    string out = "urls = [";
    for (const string& url : urls) out += "\"" + url + "\", ";
    return out + "]";
  }
  static string problem_of(const string& url) {
    return query("SELECT problem FROM urls WHERE url = '" + url + "'");
  }
  static string is_due(const string& url) {
    return query("SELECT due IS NOT NULL FROM urls WHERE url = '" + url + "'");
  }
  // The payloads that are new, unchanged and so on, from the summary of a run.
  static bool says(const Ended& ended, const string& counts) {
    if (ended.err.find(counts) != string::npos) return true;
    ADD_FAILURE() << ended.err << "lacks " << counts;
    return false;
  }
  // Records of the archive by their type.
  static size_t records(const string& type) {
    size_t n = 0;
    for (const auto& entry : fs::directory_iterator("archive")) {
      if (!is_warc(entry.path().string())) continue;
      shell("zcat " + entry.path().string());
      n += occurrences(content(".out"), "WARC-Type: " + type + "\r\n");
    }
    return n;
  }
};

TEST_F(FetchTest, Http2OverTlsIsArchivedLikeAnyOther) {
  const Site site(folder_ / "site",
                  {SiteHost{"    location = /big5.html { charset big5; }\n", /*tls=*/true}});
  site.put("1.html", deal_page(1));
  site.put("big5.html", "<p>\xB7L\xB3n\xAB\xC5\xA5\xAC</p>");
  settings("urls", list({site.url("/1.html"), site.url("/big5.html")}), "connections = 4\n");
  const string own = content("dealwire.toml");

  says(run("run --verbose"), "0 documents fetched, 0 unchanged, 0 skipped, 2 failed");
  EXPECT_EQ(site.log(), "") << "nobody vouches for the certificate";

  write("dealwire.toml", "ca_file = \"" + site.ca() + "\"\n" + own);
  query("DELETE FROM robots");
  let_time_pass();
  says(run("run"), "2 documents fetched, 0 unchanged, 0 skipped, 0 failed; 2 read");
  for (const Answered& one : site.answered()) EXPECT_EQ(one.protocol, "HTTP/2.0") << one.path;
  EXPECT_EQ(site.answered().size(), 3u);
  EXPECT_EQ(query("SELECT charset FROM documents ORDER BY charset"), "Big5 UTF-8");
  EXPECT_EQ(archived(), (std::multiset{site.url("/1.html"), site.url("/big5.html")}));
  const Ended scan = run("scan archive");
  EXPECT_EQ(scan.code, 0) << scan.err;
  EXPECT_EQ(occurrences(scan.out, "\"charset\":\"Big5\""), 1u);

  let_time_pass();
  says(run("run"), "0 documents fetched, 2 unchanged");

  write("dealwire.toml", "ca_file = \"nowhere.pem\"\n" + own);
  const Ended refused = run("run");
  EXPECT_EQ(refused.code, 2);
  EXPECT_EQ(refused.err, "dealwire: nowhere.pem: cannot be read\n");
}

TEST_F(FetchTest, WhatHasNotChangedIsARevisitOfPagesAndNothingOfFeeds) {
  const Site site(folder_ / "site",
                  "    location = /same.html { etag off; if_modified_since off; }\n");
  site.put("1.html", deal_page(1));
  site.put("same.html", deal_page(2));
  site.put("feed.xml", rss({{"/3.html", ""}}));
  site.put("3.html", deal_page(3));
  settings("urls", list({site.url("/1.html"), site.url("/same.html")}));
  write("dealwire.toml", content("dealwire.toml") +
                             "[[source]]\nname = \"feed\"\nkind = \"feed\"\nurl = \"" +
                             site.url("/feed.xml") + "\"\nallow_private = true\ndelay = \"0s\"\n");
  says(run("run"), "1 feeds read, 3 documents fetched, 0 unchanged");
  EXPECT_EQ(records("response"), 4u);
  EXPECT_EQ(records("revisit"), 0u);
  for (size_t i = 1; i <= 2; ++i) {
    let_time_pass();
    says(run("run"), "0 feeds read, 0 documents fetched, 3 unchanged");
    EXPECT_EQ(records("response"), 4u);
    EXPECT_EQ(records("revisit"), 2 * i);
  }
  EXPECT_EQ(occurrences(site.log(), "\" 304 "), 4u);
  EXPECT_EQ(site.asked("/same.html"), 3u);
  EXPECT_EQ(site.asked("/3.html"), 1u);
  EXPECT_EQ(query("SELECT count(*) FROM captures"), "3");
}

TEST_F(FetchTest, RedirectsToOtherHostsNeedTheirLeave) {
  const Site site(folder_ / "site", {{"", false}, {"", false}});
  const Site first(folder_ / "first",
                   "    location = /chain { return 302 /chain2; }\n"
                   "    location = /chain2 { return 307 /chain3; }\n"
                   "    location = /chain3 { return 301 /end.html; }\n"
                   "    location = /ring { return 302 /ring2; }\n"
                   "    location = /ring2 { return 302 /ring; }\n"
                   "    location ~ ^/far(.*) { return 302 /far1$1; }\n"
                   "    location = /open { return 302 " +
                       site.url("/open.html") +
                       "; }\n"
                       "    location = /barred { return 302 " +
                       site.url("/barred.html", 1) + "; }\n");
  first.put("end.html", deal_page(1));
  site.put("open.html", deal_page(2));
  site.put("barred.html", deal_page(3), 1);
  site.put("robots.txt", "User-agent: *\nDisallow: /barred\n", 1);
  settings("urls", list({first.url("/chain"), first.url("/ring"), first.url("/far"),
                         first.url("/open"), first.url("/barred")}));
  says(run("run"), "2 documents fetched, 0 unchanged, 1 skipped, 2 failed");
  EXPECT_EQ(archived(), (std::multiset{first.url("/end.html"), site.url("/open.html")}));
  EXPECT_EQ(first.asked("/ring"), 1u);
  EXPECT_EQ(first.asked("/ring2"), 1u);
  EXPECT_EQ(occurrences(first.log(), "GET /far"), 6u) << "five hops";
  EXPECT_EQ(site.asked("/robots.txt"), 1u);
  EXPECT_EQ(site.asked("/robots.txt", 1), 1u);
  EXPECT_EQ(site.asked("/barred.html", 1), 0u);
  // The answers that led on are in the archive, too.
  EXPECT_EQ(records("response"), 2u + 3 + 1 + 1 + 1 + 5);
  // The end is asked whether it has changed.
  let_time_pass();
  says(run("run"), "0 documents fetched, 2 unchanged");
  EXPECT_EQ(occurrences(site.log(), "\" 304 "), 1u);
  EXPECT_EQ(occurrences(first.log(), "\" 304 "), 1u);
}

TEST_F(FetchTest, AFeedThatHasMovedIsReadWhereItIs) {
  const Site site(folder_ / "site", "    location = /old.xml { return 301 /new/feed.xml; }\n");
  site.put("new/1.html", deal_page(1));
  site.put("new/feed.xml", rss({{"1.html", ""}}));
  settings("feed", "url = \"" + site.url("/old.xml") + "\"");
  says(run("run"), "1 feeds read, 1 documents fetched");
  EXPECT_EQ(site.asked("/new/1.html"), 1u) << "links are relative to where it is";
  let_time_pass();
  says(run("run"), "0 feeds read, 0 documents fetched, 1 unchanged");
  EXPECT_EQ(occurrences(site.log(), "\" 304 "), 1u);
}

TEST_F(FetchTest, PagesThatAskNotToBeArchivedAreSkipped) {
  const Site site(folder_ / "site",
                  "    location = /tag.html { add_header X-Robots-Tag noarchive; }\n"
                  "    location = /other.html { add_header X-Robots-Tag 'nobody: noarchive'; }\n");
  site.put("tag.html", deal_page(1));
  site.put("other.html", deal_page(2));
  site.put("meta.html", "<meta name=robots content='index, noarchive'>" + deal_page(3));
  const string urls =
      list({site.url("/tag.html"), site.url("/other.html"), site.url("/meta.html")});
  settings("urls", urls);
  says(run("run"), "1 documents fetched, 0 unchanged, 2 skipped, 0 failed");
  EXPECT_EQ(archived(), (std::multiset{site.url("/other.html")}));
  EXPECT_NE(problem_of(site.url("/tag.html")).find("X-Robots-Tag: noarchive"), string::npos);
  settings("urls", urls, "ignore_noarchive = true\n");
  let_time_pass();
  says(run("run"), "2 documents fetched, 1 unchanged, 0 skipped, 0 failed");
}

TEST_F(FetchTest, CookiesAreKeptWhereSettingsSaySoAndForTheRun) {
  const Site site(folder_ / "site",
                  "    location = /in { add_header Set-Cookie 'pass=1; Path=/';"
                  " return 302 /page.html; }\n"
                  "    location = /page.html { if ($cookie_pass != 1) { return 302 /in; } }\n");
  site.put("page.html", deal_page(1));
  const string url = "url = \"" + site.url("/page.html") + "\"";
  settings("urls", url);
  says(run("run"), "0 documents fetched, 0 unchanged, 0 skipped, 1 failed");
  settings("urls", url, "cookies = true\n");
  let_time_pass();
  says(run("run"), "1 documents fetched");
  EXPECT_EQ(occurrences(site.log(), "GET /page.html HTTP/1.1\" 200"), 1u) << site.log();
}

TEST_F(FetchTest, AProxyIsAskedForAll) {
  const Site site(folder_ / "site", "");
  site.put("1.html", deal_page(1));
  const Site proxy(folder_ / "proxy",
                   "    location / { proxy_pass http://$http_host$request_uri; }\n");
  // Addresses are the proxy's business.
  write("dealwire.toml", "proxy = \"" + proxy.url("") +
                             "\"\n[[source]]\nname = \"a\"\nkind = \"urls\"\nurl = \"" +
                             site.url("/1.html") + "\"\n");
  says(run("run"), "1 documents fetched");
  EXPECT_EQ(proxy.answered().size(), 2u);
  EXPECT_EQ(site.answered().size(), 2u);
  EXPECT_EQ(archived(), (std::multiset{site.url("/1.html")}));
  // A source may have none.
  settings("urls", "url = \"" + site.url("/1.html") + "\"", "proxy = \"\"\n");
  write("dealwire.toml", "proxy = \"" + proxy.url("") + "\"\n" + content("dealwire.toml"));
  let_time_pass();
  says(run("run"), "0 documents fetched, 1 unchanged");
  EXPECT_EQ(proxy.answered().size(), 2u);
  // One that is not there is its sources' misfortune, and its password nobody's business.
  write("dealwire.toml",
        "proxy = \"http://user:secret@127.0.0.1:1\"\n[[source]]\nname = \"a\"\n"
        "kind = \"urls\"\nurl = \"" +
            site.url("/1.html") + "\"\n");
  let_time_pass();
  query("DELETE FROM robots");
  const Ended ended = run("run --verbose");
  says(ended, "1 failed");
  EXPECT_EQ((ended.err + run("status").out).find("secret"), string::npos) << ended.err;
  EXPECT_EQ(site.answered().size(), 3u);
}

struct Broken {
  const char* path;
  RawServer::Say say;
  const char* problem;
  bool again;
};

TEST_F(FetchTest, BrokenAnswersCostThemselves) {
  const string ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  const string page = deal_page(1);
  const auto endless = [](string head, string more) -> RawServer::Say {
    return [=](int turn) { return turn == 0 ? head : more; };
  };
  const string filler(1 << 16, 'x');
  const std::vector<Broken> rows = {
      {"/short", RawServer::once(ok + "Content-Length: 100000\r\n\r\n" + page), "", true},
      {"/chunks", RawServer::once(ok + "Transfer-Encoding: chunked\r\n\r\nfff\r\n" + page), "",
       true},
      {"/gzip", RawServer::once(ok + "Content-Encoding: gzip\r\n\r\n" + page), "", false},
      {"/silent", RawServer::once(""), "", true},
      {"/noise", RawServer::once("\x16\x03\x01\x02\x03 no HTTP\r\n\r\n"), "", false},
      {"/headers", endless("HTTP/1.1 200 OK\r\n", "X-A: " + string(30'000, 'x') + "\r\n"),
       "is larger than", false},
      {"/header", endless("HTTP/1.1 200 OK\r\nX-A: ", filler), "", false},
      {"/continue", endless("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"),
       "", true},
      {"/endless", endless(ok + "\r\n", filler + filler), "is larger than 1000000 bytes", false},
      {"/drip", endless(ok + "\r\n", "x"), "", true},
      {"/away",
       RawServer::once("HTTP/1.1 302 X\r\nLocation: http://" + string(9'000, 'a') +
                       "/\r\nContent-Length: 0\r\n\r\n"),
       "redirects to what is no http", false},
  };
  std::map<string, RawServer::Say> says_by_path;
  for (const Broken& row : rows) says_by_path[row.path] = row.say;
  says_by_path["/good"] = RawServer::once(ok + "\r\n" + page);
  const RawServer server(std::move(says_by_path));
  std::vector<Entry> entries;
  for (const Broken& row : rows) entries.push_back({server.url(row.path), ""});
  entries.push_back({server.url("/good"), ""});
  const Site site(folder_ / "site", "");
  site.put("feed.xml", rss(entries));
  settings_of_feed(site, "timeout = \"2s\"\nmax_bytes = 1000000\nconnections = 20\n");
  const Ended ended = run("run --verbose");
  says(ended, "1 feeds read, 1 documents fetched, 0 unchanged, 0 skipped, 11 failed");
  EXPECT_EQ(archived(), (std::multiset{server.url("/good")}));
  for (const Broken& row : rows) {
    const string url = server.url(row.path);
    EXPECT_NE(problem_of(url).find(row.problem), string::npos) << row.path << problem_of(url);
    EXPECT_NE(problem_of(url), "NULL") << row.path;
    EXPECT_EQ(is_due(url), row.again ? "1" : "0") << row.path << ": " << problem_of(url);
    EXPECT_EQ(server.asked(row.path), 1) << row.path;
  }
}

}  // namespace
}  // namespace dealwire
