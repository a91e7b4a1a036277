// What those who write the archive's files have in common.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "model/error.h"

namespace dealwire {

struct OpenFile {
  int handle;
  ~OpenFile() {
    if (handle >= 0) ::close(handle);
  }
};

// A new or renamed file is durable when its folder is.
inline void sync_folder(const std::string& folder) {
  const OpenFile open{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (open.handle >= 0) fsync(open.handle);
}

// What the system just said of it.
inline tl::unexpected<Error> archive_error(const std::string& path) {
  return fail("archive", path + ": " + std::strerror(errno));
}

}  // namespace dealwire
