// The store: one transaction a document, the same twice changes nothing, order does not matter.
#include "store/store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <random>

#include "app/pipeline.h"
#include "chance.h"
#include "folder.h"
#include "normalize/fingerprint.h"
#include "store/merge.h"
#include "store/selection.h"
#include "store/sqlite.h"
#include "warc/files.h"

namespace dealwire {
namespace {

using StoreTest = TestFolder;

const Reader& reader() {
  static const Reader loaded = *load_reader("");
  return loaded;
}

Reading read_text(const std::string& text, const std::string& name) {
  Document document;
  document.bytes = text;
  document.id = sha256_hex(text);
  document.input = name;
  document.media_type = "text/plain";
  return *read(std::move(document), reader(), Budget{});
}

void put(Store& store, const Reading& reading, const std::string& version = "test") {
  const auto stored = store.put(reading.document, reading.charset, reading.partial, reading.article,
                                reading.extraction, version);
  ASSERT_TRUE(stored) << stored.error().message;
}

const std::vector<std::string>& articles() {
  static const std::vector<std::string> texts = {
      "輝達將投資OpenAI\n\n輝達週一宣布，將向OpenAI投資1000億美元，建設10吉瓦資料中心，雙方已簽署協"
      "議。",
      "英伟达投资OpenAI\n\n英伟达周一表示，将对OpenAI投资1000亿美元，双方已签署合作协议，细节稍后公"
      "布。",
      "Nvidia backs OpenAI\n\nNvidia said on Monday it will invest $100 billion in OpenAI, the "
      "maker of "
      "ChatGPT, in stages.",
      "軟銀收購安謀\n\n軟銀集團昨日宣布，以320億美元收購安謀控股，雙方董事會都已經同意這筆交易。"};
  return texts;
}

std::vector<StoredDeal> all_deals(const Store& store) {
  std::vector<StoredDeal> out;
  const auto done = each_selected(store, {}, [&](const StoredDeal& deal) { out.push_back(deal); });
  EXPECT_TRUE(done) << done.error().message;
  return out;
}

std::vector<std::string> summaries(const Store& store) {
  const auto deals = all_deals(store);
  std::vector<std::string> out;
  for (const StoredDeal& deal : deals) {
    std::string line = deal.id + " " + *deal.type.best() + " " + *deal.status.best();
    for (const DealtParty& p : deal.parties) line += " " + p.party.role + "=" + p.party.name;
    if (const StoredAmount* money = deal.money.best()) {
      line += " " + money->amount.value->str() + money->amount.currency;
    }
    line += " x" + std::to_string(deal.claims.size());
    out.push_back(line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST_F(StoreTest, ClaimsOfSeveralScriptsAreOneDeal) {
  auto store = Store::open(path("a.db"));
  ASSERT_TRUE(store);
  for (size_t i = 0; i < articles().size(); ++i) {
    put(*store, read_text(articles()[i], std::to_string(i) + ".txt"));
  }
  ASSERT_TRUE(store->commit());
  const auto deals = all_deals(*store);
  const auto nvidia = std::find_if(deals.begin(), deals.end(),
                                   [](const StoredDeal& deal) { return deal.claims.size() == 3; });
  ASSERT_NE(nvidia, deals.end());
  EXPECT_EQ(nvidia->money.best()->amount.value->str(), "100000000000");
  EXPECT_EQ(nvidia->power.best()->amount.value->str(), "10000000000");
}

TEST_F(StoreTest, TheSameTwiceAndInAnyOrderIsTheSameStore) {
  std::vector<size_t> order(articles().size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937 random(7);
  std::vector<std::string> first;
  for (int round = 0; round < 6; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    auto store = Store::open(path("order" + std::to_string(round) + ".db"));
    for (int twice = 0; twice < 2; ++twice) {
      for (size_t i : order) put(*store, read_text(articles()[i], std::to_string(i) + ".txt"));
      ASSERT_TRUE(store->commit());
    }
    if (round == 0) first = summaries(*store);
    EXPECT_EQ(summaries(*store), first);
    EXPECT_EQ(store->counts()->documents, 4);
  }
}

TEST_F(StoreTest, KnowsWhatItHasRead) {
  auto store = Store::open(path("a.db"));
  const Reading reading = read_text(articles()[0], "a.txt");
  EXPECT_FALSE(*store->holds(reading.document.id, "v1"));
  put(*store, reading, "v1");
  EXPECT_TRUE(*store->holds(reading.document.id, "v1"));
  EXPECT_FALSE(*store->holds(reading.document.id, "v2"));
}

TEST_F(StoreTest, AFullFileCostsTheBatchThatDidNotFit) {
  auto store = Store::open(path("a.db"));
  put(*store, read_text(articles()[0], "0.txt"));
  ASSERT_TRUE(store->commit());
  const auto before = summaries(*store);
  SqlStatement(store->handle(), "PRAGMA max_page_count = 1").step();  // no more than there are
  // Long enough to need pages, whatever free room is left.
  const Reading longer = read_text(articles()[3] + std::string(100'000, '.'), "1.txt");
  auto stored = store->put(longer.document, longer.charset, longer.partial, longer.article,
                           longer.extraction, "test");
  if (stored) stored = store->commit();
  ASSERT_FALSE(stored);
  EXPECT_NE(stored.error().message.find("a.db"), std::string::npos) << stored.error().message;
  EXPECT_NE(stored.error().message.find("full"), std::string::npos) << stored.error().message;
  EXPECT_EQ(summaries(*store), before);
  EXPECT_EQ(store->counts()->documents, 1);
  SqlStatement(store->handle(), "PRAGMA max_page_count = 1000000").step();
  put(*store, longer);
  EXPECT_TRUE(store->commit());
  EXPECT_EQ(store->counts()->documents, 2);
}

TEST_F(StoreTest, ForeignFilesAreRefusedAndLeftAlone) {
  write(path("text.db"), "This is a letter, not a database. It is long enough to be one.");
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path("other.db").c_str(), &other), SQLITE_OK);
  sqlite3_exec(other, "CREATE TABLE photos (id)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  for (const char* name : {"text.db", "other.db"}) {
    const std::string before = content(path(name));
    const auto store = Store::open(path(name));
    ASSERT_FALSE(store) << name;
    EXPECT_NE(store.error().message.find(path(name)), std::string::npos) << store.error().message;
    EXPECT_EQ(content(path(name)), before) << name;
  }
  EXPECT_FALSE(Store::open_existing(path("missing.db")));
  EXPECT_FALSE(fs::exists(path("missing.db")));
  EXPECT_FALSE(Store::open(path("no/such/folder/a.db")));
}

// Stores a document with no more than a fingerprint.
void put_fingerprint(Store& store, const std::optional<uint64_t>& fingerprint, size_t n) {
  Reading reading;
  reading.document.id = fmt::format("{:064}", n);
  reading.article.fingerprint = fingerprint;
  put(store, reading);
}

TEST_F(StoreTest, NearDuplicatesAreAllWithinThreeBitsAndNoOthers) {
  auto store = Store::open(path("a.db"));
  Chance chance(5);
  std::vector<uint64_t> fingerprints;
  for (int story = 0; story < 40; ++story) {
    uint64_t original = 0;
    for (int bit = 0; bit < 64; ++bit) original = original << 1 | chance.below(2);
    for (size_t flipped = 0; flipped < 6; ++flipped) {
      uint64_t copy = original;
      for (size_t i = 0; i < flipped; ++i) copy ^= uint64_t{1} << chance.below(64);
      fingerprints.push_back(copy);
    }
  }
  for (size_t i = 0; i < fingerprints.size(); ++i) put_fingerprint(*store, fingerprints[i], i);
  put_fingerprint(*store, std::nullopt, fingerprints.size());
  size_t found = 0;
  for (size_t i = 0; i <= fingerprints.size(); ++i) {
    std::vector<std::pair<std::string, int>> wanted, got;
    for (size_t j = 0; i < fingerprints.size() && j < fingerprints.size(); ++j) {
      const int distance = hamming_distance(fingerprints[i], fingerprints[j]);
      if (i != j && distance <= 3) wanted.emplace_back(fmt::format("{:064}", j), distance);
    }
    SqlStatement rows(
        store->handle(),
        "SELECT other, distance FROM near_duplicates WHERE document = ? ORDER BY other");
    rows.bind(fmt::format("{:064}", i));
    while (rows.step()) got.emplace_back(rows.text(0), static_cast<int>(rows.number(1)));
    EXPECT_EQ(got, wanted) << i;
    found += got.size();
  }
  EXPECT_GT(found, 200u);
}

TEST_F(StoreTest, NearDuplicatesAreFoundByIndexes) {
  const auto store = Store::open(path("a.db"));
  SqlStatement plan(store->handle(),
                    "EXPLAIN QUERY PLAN SELECT * FROM near_duplicates WHERE document = 'a'");
  size_t searches = 0;
  while (plan.step()) {
    EXPECT_EQ(plan.text(3).find("SCAN"), std::string::npos) << plan.text(3);
    searches += plan.text(3).find("articles_by_fingerprint_") != std::string::npos;
  }
  EXPECT_EQ(searches, 4u);
}

TEST_F(StoreTest, AClaimKnowsTheFingerprintOfItsArticle) {
  auto store = Store::open(path("a.db"));
  Reading reading = read_text(articles()[0], "a.txt");
  reading.article.fingerprint = 0x8000'0000'0000'0001;  // beyond SQLite's signed numbers
  put(*store, reading);
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(all_deals(*store).front().claims.front().fingerprint, reading.article.fingerprint);
}

// Other programs read tables and views by what docs/store.md says of them.
TEST_F(StoreTest, TheDocumentationNamesEveryColumn) {
  const auto store = Store::open(path("a.db"));
  const std::string docs = content(DEALWIRE_SAMPLES "/../docs/store.md");
  SqlStatement column(store->handle(),
                      "SELECT t.name, c.name FROM sqlite_schema t "
                      "JOIN pragma_table_xinfo(t.name) c "
                      "WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' "
                      "AND t.name NOT LIKE 'search_%' AND c.hidden IN (0, 2, 3)");
  size_t columns = 0;
  while (column.step()) {
    const size_t row = docs.find("| `" + column.text(0) + "` |");
    ASSERT_NE(row, std::string::npos) << column.text(0);
    const std::string line = docs.substr(row, docs.find('\n', row) - row);
    const std::string name = column.text(1);
    // "with `_min`" stands for money_min and its likes.
    const size_t suffix = name.find('_');
    const bool said = line.find(name) != std::string::npos ||
                      (suffix != std::string::npos &&
                       (line.find('`' + name.substr(suffix) + '`') != std::string::npos ||
                        line.find("likewise") != std::string::npos));
    EXPECT_TRUE(said) << column.text(0) << "." << name;
    ++columns;
  }
  EXPECT_GT(columns, 150u);
}

TEST_F(StoreTest, AShortIdFindsItsDeal) {
  auto store = Store::open(path("a.db"));
  put(*store, read_text(articles()[3], "a.txt"));
  ASSERT_TRUE(store->commit());
  const auto deals = all_deals(*store);
  ASSERT_EQ(deals.size(), 1u);
  EXPECT_EQ(store->deal(deals.front().id.substr(0, 4))->id, deals.front().id);
  EXPECT_FALSE(store->deal("zzz"));
}

}  // namespace
}  // namespace dealwire
