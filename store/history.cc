#include "store/history.h"

#include <fmt/format.h>

#include "store/sqlite.h"

namespace dealwire {
namespace {

// Started every minute, runs would leave half a million rows a year.
constexpr int64_t kRunsKept = 10'000;
constexpr int64_t kHistoriesKept = 1'000;  // runs that changed something

// The oldest run whose changes are still known with those of all after it; 0 if all are.
int64_t oldest_history(sqlite3* db) {
  SqlStatement row(
      db,
      "WITH RECURSIVE kept (run, n) AS (SELECT max(run), 1 FROM history UNION ALL "
      "SELECT (SELECT max(run) FROM history WHERE run < kept.run), n + 1 FROM kept "
      "WHERE n < ?1 AND run IS NOT NULL) SELECT ifnull(run, 0) FROM kept WHERE n = ?1");
  return row.bind(kHistoriesKept).step() ? row.number(0) : 0;
}

}  // namespace

Expected<int64_t> begin_run(Store& store, const std::string& kind, const std::string& reader,
                            Time now) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlStatement(db, "INSERT INTO runs (started_at, kind, reader) VALUES (?,?,?)")
        .bind(to_rfc3339(now))
        .bind(kind)
        .bind(reader.empty() ? std::nullopt : std::optional(reader))
        .run();
    const int64_t run = sqlite3_last_insert_rowid(db);
    store.work_for(run);
    return run;
  });
}

Expected<void> end_run(Store& store, int64_t run, Time now, const std::string& result) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    Transaction transaction(db);
    SqlStatement(db, "UPDATE runs SET ended_at = ?, result = ? WHERE id = ?")
        .bind(to_rfc3339(now))
        .bind(result)
        .bind(run)
        .run();
    SqlStatement(db, "DELETE FROM runs WHERE id <= ? - ?").bind(run).bind(kRunsKept).run();
    SqlStatement(db, "DELETE FROM history WHERE run < ?").bind(oldest_history(db)).run();
    transaction.commit();
  });
}

Expected<void> note_reader(Store& store, const std::string& version, const std::string& files,
                           Time now) {
  return guarded(store.path(), [&] {
    SqlStatement(store.handle(), "INSERT OR IGNORE INTO readers VALUES (?,?,?)")
        .bind(version)
        .bind(files)
        .bind(to_rfc3339(now))
        .run();
  });
}

Expected<std::vector<RunState>> runs(const Store& store, size_t most) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT id, kind, started_at, ended_at, result, reader FROM runs "
                     "ORDER BY id DESC LIMIT ?");
    row.bind(static_cast<int64_t>(most));
    std::vector<RunState> out;
    while (row.step()) {
      out.push_back(
          {row.number(0), row.text(1), row.text(2), row.maybe(3), row.maybe(4), row.maybe(5)});
    }
    return out;
  });
}

Expected<std::vector<DealChange>> changes_between(const Store& store, int64_t from, int64_t to) {
  std::string missing;
  auto changes = guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    std::vector<DealChange> out;
    const int64_t oldest = oldest_history(db);
    for (const int64_t run : {from, to}) {
      SqlStatement known(db, "SELECT 1 FROM runs WHERE id = ?");
      if (run < 0 || run + 1 < oldest || (run != 0 && !known.bind(run).step())) {
        missing = fmt::format("{}: there is no run {}, or its history is no longer kept",
                              store.path(), run);
      }
    }
    SqlStatement rows(db,
                      "WITH changed AS (SELECT deal, min(run) AS first FROM history "
                      "                 WHERE run > ?1 AND run <= ?2 GROUP BY deal) "
                      "SELECT c.deal, iif(h.before ->> '$.rejected', NULL, h.before), "
                      "CASE WHEN later.run IS NULL THEN iif(d.rejected, NULL, d.state) "
                      "ELSE iif(later.before ->> '$.rejected', NULL, later.before) END "
                      "FROM changed c "
                      "JOIN history h ON h.run = c.first AND h.deal = c.deal "
                      "LEFT JOIN history later ON later.deal = c.deal AND later.run = "
                      " (SELECT min(run) FROM history l WHERE l.deal = c.deal AND l.run > ?2) "
                      "LEFT JOIN deals d ON d.id = c.deal ORDER BY c.deal");
    rows.bind(from).bind(to);
    while (rows.step()) {
      DealChange change{rows.text(0), rows.maybe(1), rows.maybe(2)};
      if (change.before != change.after) out.push_back(std::move(change));
    }
    return out;
  });
  if (changes && !missing.empty()) return fail("unknown", missing);
  return changes;
}

}  // namespace dealwire
