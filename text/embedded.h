// Data files that are compiled into the program, so that it runs from anywhere.
#pragma once

#include <string_view>
#include <vector>

namespace dealwire {

struct EmbeddedFile {
  std::string_view path;  // relative to the folder it was taken from: "zh/money.toml"
  std::string_view content;
};

}  // namespace dealwire
