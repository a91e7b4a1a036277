// Alarms: by rules over numbers, over two simulated months, and from what a store counts.
#include "store/watch.h"

#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "chance.h"
#include "folder.h"
#include "news.h"
#include "store/alarm_rules.h"
#include "store/frontier.h"
#include "store/sqlite.h"

namespace dealwire {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr auto kSilent = AlarmKind::kSilent;
constexpr auto kUnread = AlarmKind::kUnread;
constexpr auto kOld = AlarmKind::kOld;
constexpr auto kCopies = AlarmKind::kCopies;

// So many days of the same, today first.
Yields of(const std::vector<std::pair<int, Yield>>& stretches) {
  Yields out;
  for (const auto& [n, yield] : stretches) out.insert(out.end(), static_cast<size_t>(n), yield);
  return out;
}
Yield named(int64_t found, int64_t old = 0) { return {.looks = 96, .found = found, .old = old}; }
Yield read(int64_t read, int64_t failed, int64_t copies = 0) {
  return {.looks = 96, .read = read, .failed = failed, .copies = copies};
}
constexpr Yield kAway = {};  // nobody looked

// The instructions of SQLite's virtual machine that this takes, to the ten. What it costs, in other
// words, on whatever machine.
int64_t work(sqlite3* db, const std::function<void()>& done) {
  constexpr int kStep = 10;
  int64_t steps = 0;
  const auto count = [](void* user) { return ++*static_cast<int64_t*>(user), 0; };
  sqlite3_progress_handler(db, kStep, count, &steps);
  done();
  sqlite3_progress_handler(db, 0, nullptr, nullptr);
  return steps * kStep;
}

TEST(AlarmRules, AreOverNumbers) {
  struct Row {
    const char* what;
    AlarmKind kind;
    Yields yields;
    bool stands;
    const char* message;  // "": all is well
  };
  const std::vector<Row> rows = {
      {"a new store", kSilent, of({{1, named(0)}}), false, ""},
      {"nothing is known", kSilent, {}, true, ""},
      {"what it used to bring", kSilent, of({{30, named(24)}}), false, ""},
      {"a day without any of 24", kSilent, of({{2, named(0)}, {28, named(24)}}), false,
       "named no article in 1 day, 24 were to be expected"},
      {"today is not over", kSilent, of({{1, named(0)}, {28, named(24)}}), false, ""},
      {"today brings them", kSilent, of({{1, named(5)}, {1, named(0)}, {28, named(24)}}), false,
       ""},
      {"just under a fifth", kSilent, of({{1, named(0)}, {1, named(4)}, {28, named(24)}}), false,
       "named 4 articles in 1 day, 24 were to be expected"},
      {"two a day need five days", kSilent, of({{5, named(0)}, {28, named(2)}}), false, ""},
      {"and then say so", kSilent, of({{6, named(0)}, {28, named(2)}}), false,
       "named no article in 5 days, 10 were to be expected"},
      {"one a week is never missed", kSilent,
       of({{15, named(0)},
           {1, named(1)},
           {6, named(0)},
           {1, named(1)},
           {6, named(0)},
           {1, named(1)},
           {6, named(0)},
           {1, named(1)},
           {6, named(0)}}),
       false, ""},
      {"six days are no history", kSilent, of({{2, named(0)}, {6, named(24)}, {1, named(24)}}),
       false, ""},
      {"seven are, without the first", kSilent,
       of({{2, named(0)}, {7, named(24)}, {1, named(500)}}), false,
       "named no article in 1 day, 24 were to be expected"},
      {"the heap of the first day is no rhythm", kSilent,
       of({{3, named(0)}, {20, named(0)}, {1, named(5'000)}}), false, ""},
      {"nor are two others", kSilent,
       of({{3, named(0)}, {9, named(0)}, {2, named(900)}, {17, named(0)}}), false, ""},
      {"it was as silent two weeks ago", kSilent,
       of({{2, named(0)}, {12, named(24)}, {2, named(1)}, {14, named(24)}}), false, ""},
      {"nobody looked", kSilent, of({{4, kAway}, {28, named(24)}}), false, ""},
      {"days on which nobody looked count for nothing", kSilent,
       of({{1, named(0)}, {1, kAway}, {1, named(0)}, {3, kAway}, {28, named(24)}}), false,
       "named no article in 2 days, 24 were to be expected"},
      {"it stands while nothing comes", kSilent, of({{9, named(0)}, {28, named(24)}}), true,
       "named no article in 3 days, 66 were to be expected"},
      {"and for ever", kSilent, of({{58, named(0)}, {3, named(24)}}), true,
       "named no article in 58 days"},
      {"nor do a few end it", kSilent, of({{1, named(6)}, {9, named(0)}, {28, named(24)}}), true,
       "named 6 articles in 4 days, 84 were to be expected"},
      {"the usual ones do", kSilent, of({{1, named(20)}, {9, named(0)}, {28, named(24)}}), true,
       ""},

      {"all were read", kUnread, of({{3, read(20, 0)}}), false, ""},
      {"none was", kUnread, of({{3, read(0, 5)}}), false,
       "10 of the last 10 documents had no article"},
      {"too few to say", kUnread, of({{3, read(0, 3)}}), false, ""},
      {"nearly none", kUnread, of({{1, read(2, 8)}}), false,
       "8 of the last 10 documents had no article"},
      {"a quarter was", kUnread, of({{1, read(3, 7)}}), false, ""},
      {"it was worse before", kUnread, of({{1, read(10, 0)}, {9, read(0, 90)}}), false, ""},
      {"three weeks ago", kUnread, of({{20, read(0, 0)}, {2, read(0, 50)}}), false, ""},
      {"it stands by fewer", kUnread, of({{1, read(0, 1)}, {20, read(0, 0)}}), true,
       "1 of the last 1 document had no article"},
      {"and ends when they have one", kUnread, of({{1, read(9, 1)}, {9, read(0, 50)}}), true, ""},

      {"old and new ones", kOld, of({{9, named(1, 50)}}), false, ""},
      {"old ones only", kOld, of({{4, named(0, 0)}, {1, named(0, 5)}}), false,
       "named 5 articles in 14 days, and all were published more than 30 days before"},
      {"four are chance", kOld, of({{4, named(0, 0)}, {1, named(0, 4)}}), false, ""},
      {"the parts of a sitemap come one by one", kOld, of({{3, named(0, 900)}}), false, ""},
      {"it stands though no more come", kOld, of({{20, named(0)}, {1, named(0, 5)}}), true,
       "named no article in 14 days, and old ones before"},
      {"until one is news", kOld, of({{1, named(1)}, {20, named(0, 5)}}), true, ""},

      {"texts of their own", kCopies, of({{7, read(10, 0, 1)}}), false, ""},
      {"one text", kCopies, of({{1, read(10, 0, 9)}}), false,
       "9 of 10 documents in 7 days have the text of another URL"},
      {"half", kCopies, of({{2, read(10, 0, 5)}}), false, ""},
      {"too few", kCopies, of({{1, read(9, 0, 8)}}), false, ""},
      {"a week ago", kCopies, of({{7, read(1, 0)}, {1, read(50, 0, 49)}}), false, ""},
      {"it ends with them", kCopies, of({{7, read(0, 0)}, {1, read(50, 0, 49)}}), true, ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(trouble(row.kind, row.yields, row.stands).value_or(""), row.message) << row.what;
  }
}

// How many of them come on a day when on average so many do (D. Knuth's algorithm).
int64_t poisson(Chance& chance, double mean) {
  const auto draw = [&] { return static_cast<double>(chance.below(1'000'000) + 1) / 1'000'001; };
  int64_t out = 0;
  for (double product = draw(); product > std::exp(-mean); product *= draw()) ++out;
  return out;
}

// A source's way: articles of a day, by the day's number.
struct Way {
  const char* name;
  std::function<double(int day, Chance& chance)> mean;
  int noticed;  // after so many days of silence, at the latest; 0: never
};

const std::vector<Way>& ways() {
  static const std::vector<Way> kWays = {
      {"a wire", [](int, Chance&) { return 40.0; }, 3},
      {"ten a day", [](int, Chance&) { return 10.0; }, 4},
      {"a few a day", [](int, Chance&) { return 3.0; }, 9},
      {"on weekdays", [](int day, Chance&) { return day % 7 < 5 ? 10.0 : 0; }, 7},
      {"less at weekends", [](int day, Chance&) { return day % 7 < 5 ? 8.0 : 1.5; }, 7},
      {"a few on weekdays", [](int day, Chance&) { return day % 7 < 5 ? 2.0 : 0; }, 14},
      {"a weekly", [](int day, Chance&) { return day % 7 == 3 ? 20.0 : 0; }, 15},
      {"one a week", [](int, Chance&) { return 1.0 / 7; }, 0},
      {"heaps", [](int, Chance& chance) { return chance.one_in(7) ? 20.0 : 0; }, 0},
      {"with holidays",
       [](int day, Chance&) { return day % 7 < 5 && day != 35 && day != 49 ? 10.0 : 0; }, 7},
  };
  return kWays;
}

// A day ends: it is judged early on the next.
bool day_passes(Yields& yields, int64_t found, bool stands) {
  yields.front().found = found;
  yields.insert(yields.begin(), named(0));
  yields.resize(std::min<size_t>(yields.size(), kYieldDays + 1));
  return trouble(kSilent, yields, stands).has_value();
}

TEST(AlarmRules, TwoMonthsOfWellSourcesRaiseNone) {
  for (const Way& way : ways()) {
    int raised = 0;
    for (uint32_t seed = 0; seed < 200; ++seed) {
      Chance chance(seed);
      Yields yields = {named(0)};
      bool stands = false;
      for (int day = 0; day < 61; ++day) {
        const bool stood = stands;
        const int64_t found = day == 0 ? 300 : poisson(chance, way.mean(day, chance));
        stands = day_passes(yields, found, stands);
        raised += stands && !stood ? 1 : 0;
      }
    }
    // By 200 sources. Heaps that come by chance leave gaps that are silence by any measure.
    EXPECT_LE(raised, way.name == std::string("heaps") ? 40 : 4) << way.name;
  }
}

TEST(AlarmRules, ASilenceIsNoticedStandsAndEnds) {
  for (const Way& way : ways()) {
    int unnoticed = 0;
    for (uint32_t seed = 0; seed < 20; ++seed) {
      Chance chance(seed);
      Yields yields = {named(0)};
      for (int day = 0; day < 40; ++day) {
        day_passes(yields, day == 0 ? 300 : poisson(chance, way.mean(day, chance)), false);
      }
      int noticed = 0;
      for (int day = 1; day <= 100; ++day) {
        const bool stands = noticed != 0;
        const bool silent = day_passes(yields, 0, stands);
        if (silent && !stands) noticed = day;
        EXPECT_TRUE(silent || !stands) << way.name << " is forgotten after " << day;
      }
      if (way.noticed == 0) continue;
      if (noticed == 0) {
        ++unnoticed;
        continue;
      }
      EXPECT_LE(noticed, way.noticed) << way.name << ", seed " << seed;
      EXPECT_FALSE(day_passes(yields, 20, true)) << way.name << ": it is back";
      EXPECT_FALSE(day_passes(yields, 5, false)) << way.name << ": and stays so";
    }
    EXPECT_LE(unnoticed, 1) << way.name;
  }
}

class WatchTest : public TestFolder {
 protected:
  WatchTest() : store_(*Store::open(path("dealwire.db"))), frontier_(store_) {}

  static Discovery article(const std::string& url, const std::optional<Time>& published = {}) {
    Discovery out;
    out.found.url = out.identity = url;
    if (published) out.found.published = to_rfc3339(*published);
    out.queue = "news.example";
    out.due = Time{};
    return out;
  }
  // The feed of a source is fetched.
  void fetch(const std::string& source, const std::vector<Discovery>& discoveries,
             const std::string& problem = "", UrlKind kind = UrlKind::kFeed) {
    Settled settled;
    settled.url.url = "https://news.example/" + source;
    settled.url.source = source;
    settled.url.kind = kind;
    settled.outcome.discoveries = discoveries;
    settled.outcome.problem = problem;
    ASSERT_TRUE(frontier_.settle({settled}, {}, now_));
  }
  // So many that it never named before.
  void fetch_new(const std::string& source, int articles) {
    std::vector<Discovery> discoveries;
    for (int i = 0; i < articles; ++i) {
      discoveries.push_back(article("https://news.example/" + std::to_string(++articles_)));
    }
    fetch(source, discoveries);
  }
  // A document comes and is read, with this text ("": nothing), or none.
  void take(const std::string& source, const std::string& url, const std::optional<std::string>& id,
            const std::string& text = "", std::optional<uint64_t> fingerprint = {},
            bool lost = false) {
    Settled settled;
    settled.url.url = url;
    settled.url.source = source;
    settled.outcome.captures = {{"https://news.example/end", url, "a.warc.gz", ++records_, now_}};
    ASSERT_TRUE(frontier_.settle({settled}, {}, now_));
    if (id) {
      Document document = document_numbered(0);
      document.id = *id;
      Article article;
      article.text.append_copy(text, 0);
      article.fingerprint = fingerprint;
      ASSERT_TRUE(store_.put(document, "UTF-8", false, article, {}, "test"));
    }
    const auto unread = frontier_.unread(0);
    ASSERT_TRUE(unread && *unread);
    ASSERT_TRUE(frontier_.mark_read((*unread)->id, "test", id,
                                    id ? std::nullopt : std::optional<std::string>("x"), lost));
    ASSERT_TRUE(store_.commit());
  }
  std::vector<Alarm> watched(const std::vector<std::string>& sources = {"wire"}) {
    auto alarms = watch(store_, sources, now_);
    EXPECT_TRUE(alarms);
    return alarms.value_or(std::vector<Alarm>());
  }
  std::string yields() {
    SqlStatement row(store_.handle(),
                     "SELECT group_concat(source || ' ' || looks || found || old || read || failed "
                     "|| copies, ', ') FROM (SELECT * FROM yields ORDER BY source, day)");
    row.step();
    return row.text(0);
  }

  Store store_;
  StoredFrontier frontier_;
  Time now_ = *parse_rfc3339("2026-03-02T08:00:00Z");
  int articles_ = 0;
  uint64_t records_ = 0;
};

TEST_F(WatchTest, FetchesAreCounted) {
  fetch("wire", {article("https://a.example/1"), article("https://a.example/2", now_ - days(29)),
                 article("https://a.example/3", now_ - days(31))});
  EXPECT_EQ(yields(), "wire 121000");
  fetch("wire", {});
  EXPECT_EQ(yields(), "wire 221000");
  fetch("wire", {}, "status 500");
  EXPECT_EQ(yields(), "wire 221000") << "it did not answer well";
  Discovery changed = article("https://a.example/1");
  changed.changed = true;
  Discovery part = article("https://a.example/sitemap");
  part.kind = UrlKind::kPart;
  Discovery end = article("https://a.example/end");  // of a redirect
  end.due.reset();
  fetch("wire", {changed, part, end});
  EXPECT_EQ(yields(), "wire 321000");
  fetch("wire", {}, "", UrlKind::kArticle);
  EXPECT_EQ(yields(), "wire 321000") << "an article names none";
  now_ += days(1);
  fetch("blog", {});
  fetch("wire", {});
  EXPECT_EQ(yields(), "blog 100000, wire 321000, wire 100000");
}

TEST_F(WatchTest, ReadingsAreCounted) {
  take("wire", "https://news.example/1", "a", "text", 7);
  EXPECT_EQ(yields(), "wire 000100");
  take("wire", "https://news.example/2", "b", "");
  take("wire", "https://news.example/3", std::nullopt);
  EXPECT_EQ(yields(), "wire 000120");
  take("wire", "https://news.example/4", std::nullopt, "", {}, /*lost=*/true);
  EXPECT_EQ(yields(), "wire 000120") << "the archive's fault";
  take("wire", "https://news.example/5", "c", "text", 7);
  EXPECT_EQ(yields(), "wire 000221") << "the same text from another URL";
  take("wire", "https://news.example/6", "a", "text", 7);
  EXPECT_EQ(yields(), "wire 000322") << "the same document from another URL";
  take("page", "https://page.example/", "d", "page", 9);
  take("page", "https://page.example/", "e", "page", 9);
  EXPECT_EQ(yields(), "page 000200, wire 000322") << "a page that is fetched again is no copy";
  take("blog", "https://blog.example/1", "f", "text", 7);
  EXPECT_EQ(yields(), "blog 000100, page 000200, wire 000322") << "another source's text is none";
  take("wire", "https://news.example/7", "g", "else", 7 | uint64_t{1} << 40);
  take("wire", "https://news.example/8", "h", "short");
  take("wire", "https://news.example/9", "i", "short");
  EXPECT_EQ(yields(), "blog 000100, page 000200, wire 000622");
}

TEST_F(WatchTest, AnAlarmBeginsOnceStandsAndEnds) {
  EXPECT_TRUE(watched().empty()) << "a new store";
  for (int day = 0; day < 10; ++day, now_ += days(1)) {
    fetch_new("wire", 24);
    EXPECT_TRUE(watched().empty());
  }
  fetch_new("wire", 0);
  EXPECT_TRUE(watched().empty());
  now_ += days(1);
  fetch_new("wire", 0);
  const auto first = watched();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].source + " " + first[0].kind, "wire silent");
  EXPECT_EQ(first[0].message, "named no article in 1 day, 24 were to be expected");
  EXPECT_EQ(first[0].since, to_rfc3339(now_));
  EXPECT_TRUE(first[0].began);

  now_ += days(1);
  const auto second = watched();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_FALSE(second[0].began);
  EXPECT_EQ(second[0].since, first[0].since);
  const auto standing = *standing_alarms(store_);
  ASSERT_EQ(standing.size(), 1u);
  EXPECT_EQ(standing[0].message, second[0].message);

  fetch_new("wire", 24);
  EXPECT_TRUE(watched().empty());
  EXPECT_TRUE(standing_alarms(store_)->empty());
}

TEST_F(WatchTest, ASourceThatIsTakenOutHasNone) {
  for (int i = 0; i < 10; ++i) {
    take("wire", "https://news.example/" + std::to_string(i), "a", "text");
    take("blog", "https://blog.example/" + std::to_string(i), std::nullopt);
  }
  const auto alarms = watched({"wire", "blog"});
  ASSERT_EQ(alarms.size(), 2u);
  EXPECT_EQ(alarms[0].source + " " + alarms[0].kind, "blog unread");
  EXPECT_EQ(alarms[1].source + " " + alarms[1].kind, "wire copies");
  EXPECT_EQ(watched({"wire"}).size(), 1u);
  EXPECT_TRUE(watched({}).empty());
  EXPECT_TRUE(standing_alarms(store_)->empty());
}

TEST_F(WatchTest, OldDaysGo) {
  fetch_new("wire", 1);
  now_ += days(60);
  watched();
  EXPECT_EQ(yields(), "wire 110000");
  now_ += days(1);
  watched();
  EXPECT_EQ(yields(), "");
  now_ -= days(1'000);  // and a clock that is set back
  fetch_new("wire", 1);
  now_ -= days(2);
  EXPECT_TRUE(watched().empty());
}

// A hundred sources with two months behind them: a look reads their days and none of the captures,
// however many there are.
TEST_F(WatchTest, ALookCostsTheSameHoweverManyCapturesThereAre) {
  sqlite3* db = store_.handle();
  SqlStatement(db,
               "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 5999) "
               "INSERT INTO yields SELECT 's' || (i % 100), date('2026-03-02', '-' || (i / 100) || "
               "' days'), 96, 24, 0, 24, 0, 0 FROM n")
      .run();
  std::vector<std::string> sources;
  for (int i = 0; i < 100; ++i) sources.push_back("s" + std::to_string(i));
  const auto look = [&] { return work(db, [&] { EXPECT_TRUE(watched(sources).empty()); }); };
  const int64_t before = look();
  SqlStatement(
      db,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
      "INSERT INTO captures (url, source, fetched_at, archive, record, reader, document) "
      "SELECT 'https://news.example/' || i, 's' || (i % 100), '2026-03-02T08:00:00Z', 'a', "
      "i, 'test', printf('%064d', i) FROM n")
      .run();
  EXPECT_LE(look(), before + before / 10);
}

// SQLite prefers a look at all articles to the index, unless it is told.
TEST_F(WatchTest, AReadingCostsTheSameHoweverManyArticlesThereAre) {
  sqlite3* db = store_.handle();
  SqlStatement(db, "BEGIN").run();
  SqlStatement(db,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
               "INSERT INTO documents (id, input, media_type, charset, bytes, reader) "
               "SELECT printf('%064d', i), 'x', 'text/html', 'UTF-8', 1, 'test' FROM n")
      .run();
  SqlStatement(db,
               "INSERT INTO articles (document, title, text, authors, lang, partial, fingerprint) "
               "SELECT id, '', hex(zeroblob(1000)), '[]', 'en', 0, "
               "iif(rowid % 2 = 0, 7, rowid * 1000003) FROM documents")
      .run();
  SqlStatement(db,
               "INSERT INTO captures (url, source, fetched_at, archive, record, document) "
               "SELECT 'https://a.example/' || rowid, 'other', '2026-03-02T08:00:00Z', 'a', rowid, "
               "id FROM documents")
      .run();
  SqlStatement(db, "COMMIT").run();
  constexpr int kReadings = 100;
  const int64_t took = work(db, [&] {
    for (int i = 1; i <= kReadings; ++i) {
      EXPECT_TRUE(frontier_.mark_read(i, "test", document_id(0), "x"));
      SqlStatement id(db, "SELECT id FROM documents WHERE rowid = ?");
      ASSERT_TRUE(id.bind(int64_t{i}).step());
      EXPECT_TRUE(frontier_.mark_read(i, "test", id.text(0), std::nullopt));
    }
  });
  EXPECT_LT(took / kReadings, 1'000) << "as many as a tenth of the articles";
}

}  // namespace
}  // namespace dealwire
