#include "store/snapshot.h"

#include <charconv>

namespace dealwire {
namespace {

std::string cursor_at(sqlite3* db, int64_t change) {
  if (change == 0) return "0";
  SqlStatement mark(db, "SELECT mark FROM change_marks WHERE change = ?");
  if (!mark.bind(change).step()) return "";
  return fmt::format("{}-{:08x}", change, mark.number(0));
}

}  // namespace

Snapshot::Snapshot(sqlite3* db) : db_(db), own_(sqlite3_get_autocommit(db) != 0) {
  if (own_) SqlStatement(db, "BEGIN").run();
  number_of(db, "SELECT last FROM changes");  // begins to read
}

Snapshot::~Snapshot() {
  if (own_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

std::string Snapshot::cursor() const {
  return cursor_at(db_, number_of(db_, "SELECT last FROM changes"));
}

int64_t Snapshot::change_of(const std::string& cursor) const {
  int64_t change = -1;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), change);
  if (error != std::errc() || change < 0 || (end != cursor.data() + cursor.size() && *end != '-')) {
    throw Failure{fmt::format("\"{}\" is no cursor; 0 begins anew", cursor)};
  }
  if (cursor_at(db_, change) != cursor) {
    throw Failure{fmt::format(
        "has no cursor \"{}\": it is another store's, or this one was put back from a backup; "
        "begin anew from 0",
        cursor)};
  }
  return change;
}

}  // namespace dealwire
