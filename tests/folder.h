// A folder of a test's own, and the files in it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace dealwire {

namespace fs = std::filesystem;

// "" of a file that is not there.
inline std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Makes the folders above it, too.
inline void write(const fs::path& path, const std::string& bytes) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

// In memory where there is such a place: for tests that write the same again and again, and ask for
// what dies with a process, not with the machine.
inline fs::path fast_folder() {
  std::error_code error;
  const auto space = fs::space("/dev/shm", error);
  const bool fits = !error && space.available > (uintmax_t{256} << 20);
  return fits ? fs::path("/dev/shm") : fs::temp_directory_path();
}

class TestFolder : public testing::Test {
 protected:
  explicit TestFolder(const fs::path& below = fs::temp_directory_path()) {
    std::string pattern = (below / "dealwire-test-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~TestFolder() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

}  // namespace dealwire
