#include "store/store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

#include "store/claim_reader.h"
#include "store/consensus.h"
#include "store/reading_rows.h"
#include "store/regroup.h"
#include "store/search_index.h"
#include "store/sqlite.h"
#include "text/embedded.h"

namespace dealwire {

// Generated. Each file makes the tables of a version from those of the version before.
const std::vector<EmbeddedFile>& store_files();

namespace {

constexpr int kApplicationId = 0x64776972;  // "dwir", in the file's header
constexpr int64_t kDerivedSince = 6;  // the last version that changed what is derived from claims

void execute_file(sqlite3* db, const EmbeddedFile& file) {
  char* message = nullptr;
  if (sqlite3_exec(db, std::string(file.content).c_str(), nullptr, nullptr, &message) !=
      SQLITE_OK) {
    Failure failure{message};
    sqlite3_free(message);
    throw failure;
  }
}

// Notes which of these ids, of rows that were taken out of `table`, did not come back.
void note_deletions(sqlite3* db, const char* kind, const char* table,
                    const std::set<std::string>& ids) {
  SqlStatement note(db, fmt::format("INSERT OR REPLACE INTO deletions SELECT ?1, ?2, NULL, last "
                                    "FROM changes WHERE NOT EXISTS "
                                    "(SELECT 1 FROM {} WHERE id = ?2)",
                                    table)
                            .c_str());
  for (const std::string& id : ids) note.bind(std::string_view(kind)).bind(id).run();
}

// Makes the tables, or brings those of an older version up to date.
void migrate(sqlite3* db) {
  SqlStatement(db, "PRAGMA journal_mode = WAL").run();
  Transaction transaction(db);
  const auto newest = static_cast<int64_t>(store_files().size());
  // Another process may have been faster.
  const int64_t oldest = number_of(db, "PRAGMA user_version");
  for (int64_t n = oldest; n < newest; ++n) {
    execute_file(db, store_files()[static_cast<size_t>(n)]);
  }
  SqlStatement(db, fmt::format("PRAGMA application_id = {}", kApplicationId).c_str()).run();
  SqlStatement(db, fmt::format("PRAGMA user_version = {}", newest).c_str()).run();
  if (oldest > 0 && oldest < kDerivedSince) {
    SqlCache sql(db);
    SqlStatement documents(db, "SELECT id FROM documents ORDER BY rowid");
    while (documents.step()) {
      index_document(sql, documents.text(0));
      if (const auto entry = search_entry(sql, documents.text(0), false)) {
        tell_search(sql, {*entry});
      }
    }
    SqlStatement(db, "UPDATE changes SET last = 1").run();
    for (const char* table : {"documents", "claims", "parties"}) {
      SqlStatement(db, fmt::format("UPDATE {} SET changed = 1", table).c_str()).run();
    }
    regroup(sql, {}, 1, std::nullopt);
  }
  transaction.commit();
}

void open_file(sqlite3* db) {
  const int64_t application = number_of(db, "PRAGMA application_id");
  const int64_t version = number_of(db, "PRAGMA user_version");
  const int64_t tables = number_of(db, "SELECT count(*) FROM sqlite_schema");
  if (application != kApplicationId && (application != 0 || tables > 0)) {
    throw Failure{"is not a dealwire store"};
  }
  const auto newest = static_cast<int64_t>(store_files().size());
  if (version > newest) {
    throw Failure{fmt::format("is of a newer dealwire; this one reads version {}", newest)};
  }
  SqlStatement(db, "PRAGMA foreign_keys = ON").run();
  // In kB: the indexes of a large store. In pages: those that are written often go to disk less so.
  SqlStatement(db, "PRAGMA cache_size = -65536").run();
  SqlStatement(db, "PRAGMA wal_autocheckpoint = 16000").run();
  if (version < newest) migrate(db);
}

// A connection, which must be closed even if it could not be opened.
int connect(const std::string& path, int flags, sqlite3*& db) {
  const int result = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  sqlite3_busy_timeout(db, 10'000);
  return result;
}

// A path in an URI.
std::string escaped(const std::string& path) {
  std::string out;
  for (const char c : path) {
    out += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02x}", static_cast<unsigned char>(c))
                                            : std::string(1, c);
  }
  return out;
}

bool is_empty(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error || size == 0;
}

}  // namespace

void Store::Close::operator()(sqlite3* db) const { sqlite3_close(db); }

Store::Store(sqlite3* db, std::string path)
    : db_(db), sql_(std::make_unique<SqlCache>(db)), path_(std::move(path)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Expected<Store> Store::open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int result = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, raw);
  Store store(raw, path);
  if (result != SQLITE_OK) return fail("store", fmt::format("{}: {}", path, sqlite3_errmsg(raw)));
  auto opened = guarded(path, [&] { open_file(raw); });
  if (!opened) return tl::make_unexpected(opened.error());
  return store;
}

