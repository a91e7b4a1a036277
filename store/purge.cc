#include "store/purge.h"

#include <nlohmann/json.hpp>

#include <map>

#include "store/sqlite.h"

namespace dealwire {
namespace {

std::string first_of(sqlite3* db, const char* sql, const std::string& parameter) {
  SqlStatement row(db, sql);
  return row.bind(parameter).step() ? row.text(0) : "";
}

// All records that hold a document, and the URLs it came from.
void add_places(sqlite3* db, const std::string& document, Purge& purge) {
  SqlStatement places(db,
                      "SELECT archive, record, url FROM captures WHERE document = ?1 "
                      "UNION SELECT archive, record, url FROM documents WHERE id = ?1");
  places.bind(document);
  while (places.step()) {
    if (places.maybe(0)) {
      purge.records.emplace(places.text(0), static_cast<uint64_t>(places.number(1)));
    }
    if (places.maybe(2)) purge.urls.insert(places.text(2));
  }
}

void mark_url(sqlite3* db, const std::string& url, const std::string& now) {
  // One that was never queued is known from now on, as of no source.
  SqlStatement(db,
               "INSERT INTO urls (url, source, kind, queue, found_at, problem) "
               "VALUES (?1,'','article',?2,?3,'purged') ON CONFLICT (url) DO UPDATE SET "
               "due = NULL, problem = 'purged', etag = NULL, last_modified = NULL, digest = NULL, "
               "title = NULL")
      .bind(url)
      .bind(url.substr(0, url.find('/', url.find("://") + 3)))
      .bind(now)
      .run();
}

void note_rewrites(sqlite3* db, const Purge& purge) {
  std::map<std::string, std::set<uint64_t>> files;
  for (const auto& [file, record] : purge.records) files[file].insert(record);
  for (auto& [file, records] : files) {
    const std::string noted = first_of(db, "SELECT records FROM rewrites WHERE archive = ?", file);
    if (!noted.empty()) records.merge(nlohmann::json::parse(noted).get<std::set<uint64_t>>());
    SqlStatement(db, "INSERT OR REPLACE INTO rewrites (archive, records) VALUES (?,?)")
        .bind(file)
        .bind(nlohmann::json(records).dump())
        .run();
  }
}

}  // namespace

Expected<bool> has_source(const Store& store, const std::string& name) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT 1 WHERE ?1 <> '' AND (EXISTS (SELECT 1 FROM urls WHERE source = ?1) "
                     "OR EXISTS (SELECT 1 FROM captures WHERE source = ?1))");
    return row.bind(name).step();
  });
}

Expected<void> add_url(const Store& store, const std::string& url, Purge& purge) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlStatement captures(db, "SELECT archive, record, document FROM captures WHERE url = ?");
    captures.bind(url);
    while (captures.step()) {
      purge.records.emplace(captures.text(0), static_cast<uint64_t>(captures.number(1)));
      if (captures.maybe(2)) purge.documents.insert(captures.text(2));
    }
    SqlStatement documents(db,
                           "SELECT id FROM documents WHERE url = ?1 "
                           "UNION SELECT document FROM articles WHERE page = ?1");
    documents.bind(url);
    while (documents.step()) purge.documents.insert(documents.text(0));
    for (const std::string& document : purge.documents) add_places(db, document, purge);
    if (!first_of(db, "SELECT url FROM urls WHERE url = ?", url).empty() || !purge.empty()) {
      purge.urls.insert(url);
    }
  });
}

Expected<void> add_source(const Store& store, const std::string& source,
                          const std::optional<Time>& before, Purge& purge) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlStatement captures(db,
                          "SELECT archive, record FROM captures WHERE source = ?1 "
                          "AND (?2 IS NULL OR fetched_at < ?2)");
    captures.bind(source).bind(before ? std::optional(to_rfc3339(*before)) : std::nullopt);
    while (captures.step()) {
      purge.records.emplace(captures.text(0), static_cast<uint64_t>(captures.number(1)));
    }
    if (before) return;
    SqlStatement urls(db, "SELECT url FROM urls WHERE source = ? AND kind = 'article'");
    urls.bind(source);
    while (urls.step()) purge.urls.insert(urls.text(0));
  });
}

Expected<void> add_document(const Store& store, const std::string& id_or_input, Purge& purge) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlStatement documents(db, "SELECT id FROM documents WHERE id = ?1 OR input = ?1");
    documents.bind(id_or_input);
    while (documents.step()) purge.documents.insert(documents.text(0));
    for (const std::string& document : purge.documents) add_places(db, document, purge);
  });
}

