// How does the store bear a hundred thousand documents?
//
// usage: bench_store [DOCUMENTS] [--check]
//
// Invented documents of three mentions and one claim each are put in batches, as `process` does:
// thirty new deals a day, three articles a deal, most of them soon after it. Tells the rate of the
// first and of the last tenth (the first one of a store of its own, batch by batch in turns with
// the last, as machines are not alike from minute to minute), memory, bytes a document, what one
// more claim costs to merge, and how long filters and text search take. With --check it fails if
// the last tenth is slower than 0.85 of the first, one more claim takes more than 1 ms, or a query
// more than 50 ms.
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "news.h"
#include "store/selection.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "text/utf8.h"
#include "turns.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr size_t kNew = 100;    // deals that are told of at a time
constexpr size_t kLater = 500;  // documents that come one by one

double megabytes_used() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// The same documents in every run.
class Newsroom {
 public:
  News next() {
    News out;
    // Papers tell of what is new, and one in ten of what was.
    const size_t newest = count_ * 3 / 10 + kNew;
    const size_t deal = newest - (random_() % 10 == 0 ? favourite(newest, 1) : favourite(kNew, 2));
    ++count_;
    out.document.id = fmt::format("{:016x}{:048x}", scattered(count_), count_);
    out.document.input = fmt::format("{}.html", count_);
    out.document.url = fmt::format("https://news.example/{}", count_);
    out.document.media_type = "text/html";
    out.article.lang = "zh-Hant";
    const std::string day = day_of(deal / 30 + random_() % 9);
    out.article.published = day;
    const std::string investor = fmt::format("{}集團", word(deal % 1'999)),
                      investee = fmt::format("{}科技", word(deal * 7 % 7'993));
    const std::string amount = std::to_string((deal % 97 + 1) * 10'000'000);
    std::string text = investor + "投資" + investee + amount + "美元。";
    const size_t at_investee = investor.size() + std::strlen("投資");
    const size_t at_amount = at_investee + investee.size();
    for (int i = 0; i < 150; ++i) text += word(favourite(3'000, 3)) + (i % 9 == 0 ? "，" : "");
    out.article.title.append_copy(investor + "投資" + investee, 0);
    out.article.text.append_copy(text, 0);
    out.extraction.mentions = {party_mention({"", investor, investor}, 0),
                               party_mention({"", investee, investee}, at_investee),
                               dollars(amount, at_amount)};
    Deal told = investment(0, day);
    if (random_() % 3 != 0) told.money = 2;
    told.evidence.push_back({Field::kText, {0, at_amount}, text.substr(0, at_amount), {{0, 60}}});
    out.extraction.deals.push_back(std::move(told));
    return out;
  }

 private:
  // One of `n`, the first ones more often: a power of an even choice.
  size_t favourite(size_t n, double power) {
    const double even = static_cast<double>(random_() % 1'000'000) / 1e6;
    return static_cast<size_t>(std::pow(even, power) * static_cast<double>(n));
  }
  static uint64_t scattered(uint64_t n) { return n * 0x9E37'79B9'7F4A'7C15; }

  static std::string day_of(uint64_t n) {
    const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year(2020) / 1 / 1) +
                                           std::chrono::days(n));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  }

  // Two Chinese characters, the same for the same number.
  static std::string word(size_t n) {
    std::string out;
    append_utf8(out, static_cast<char32_t>(0x4E00 + n * 31 % 6'000));
    append_utf8(out, static_cast<char32_t>(0x4E00 + n * 17 % 7'919));
    return out;
  }

  std::mt19937_64 random_{42};
  uint64_t count_ = 0;
};

void check(const Expected<void>& done) {
  if (done) return;
  fmt::print(stderr, "bench_store: {}\n", done.error().message);
  std::exit(2);
}

// A store that grows.
class Growing {
 public:
  explicit Growing(const std::string& path) : store_(*Store::open(path)) {}

  // The seconds it takes to put so many documents.
  double put_batch(size_t documents) {
    std::vector<News> batch;
    for (size_t i = 0; i < documents; ++i) batch.push_back(next());
    const double start = seconds();
    for (const News& item : batch) put(item);
    commit();
    return seconds() - start;
  }
  void put_many(size_t documents) {
    for (size_t done = 0; done < documents; done += Store::kBatch) {
      put_batch(std::min(documents - done, Store::kBatch));
    }
  }

  void put(const News& item) {
    check(store_.put(item.document, "UTF-8", false, item.article, item.extraction, "bench"));
  }
  void commit() { check(store_.commit()); }
  News next() { return news_.next(); }

  // Since this was asked before.
  int pages_written() {
    int pages = 0, most = 0;
    sqlite3_db_status(store_.handle(), SQLITE_DBSTATUS_CACHE_WRITE, &pages, &most, 1);
    return pages;
  }
  const Store& store() const { return store_; }

 private:
  Store store_;
  Newsroom news_;
};

class Bench {
 public:
  Bench(const std::string& folder, size_t documents)
      : folder_(folder), large_(path_of("large")), documents_(documents), tenth_(documents / 10) {}

  // Is all as it should be?
  bool operator()() {
    large_.put_many(tenth_);
    const double memory = megabytes_used();
    large_.put_many(documents_ - 2 * tenth_);
    const double memory_at_end = megabytes_used();
    const double ratio = last_to_first();
    fmt::print("{} documents, {} deals, the most told of by {} articles\n", documents_,
               large_.store().counts()->deals,
               number_of(large_.store().handle(), "SELECT max(articles) FROM deals"));
    fmt::print("memory after the first tenth {:.0f} MB, after nine {:.0f} MB\n", memory,
               memory_at_end);
    number_of(large_.store().handle(), "PRAGMA wal_checkpoint(TRUNCATE)");
    fmt::print("{:.0f} bytes a document\n", static_cast<double>(fs::file_size(path_of("large"))) /
                                                static_cast<double>(documents_));
    const double merge = one_more();
    fmt::print("one more claim: {:.2f} ms to merge (median; of the most told deals {:.2f})\n",
               merge, slowest_);
    const bool found = queries();
    return ratio >= 0.85 && merge < 1 && found;
  }

 private:
  std::string path_of(const char* name) const { return folder_ + "/" + name + ".db"; }

  // The rate of the last tenth, of that of the first.
  double last_to_first() {
    Growing young(path_of("young"));
    large_.pages_written();
    double first = 0, last = 0;
    for (size_t done = 0; done < tenth_; done += Store::kBatch) {
      const size_t batch = std::min(tenth_ - done, Store::kBatch);
      first += young.put_batch(batch);
      last += large_.put_batch(batch);
    }
    const auto n = static_cast<double>(tenth_);
    fmt::print("first tenth {:.0f} documents a second, last tenth {:.0f}: {:.2f}\n", n / first,
               n / last, first / last);
    fmt::print("pages written a document: in the first tenth {:.1f}, in the last {:.1f}\n",
               young.pages_written() / n, large_.pages_written() / n);
    return first / last;
  }

  // The milliseconds that a document's claim adds to it: the median of documents with one, less
  // that of documents without.
  double one_more() {
    std::vector<double> with, without;
    for (size_t i = 0; i < kLater; ++i) {
      News item = large_.next();
      if (i % 2 == 0) item.extraction.deals.clear();
      const double start = seconds();
      large_.put(item);
      large_.commit();
      (i % 2 == 0 ? without : with).push_back((seconds() - start) * 1e3);
    }
    const auto median = [](std::vector<double>& times) {
      std::sort(times.begin(), times.end());
      return times[times.size() / 2];
    };
    const double least = median(without);
    slowest_ = (median(with), with[with.size() * 99 / 100]) - least;
    return median(with) - least;
  }

  // What `dealwire deals` asks.
  bool queries() {
    const std::string party =
        text_of("SELECT party FROM deal_parties GROUP BY party ORDER BY count(*) DESC LIMIT 1");
    const std::string title = text_of("SELECT title FROM articles LIMIT 1 OFFSET 500");
    struct Row {
      const char* what;
      Selection selection;
    } rows[] = {
        {"the latest hundred", {}},     {"of a day", {}},           {"of a party", {}},
        {"of much money", {}},          {"with one character", {}}, {"with two characters", {}},
        {"with a headline's words", {}}};
    for (Row& row : rows) row.selection.limit = 100;
    rows[1].selection.from = rows[1].selection.until = "2020-02-03";
    rows[2].selection.party = party;
    rows[3].selection.min_money = Decimal(900'000'000);
    rows[4].selection.match = title.substr(0, 3);
    rows[5].selection.match = title.substr(0, 6);
    rows[6].selection.match = title;
    bool fast = true;
    for (const auto& [what, selection] : rows) {
      const double start = seconds();
      const size_t found = list_deals(large_.store(), selection)->size();
      const double milliseconds = (seconds() - start) * 1e3;
      fmt::print("{:24}{:6.1f} ms, {} deals\n", what, milliseconds, found);
      fast = fast && milliseconds < 50;
    }
    return fast;
  }

  std::string text_of(const char* sql) {
    SqlStatement row(large_.store().handle(), sql);
    return row.step() ? row.text(0) : "";
  }

  std::string folder_;
  Growing large_;
  size_t documents_, tenth_;
  double slowest_ = 0;
};

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  size_t documents = 100'000;
  bool check = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--check") == 0) {
      check = true;
    } else if (documents = std::strtoul(argv[i], nullptr, 10); documents < 10'000) {
      fmt::print(stderr, "usage: bench_store [DOCUMENTS, at least 10000] [--check]\n");
      return 2;
    }
  }
  std::string folder = (std::filesystem::temp_directory_path() / "bench-store-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  const bool good = dealwire::Bench(folder, documents)();
  std::filesystem::remove_all(folder);
  return good || !check ? 0 : 1;
}
