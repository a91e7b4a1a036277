// The frontier in the store: what is new to it, what is due, and that acknowledging is all or
// nothing.
#include "store/frontier.h"

#include <algorithm>

#include "folder.h"
#include "ingest/finder.h"
#include "web/url.h"

namespace dealwire {
namespace {

using std::string;
using std::chrono::hours;
using std::chrono::minutes;

class FrontierTest : public TestFolder {
 protected:
  FrontierTest() : store_(*Store::open(path("dealwire.db"))), frontier_(store_) {
    source_.name = "wire";
  }

  static Discovery article(const string& url, const string& guid = "", const string& title = "",
                           const string& updated = "") {
    FoundUrl found;
    const auto resolved = resolve_url("", "https://news.example" + url);
    found.url = resolved->text;
    found.origin = resolved->origin;
    found.title = title;
    if (!guid.empty()) found.guid = guid;
    if (!updated.empty()) found.updated = updated;
    return discovery_of(std::move(found), Source{});
  }
  // A feed's visit that names these, of which the frontier takes what is news to it.
  std::vector<Discovery> tell(std::vector<Discovery> named, const string& source = "wire") {
    auto news = *frontier_.sift(source, std::move(named));
    for (Discovery& one : news) one.due = now_;
    Settled settled;
    settled.url.url = "https://" + source + ".example/feed";
    settled.url.source = source;
    settled.url.kind = UrlKind::kFeed;
    settled.outcome.discoveries = news;
    EXPECT_TRUE(frontier_.settle({settled}, {}, now_));
    return news;
  }
  // All that is due is fetched well.
  void fetch_all() {
    const auto queues = *frontier_.busy_queues(now_);
    for (const string& queue : queues) {
      std::vector<Settled> all;
      const auto waiting = *frontier_.due(queue, now_, 1'000);
      for (const QueuedUrl& one : waiting) all.push_back({one, {}});
      EXPECT_TRUE(frontier_.settle(all, {}, now_));
    }
  }
  std::vector<string> due(const string& queue, size_t most = 1'000) {
    std::vector<string> out;
    const auto waiting = *frontier_.due(queue, now_, most);
    for (const QueuedUrl& one : waiting) out.push_back(one.url);
    return out;
  }
  void plan(const std::vector<WantedUrl>& wanted) { ASSERT_TRUE(frontier_.plan(wanted, now_)); }

  Store store_;
  StoredFrontier frontier_;
  Source source_;
  Time now_ = *parse_rfc3339("2025-10-14T00:00:00Z");
};

// Known is /a with the id "1" and the headline "Quay lets its pier", fetched at midnight.
TEST_F(FrontierTest, TheLadderOfIdentities) {
  struct Row {
    const char* what;
    string url, guid, title, updated, source;
    char want;  // N: new, C: changed, -: known
  };
  const string title = "Quay lets its pier", before = "2025-10-13T00:00:00Z",
               after = "2025-10-14T01:00:00Z";
  const std::vector<Row> rows = {
      {"the same", "/a", "1", title, "", "wire", '-'},
      {"without an id", "/a", "", title, "", "wire", '-'},
      {"under another id", "/a", "9", title, "", "wire", '-'},
      {"with a tracking parameter", "/a?utm_source=rss", "9", title, "", "wire", '-'},
      {"with another parameter", "/a?page=2", "9", title, "", "wire", 'N'},
      {"moved: its id and headline", "/b", "1", title, "", "wire", '-'},
      {"moved: its id, and no headline", "/b", "1", "", "", "wire", '-'},
      {"its id is another article's", "/b", "1", "Ferry sold", "", "wire", 'N'},
      {"its id, as another source has it", "/b", "1", title, "", "other", 'N'},
      {"a new headline", "/a", "1", "Quay lets both piers", "", "wire", 'C'},
      {"a new headline, elsewhere", "/a", "1", "Piers to let", "", "other", '-'},
      {"no headline any more", "/a", "1", "", "", "wire", '-'},
      {"changed before it was fetched", "/a", "1", title, before, "wire", '-'},
      {"changed since", "/a", "1", title, after, "wire", 'C'},
      {"changed since, elsewhere", "/a", "", title, after, "other", 'C'},
      {"changed since, on a day", "/a", "1", title, "2025-10-15", "wire", 'C'},
      {"all of it is new", "/c", "3", "Mill for sale", after, "wire", 'N'},
  };
  EXPECT_EQ(tell({article("/a", "1", title)}).size(), 1u);
  // What waits to be fetched is not changed.
  EXPECT_TRUE(frontier_.sift("wire", {article("/a", "1", "Edited")})->empty());
  fetch_all();
  for (const Row& row : rows) {
    const auto news =
        *frontier_.sift(row.source, {article(row.url, row.guid, row.title, row.updated)});
    const char got = news.empty() ? '-' : news[0].changed ? 'C' : 'N';
    EXPECT_EQ(got, row.want) << row.what;
  }
}

TEST_F(FrontierTest, AnArticleIsFetchedForThreeChangesAtMost) {
  int changed = 0;
  for (int i = 0; i < 10; ++i) {
    tell({article("/a", "1", "Headline " + std::to_string(i))});
    changed += due("news.example").empty() ? 0 : 1;
    fetch_all();
    now_ += hours(1);
  }
  EXPECT_EQ(changed, 1 + 3);
}

TEST_F(FrontierTest, WhatCouldNotBeHadIsNotChanged) {
  tell({article("/a", "1", "One")});
  Settled failed{(*frontier_.due("news.example", now_, 1))[0], {}};
  failed.outcome.problem = "status 404";
  ASSERT_TRUE(frontier_.settle({failed}, {}, now_));
  EXPECT_TRUE(tell({article("/a", "1", "Two", "2030-01-01T00:00:00Z")}).empty());
}

// Some feeds give the same id to whatever stands first.
TEST_F(FrontierTest, AnIdThatIsUsedAgainHidesNobody) {
  for (const string name : {"a", "b", "c"}) {
    tell({article("/" + name, "top", "Headline " + name)});
    EXPECT_EQ(due("news.example"), std::vector<string>{"https://news.example/" + name});
    fetch_all();
  }
}

TEST_F(FrontierTest, OneNamedTwiceIsNewOnce) {
  tell({article("/a", "1"), article("/a", "1"), article("/a?utm_source=x", "2"),
        article("/b", "1", "")});
  EXPECT_EQ(due("news.example"), std::vector<string>{"https://news.example/a"});
}

// First what settings name, then what has been due for longest.
TEST_F(FrontierTest, TheOrderOfWhatIsDue) {
  const auto found = [&](const string& url, minutes ago) {
    Discovery out = article(url);
    out.due = now_ - ago;
    return out;
  };
  Settled settled;
  settled.url.source = "wire";
  settled.outcome.discoveries = {found("/young", minutes(1)), found("/old", minutes(9)),
                                 found("/later", minutes(-9)), found("/middle", minutes(5))};
  ASSERT_TRUE(frontier_.settle({settled}, {}, now_));
  plan({{"https://news.example/feed", "wire", UrlKind::kFeed, "news.example"},
        {"https://else.example/feed", "else", UrlKind::kFeed, "else.example"}});
  const std::vector<string> want = {"https://news.example/feed", "https://news.example/old",
                                    "https://news.example/middle", "https://news.example/young"};
  EXPECT_EQ(due("news.example"), want);
  EXPECT_EQ(due("news.example", 2), std::vector<string>(want.begin(), want.begin() + 2));
  EXPECT_EQ(due("nobody.example"), std::vector<string>{});
}

TEST_F(FrontierTest, QueuesAreBusyWhenSomethingOfThemIsDue) {
  EXPECT_EQ(*frontier_.busy_queues(now_), std::vector<string>{});
  plan({{"https://b.example/feed", "b", UrlKind::kFeed, "b.example"},
        {"https://a.example/feed", "a", UrlKind::kFeed, "a.example"}});
  tell({article("/1"), article("/2")});
  const std::vector<string> all = {"a.example", "b.example", "news.example"};
  EXPECT_EQ(*frontier_.busy_queues(now_), all);
  EXPECT_EQ(*frontier_.busy_queues(now_ - hours(1)), std::vector<string>{});
  Settled later{(*frontier_.due("a.example", now_, 1))[0], {}};
  later.outcome.due = now_ + hours(1);
  ASSERT_TRUE(frontier_.settle({later}, {}, now_));
  EXPECT_EQ(*frontier_.busy_queues(now_), std::vector<string>(all.begin() + 1, all.end()));
  fetch_all();
  EXPECT_EQ(*frontier_.busy_queues(now_), std::vector<string>{});
  EXPECT_EQ(*frontier_.busy_queues(now_ + hours(1)), std::vector<string>{"a.example"});
}

TEST_F(FrontierTest, WhatSettingsNameNoLongerIsLeftAlone) {
  const WantedUrl feed{"https://news.example/feed", "wire", UrlKind::kFeed, "news.example"};
  plan({feed});
  tell({article("/1")});
  plan({});
  EXPECT_EQ(due("news.example"), std::vector<string>{"https://news.example/1"});
  plan({feed});
  EXPECT_EQ(due("news.example").size(), 2u);
  // Moved to another queue, and to another source.
  plan({{feed.url, "other", UrlKind::kPage, "operator"}});
  EXPECT_EQ(due("operator"), std::vector<string>{feed.url});
  EXPECT_EQ((*frontier_.due("operator", now_, 1))[0].source, "other");
}

TEST_F(FrontierTest, WhatIsAcknowledgedComesBackAsItWas) {
  tell({article("/1")});
  Settled one{(*frontier_.due("news.example", now_, 1))[0], {}};
  one.outcome.problem = "status 500";
  one.outcome.due = now_ + hours(1);
  one.outcome.etag = "\"e\"";
  one.outcome.last_modified = "today";
  one.outcome.digest = "d";
  one.outcome.ended_at = "https://cdn.example/1";
  const Pace pace{now_ + minutes(5), 3};
  ASSERT_TRUE(frontier_.settle({one}, {{"news.example", pace}}, now_));
  EXPECT_EQ(due("news.example"), std::vector<string>{});
  now_ += hours(1);
  const QueuedUrl back = (*frontier_.due("news.example", now_, 1))[0];
  EXPECT_EQ(back.failures, 1);
  EXPECT_EQ(back.etag, "\"e\"");
  EXPECT_EQ(back.last_modified, "today");
  EXPECT_EQ(back.digest, "d");
  EXPECT_EQ(back.ended_at, "https://cdn.example/1");
  EXPECT_EQ(frontier_.pace("news.example")->not_before, pace.not_before);
  EXPECT_EQ(frontier_.pace("news.example")->failures, 3);
  EXPECT_EQ(frontier_.pace("nobody.example")->failures, 0);
  // Not having been asked for is no failure, having been fetched ends them.
  Settled again{back, {}};
  again.outcome.problem = "no robots.txt";
  again.outcome.due = now_;
  again.outcome.untried = true;
  ASSERT_TRUE(frontier_.settle({again}, {}, now_));
  EXPECT_EQ((*frontier_.due("news.example", now_, 1))[0].failures, 1);
  again.outcome = {};
  again.outcome.due = now_;
  ASSERT_TRUE(frontier_.settle({again}, {}, now_));
  EXPECT_EQ((*frontier_.due("news.example", now_, 1))[0].failures, 0);
}

TEST_F(FrontierTest, WhatWasUnderWayWhenARunDiedIsDueLater) {
  const string one = "https://news.example/1", two = "https://news.example/2";
  tell({article("/1"), article("/2")});
  ASSERT_TRUE(frontier_.note_asked({two}, now_ + hours(1)));
  ASSERT_TRUE(frontier_.note_asked({one, "https://nobody.example/"}, now_ + minutes(10)));
  EXPECT_EQ(due("news.example").size(), 2u) << "it is not dead yet";
  plan({});
  EXPECT_EQ(due("news.example"), std::vector<string>{two});
  fetch_all();
  // The note holds for one run.
  now_ += minutes(10);
  plan({});
  EXPECT_EQ(due("news.example"), std::vector<string>{one});
  // Whoever ends well leaves none.
  ASSERT_TRUE(frontier_.note_asked({one}, now_ + minutes(10)));
  ASSERT_TRUE(frontier_.note_asked({}, now_));
  plan({});
  EXPECT_EQ(due("news.example"), std::vector<string>{one});
  // What was acknowledged is not due again.
  ASSERT_TRUE(frontier_.note_asked({one}, now_ + minutes(10)));
  fetch_all();
  now_ += hours(1);
  plan({});
  EXPECT_EQ(due("news.example"), std::vector<string>{});
}

// One of the batch cannot be written: nothing of it is.
TEST_F(FrontierTest, AllAreAcknowledgedOrNone) {
  tell({article("/1"), article("/2")});
  const auto waiting = *frontier_.due("news.example", now_, 9);
  SqlStatement(store_.handle(),
               "CREATE TRIGGER no BEFORE UPDATE ON urls WHEN old.url LIKE '%/2' BEGIN "
               "SELECT raise(ABORT, 'no room'); END")
      .run();
  std::vector<Settled> all = {{waiting[0], {}}, {waiting[1], {}}};
  all[0].outcome.captures = {
      {"https://news.example/1", "https://news.example/1", "a.warc.gz", 0, now_}};
  all[0].outcome.discoveries = {article("/3")};
  const auto settled = frontier_.settle(all, {{"news.example", {now_ + hours(1), 1}}}, now_);
  ASSERT_FALSE(settled);
  EXPECT_EQ(settled.error().code, "store");
  EXPECT_NE(settled.error().message.find("no room"), string::npos) << settled.error().message;
  EXPECT_EQ(due("news.example").size(), 2u);
  EXPECT_FALSE(*frontier_.unread(0));
  EXPECT_EQ(frontier_.pace("news.example")->failures, 0);
  SqlStatement(store_.handle(), "DROP TRIGGER no").run();
  ASSERT_TRUE(frontier_.settle(all, {}, now_));
  EXPECT_EQ(due("news.example").size(), 0u);
  EXPECT_TRUE(*frontier_.unread(0));
}

}  // namespace
}  // namespace dealwire
