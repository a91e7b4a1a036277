// What a person said of deals: that one is none, that two are one, that one is two.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/merge.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace dealwire {

// A verdict names claims by document, type, parties and the bytes of their evidence, so that it
// outlives their numbers when documents are read anew.
struct StoredVerdict {
  int64_t id = 0;
  std::string verdict;  // "reject", "merge" or "split"
  std::string said_at;
  std::optional<std::string> note;
  std::vector<std::string> one, other;  // the claims of both sides, as far as they are in the store
};

// The deal is none, nor is one that takes its claims over.
Expected<void> reject_deal(Store& store, const std::string& deal, const std::string& note,
                           Time now);
// The two are one, whatever they say.
Expected<void> merge_deals(Store& store, const std::string& deal, const std::string& other,
                           const std::string& note, Time now);
// These claims of the deal are another one. Fails with "unknown" if one is not of the deal, or
// none would be left.
Expected<void> split_deal(Store& store, const std::string& deal,
                          const std::vector<std::string>& claims, const std::string& note,
                          Time now);
// Takes it back. Fails with "unknown".
Expected<void> unsay(Store& store, int64_t verdict);

Expected<std::vector<StoredVerdict>> verdicts(const Store& store);

// For merging: what all verdicts say of the claims that are in the store.
struct VerdictsInForce {
  MergeVerdicts merging;
  std::set<std::string> rejected;  // claims
};
// Throws Failure.
VerdictsInForce verdicts_in_force(SqlCache& sql);

}  // namespace dealwire
