// Claims that came or went -> deals in the tables.
#pragma once

#include <cstdint>
#include <optional>

#include "store/sqlite.h"
#include "store/store.h"

namespace dealwire {

// Groups all claims that are not merged yet, with the components that they are linked to and those
// of `pending`, and writes the deals that differ from before, with `change` as the number of their
// change and, if there is a run, its history. To be called inside a transaction. Throws Failure.
void regroup(SqlCache& sql, const Pending& pending, int64_t change, std::optional<int64_t> run);

}  // namespace dealwire
