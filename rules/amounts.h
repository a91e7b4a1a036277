// Amounts of money, power and ownership in one block of the match copy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/extraction.h"
#include "rules/pack.h"

namespace dealwire {

// A mention in the match copy: positions are bytes of the block it was found in.
struct Found {
  Kind kind = Kind::kMoney;
  Range at;
  std::string rule;

  Amount amount;
  std::string measure;  // "" if the words around do not tell

  Party party;
  bool weak = false;  // a party only if it has a part in a deal
};

// A candidate that was turned down, in bytes of the block.
struct TurnedDown {
  Range at;
  std::string rule;
  std::string reason;
};

// All amounts of the block, in order and apart: of overlapping candidates the leftmost, then the
// longest, then the one whose rule comes first. `local_currency` is what a bare 元 means in this
// article, "" if that cannot be told.
std::vector<Found> find_amounts(std::string_view block, const Pack& pack,
                                const std::string& local_currency,
                                std::vector<TurnedDown>& refused);

// What a bare local unit means in an article: by the region that the page states, by its language,
// or by what its words give evidence for (台北, 港交所). "" if nothing tells, or the evidence is
// split.
std::string local_currency(std::string_view text, const std::string& lang,
                           const std::string& region, const Pack& pack);

}  // namespace dealwire
