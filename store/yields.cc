#include "store/yields.h"

namespace dealwire {
namespace {

constexpr std::chrono::days kOldAfter{30};
constexpr int64_t kMostTwins = 16;     // articles with a fingerprint that are looked at
constexpr int64_t kMostCaptures = 64;  // of each

std::string day_of(const std::string& time) { return time.substr(0, 10); }

// What the URLs that it names add up to.
Yield yield_of(const Settled& settled, Time now) {
  const auto& [url, outcome] = settled;
  Yield out;
  out.looks = url.kind != UrlKind::kArticle && outcome.problem.empty() ? 1 : 0;
  if (url.kind == UrlKind::kPage) out.found = static_cast<int64_t>(outcome.captures.size());
  const std::string old = to_rfc3339(now - kOldAfter);
  for (const Discovery& discovery : outcome.discoveries) {
    const bool is_news = discovery.due || discovery.text;
    if (!is_news || discovery.changed || discovery.kind != UrlKind::kArticle) continue;
    ++(discovery.found.published && *discovery.found.published < old ? out.old : out.found);
  }
  return out;
}

void add_yield(SqlCache& sql, const std::string& source, const std::string& day,
               const Yield& yield) {
  sql("INSERT INTO yields (source, day, looks, found, old, read, failed, copies) "
      "VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET looks = looks + excluded.looks, "
      "found = found + excluded.found, old = old + excluded.old, read = read + excluded.read, "
      "failed = failed + excluded.failed, copies = copies + excluded.copies")
      .bind(source)
      .bind(day)
      .bind(yield.looks)
      .bind(yield.found)
      .bind(yield.old)
      .bind(yield.read)
      .bind(yield.failed)
      .bind(yield.copies)
      .step();
}

// Did the document come by another URL of the source, too?
bool came_elsewhere(SqlCache& sql, const std::string& document, const std::string& source,
                    const std::string& url) {
  auto row =
      sql("SELECT 1 FROM (SELECT source, ifnull(queued, url) AS url FROM captures "
          "WHERE document = ? ORDER BY id DESC LIMIT ?) WHERE source = ? AND url <> ? LIMIT 1");
  return row.bind(document).bind(kMostCaptures).bind(source).bind(url).step();
}

// Did another document with the same fingerprint? Without the plus SQLite knows the column's value,
// puts it into the index's expression, and finds no index for what is left.
bool has_twin(SqlCache& sql, const std::string& document, int64_t fingerprint,
              const std::string& source, const std::string& url) {
  auto twins =
      sql("SELECT document FROM articles INDEXED BY articles_by_fingerprint_1 "
          "WHERE fingerprint & 0xFFFF = ?1 & 0xFFFF AND +fingerprint = ?1 AND document <> ?2 "
          "ORDER BY rowid DESC LIMIT ?3");
  twins.bind(fingerprint).bind(document).bind(kMostTwins);
  while (twins.step()) {
    if (came_elsewhere(sql, twins.text(0), source, url)) return true;
  }
  return false;
}

}  // namespace

void count_fetch(SqlCache& sql, const Settled& settled, Time now) {
  const Yield yield = yield_of(settled, now);
  if (yield.looks + yield.found + yield.old == 0) return;
  add_yield(sql, settled.url.source, day_of(to_rfc3339(now)), yield);
}

void count_reading(SqlCache& sql, int64_t capture, const std::optional<std::string>& document) {
  auto row = sql("SELECT source, fetched_at, ifnull(queued, url) FROM captures WHERE id = ?");
  if (!row.bind(capture).step()) return;
  Yield yield;
  auto article = sql("SELECT text <> '', fingerprint FROM articles WHERE document = ?");
  if (document && article.bind(*document).step() && article.number(0) != 0) {
    const std::string source = row.text(0), url = row.text(2);
    const bool copied =
        came_elsewhere(sql, *document, source, url) ||
        (article.maybe(1) && has_twin(sql, *document, article.number(1), source, url));
    yield.read = 1;
    yield.copies = copied ? 1 : 0;
  } else {
    yield.failed = 1;
  }
  add_yield(sql, row.text(0), day_of(row.text(1)), yield);
}

std::map<std::string, Yields> yields_until(sqlite3* db, Time now) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  const std::string oldest = day_of(to_rfc3339(today - std::chrono::days(kYieldDays)));
  std::map<std::string, Yields> out;
  bool is_outdated = false;
  SqlStatement row(db,
                   "SELECT source, day, looks, found, old, read, failed, copies FROM yields "
                   "ORDER BY source, day");
  while (row.step()) {
    const auto day = parse_rfc3339(row.text(1) + "T00:00:00Z");
    const bool is_kept = day && row.text(1) >= oldest;
    is_outdated = is_outdated || !is_kept;
    if (!is_kept || *day > today) continue;  // clocks were wrong, and are set
    Yields& yields = out[row.text(0)];
    const auto ago = static_cast<size_t>((today - std::chrono::floor<std::chrono::days>(*day)) /
                                         std::chrono::days(1));
    if (yields.empty()) yields.resize(ago + 1);
    yields[ago] = {row.number(2), row.number(3), row.number(4),
                   row.number(5), row.number(6), row.number(7)};
  }
  if (is_outdated) SqlStatement(db, "DELETE FROM yields WHERE day < ?").bind(oldest).run();
  return out;
}

}  // namespace dealwire
