// The store's deals, for the commands that print them.
#pragma once

#include <optional>
#include <vector>

#include "app/commands.h"
#include "store/store.h"

namespace dealwire {

// Those that are as sure as asked for. Nothing if the store cannot be read, which is then said on
// stderr.
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
  std::erase_if(*all, [&](const StoredDeal& deal) {
    return deal.confidence.value_or(0) < options.min_confidence;
  });
  return std::move(*all);
}

}  // namespace dealwire