Expected<void> add_documents_of_records(const Store& store, const std::string& folder,
                                        Purge& purge) {
  return guarded(store.path(), [&] {
    SqlStatement documents(store.handle(),
                           "SELECT document FROM captures WHERE archive = ?1 AND record = ?2 "
                           "AND document IS NOT NULL "
                           "UNION SELECT id FROM documents WHERE archive = ?1 AND record = ?2 "
                           "UNION SELECT id FROM documents WHERE archive IS NULL "
                           "AND input = ?3 AND record = ?2");
    for (const auto& [file, record] : purge.records) {
      documents.bind(file).bind(static_cast<int64_t>(record)).bind(folder + "/" + file);
      while (documents.step()) purge.documents.insert(documents.text(0));
      documents.again();
    }
  });
}

Expected<void> purge(Store& store, const Purge& purge, Time now) {
  auto done = store.alongside([&](sqlite3* db) {
    SqlStatement(db, "PRAGMA secure_delete = ON").run();  // free pages do not keep what was there
    SqlStatement captures(db, "DELETE FROM captures WHERE archive = ? AND record = ?");
    for (const auto& [file, record] : purge.records) {
      captures.bind(file).bind(static_cast<int64_t>(record)).run();
    }
    SqlStatement again(db, "UPDATE captures SET reader = NULL, document = NULL WHERE document = ?");
    for (const std::string& document : purge.documents) again.bind(document).run();
    for (const std::string& url : purge.urls) mark_url(db, url, to_rfc3339(now));
    note_rewrites(db, purge);
  });
  for (auto it = purge.documents.begin(); done && it != purge.documents.end(); ++it) {
    done = store.remove(*it);
  }
  return done ? store.commit() : done;
}

Expected<std::vector<Rewrite>> rewrites(const Store& store) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(), "SELECT archive, records, moved FROM rewrites");
    std::vector<Rewrite> out;
    while (row.step()) {
      const nlohmann::json records = nlohmann::json::parse(row.text(1), nullptr, false);
      if (!records.is_array()) throw Failure{"its table 'rewrites' is damaged"};
      out.push_back({row.text(0), records.get<std::set<uint64_t>>(), row.number(2) != 0});
    }
    return out;
  });
}

Expected<void> move_to(Store& store, const std::string& folder, const std::string& file,
                       const std::string& new_file,
                       const std::function<uint64_t(uint64_t)>& moved) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    Transaction transaction(db);
    const auto all = [&](const char* select, const auto& change) {
      std::vector<std::pair<std::string, uint64_t>> rows;
      SqlStatement row(db, select);
      row.bind(folder).bind(file);
      while (row.step()) rows.emplace_back(row.text(0), static_cast<uint64_t>(row.number(1)));
      for (const auto& [id, record] : rows) change(id, static_cast<int64_t>(moved(record)));
    };
    all("SELECT id, record FROM captures WHERE ?1 <> '' AND archive = ?2",
        [&](const std::string& id, int64_t record) {
          SqlStatement(db, "UPDATE captures SET archive = ?, record = ? WHERE id = ?")
              .bind(new_file)
              .bind(record)
              .bind(id)
              .run();
        });
    // Of the archive, or read from there by a store that knows no captures.
    all("SELECT id, record FROM documents WHERE archive = ?2 AND record IS NOT NULL "
        "UNION ALL SELECT id, record FROM documents WHERE archive IS NULL "
        "AND input = ?1 || '/' || ?2 AND record IS NOT NULL",
        [&](const std::string& id, int64_t record) {
          SqlStatement(db,
                       "UPDATE documents SET input = ?, record = ?, "
                       "archive = iif(archive IS NULL, NULL, ?) WHERE id = ?")
              .bind(folder + "/" + new_file)
              .bind(record)
              .bind(new_file)
              .bind(id)
              .run();
        });
    SqlStatement(db, "UPDATE rewrites SET moved = 1 WHERE archive = ?").bind(file).run();
    transaction.commit();
  });
}

Expected<void> rewritten(Store& store, const std::string& file) {
  return guarded(store.path(), [&] {
    SqlStatement(store.handle(), "DELETE FROM rewrites WHERE archive = ?").bind(file).run();
  });
}

Expected<std::optional<Time>> kept_since(const Store& store, const std::string& source) {
  return guarded(store.path(), [&]() -> std::optional<Time> {
    return parse_rfc3339(
        first_of(store.handle(), "SELECT since FROM retention WHERE source = ?", source));
  });
}

Expected<void> keep_since(Store& store, const std::string& source, Time time) {
  return guarded(store.path(), [&] {
    SqlStatement(store.handle(), "INSERT OR REPLACE INTO retention VALUES (?,?)")
        .bind(source)
        .bind(to_rfc3339(time))
        .run();
  });
}

}  // namespace dealwire
