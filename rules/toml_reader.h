// The TOML files of a pack. Internal to the loader (pack.cc).
#pragma once

#include <vector>

#include "rules/pack.h"

namespace dealwire {

// Reads all TOML files of one language into its pack: words first, pieces next, rules last, so that
// the order of files does not matter but for what is said twice. Throws Mistake.
void read_toml_files(const std::vector<const DataFile*>& files, const Fold& fold, Pack& pack);

}  // namespace dealwire