Expected<Store> Store::open_existing(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return fail("store", path + ": there is no such store; `dealwire process` makes one");
  }
  const auto snapshot = [&](const std::string& name, int flags) -> Expected<Store> {
    sqlite3* raw = nullptr;
    const int result = connect(name, flags, raw);
    Store store(raw, path);
    if (result != SQLITE_OK) return fail("store", fmt::format("{}: {}", path, sqlite3_errmsg(raw)));
    auto opened = guarded(path, [&] {
      open_file(raw);
      SqlStatement(raw, "BEGIN").run();
      number_of(raw, "SELECT last FROM changes");  // from here on it stands still
    });
    if (opened) return store;
    const int code = sqlite3_errcode(raw) & 0xFF;
    const bool barred = code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
    return fail(barred ? "barred" : "store", opened.error().message);
  };
  auto store = snapshot(path, SQLITE_OPEN_READWRITE);
  if (store || store.error().code != "barred") return store;
  // Where the index of a write-ahead log cannot be made, nobody writes, and what is in the file is
  // all there is; unless a writer died and left a log.
  if (!is_empty(path + "-wal")) {
    return fail("store", path + ": cannot be read: " + path +
                             "-wal holds what is not in it yet, and its folder is read-only");
  }
  store =
      snapshot("file:" + escaped(path) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  if (!store) return fail("store", store.error().message);
  return store;
}

Expected<bool> Store::holds(const std::string& document_id, const std::string& reader) const {
  return guarded(path_, [&] {
    SqlStatement statement = (*sql_)("SELECT 1 FROM documents WHERE id = ? AND reader = ?");
    return statement.bind(document_id).bind(reader).step();
  });
}

// Runs a part of the transaction that commit() ends, and undoes all of it if this part fails.
template <typename F>
Expected<void> Store::write(F f) {
  auto done = guarded(path_, [&] {
    if (sqlite3_get_autocommit(db_.get()) != 0) SqlStatement(db_.get(), "BEGIN IMMEDIATE").run();
    f();
  });
  if (!done) {
    sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    pending_ = {};
  }
  return done;
}

int64_t Store::change() {
  if (!pending_.change) {
    SqlStatement(db_.get(), "UPDATE changes SET last = last + 1").run();
    pending_.change = number_of(db_.get(), "SELECT last FROM changes");
  }
  return *pending_.change;
}

Expected<void> Store::put(const Document& document, const std::string& charset, bool partial,
                          const Article& article, const Extraction& extraction,
                          const std::string& reader) {
  return write([&] {
    const ReadingRows rows(document, charset, partial, article, extraction);
    const std::optional<std::string> before = reading_of(document.id);
    if (before && *before == rows.hash()) {
      // A purge may have moved it to another file.
      (*sql_)("UPDATE documents SET reader = ?, input = ?, archive = ?, record = ? WHERE id = ?")
          .bind(reader)
          .bind(document.input)
          .bind(document.archive)
          .bind(document.record)
          .bind(document.id)
          .run();
      return;
    }
    if (before) take_out(document.id);
    change();  // before its number is written with the rows
    rows.insert(*sql_, reader);
    index_document(*sql_, document.id);
    note_search(document.id, false);
  });
}

