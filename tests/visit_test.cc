// One URL on its way, step by step, without a network: what is asked, where answers lead, what
// becomes of it.
#include "ingest/visit.h"

#include <gtest/gtest.h>

#include "warc/files.h"

namespace dealwire {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Time kNow = *parse_rfc3339("2025-10-14T00:00:00Z");
constexpr const char* kUrl = "https://news.example/a";

HttpResponse answer(long status, const std::string& headers, const std::string& body) {
  return {status, "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers, body, "", "GET"};
}

class VisitTest : public testing::Test {
 protected:
  VisitTest() {
    source_.name = "site";
    source_.urls = {"https://news.example/feed.xml"};
    source_.headers = {{"Authorization", "secret"}};
    source_.every = hours(1);
  }
  Visit visit(UrlKind kind = UrlKind::kArticle, const std::string& at = kUrl) const {
    Visit out;
    out.queued.url = kUrl;
    out.queued.kind = kind;
    out.queued.source = "site";
    out.source = &source_;
    out.at = *resolve_url("", at);
    if (at != kUrl) out.been = {kUrl};
    return out;
  }
  static std::string code_of(const Expected<Fetched>& fetched) {
    return fetched ? "" : fetched.error().code;
  }

  Source source_;
};

TEST_F(VisitTest, SecretsAndValidatorsGoOnlyWhereTheyBelong) {
  struct Row {
    const char *at, *ended_at;
    bool secret, validators;
  };
  for (const Row& row : std::vector<Row>{
           {kUrl, "", true, true},
           {"https://news.example/b", "", true, false},
           {"http://news.example/a", "", false, false},  // in the clear
           {"https://news.example:444/a", "", false, false},
           {"https://cdn.example/a", "", false, false},
           {kUrl, "https://cdn.example/a", true, false},
           {"https://cdn.example/a", "https://cdn.example/a", false, true},
       }) {
    Visit there = visit(UrlKind::kPage, row.at);
    there.queued.etag = "\"x\"";
    there.queued.last_modified = "Tue, 14 Oct 2025 00:00:00 GMT";
    if (row.ended_at[0] != 0) there.queued.ended_at = row.ended_at;
    const HttpRequest request = request_of(there, "");
    EXPECT_EQ(!request.secret.empty(), row.secret) << row.at << row.ended_at;
    EXPECT_EQ(request.headers.size(), row.validators ? 2u : 0u) << row.at << row.ended_at;
  }
}

// A feed may name articles anywhere.
TEST_F(VisitTest, SecretsAreNotForTheHostsThatAFeedNames) {
  source_.headers.emplace_back("Accept-Language", "zh-TW");
  for (const std::string at : {"https://news.example/1", "https://thief.example/1"}) {
    Visit there = visit(UrlKind::kArticle, at);
    there.queued.url = at;
    there.been.clear();
    const HttpRequest request = request_of(there, "");
    EXPECT_EQ(request.secret.empty(), at.find("thief") != at.npos) << at;
    EXPECT_EQ(request.headers, (Headers{{"Accept-Language", "zh-TW"}})) << at;
  }
}

TEST_F(VisitTest, OnlySitemapsMayBeAsLargeAsSitemaps) {
  const Budget budget;
  for (const UrlKind kind : {UrlKind::kSitemap, UrlKind::kPart}) {
    EXPECT_EQ(request_of(visit(kind), "").most_bytes, budget.sitemap_bytes);
  }
  for (const UrlKind kind : {UrlKind::kFeed, UrlKind::kList, UrlKind::kPage, UrlKind::kArticle}) {
    EXPECT_EQ(request_of(visit(kind), "").most_bytes, budget.fetch_bytes);
  }
  source_.most_bytes = 7;
  EXPECT_EQ(request_of(visit(UrlKind::kPart), "").most_bytes, 7u);
}

TEST_F(VisitTest, ASourcesProxyGoesAheadOfThatOfAll) {
  EXPECT_EQ(request_of(visit(), "http://all:1").proxy, "http://all:1");
  source_.proxy = "http://own:1";
  EXPECT_EQ(request_of(visit(), "http://all:1").proxy, "http://own:1");
  source_.proxy = "";
  EXPECT_EQ(request_of(visit(), "http://all:1").proxy, "");
}

TEST_F(VisitTest, WhereAnswersLead) {
  struct Row {
    UrlKind kind;
    long status;
    std::string headers, body, want;  // "": the end; "!": fails
  };
  const std::string html = "Content-Type: text/html\r\n";
  const std::string feeds = "<link rel=alternate type=application/atom+xml href=f.xml>";
  for (const Row& row : std::vector<Row>{
           {UrlKind::kArticle, 200, html, "x", ""},
           {UrlKind::kArticle, 304, "", "", ""},
           {UrlKind::kArticle, 300, "Location: /b\r\n", "", ""},
           {UrlKind::kArticle, 301, "Location: /b\r\n", "", "https://news.example/b"},
           {UrlKind::kArticle, 302, "location:b\r\n", "", "https://news.example/b"},
           {UrlKind::kArticle, 303, "Location: ?b\r\n", "", "https://news.example/a?b"},
           {UrlKind::kArticle, 307, "Location: //cdn.example\r\n", "", "https://cdn.example/"},
           {UrlKind::kArticle, 308, "Location: http://cdn.example/#x\r\n", "",
            "http://cdn.example/"},
           {UrlKind::kArticle, 302, "", "", "!"},  // to itself
           {UrlKind::kArticle, 302, "Location: #x\r\n", "", "!"},
           {UrlKind::kArticle, 302, "Location: file:///etc/passwd\r\n", "", "!"},
           {UrlKind::kArticle, 302, "Location: javascript:0\r\n", "", "!"},
           {UrlKind::kArticle, 302, "Location: http://[::1\r\n", "", "!"},
           {UrlKind::kArticle, 200, html, feeds, ""},
           {UrlKind::kFeed, 200, html, feeds, "https://news.example/f.xml"},
           {UrlKind::kFeed, 200, html, "<p>no feed", ""},
           {UrlKind::kFeed, 200, "Content-Type: text/xml\r\n", feeds, ""},
           {UrlKind::kFeed, 404, html, feeds, ""},
           {UrlKind::kSitemap, 200, html, feeds, ""},
       }) {
    const auto next = onward(visit(row.kind), answer(row.status, row.headers, row.body));
    const std::string got = !next ? "" : *next ? (*next)->text : "!";
    EXPECT_EQ(got, row.want) << row.status << row.headers;
  }
}

TEST_F(VisitTest, RedirectsHaveAnEnd) {
  Visit there = visit();
  for (int i = 0; i < 5; ++i) {
    const auto response = answer(302, "Location: /" + std::to_string(i) + "\r\n", "");
    auto next = onward(there, response);
    ASSERT_TRUE(next && *next) << i;
    go_on(there, response, std::move(**next), kNow);
  }
  EXPECT_EQ(there.exchanges.size(), 5u);
  EXPECT_EQ(onward(there, answer(302, "Location: /9\r\n", ""))->error().code, "redirect");
  there.been.resize(3);
  EXPECT_EQ(onward(there, answer(302, "Location: /1\r\n", ""))->error().code, "redirect")
      << "it has been there";
  source_.cookies = true;
  EXPECT_TRUE(*onward(there, answer(302, "Location: /1\r\n", ""))) << "for a cookie";
  there.been.resize(5);
  EXPECT_FALSE(*onward(there, answer(302, "Location: /1\r\n", ""))) << "which has an end, too";
}

TEST_F(VisitTest, WhatBecomesOfAnAnswer) {
  struct Row {
    UrlKind kind;
    long status;
    std::string headers, body, code;
  };
  const std::string html = "Content-Type: text/html\r\n";
  for (const Row& row : std::vector<Row>{
           {UrlKind::kArticle, 200, html, "x", ""},
           {UrlKind::kArticle, 200, "", "x", ""},
           {UrlKind::kArticle, 200, "Content-Type: Text/Plain; charset=x\r\n", "x", ""},
           {UrlKind::kArticle, 200, "Content-Type: application/pdf\r\n", "x", "type"},
           {UrlKind::kArticle, 200, html, "", "empty"},
           {UrlKind::kArticle, 204, html, "", "status"},
           {UrlKind::kArticle, 206, html, "x", "status"},
           {UrlKind::kArticle, 304, html, "", "status"},  // of what nobody has
           {UrlKind::kArticle, 404, html, "x", "status"},
           {UrlKind::kArticle, 408, html, "x", "server"},
           {UrlKind::kArticle, 429, html, "x", "server"},
           {UrlKind::kArticle, 503, html, "x", "server"},
           {UrlKind::kArticle, 200, html + "X-Robots-Tag: noarchive\r\n", "x", "noarchive"},
           {UrlKind::kArticle, 200, html + "X-Robots-Tag: dealwire: noarchive\r\n", "x",
            "noarchive"},
           {UrlKind::kArticle, 200, html, "<meta name=robots content=noarchive>", "noarchive"},
           {UrlKind::kFeed, 200, html, "<p>x", "no_feed"},
           {UrlKind::kFeed, 200, "", "<rss><channel/></rss>", ""},
           {UrlKind::kSitemap, 200, "", "<rss><channel/></rss>", "no_sitemap"},
           {UrlKind::kPart, 200, "", "<urlset/>", ""},
       }) {
    EXPECT_EQ(code_of(conclude(visit(row.kind), answer(row.status, row.headers, row.body), kNow,
                               Budget{})),
              row.code)
        << row.status << row.headers << row.body;
  }
}

TEST_F(VisitTest, ADocumentIsKeptWithWhatItCameWith) {
  Visit there = visit(UrlKind::kArticle, "https://cdn.example/a");
  const auto fetched = conclude(
      there, answer(200, "ETag: \"x\"\r\nLast-Modified: today\r\n", "text"), kNow, Budget{});
  ASSERT_TRUE(fetched);
  const Outcome& outcome = fetched->settled.outcome;
  EXPECT_EQ(fetched->documents, std::vector<size_t>{0});
  EXPECT_EQ(fetched->exchanges.size(), 1u);
  EXPECT_EQ(fetched->exchanges[0].from.url, "https://cdn.example/a");
  EXPECT_EQ(fetched->exchanges[0].from.queued, kUrl);
  EXPECT_EQ(outcome.etag, "\"x\"");
  EXPECT_EQ(outcome.last_modified, "today");
  EXPECT_EQ(outcome.digest, sha256_hex("text"));
  EXPECT_EQ(outcome.ended_at, "https://cdn.example/a");
  EXPECT_EQ(outcome.due, std::nullopt);
  ASSERT_EQ(outcome.discoveries.size(), 1u) << "where it was is known from now on";
  EXPECT_EQ(outcome.discoveries[0].found.url, "https://cdn.example/a");
  EXPECT_EQ(outcome.discoveries[0].due, std::nullopt);
}

TEST_F(VisitTest, WhatIsKnownIsARevisit) {
  struct Row {
    UrlKind kind;
    long status;
    std::string body;
    bool unchanged;
    size_t exchanges;
  };
  for (const Row& row : std::vector<Row>{{UrlKind::kPage, 304, "", true, 1},
                                         {UrlKind::kPage, 200, "known", true, 1},
                                         {UrlKind::kPage, 200, "other", false, 1},
                                         {UrlKind::kArticle, 200, "known", true, 1},
                                         {UrlKind::kFeed, 304, "", true, 0},
                                         {UrlKind::kFeed, 200, "known", true, 0}}) {
    Visit there = visit(row.kind);
    there.queued.digest = sha256_hex("known");
    there.queued.etag = "\"old\"";
    const auto fetched =
        conclude(there, answer(row.status, "ETag: \"new\"\r\n", row.body), kNow, Budget{});
    ASSERT_TRUE(fetched) << row.status << row.body;
    EXPECT_EQ(fetched->unchanged, row.unchanged) << row.status << row.body;
    EXPECT_EQ(fetched->exchanges.size(), row.exchanges) << row.status << row.body;
    EXPECT_EQ(fetched->documents.size(), row.unchanged ? 0u : 1u);
    EXPECT_EQ(fetched->settled.outcome.etag, "\"new\"");
    EXPECT_EQ(fetched->settled.outcome.digest == there.queued.digest, row.unchanged);
    if (row.kind == UrlKind::kArticle) continue;
    EXPECT_EQ(fetched->settled.outcome.due, kNow + hours(1));
  }
}

TEST_F(VisitTest, WhatFailedIsTriedAgainWhereThatMayHelp) {
  struct Row {
    UrlKind kind;
    const char* code;
    int failures;                  // before
    std::optional<seconds> again;  // after so long
  };
  for (const Row& row : std::vector<Row>{
           {UrlKind::kArticle, "timeout", 0, minutes(10)},
           {UrlKind::kArticle, "unreachable", 1, minutes(20)},
           {UrlKind::kArticle, "broken", 4, minutes(160)},
           {UrlKind::kArticle, "server", 5, std::nullopt},
           {UrlKind::kArticle, "status", 0, std::nullopt},
           {UrlKind::kArticle, "tls", 0, minutes(10)},
           {UrlKind::kArticle, "robots", 0, std::nullopt},
           {UrlKind::kArticle, "too_large", 0, std::nullopt},
           {UrlKind::kFeed, "status", 0, hours(1)},
           {UrlKind::kFeed, "no_feed", 2, hours(4)},
           {UrlKind::kPage, "robots", 99, hours(24)},
           {UrlKind::kPart, "timeout", 1, hours(2)},
       }) {
    Visit there = visit(row.kind);
    there.queued.failures = row.failures;
    there.queued.etag = "\"x\"";
    there.exchanges.emplace_back();
    const Fetched failed = give_up(there, {row.code, "why"}, kNow);
    const auto want = row.again ? std::optional(kNow + *row.again) : std::nullopt;
    EXPECT_EQ(failed.settled.outcome.due, want) << row.code << row.failures;
    EXPECT_EQ(failed.settled.outcome.problem, "why");
    EXPECT_EQ(failed.settled.outcome.etag, "\"x\"");
    EXPECT_EQ(failed.exchanges.size(), 1u) << "where it led to is archived all the same";
  }
}

}  // namespace
}  // namespace dealwire
