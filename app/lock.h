// One run at a time: a lock that dies with its process.
#pragma once

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "model/error.h"

namespace dealwire {

class Lock {
 public:
  // Fails with "locked" if another process holds it, with "unwritable" if the file cannot be made.
  static Expected<Lock> take(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) return fail("unwritable", path + ": " + std::strerror(errno));
    Lock lock(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) return fail("locked", path + ": another run holds it");
    return lock;
  }
  Lock(Lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Lock& operator=(Lock&&) = delete;
  ~Lock() {
    if (file_ >= 0) close(file_);  // the file stays, since removing it would race
  }

 private:
  explicit Lock(int file) : file_(file) {}
  int file_;
};

}  // namespace dealwire
