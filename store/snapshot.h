// One state of the store, and the cursors of readers who follow its changes.
#pragma once

#include <cstdint>
#include <string>

#include "store/sqlite.h"

namespace dealwire {

// While it lives, this connection sees nothing that is written later; nobody is blocked by it.
// Inside a transaction (a store that was opened to read stands still all the time) it is a part of
// that. All throw Failure.
class Snapshot {
 public:
  explicit Snapshot(sqlite3* db);
  Snapshot(const Snapshot&) = delete;
  ~Snapshot();

  // What a reader who has this state keeps: "17-5f3a9c21", the number of the last change and a mark
  // that was drawn for it; "0" of a store that nothing was ever written to.
  std::string cursor() const;

  // The number that such a cursor stands for: all rows with a greater one in `changed` are news to
  // its holder. "0" is the beginning. Refuses a cursor that this store never gave, or gave before
  // it was put back from a backup.
  int64_t change_of(const std::string& cursor) const;

 private:
  sqlite3* db_;
  bool own_;  // did it begin the transaction?
};

}  // namespace dealwire
