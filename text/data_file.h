// A data file that a person writes: of a rule pack, of the sites' quirks, the settings. What is
// wrong in one is told by its file, its line, what it concerns, and the reason.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dealwire {

struct DataFile {
  std::string path;  // below its folder; loaders read it: "zh/money.toml"
  std::string content;
  std::string shown_path;  // how to name it to a person; may carry the folder it was read from
};

// A mistake in a data file on its way to the caller. Loaders give it back as an Error; only one in
// files that were compiled in, which tests look through, ends the program.
struct Mistake : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] inline void refuse(const DataFile& file, size_t line, std::string_view what,
                                std::string_view reason) {
  std::string message = file.shown_path + ":" + std::to_string(line) + ": ";
  if (!what.empty()) message.append(what) += ": ";
  throw Mistake(message.append(reason));
}

}  // namespace dealwire
