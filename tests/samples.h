// The pages of samples/, read from the source tree.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace dealwire {

inline std::string sample(const std::string& name) {
  std::ifstream in(std::string(DEALWIRE_SAMPLES "/") + name, std::ios::binary);
  if (!in) throw std::runtime_error("no sample " + name);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The names of all samples, sorted.
inline std::vector<std::string> sample_names() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(DEALWIRE_SAMPLES)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".html" || extension == ".txt")
      out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace dealwire
