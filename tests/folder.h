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

class TestFolder : public testing::Test {
 protected:
  TestFolder() {
    std::string pattern = (fs::temp_directory_path() / "dealwire-test-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~TestFolder() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

}  // namespace dealwire