Expected<void> Store::remove(const std::string& document_id) {
  return write([&] {
    if (reading_of(document_id)) take_out(document_id);
  });
}

std::optional<std::string> Store::reading_of(const std::string& document_id) const {
  SqlStatement row = (*sql_)("SELECT reading FROM documents WHERE id = ?");
  return row.bind(document_id).step() ? std::optional(row.text(0)) : std::nullopt;
}

void Store::take_out(const std::string& document_id) {
  SqlStatement claims = (*sql_)(
      "SELECT c.id, d.component, c.deal FROM claims c LEFT JOIN deals d ON d.id = c.deal "
      "WHERE c.document = ?");
  claims.bind(document_id);
  while (claims.step()) {
    pending_.claims.insert(claims.text(0));
    if (claims.maybe(1)) pending_.components.insert(claims.text(1));
    if (claims.maybe(2)) pending_.deals.insert(claims.text(2));
  }
  note_search(document_id, true);
  unindex_claims(*sql_, document_id);
  (*sql_)("DELETE FROM documents WHERE id = ?").bind(document_id).run();
  pending_.documents.insert(document_id);
  change();
}

void Store::note_search(const std::string& document_id, bool gone) {
  if (pending_.search.size() == kBatch) {  // a purge goes through many documents

    tell_search(*sql_, pending_.search);
    pending_.search.clear();
  }
  if (auto entry = search_entry(*sql_, document_id, gone)) {
    pending_.search.push_back(std::move(*entry));
  }
}

Expected<void> Store::alongside(const std::function<void(sqlite3*)>& statements) {
  return write([&] { statements(db_.get()); });
}

Expected<void> Store::look_again(const std::set<std::string>& components) {
  return write([&] {
    pending_.components.insert(components.begin(), components.end());
    change();
  });
}

Expected<void> Store::commit() {
  if (sqlite3_get_autocommit(db_.get()) != 0) return {};
  auto done = write([&] {
    sqlite3* db = db_.get();
    if (pending_.change) {
      regroup(*sql_, pending_, *pending_.change, run_);
      note_deletions(db, "document", "documents", pending_.documents);
      note_deletions(db, "claim", "claims", pending_.claims);
    }
    tell_search(*sql_, pending_.search);
    SqlStatement(db, "COMMIT").run();
  });
  pending_ = {};
  return done;
}

Expected<StoredDeal> Store::deal(const std::string& id) const {
  std::vector<std::string> hits;
  auto looked_up = guarded(path_, [&] {
    SqlStatement row(db_.get(),
                     "SELECT id FROM deals WHERE id BETWEEN ?1 AND ?1 || '~' "
                     "UNION SELECT merged_into FROM deletions "
                     "WHERE kind = 'deal' AND id = ?1 AND merged_into IS NOT NULL");
    row.bind(id);
    while (row.step()) hits.push_back(row.text(0));
  });
  if (!looked_up) return tl::make_unexpected(looked_up.error());
  if (std::find(hits.begin(), hits.end(), id) != hits.end()) hits = {id};
  if (hits.size() != 1) {
    return fail("unknown", hits.empty() ? fmt::format("{}: there is no such deal", id)
                                        : fmt::format("{}: {} deals begin so", id, hits.size()));
  }
  if (!hits.front().starts_with(id)) return deal(hits.front());  // perhaps replaced in its turn
  return guarded(path_, [&] {
    StoredDeal found = agree(ClaimReader(*sql_).of_deal(hits.front()));
    SqlStatement rejected = (*sql_)("SELECT rejected FROM deals WHERE id = ?");
    found.rejected = rejected.bind(found.id).step() && rejected.number(0) != 0;
    return found;
  });
}

Expected<Store::Counts> Store::counts() const {
  return guarded(path_, [&] {
    SqlStatement row(db_.get(),
                     "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims), "
                     "(SELECT count(*) FROM deals WHERE NOT rejected)");
    row.step();
    return Counts{row.number(0), row.number(1), row.number(2)};
  });
}

}  // namespace dealwire
