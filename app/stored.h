// The store's deals, for the commands that print them.
#pragma once

#include <optional>
#include <vector>

#include "app/commands.h"
#include "store/store.h"

namespace dealwire {

// Nothing if the store cannot be read, which is then said on stderr.
inline std::optional<std::vector<StoredDeal>> stored_deals(const Options& options) {
  const auto store = Store::open_existing(options.db);
  if (!store) {
    complain(store.error().message);
    return std::nullopt;
  }
  auto all = store->deals();
  if (!all) {
    complain(all.error().message);
    return std::nullopt;
  }
  return std::move(*all);
}

}  // namespace dealwire
