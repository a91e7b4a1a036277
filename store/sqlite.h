// SQLite in C++: statements that cannot leak, transactions that end, errors that are passed on.
#pragma once

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "model/decimal.h"
#include "model/error.h"

namespace dealwire {

// What SQLite says went wrong, on its way to the public functions; never leaves store/.
struct Failure {
  std::string message;
};

// One prepared statement, its own or one of a SqlCache. Columns and parameters in their order.
class SqlStatement {
 public:
  SqlStatement(sqlite3* db, const char* sql) : db_(db) {
    if (sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) != SQLITE_OK) raise();
  }
  SqlStatement(sqlite3* db, sqlite3_stmt* borrowed)
      : db_(db), statement_(borrowed), borrowed_(true) {}
  SqlStatement(const SqlStatement&) = delete;
  ~SqlStatement() { borrowed_ ? sqlite3_reset(statement_) : sqlite3_finalize(statement_); }
  sqlite3_stmt* release() { return std::exchange(statement_, nullptr); }

  SqlStatement& bind(std::string_view text) {
    sqlite3_bind_text(statement_, ++parameters_, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  SqlStatement& bind(const std::string& text) { return bind(std::string_view(text)); }
  SqlStatement& bind(int64_t number) {
    sqlite3_bind_int64(statement_, ++parameters_, number);
    return *this;
  }
  SqlStatement& bind(double number) {
    sqlite3_bind_double(statement_, ++parameters_, number);
    return *this;
  }
  SqlStatement& bind(const std::optional<std::string>& text) {
    if (text) return bind(std::string_view(*text));
    sqlite3_bind_null(statement_, ++parameters_);
    return *this;
  }
  SqlStatement& bind(const std::optional<Decimal>& number) {
    return bind(number ? std::optional<std::string>(number->str()) : std::nullopt);
  }
  // A mention, stored by its number from 1.
  SqlStatement& bind_mention(const std::optional<size_t>& index) {
    return bind(index ? std::optional(uint64_t{*index} + 1) : std::nullopt);
  }
  SqlStatement& bind(const std::optional<uint64_t>& number) {
    if (number) return bind(static_cast<int64_t>(*number));
    sqlite3_bind_null(statement_, ++parameters_);
    return *this;
  }

  // The next row, if there is one.
  bool step() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) raise();
    return result == SQLITE_ROW;
  }
  // Makes it ready for the next parameters.
  SqlStatement& again() {
    sqlite3_reset(statement_);
    parameters_ = 0;
    return *this;
  }
  // Runs it and makes it ready for the next parameters.
  void run() {
    step();
    again();
  }

  std::string text(int column) const {
    const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return value == nullptr ? "" : value;
  }
  std::optional<std::string> maybe(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    return text(column);
  }
  std::optional<double> real(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    return sqlite3_column_double(statement_, column);
  }
  int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }

 private:
  [[noreturn]] void raise() const {
    const int cause = sqlite3_system_errno(db_);
    throw Failure{(sqlite3_errcode(db_) & 0xFF) == SQLITE_IOERR && cause != 0
                      ? fmt::format("{} ({})", sqlite3_errmsg(db_), std::strerror(cause))
                      : sqlite3_errmsg(db_)};
  }

  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
  bool borrowed_ = false;
  int parameters_ = 0;
};

// The statements of a connection that are run again and again, each compiled once.
class SqlCache {
 public:
  explicit SqlCache(sqlite3* db) : db_(db) {}
  SqlCache(const SqlCache&) = delete;
  ~SqlCache() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  }

  // Ready for its parameters; given back at the end of its scope.
  SqlStatement operator()(const std::string& sql) {
    sqlite3_stmt*& statement = statements_[sql];
    if (statement != nullptr && sqlite3_stmt_busy(statement) != 0) return {db_, sql.c_str()};
    if (statement == nullptr) statement = SqlStatement(db_, sql.c_str()).release();
    return SqlStatement(db_, statement);
  }
  sqlite3* db() const { return db_; }

 private:
  sqlite3* db_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

// Undone at the end of its scope unless committed. Inside another one, it is a part of that.
class Transaction {
 public:
  explicit Transaction(sqlite3* db) : db_(db), done_(sqlite3_get_autocommit(db) == 0) {
    if (!done_) SqlStatement(db_, "BEGIN IMMEDIATE").run();
  }
  Transaction(const Transaction&) = delete;
  ~Transaction() {
    if (!done_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  void commit() {
    if (!done_) SqlStatement(db_, "COMMIT").run();
    done_ = true;
  }

 private:
  sqlite3* db_;
  bool done_;
};

// As a parameter: no text is NULL.
inline std::optional<std::string> null_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// One number of one row: `SELECT count(*)`, `PRAGMA user_version`.
inline int64_t number_of(sqlite3* db, const char* sql) {
  SqlStatement statement(db, sql);
  statement.step();
  return statement.number(0);
}

// Runs `f` and turns what SQLite refuses into an Error that names the file.
template <typename F>
auto guarded(const std::string& path, F f) -> Expected<decltype(f())> try {
  if constexpr (std::is_void_v<decltype(f())>) {
    f();
    return {};
  } else {
    return f();
  }
} catch (const Failure& failure) {
  return fail("store", fmt::format("{}: {}", path, failure.message));
}

}  // namespace dealwire
