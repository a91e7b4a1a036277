// The TOML files of a pack. Internal to the loader (pack.cc).
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "rules/pack.h"

namespace dealwire {

// A mistake in a pack on its way to the caller; never leaves the loader.
struct Mistake {
  std::string message;
};

[[noreturn]] inline void refuse(const PackFile& file, size_t line, std::string_view what,
                                std::string_view reason) {
  throw Mistake{
      fmt::format("{}:{}: {}{}{}", file.shown_path, line, what, what.empty() ? "" : ": ", reason)};
}

// Reads all TOML files of one language into its pack: words first, pieces next, rules last, so that
// the order of files does not matter but for what is said twice. Throws Mistake.
void read_toml_files(const std::vector<const PackFile*>& files, Fold fold, Pack& pack);

}  // namespace dealwire
