#include "store/frontier.h"

#include <algorithm>

#include "store/sqlite.h"

namespace dealwire {
namespace {

UrlKind kind_of(const std::string& text) {
  const auto found = std::find(kUrlKindNames.begin(), kUrlKindNames.end(), text);
  return static_cast<UrlKind>(found - kUrlKindNames.begin());
}

std::optional<std::string> text_of(const std::optional<Time>& time) {
  return time ? std::optional(to_rfc3339(*time)) : std::nullopt;
}

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Time time_of(const std::string& text) { return parse_rfc3339(text).value_or(Time{}); }

std::string origin_of(const std::string& url) {
  return url.substr(0, url.find('/', url.find("://") + 3));
}

bool put_capture(sqlite3* db, const Capture& capture, const std::string& source) {
  SqlStatement(db,
               "INSERT INTO captures (url, source, fetched_at, archive, record) "
               "VALUES (?,?,?,?,?) ON CONFLICT (archive, record) DO NOTHING")
      .bind(capture.url)
      .bind(source)
      .bind(to_rfc3339(capture.fetched_at))
      .bind(capture.file)
      .bind(static_cast<int64_t>(capture.record))
      .run();
  return sqlite3_changes(db) > 0;
}

// Where a redirect led is known from now on, too.
void put_known(sqlite3* db, const std::string& url, const std::string& source, Time now) {
  SqlStatement(db,
               "INSERT INTO urls (url, source, kind, origin, found_at, fetched_at) "
               "VALUES (?1,?2,'article',?3,?4,?4) ON CONFLICT DO NOTHING")
      .bind(url)
      .bind(source)
      .bind(origin_of(url))
      .bind(to_rfc3339(now))
      .run();
}

// A new URL is queued, one known by address or by the feed's id is left as it is.
void put_found(sqlite3* db, const QueuedUrl& feed, const std::vector<FoundUrl>& found, Time now) {
  SqlStatement insert(
      db,
      "INSERT INTO urls (url, source, kind, origin, guid, title, published, found_at, "
      "due) VALUES (?,?,'article',?,?,?,?,?,?) ON CONFLICT DO NOTHING");
  for (const FoundUrl& entry : found) {
    insert.bind(entry.url)
        .bind(feed.source)
        .bind(entry.origin)
        .bind(entry.guid)
        .bind(or_null(entry.title))
        .bind(entry.published)
        .bind(to_rfc3339(now))
        .bind(to_rfc3339(now))
        .run();
  }
}

QueuedUrl queued_url(const SqlStatement& row) {
  QueuedUrl out;
  out.url = row.text(0);
  out.source = row.text(1);
  out.kind = kind_of(row.text(2));
  out.origin = row.text(3);
  out.ready = time_of(row.text(4));
  out.failures = static_cast<int>(row.number(5));
  out.well_since = time_of(row.text(6));
  out.etag = row.maybe(7);
  out.last_modified = row.maybe(8);
  out.digest = row.maybe(9);
  return out;
}

void free_host(sqlite3* db, const std::string& origin, Time when) {
  SqlStatement(db,
               "INSERT INTO hosts (origin, not_before) VALUES (?,?) "
               "ON CONFLICT (origin) DO UPDATE SET not_before = excluded.not_before")
      .bind(origin)
      .bind(to_rfc3339(when))
      .run();
}

}  // namespace

Expected<void> StoredFrontier::plan(const std::vector<WantedUrl>& wanted, Time now) {
  return guarded(store_.path(), [&] {
    sqlite3* db = store_.handle();
    Transaction transaction(db);
    SqlStatement(db, "CREATE TEMP TABLE IF NOT EXISTS wanted (url TEXT PRIMARY KEY)").run();
    SqlStatement(db, "DELETE FROM temp.wanted").run();
    SqlStatement note(db, "INSERT OR IGNORE INTO temp.wanted VALUES (?)");
    // Known from a feed, or not fetched any more since settings did not name it: due at once.
    SqlStatement put(db,
                     "INSERT INTO urls (url, source, kind, origin, found_at, due) VALUES "
                     "(?1,?2,?3,?4,?5,?5) ON CONFLICT (url) DO UPDATE SET source = ?2, kind = ?3, "
                     "due = ifnull(due, ?5) "
                     "WHERE (source <> ?2 OR kind <> ?3 OR due IS NULL) "
                     "AND problem IS NOT 'purged'");
    for (const WantedUrl& url : wanted) {
      note.bind(url.url).run();
      put.bind(url.url)
          .bind(url.source)
          .bind(name(url.kind))
          .bind(origin_of(url.url))
          .bind(to_rfc3339(now))
          .run();
    }
    SqlStatement(db,
                 "UPDATE urls SET due = NULL WHERE kind <> 'article' AND due IS NOT NULL "
                 "AND url NOT IN (SELECT url FROM temp.wanted)")
        .run();
    transaction.commit();
  });
}

Expected<std::optional<QueuedUrl>> StoredFrontier::next(Time now) {
  // The indexes give the order, so both read a few rows however long the queue is, but for those of
  // hosts that are to be left alone.
  static const std::string columns =
      "SELECT u.url, u.source, u.kind, u.origin, max(u.due, ifnull(h.not_before, '')), u.failures, "
      "ifnull(u.fetched_at, u.found_at), u.etag, u.last_modified, u.digest ";
  static const std::string free_now =
      columns +
      "FROM urls u INDEXED BY urls_by_turn LEFT JOIN hosts h ON h.origin = u.origin "
      "WHERE u.due <= ?1 AND ifnull(h.not_before, '') <= ?1 "
      "ORDER BY u.kind = 'article', u.due LIMIT 1";
  static const std::string free_first =
      columns +
      "FROM hosts h JOIN urls u ON u.origin = h.origin "
      "WHERE u.due <= ?1 AND h.origin = (SELECT origin FROM hosts WHERE not_before > ?1 AND EXISTS "
      "(SELECT 1 FROM urls WHERE origin = hosts.origin AND due <= ?1) ORDER BY not_before LIMIT 1) "
      "LIMIT 1";
  return guarded(store_.path(), [&]() -> std::optional<QueuedUrl> {
    for (const std::string& query : {free_now, free_first}) {
      SqlStatement row(store_.handle(), query.c_str());
      if (row.bind(to_rfc3339(now)).step()) return queued_url(row);
    }
    return std::nullopt;
  });
}

Expected<void> StoredFrontier::settle(const QueuedUrl& url, const Outcome& outcome, Time now) {
  return guarded(store_.path(), [&] {
    sqlite3* db = store_.handle();
    Transaction transaction(db);
    const bool well = outcome.problem.empty();
    SqlStatement(db,
                 "UPDATE urls SET due = ?, problem = ?, failures = ?, etag = ?, last_modified = ?, "
                 "digest = ?, fetched_at = ifnull(?, fetched_at) WHERE url = ?")
        .bind(text_of(outcome.due))
        .bind(or_null(outcome.problem))
        .bind(well ? int64_t{0} : int64_t{url.failures} + 1)
        .bind(outcome.etag)
        .bind(outcome.last_modified)
        .bind(outcome.digest)
        .bind(well ? std::optional(to_rfc3339(now)) : std::nullopt)
        .bind(url.url)
        .run();
    if (outcome.capture) {
      put_capture(db, *outcome.capture, url.source);
      put_known(db, outcome.capture->url, url.source, now);
    }
    put_found(db, url, outcome.found, now);
    if (outcome.host_free) free_host(db, url.origin, *outcome.host_free);
    transaction.commit();
  });
}

Expected<void> StoredFrontier::adopt(const Capture& capture) {
  return guarded(store_.path(), [&] {
    sqlite3* db = store_.handle();
    Transaction transaction(db);
    std::string source, kind;
    {
      SqlStatement row(db, "SELECT source, kind FROM urls WHERE url = ? AND due IS NOT NULL");
      if (!row.bind(capture.queued).step()) return;
      source = row.text(0);
      kind = row.text(1);
    }
    if (!put_capture(db, capture, source)) return;
    // A page stays due, and will be found unchanged or not.
    if (kind == name(UrlKind::kArticle)) {
      SqlStatement(db, "UPDATE urls SET due = NULL, problem = NULL, fetched_at = ? WHERE url = ?")
          .bind(to_rfc3339(capture.fetched_at))
          .bind(capture.queued)
          .run();
    }
    put_known(db, capture.url, source, capture.fetched_at);
    transaction.commit();
  });
}

Expected<std::optional<Robots>> StoredFrontier::robots(const std::string& origin) {
  return guarded(store_.path(), [&]() -> std::optional<Robots> {
    SqlStatement row(store_.handle(),
                     "SELECT robots, robots_problem, robots_until, robots_failures FROM hosts "
                     "WHERE origin = ? AND robots IS NOT NULL");
    if (!row.bind(origin).step()) return std::nullopt;
    return Robots{row.text(0), row.text(1), time_of(row.text(2)), static_cast<int>(row.number(3))};
  });
}

Expected<void> StoredFrontier::put_robots(const std::string& origin, const Robots& robots,
                                          Time host_free) {
  return guarded(store_.path(), [&] {
    sqlite3* db = store_.handle();
    Transaction transaction(db);
    free_host(db, origin, host_free);
    SqlStatement(db,
                 "UPDATE hosts SET robots = ?, robots_problem = ?, robots_until = ?, "
                 "robots_failures = ? WHERE origin = ?")
        .bind(robots.text)
        .bind(or_null(robots.problem))
        .bind(to_rfc3339(robots.until))
        .bind(int64_t{robots.failures})
        .bind(origin)
        .run();
    transaction.commit();
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
                                         const std::optional<std::string>& problem) {
  return guarded(store_.path(), [&] {
    SqlStatement(store_.handle(),
                 "UPDATE captures SET reader = ?, document = ?, problem = ? WHERE id = ?")
        .bind(reader)
        .bind(document)
        .bind(problem)
        .bind(capture)
        .run();
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
