// What merging leaves in the tables, whatever comes and goes in whatever order.
#include <algorithm>
#include <map>
#include <random>

#include "chance.h"
#include "folder.h"
#include "news.h"
#include "store/history.h"
#include "store/search_terms.h"
#include "store/selection.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/verdicts.h"

namespace dealwire {
namespace {

// One document that tells one deal: an investment of one of a few in one of a few.
News tell(size_t n, const std::string& who, const std::string& whom, const std::string& money,
          const std::string& day, size_t deals = 1) {
  News out;
  out.document = document_numbered(n);
  out.article.published = day;
  out.article.lang = "en";
  out.article.text.append_copy(who + " invests in " + whom, 0);
  out.extraction.mentions = {party_mention({who, who, who}, 0),
                             party_mention({whom, whom, whom}, who.size() + 12)};
  Deal deal = investment(0, day);
  deal.evidence.push_back({Field::kText, {0, 5}, "text", {{10 * n, 10 * n + 5}}});
  if (!money.empty()) {
    out.extraction.mentions.push_back(dollars(money, 0));
    deal.money = 2;
  }
  for (size_t i = 0; i < deals; ++i) out.extraction.deals.push_back(deal);
  return out;
}

class RegroupTest : public TestFolder {
 protected:
  Store open(const std::string& name) { return *Store::open(path(name)); }

  static void put(Store& store, const News& news, const std::string& reader = "test") {
    const auto done =
        store.put(news.document, "UTF-8", false, news.article, news.extraction, reader);
    ASSERT_TRUE(done) << done.error().message;
  }
  static void commit(Store& store) {
    const auto done = store.commit();
    ASSERT_TRUE(done) << done.error().message;
  }

