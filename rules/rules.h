// Article + match copy -> Extraction: mentions and deals, by rule packs.
//
// in:  an Article as repaired, and its MatchCopy (normalize/)
// out: an Extraction whose positions are bytes of the article's fields
//
//   auto rules = Rules::load(embedded_packs(), fold);
//   Extraction found = rules->read(article, copy);
//
// Safe to share between threads; what is read does not depend on what was read before. Matching is
// RE2 and tries only, so that it is linear in the text for hostile input too.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/budget.h"
#include "model/error.h"
#include "model/extraction.h"
#include "rules/packs.h"

namespace dealwire {

class Rules {
 public:
  // Packs a person may have written are all read at once, so that a mistake is told; those that are
  // known to be right cost nothing before their language comes.
  enum class When { kAtOnce, kNeeded };

  // See Packs::load(). Fails with code "rules", naming file, line, rule and reason.
  static Expected<Rules> load(std::vector<DataFile> files, Fold fold,
                              When packs_are_read = When::kAtOnce);

  // Reads an article with the pack of its language. Languages without a pack give nothing.
  Extraction read(const Article& article, const MatchCopy& copy, const Budget& budget = {}) const;

  const Packs& packs() const { return packs_; }

 private:
  explicit Rules(Packs packs) : packs_(std::move(packs)) {}
  Packs packs_;
};

// The packs that are compiled into the program.
std::vector<DataFile> embedded_packs();

}  // namespace dealwire
