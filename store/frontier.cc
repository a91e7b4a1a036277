#include "store/frontier.h"

#include <algorithm>
#include <sstream>

#include "store/known_urls.h"
#include "store/sqlite.h"
#include "store/yields.h"

namespace dealwire {
namespace {

UrlKind kind_of(const std::string& text) {
  const auto found = std::find(kUrlKindNames.begin(), kUrlKindNames.end(), text);
  return static_cast<UrlKind>(found - kUrlKindNames.begin());
}

std::optional<std::string> time_text(const std::optional<Time>& time) {
  return time ? std::optional(to_rfc3339(*time)) : std::nullopt;
}

Time time_of(const std::string& text) { return parse_rfc3339(text).value_or(Time{}); }

// "NORMAL": commits outlast the process, but need not outlast the machine, so that no request waits
// for the disk. Not to be changed at each of them, as it is compiled each time.
void set_synchronous(sqlite3* db, const char* how) {
  SqlStatement(db, fmt::format("PRAGMA synchronous = {}", how).c_str()).run();
}

bool put_capture(SqlCache& sql, const Capture& capture, const std::string& source) {
  sql("INSERT INTO captures (url, queued, source, fetched_at, archive, record) "
      "VALUES (?,?,?,?,?,?) ON CONFLICT (archive, record) DO NOTHING")
      .bind(capture.url)
      .bind(capture.queued == capture.url ? std::nullopt : std::optional(capture.queued))
      .bind(source)
      .bind(to_rfc3339(capture.fetched_at))
      .bind(capture.file)
      .bind(static_cast<int64_t>(capture.record))
      .step();
  return sqlite3_changes(sql.db()) > 0;
}

// A new URL; one that is known by URL, identity or the feed's id is left as it is.
void put_new(SqlCache& sql, const Discovery& discovery, const std::string& source, Time now) {
  const FoundUrl& found = discovery.found;
  sql("INSERT INTO urls (url, source, kind, queue, identity, guid, title, published, updated, "
      "found_at, due, fetched_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING")
      .bind(found.url)
      .bind(source)
      .bind(name(discovery.kind))
      .bind(discovery.queue)
      .bind(discovery.identity)
      .bind(found.guid)
      .bind(null_if_empty(found.title))
      .bind(found.published)
      .bind(found.updated)
      .bind(to_rfc3339(now))
      .bind(time_text(discovery.due))
      .bind(discovery.due ? std::nullopt : std::optional(to_rfc3339(now)))
      .step();
}

void put_changed(SqlCache& sql, const Discovery& discovery) {
  sql("UPDATE urls SET title = ifnull(?, title), updated = ?, due = ?, changes = changes + 1 "
      "WHERE identity = ?")
      .bind(null_if_empty(discovery.found.title))
      .bind(discovery.found.updated)
      .bind(time_text(discovery.due))
      .bind(discovery.identity)
      .step();
}

void put_outcome(SqlCache& sql, const Settled& settled, Time now) {
  const auto& [url, outcome] = settled;
  const bool well = outcome.problem.empty();
  sql("UPDATE urls SET due = ?, problem = ?, failures = ?, etag = ?, last_modified = ?, "
      "digest = ?, ended_at = ?, fetched_at = ifnull(?, fetched_at) WHERE url = ?")
      .bind(time_text(outcome.due))
      .bind(null_if_empty(outcome.problem))
      .bind(well ? int64_t{0} : int64_t{url.failures} + (outcome.untried ? 0 : 1))
      .bind(outcome.etag)
      .bind(outcome.last_modified)
      .bind(outcome.digest)
      .bind(outcome.ended_at)
      .bind(well ? std::optional(to_rfc3339(now)) : std::nullopt)
      .bind(url.url)
      .step();
  for (const Capture& capture : outcome.captures) put_capture(sql, capture, url.source);
  for (const Discovery& discovery : outcome.discoveries) {
    discovery.changed ? put_changed(sql, discovery) : put_new(sql, discovery, url.source, now);
  }
  count_fetch(sql, settled, now);
}

void put_pace(SqlCache& sql, const std::string& queue, const Pace& pace) {
  sql("INSERT INTO queues (name, not_before, failures) VALUES (?,?,?) "
      "ON CONFLICT DO UPDATE SET not_before = excluded.not_before, failures = excluded.failures")
      .bind(queue)
      .bind(to_rfc3339(pace.not_before))
      .bind(int64_t{pace.failures})
      .step();
}

const std::string kQueuedColumns =
    "SELECT url, source, kind, queue, failures, ifnull(fetched_at, found_at), ended_at, etag, "
    "last_modified, digest, updated";

QueuedUrl queued_url(const SqlStatement& row) {
  QueuedUrl out;
  out.url = row.text(0);
  out.source = row.text(1);
  out.kind = kind_of(row.text(2));
  out.queue = row.text(3);
  out.failures = static_cast<int>(row.number(4));
  out.well_since = time_of(row.text(5));
  out.ended_at = row.maybe(6);
  out.etag = row.maybe(7);
  out.last_modified = row.maybe(8);
  out.digest = row.maybe(9);
  out.updated = row.maybe(10);
  return out;
}

// What was under way when a run died waits for a while.
void hold_back(SqlCache& sql) {
  std::string again, urls;
  {
    auto row = sql("SELECT urls, again FROM under_way");
    row.step();
    urls = row.text(0);
    again = row.text(1);
  }
  std::istringstream lines(urls);
  for (std::string url; std::getline(lines, url);) {
    sql("UPDATE urls SET due = ?1 WHERE url = ?2 AND due < ?1").bind(again).bind(url).step();
  }
  if (!urls.empty()) sql("UPDATE under_way SET urls = ''").step();
}

}  // namespace

StoredFrontier::StoredFrontier(Store& store) : store_(store), sql_(store.handle()) {}

Expected<void> StoredFrontier::plan(const std::vector<WantedUrl>& wanted, Time now) {
  return guarded(store_.path(), [&] {
    sqlite3* db = store_.handle();
    set_synchronous(db, "NORMAL");
    Transaction transaction(db);
    hold_back(sql_);
    SqlStatement(
        db, "CREATE TEMP TABLE IF NOT EXISTS wanted (url TEXT PRIMARY KEY, source TEXT NOT NULL)")
        .run();
    SqlStatement(db, "DELETE FROM temp.wanted").run();
    SqlStatement note(db, "INSERT OR IGNORE INTO temp.wanted VALUES (?,?)");
    // Known from a feed, or not fetched any more since settings did not name it: due at once.
    SqlStatement put(db,
                     "INSERT INTO urls (url, source, kind, queue, found_at, due) VALUES "
                     "(?1,?2,?3,?4,?5,?5) ON CONFLICT (url) DO UPDATE SET source = ?2, kind = ?3, "
                     "queue = ?4, identity = NULL, due = ifnull(due, ?5) "
                     "WHERE (source <> ?2 OR kind <> ?3 OR queue <> ?4 OR due IS NULL) "
                     "AND problem IS NOT 'purged'");
    for (const WantedUrl& url : wanted) {
      note.bind(url.url).bind(url.source).run();
      put.bind(url.url)
          .bind(url.source)
          .bind(name(url.kind))
          .bind(url.queue)
          .bind(to_rfc3339(now))
          .run();
    }
    SqlStatement(db,
                 "UPDATE urls SET due = NULL WHERE kind <> 'article' AND due IS NOT NULL AND "
                 "iif(kind = 'part', source NOT IN (SELECT source FROM temp.wanted), "
                 "url NOT IN (SELECT url FROM temp.wanted))")
        .run();
    transaction.commit();
  });
}

Expected<std::vector<std::string>> StoredFrontier::busy_queues(Time now) {
  return guarded(store_.path(), [&] {
    // From each name to the next one by the index: a step for each queue, however long they are.
    auto row = sql_(
        "WITH RECURSIVE names (name) AS ("
        "  SELECT min(queue) FROM urls WHERE due IS NOT NULL"
        "  UNION ALL"
        "  SELECT (SELECT min(queue) FROM urls WHERE due IS NOT NULL AND queue > name) FROM names"
        "  WHERE name IS NOT NULL"
        ") SELECT name FROM names WHERE name IS NOT NULL AND ("
        "  EXISTS (SELECT 1 FROM urls INDEXED BY urls_by_queue WHERE queue = name AND"
        "          (kind = 'article') = 0 AND due IS NOT NULL AND due <= ?1) OR"
        "  EXISTS (SELECT 1 FROM urls INDEXED BY urls_by_queue WHERE queue = name AND"
        "          (kind = 'article') = 1 AND due IS NOT NULL AND due <= ?1))");
    row.bind(to_rfc3339(now));
    std::vector<std::string> out;
    while (row.step()) out.push_back(row.text(0));
    return out;
  });
}

Expected<std::vector<QueuedUrl>> StoredFrontier::due(const std::string& queue, Time now,
                                                     size_t most) {
  return guarded(store_.path(), [&] {
    auto row = sql_(
        kQueuedColumns +
        " FROM urls INDEXED BY urls_by_queue "
        "WHERE queue = ? AND due IS NOT NULL AND due <= ? ORDER BY kind = 'article', due LIMIT ?");
    row.bind(queue).bind(to_rfc3339(now)).bind(static_cast<int64_t>(most));
    std::vector<QueuedUrl> out;
    while (row.step()) out.push_back(queued_url(row));
    return out;
  });
}

Expected<std::vector<QueuedUrl>> StoredFrontier::request(const std::vector<Discovery>& wanted,
                                                         const std::string& source, Time now) {
  return guarded(store_.path(), [&] {
    set_synchronous(sql_.db(), "NORMAL");
    Transaction transaction(sql_.db());
    hold_back(sql_);
    std::vector<QueuedUrl> out;
    for (const Discovery& discovery : wanted) {
      const std::string& url = discovery.found.url;
      put_new(sql_, discovery, source, now);
      sql_(
          "UPDATE urls SET due = ?1, problem = NULL, source = iif(source = '', ?4, source) "
          "WHERE url = ?2 OR identity = ?3")
          .bind(to_rfc3339(now))
          .bind(url)
          .bind(discovery.identity)
          .bind(source)
          .step();
      auto row = sql_(kQueuedColumns + " FROM urls WHERE url = ?1 OR identity = ?2");
      if (row.bind(url).bind(discovery.identity).step()) out.push_back(queued_url(row));
    }
    transaction.commit();
    return out;
  });
}

Expected<std::vector<Discovery>> StoredFrontier::sift(const std::string& source,
                                                      std::vector<Discovery> discoveries) {
  return guarded(store_.path(), [&] { return sift_known(sql_, source, std::move(discoveries)); });
}

Expected<void> StoredFrontier::note_asked(const std::vector<std::string>& urls, Time again) {
  return guarded(store_.path(), [&] {
    sql_("UPDATE under_way SET urls = ?, again = ?")
        .bind(fmt::format("{}", fmt::join(urls, "\n")))
        .bind(to_rfc3339(again))
        .step();
  });
}

Expected<void> StoredFrontier::settle(const std::vector<Settled>& settled,
                                      const std::map<std::string, Pace>& paces, Time now) {
  return guarded(store_.path(), [&] {
    Transaction transaction(sql_.db());
    for (const Settled& one : settled) put_outcome(sql_, one, now);
    for (const auto& [queue, pace] : paces) put_pace(sql_, queue, pace);
    transaction.commit();
  });
}

Expected<void> StoredFrontier::sync() {
  return guarded(store_.path(), [&] {
    SqlStatement(sql_.db(), "PRAGMA wal_checkpoint(PASSIVE)").run();
    set_synchronous(sql_.db(), "FULL");
  });
}

Expected<void> StoredFrontier::adopt(const Capture& capture) {
  return guarded(store_.path(), [&] {
    Transaction transaction(sql_.db());
    std::string source, kind;
    {
      auto row = sql_("SELECT source, kind FROM urls WHERE url = ? AND due IS NOT NULL");
      if (!row.bind(capture.queued).step()) return;
      source = row.text(0);
      kind = row.text(1);
    }
    if (!put_capture(sql_, capture, source)) return;
    // A page stays due, and will be found unchanged or not.
    if (kind == name(UrlKind::kArticle)) {
      sql_("UPDATE urls SET due = NULL, problem = NULL, fetched_at = ? WHERE url = ?")
          .bind(to_rfc3339(capture.fetched_at))
          .bind(capture.queued)
          .step();
    }
    transaction.commit();
  });
}

Expected<Pace> StoredFrontier::pace(const std::string& queue) {
  return guarded(store_.path(), [&] {
    auto row = sql_("SELECT not_before, failures FROM queues WHERE name = ?");
    if (!row.bind(queue).step()) return Pace{};
    return Pace{time_of(row.text(0)), static_cast<int>(row.number(1))};
  });
}

Expected<std::optional<Robots>> StoredFrontier::robots(const std::string& origin) {
  return guarded(store_.path(), [&]() -> std::optional<Robots> {
    auto row = sql_("SELECT text, problem, until, failures, lost FROM robots WHERE origin = ?");
    if (!row.bind(origin).step()) return std::nullopt;
    const auto lost = row.maybe(4);
    return Robots{row.text(0), row.text(1), time_of(row.text(2)), static_cast<int>(row.number(3)),
                  lost ? std::optional(time_of(*lost)) : std::nullopt};
  });
}

Expected<void> StoredFrontier::put_robots(const std::string& origin, const Robots& robots) {
  return guarded(store_.path(), [&] {
    sql_(
        "INSERT OR REPLACE INTO robots (origin, text, problem, until, failures, lost) "
        "VALUES (?,?,?,?,?,?)")
        .bind(origin)
        .bind(robots.text)
        .bind(null_if_empty(robots.problem))
        .bind(to_rfc3339(robots.until))
        .bind(int64_t{robots.failures})
        .bind(time_text(robots.lost))
        .step();
  });
}

Expected<uint64_t> StoredFrontier::last_record(const std::string& file) const {
  return guarded(store_.path(), [&] {
    SqlStatement row(store_.handle(),
                     "SELECT ifnull(max(record), 0) FROM captures WHERE archive = ?");
    row.bind(file).step();
    return static_cast<uint64_t>(row.number(0));
  });
}

Expected<std::optional<UnreadCapture>> StoredFrontier::unread(int64_t after) const {
  return guarded(store_.path(), [&]() -> std::optional<UnreadCapture> {
    SqlStatement row(store_.handle(),
                     "SELECT id, archive, record FROM captures WHERE reader IS NULL "
                     "AND id > ? ORDER BY id LIMIT 1");
    row.bind(after);
    if (!row.step()) return std::nullopt;
    return UnreadCapture{row.number(0), row.text(1), static_cast<uint64_t>(row.number(2))};
  });
}

Expected<void> StoredFrontier::mark_read(int64_t capture, const std::string& reader,
                                         const std::optional<std::string>& document,
                                         const std::optional<std::string>& problem, bool lost) {
  return guarded(store_.path(), [&] {
    Transaction transaction(sql_.db());
    sql_("UPDATE captures SET reader = ?, document = ?, problem = ? WHERE id = ?")
        .bind(reader)
        .bind(document)
        .bind(problem)
        .bind(capture)
        .step();
    if (!lost) count_reading(sql_, capture, document);
    transaction.commit();
  });
}

Expected<void> StoredFrontier::know(int64_t capture, const Discovery& discovery, Time now) {
  return guarded(store_.path(), [&] {
    auto row = sql_("SELECT source FROM captures WHERE id = ?");
    if (row.bind(capture).step()) put_new(sql_, discovery, row.text(0), now);
  });
}

Expected<std::vector<SourceState>> StoredFrontier::sources() const {
  return guarded(store_.path(), [&] {
    SqlStatement row(store_.handle(),
                     "SELECT source, count(*), sum(due IS NOT NULL AND kind = 'article'), "
                     "sum(due IS NULL AND problem <> 'purged'), "
                     "max(CASE WHEN kind <> 'article' THEN fetched_at END), "
                     "min(CASE WHEN kind <> 'article' THEN due END), "
                     "max(CASE WHEN kind <> 'article' THEN problem END) "
                     "FROM urls WHERE source <> '' GROUP BY source ORDER BY source");
    std::vector<SourceState> out;
    while (row.step()) {
      out.push_back({row.text(0), row.number(1), row.number(2), row.number(3), row.maybe(4),
                     row.maybe(5), row.maybe(6)});
    }
    return out;
  });
}

Expected<std::vector<FailedUrl>> StoredFrontier::failed(size_t most) const {
  return guarded(store_.path(), [&] {
    SqlStatement row(store_.handle(),
                     "SELECT url, problem, due FROM urls WHERE problem <> 'purged' "
                     "UNION ALL SELECT url, problem, NULL FROM captures WHERE problem IS NOT NULL "
                     "ORDER BY 1 LIMIT ?");
    row.bind(static_cast<int64_t>(most));
    std::vector<FailedUrl> out;
    while (row.step()) out.push_back({row.text(0), row.text(1), row.maybe(2)});
    return out;
  });
}

}  // namespace dealwire