  // All that is said of deals, as far as the order of arrival must not matter.
  static std::vector<std::string> state(Store& store) {
    std::vector<std::string> out;
    for (const char* sql : {"SELECT id || ' ' || state FROM deals ORDER BY id",
                            "SELECT c.id || ' ' || component || ' ' || deal FROM claims c "
                            "JOIN deals d ON d.id = c.deal ORDER BY c.id",
                            "SELECT deal || n || role || party || articles FROM deal_parties "
                            "ORDER BY deal, n"}) {
      SqlStatement row(store.handle(), sql);
      while (row.step()) out.push_back(row.text(0));
    }
    return out;
  }
  static std::string one(Store& store, const std::string& sql) {
    SqlStatement row(store.handle(), sql.c_str());
    return row.step() ? row.text(0) : "";
  }
};

std::vector<News> random_news(Chance& chance, size_t n) {
  constexpr const char* kNames[] = {"alpha", "beta", "gamma", "delta"};
  constexpr const char* kMoney[] = {"", "1000000000", "1010000000", "5000000000"};
  constexpr const char* kDays[] = {"2025-01-02", "2025-02-10", "2025-06-30", "2025-12-24"};
  std::vector<News> out;
  for (size_t i = 0; i < n; ++i) {
    out.push_back(tell(i + 1, kNames[chance.below(4)], kNames[chance.below(4)],
                       kMoney[chance.below(4)], kDays[chance.below(4)]));
  }
  return out;
}

TEST_F(RegroupTest, NeitherOrderNorBatchesNorWhatWasThereForAWhileMatter) {
  Chance chance(3);
  std::mt19937 random(5);
  const std::vector<News> news = random_news(chance, 60);
  std::vector<std::string> first;
  for (int round = 0; round < 6; ++round) {
    Store store = open(std::to_string(round) + ".db");
    std::vector<size_t> order(news.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    const std::vector<News> passing = random_news(chance, 90);  // other news under the same ids
    for (size_t i : order) {
      if (chance.below(3) == 0) put(store, passing[i]);
      if (chance.below(4) == 0) put(store, passing[60 + i % 30]);  // ids that do not stay
      if (chance.below(4) == 0) commit(store);
      put(store, news[i]);
      if (chance.below(5) == 0) commit(store);
    }
    for (size_t i = 60; i < 90; ++i) ASSERT_TRUE(store.remove(passing[i].document.id));
    commit(store);
    if (round == 0) first = state(store);
    EXPECT_EQ(state(store), first) << round;
    EXPECT_EQ(one(store, "SELECT count(*) FROM documents"), "60");
    EXPECT_EQ(one(store,
                  "SELECT group_concat(id) FROM deletions WHERE kind = 'claim' AND id IN "
                  "(SELECT id FROM claims)"),
              "");
    EXPECT_EQ(one(store, "SELECT count(*) FROM search WHERE search MATCH 'invests'"), "60");
    EXPECT_EQ(one(store, "PRAGMA foreign_key_check"), "");
  }
}

TEST_F(RegroupTest, WhatIsReadTheSameAgainChangesNothing) {
  Store store = open("a.db");
  put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02"));
  commit(store);
  const std::string before = one(store, "SELECT last FROM changes");
  put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02"), "another reader");
  commit(store);
  EXPECT_EQ(one(store, "SELECT last FROM changes"), before);
  EXPECT_EQ(one(store, "SELECT reader FROM documents"), "another reader");
  put(store, tell(1, "alpha", "beta", "2e9", "2025-01-02"));
  commit(store);
  EXPECT_NE(one(store, "SELECT last FROM changes"), before);
}

TEST_F(RegroupTest, AReplacedIdLeadsToTheDealThatTookItsClaims) {
  Store store = open("a.db");
  put(store, tell(2, "alpha", "beta", "1e9", "2025-02-02"));
  commit(store);
  const std::string old = one(store, "SELECT id FROM deals");
  put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02"));
  commit(store);
  const std::string now = one(store, "SELECT id FROM deals");
  EXPECT_NE(now, old);
  EXPECT_EQ(one(store, "SELECT merged_into FROM deletions WHERE id = '" + old + "'"), now);
  EXPECT_EQ(store.deal(old)->id, now);
  ASSERT_TRUE(store.remove(document_id(1)));
  commit(store);
  EXPECT_EQ(one(store, "SELECT id FROM deals"), old);
  EXPECT_EQ(one(store, "SELECT count(*) FROM deletions WHERE kind = 'deal' AND id = '" + old + "'"),
            "0");
  EXPECT_EQ(store.deal(now)->id, old);
}

TEST_F(RegroupTest, WithoutACommitNothingHappened) {
  {
    Store store = open("a.db");
    put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02"));
  }
  Store store = open("a.db");
  EXPECT_EQ(one(store, "SELECT count(*) FROM documents"), "0");
  EXPECT_EQ(one(store, "SELECT last FROM changes"), "0");
}

TEST_F(RegroupTest, VerdictsOutliveTheNumbersOfClaims) {
  Store store = open("a.db");
  const Time noon = *parse_rfc3339("2025-10-14T12:00:00Z");
  put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02"));
  put(store, tell(2, "alpha", "beta", "1e9", "2025-01-03"));
  put(store, tell(3, "gamma", "delta", "", "2025-01-03"));
  commit(store);
  const auto counts = [&](const char* where) {
    return one(store, std::string("SELECT count(*) FROM deals WHERE ") + where);
  };
  const auto deal_of = [&](size_t n) {
    return one(store,
               "SELECT deal FROM claims WHERE document = '" + document_id(n) + "' ORDER BY n DESC");
  };
  ASSERT_EQ(deal_of(1), deal_of(2));
  const std::string second = one(store, "SELECT id FROM claims WHERE id <> deal");
  ASSERT_TRUE(split_deal(store, deal_of(1), {second}, "", noon));
  EXPECT_NE(deal_of(1), deal_of(2));
  ASSERT_TRUE(reject_deal(store, deal_of(2), "a mistake", noon));
  ASSERT_TRUE(merge_deals(store, deal_of(1), deal_of(3), "", noon));
  const auto check = [&] {
    EXPECT_NE(deal_of(1), deal_of(2));
    EXPECT_EQ(deal_of(1), deal_of(3));
    EXPECT_EQ(counts("rejected"), "1");
    EXPECT_EQ(one(store, "SELECT rejected FROM deals WHERE id = '" + deal_of(2) + "'"), "1");
    EXPECT_EQ(counts("NOT rejected"), counts("id IN (SELECT id FROM deals_view)"));
  };
  check();
  // Read anew, each document tells another deal before the one that was judged.
  for (size_t n : {1, 2, 3}) {
    News news = n < 3 ? tell(n, "alpha", "beta", "1e9", "2025-01-0" + std::to_string(n + 1))
                      : tell(3, "gamma", "delta", "", "2025-01-03");
    news.extraction.deals.insert(news.extraction.deals.begin(), news.extraction.deals.front());
    news.extraction.deals.front().type = "license";
    news.extraction.deals.front().parties = {{"licensee", 0}, {"licensor", 1}};
    news.extraction.deals.front().evidence.front().spans = {{5000, 5005}};
    put(store, news);
  }
  commit(store);
  check();
  const auto all = verdicts(store);
  ASSERT_EQ(all->size(), 3u);
  EXPECT_EQ(all->at(1).note, "a mistake");
  for (const StoredVerdict& verdict : *all) ASSERT_TRUE(unsay(store, verdict.id));
  EXPECT_EQ(deal_of(1), deal_of(2));
  EXPECT_NE(deal_of(1), deal_of(3));
  EXPECT_EQ(counts("rejected"), "0");
  EXPECT_FALSE(unsay(store, 1));
  EXPECT_FALSE(split_deal(store, deal_of(1), {"no-1"}, "", noon));
  EXPECT_FALSE(reject_deal(store, "no-1", "", noon));
}

TEST_F(RegroupTest, RunsTellWhatTheyChanged) {
  Store store = open("a.db");
  const Time noon = *parse_rfc3339("2025-10-14T12:00:00Z");
  const auto as_run = [&](auto work) {
    const auto run = begin_run(store, "process", "r", noon);
    work();
    commit(store);
    ASSERT_TRUE(end_run(store, *run, noon, "done"));
  };
  as_run([&] { put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02")); });
  as_run([&] { put(store, tell(2, "gamma", "delta", "", "2025-01-02")); });
  as_run([&] { put(store, tell(1, "alpha", "beta", "2e9", "2025-01-02")); });
  as_run([&] { ASSERT_TRUE(store.remove(document_id(2))); });
  as_run([&] { put(store, tell(1, "alpha", "beta", "1e9", "2025-01-02")); });
  const struct {
    int64_t from, to;
    size_t added, changed, gone;
  } rows[] = {{0, 1, 1, 0, 0}, {0, 2, 2, 0, 0}, {1, 2, 1, 0, 0}, {2, 3, 0, 1, 0},
              {1, 4, 0, 1, 0}, {2, 4, 0, 1, 1}, {1, 5, 0, 0, 0}, {3, 3, 0, 0, 0}};
  for (const auto& row : rows) {
    const auto changes = changes_between(store, row.from, row.to);
    ASSERT_TRUE(changes);
    size_t added = 0, changed = 0, gone = 0;
    for (const DealChange& c : *changes) ++(!c.before ? added : !c.after ? gone : changed);
    EXPECT_EQ(added, row.added) << row.from << "-" << row.to;
    EXPECT_EQ(changed, row.changed) << row.from << "-" << row.to;
    EXPECT_EQ(gone, row.gone) << row.from << "-" << row.to;
  }
  EXPECT_FALSE(changes_between(store, 1, 6));
  EXPECT_EQ(runs(store, 2)->size(), 2u);
  EXPECT_EQ(runs(store, 2)->front().id, 5);
}

// Runs by cron are many, and most change nothing: they push no history out.
TEST_F(RegroupTest, WhatAThousandRunsChangedIsKept) {
  Store store = open("a.db");
  sqlite3_exec(store.handle(), "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
  const Time noon = *parse_rfc3339("2025-10-14T12:00:00Z");
  const auto make_run = [&](bool changes) {
    const auto run = begin_run(store, "run", "", noon);
    if (changes) {
      SqlStatement(store.handle(), "INSERT INTO history VALUES (?,'a-1',NULL)").bind(*run).run();
    }
    ASSERT_TRUE(end_run(store, *run, noon, "done"));
  };
  make_run(true);
  for (int i = 0; i < 1'100; ++i) make_run(false);
  EXPECT_TRUE(changes_between(store, 0, 1));
  for (int i = 0; i < 1'000; ++i) make_run(true);
  EXPECT_FALSE(changes_between(store, 0, 2'101)) << "the first run's are gone";
  EXPECT_TRUE(changes_between(store, 1'101, 2'101));
  EXPECT_EQ(number_of(store.handle(), "SELECT count(DISTINCT run) FROM history"), 1'000);
}

TEST_F(RegroupTest, TextIsFoundByOneTwoAndMoreCharacters) {
  Store store = open("a.db");
  News news = tell(1, "alpha", "beta", "", "2025-01-02");
  news.article.title.append_copy("輝達與 OpenAI 合作", 0);
  news.article.text.append_copy("\n台積電將在２０２６年擴產。Société Générale 감정평가", 0);
  put(store, news);
  put(store, tell(2, "gamma", "delta", "", "2025-01-02"));
  commit(store);
  const struct {
    const char* words;
    int found;
  } rows[] = {{"輝達", 1}, {"辉达", 1},   {"達", 1},          {"台積電", 1},    {"積電將", 1},
              {"台電", 0}, {"openai", 1}, {"合作 OpenAI", 1}, {"輝達 三星", 0}, {"societe", 1},
              {"평가", 1}, {"2026", 1},   {"\"*(", 0},        {"gamma", 1},     {"invests", 2}};
  for (const auto& row : rows) {
    const std::string query = search_query(row.words);
    SqlStatement found(store.handle(), "SELECT count(*) FROM search WHERE search MATCH ?");
    if (!query.empty()) found.bind(query).step();
    EXPECT_EQ(found.number(0), row.found) << row.words << " as " << query;
  }
}

TEST_F(RegroupTest, TheFirstDealsWithAWordAreThoseOfAllHoweverOftenItComes) {
  Store store = open("a.db");
  Chance chance(5);
  std::vector<News> all = random_news(chance, 200);
  for (size_t i = 0; i < all.size(); i += 100) all[i].article.title.append_copy("a rarity", 0);
  for (const News& news : all) put(store, news);
  commit(store);
  for (const char* words : {"invests", "alpha", "rarity", "nowhere"}) {
    Selection selection;
    selection.match = words;
    const std::vector<DealRow> every = *list_deals(store, selection);
    EXPECT_EQ(every.empty(), std::string_view(words) == "nowhere");
    for (const size_t limit : {1u, 3u, 1000u}) {
      selection.limit = limit;
      const std::vector<DealRow> first = *list_deals(store, selection);
      ASSERT_EQ(first.size(), std::min(limit, every.size())) << words;
      for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].id, every[i].id) << words;
    }
  }
}

}  // namespace
}  // namespace dealwire
