#include "store/upkeep.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite.h"

namespace dealwire {
namespace {

tl::unexpected<Error> file_error(const std::string& path) {
  return errno == EEXIST ? fail("exists", path + ": is there already, and left as it is")
                         : fail("store", path + ": " + std::strerror(errno));
}

bool sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool well = fsync(file) == 0;
  ::close(file);
  return well;
}

// All pages in one step are those of one moment.
void copy(sqlite3* from, const std::string& path) {
  sqlite3* to = nullptr;
  int result = sqlite3_open_v2(path.c_str(), &to, SQLITE_OPEN_READWRITE, nullptr);
  sqlite3_backup* backup =
      result == SQLITE_OK ? sqlite3_backup_init(to, "main", from, "main") : nullptr;
  if (backup != nullptr) sqlite3_backup_step(backup, -1);
  result = backup != nullptr ? sqlite3_backup_finish(backup) : sqlite3_errcode(to);
  const std::string message = sqlite3_errmsg(to);
  sqlite3_close(to);
  if (result != SQLITE_OK) throw Failure{message};
}

}  // namespace

Expected<void> back_up(const Store& store, const std::string& path) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    errno = EEXIST;
    return file_error(path);
  }
  // Under a name of its own: two at once do not meet, and one that dies leaves no half of a copy.
  std::string part = path + ".XXXXXX";
  const int file = mkostemp(part.data(), O_CLOEXEC);
  if (file < 0) return file_error(path);
  ::close(file);
  auto done = guarded(path, [&] { copy(store.handle(), part); });
  // Unlike a rename, a link never takes the place of a file.
  if (done && (!sync(part) || link(part.c_str(), path.c_str()) != 0)) done = file_error(path);
  for (const char* more : {"", "-wal", "-shm", "-journal"}) unlink((part + more).c_str());
  if (done) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    sync(folder.empty() ? "." : folder);
  }
  return done;
}

Expected<void> vacuum(Store& store) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlStatement(db, "INSERT INTO search (search) VALUES ('optimize')").run();
    SqlStatement(db, "VACUUM").run();
    SqlStatement(db, "PRAGMA optimize").run();
    SqlStatement(db, "PRAGMA wal_checkpoint(TRUNCATE)").run();
  });
}

}  // namespace dealwire
