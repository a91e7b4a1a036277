// What programs take over from the store: readers who follow its changes always hold what a full
// export gives, and the rows are CSV and Atom as their standards say.
#include <fmt/format.h>
#include <libxml/parser.h>

#include <chrono>
#include <map>

#include "app/csv.h"
#include "app/deal_json.h"
#include "app/digest.h"
#include "app/filters.h"
#include "app/row_json.h"
#include "chance.h"
#include "folder.h"
#include "news.h"
#include "store/exported.h"
#include "store/sqlite.h"
#include "store/verdicts.h"

namespace dealwire {
namespace {

// Any news under this id, of few parties, sums and days, so that much is merged; parties change
// their names and documents the number of their mentions.
News random_news(Chance& chance, size_t n) {
  constexpr const char* kNames[] = {"alpha", "beta", "gamma", "delta"};
  constexpr const char* kForms[] = {"", " Inc", " Group"};
  constexpr const char* kMoney[] = {"", "1000000000", "5000000000"};
  constexpr const char* kDays[] = {"2025-01-02", "2025-02-10", "2025-12-24"};
  News out;
  out.document = document_numbered(n);
  out.document.url = fmt::format("https://news.example/{}", n);
  out.article.lang = "en";
  out.article.published = kDays[chance.below(3)];
  out.article.title.append_copy("News, \"quoted\"", 0);
  out.article.text.append_copy(
      chance.below(2) == 0 ? "rare words of the news" : "common words of the news", 0);
  const size_t deals = chance.below(3);
  for (size_t i = 0; i < deals; ++i) {
    const std::string who = kNames[chance.below(4)], whom = kNames[chance.below(4)];
    const size_t first = out.extraction.mentions.size();
    for (const std::string& key : {who, whom}) {
      out.extraction.mentions.push_back(
          party_mention({key, key + kForms[chance.below(3)], key}, 0));
    }
    Deal deal = investment(first, *out.article.published);
    deal.confidence = 0.1 * static_cast<double>(chance.below(10));
    deal.evidence.push_back(
        {Field::kText, {0, 5}, fmt::format("evidence {}", chance.below(3)), {{1, 6}}});
    if (const std::string money = kMoney[chance.below(3)]; !money.empty()) {
      deal.money = out.extraction.mentions.size();
      out.extraction.mentions.push_back(dollars(money, 0));
    }
    out.extraction.deals.push_back(deal);
  }
  return out;
}

void put(Store& store, const News& news) {
  const auto done = store.put(news.document, "UTF-8", false, news.article, news.extraction, "test");
  ASSERT_TRUE(done) << done.error().message;
}

using ExportTest = TestFolder;
using SlowExportTest = ExportTest;

using Rows = std::map<std::string, std::string>;

// One of the exports, as a reader of it sees it.
struct Reading {
  Rows rows;
  size_t told = 0;
  std::string cursor;
};

enum class What {
  kDeals,
  kSureDeals,
  kAlphasRareDeals,
  kClaims,
  kSureClaims,
  kMentions,
  kArticles,
  kParties
};
constexpr What kAll[] = {What::kDeals,    What::kSureDeals,  What::kAlphasRareDeals,
                         What::kClaims,   What::kSureClaims, What::kMentions,
                         What::kArticles, What::kParties};

// Lets a reader follow the store from his cursor, or read it all if he has none.
void follow(const Store& store, What what, const Since& since, Reading& reading) {
  std::string last;
  const auto take = [&](const std::string& id, const Json& json) {
    EXPECT_LT(last, id);  // in order, each once
    last = id;
    reading.rows[id] = to_line(json);
    ++reading.told;
  };
  const Take<Gone> gone = [&](const Gone& row) {
    reading.rows.erase(row.id);
    ++reading.told;
  };
  const Take<StoredDeal> deal = [&](const StoredDeal& d) { take(d.id, deal_json(d)); };
  const Take<StoredClaim> claim = [&](const StoredClaim& c) { take(c.id, claim_json(c)); };
  Expected<std::string> cursor = "";
  Selection selection;
  switch (what) {
    case What::kSureDeals:
      selection.min_confidence = 0.5;
      cursor = export_deals(store, selection, since, deal, gone);
      break;
    case What::kAlphasRareDeals:
      selection.party = "ALPHA i";
      selection.match = "rare";
      [[fallthrough]];
    case What::kDeals:
      cursor = export_deals(store, selection, since, deal, gone);
      break;
    case What::kClaims:
      cursor = export_claims(store, 0, since, claim, gone);
      break;
    case What::kSureClaims:
      cursor = export_claims(store, 0.5, since, claim, gone);
      break;
    case What::kMentions:
      cursor = export_mentions(
          store, since,
          [&](const StoredMention& m) {
            take(fmt::format("{}-m{}", m.document, m.n), mention_json(m));
          },
          gone);
      break;
    case What::kArticles:
      cursor = export_articles(
          store, since, [&](const StoredArticle& a) { take(a.document, article_json(a, true)); },
          gone);
      break;
    case What::kParties:
      cursor = export_parties(
          store, since, [&](const StoredParty& p) { take(p.key, party_json(p)); }, gone);
      break;
  }
  ASSERT_TRUE(cursor) << cursor.error().message;
  reading.cursor = *cursor;
}

// A random history of the store under each of these seeds.
void check_followers(const fs::path& folder, uint64_t first, uint64_t last) {
  const Time noon = *parse_rfc3339("2025-10-14T12:00:00Z");
  for (uint64_t seed = first; seed <= last; ++seed) {
    Chance chance(seed);
    Store store = *Store::open((folder / fmt::format("{}.db", seed)).string());
    // Two readers, one of whom comes seldom.
    std::map<What, Reading> eager, lazy;
    size_t refused = 0;
    for (int step = 0; step < 60; ++step) {
      for (size_t i = 0; i <= chance.below(3); ++i) {
        const size_t n = 1 + chance.below(12);
        if (chance.below(4) == 0) {
          ASSERT_TRUE(store.remove(document_id(n)));
        } else {
          put(store, random_news(chance, n));
        }
      }
      ASSERT_TRUE(store.commit());
      if (chance.below(6) == 0) {
        SqlStatement(store.handle(),
                     "UPDATE documents SET record = ifnull(record, 0) + 1 "
                     "WHERE id = (SELECT id FROM documents ORDER BY random())")
            .run();
      }
      if (chance.below(3) == 0) {
        SqlStatement deal(store.handle(), "SELECT id FROM deals ORDER BY random() LIMIT 1");
        const std::string id = deal.step() ? deal.text(0) : "";
        deal.again();
        if (!id.empty() && !reject_deal(store, id, "", noon)) ++refused;
      }
      if (const auto said = verdicts(store); chance.below(4) == 0 && !said->empty()) {
        ASSERT_TRUE(unsay(store, said->front().id));
      }
      for (const What what : kAll) {
        for (auto* reader : {&eager, &lazy}) {
          if (reader == &lazy && chance.below(5) != 0 && step != 59) continue;
          Reading& reading = (*reader)[what];
          Reading whole;
          follow(store, what, reading.cursor.empty() ? "0" : reading.cursor, reading);
          follow(store, what, std::nullopt, whole);
          ASSERT_EQ(reading.rows, whole.rows)
              << "seed " << seed << " step " << step << " kind " << static_cast<int>(what);
          // Nothing is told twice.
          const size_t told = reading.told;
          follow(store, what, reading.cursor, reading);
          EXPECT_EQ(reading.told, told);
        }
      }
    }
    EXPECT_EQ(refused, 0u);
  }
}

TEST_F(ExportTest, WhoFollowsTheChangesHoldsWhatAFullExportGives) {
  check_followers(folder_, 1, 1);
}

TEST_F(SlowExportTest, WhoFollowsTheChangesHoldsWhatAFullExportGives) {
  check_followers(folder_, 2, 7);
}

TEST_F(ExportTest, ACursorOfAnotherPastIsRefused) {
  Chance chance(3);
  std::string cursor;
  const auto read = [&](const std::string& name, const std::string& since) {
    Store store = *Store::open(path(name));
    Reading reading;
    return export_parties(
        store, since, [](const StoredParty&) {}, [](const Gone&) {});
  };
  {
    Store store = *Store::open(path("a.db"));
    put(store, random_news(chance, 1));
    ASSERT_TRUE(store.commit());
  }
  fs::copy_file(path("a.db"), path("backup.db"));
  for (const char* name : {"a.db", "backup.db"}) {
    Store store = *Store::open(path(name));
    put(store, random_news(chance, 2));
    ASSERT_TRUE(store.commit());
  }
  cursor = *read("a.db", "0");
  EXPECT_TRUE(cursor.starts_with("2-")) << cursor;
  EXPECT_TRUE(read("a.db", cursor));
  EXPECT_FALSE(read("backup.db", cursor)) << "the same number, other changes";
  for (const char* wrong :
       {"", "-", "x", "1", "9-00000000", "-1", "0-", "2-", "18446744073709551616"}) {
    const auto refused = read("a.db", wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_NE(refused.error().message.find("cursor"), std::string::npos);
    EXPECT_NE(refused.error().message.find("a.db"), std::string::npos);
  }
}

TEST_F(ExportTest, ADocumentThatIsMovedIsToldWithAllThatStandsInIt) {
  Store store = *Store::open(path("a.db"));
  Chance chance(5);
  News news = random_news(chance, 1);
  while (news.extraction.deals.empty()) news = random_news(chance, 1);
  put(store, news);
  ASSERT_TRUE(store.commit());
  std::map<What, Reading> readers;
  for (const What what : kAll) follow(store, what, "0", readers[what]);
  SqlStatement(store.handle(), "UPDATE documents SET archive = 'b.warc.gz', record = 7").run();
  for (const What what : {What::kDeals, What::kClaims, What::kMentions, What::kArticles}) {
    Reading whole;
    follow(store, what, readers[what].cursor, readers[what]);
    follow(store, what, std::nullopt, whole);
    EXPECT_EQ(readers[what].rows, whole.rows) << static_cast<int>(what);
    EXPECT_NE(whole.rows.begin()->second.find("b.warc.gz"), std::string::npos);
  }
}

TEST(Csv, CellsAreQuotedAsRfc4180Says) {
  std::string out;
  append_csv(out, {"a", "", "b,c", "\"d\"", "e\nf", "輝達", " g "});
  EXPECT_EQ(out, "a,,\"b,c\",\"\"\"d\"\"\",\"e\nf\",輝達, g \r\n");
  const Json row = {{"a", nullptr}, {"b", {1, 2}}, {"c", "x"}, {"d", true}};
  EXPECT_EQ(csv_cell(row, "/a"), "");
  EXPECT_EQ(csv_cell(row, "/none/at/all"), "");
  EXPECT_EQ(csv_cell(row, "/b"), "[1,2]");
  EXPECT_EQ(csv_cell(row, "/b/1"), "2");
  EXPECT_EQ(csv_cell(row, "/c"), "x");
  EXPECT_EQ(csv_cell(row, "/d"), "true");
}

TEST(Filters, DaysAndWordsForThem) {
  const Time now = *parse_rfc3339("2025-03-01T23:59:59Z");
  const struct {
    const char *words, *first, *last;
  } rows[] = {{"2025-10-14", "2025-10-14", "2025-10-14"},
              {"2024-02", "2024-02-01", "2024-02-29"},
              {"2025", "2025-01-01", "2025-12-31"},
              {"today", "2025-03-01", "2025-03-01"},
              {"yesterday", "2025-02-28", "2025-02-28"},
              {"7d", "2025-02-22", "2025-02-22"},
              {"2025-02-29", "", ""},
              {"2025-13", "", ""},
              {"2025-33", "", ""},
              {"20251014", "", ""},
              {"2025-1-14x", "", ""},
              {"d", "", ""},
              {"-1d", "", ""},
              {"soon", "", ""},
              {"", "", ""}};
  for (const auto& row : rows) {
    EXPECT_EQ(day_of(row.words, false, now).value_or(""), row.first) << row.words;
    EXPECT_EQ(day_of(row.words, true, now).value_or(""), row.last) << row.words;
  }
}

TEST(Digest, AtomIsXmlWhateverArticlesHold) {
  StoredDeal deal;
  deal.id = "0123456789-1";
  deal.type.values.push_back({"investment", 1, {}});
  deal.status.values.push_back({"announced", 1, {}});
  deal.parties.push_back({{"investor", "", "A & B <\x01> \"輝達\" ]]>", "a"}, 1});
  deal.claims.emplace_back();
  deal.claims.front().url = "https://news.example/?a=1&b=\"<>";
  deal.claims.front().published = "2025-10";
  const auto root = [](const std::string& xml) {
    xmlDoc* document = xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "", nullptr,
                                     XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
    size_t entries = 0;
    if (document == nullptr) return std::string("no XML: ") + xml;
    const xmlNode* feed = xmlDocGetRootElement(document);
    for (const xmlNode* node = feed->children; node != nullptr; node = node->next) {
      entries += node->type == XML_ELEMENT_NODE &&
                 std::string("entry") == reinterpret_cast<const char*>(node->name);
    }
    const std::string name = reinterpret_cast<const char*>(feed->name);
    xmlFreeDoc(document);
    return fmt::format("{} {}", name, entries);
  };
  const Time now = *parse_rfc3339("2025-03-01T23:59:59Z");
  EXPECT_EQ(root(digest_atom({deal, deal}, now)), "feed 2");
  EXPECT_EQ(root(digest_atom({}, now)), "feed 0");
  EXPECT_NE(digest_atom({}, now).find("<updated>2025-03-01T23:59:59Z<"), std::string::npos);
  EXPECT_NE(digest_atom({deal}, now).find("<updated>2025-01-01T00:00:00Z<"), std::string::npos);
}

}  // namespace
}  // namespace dealwire
