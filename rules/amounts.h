// Amounts of money, power and ownership in one block of the match copy.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
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

// What a bare 元 means at a byte of the block, "" if that cannot be told.
using LocalCurrency = std::function<std::string(size_t at)>;

// All amounts of the block, in order and apart: of overlapping candidates the leftmost, then the
// longest, then the one whose rule comes first.
std::vector<Found> find_amounts(std::string_view block, const Pack& pack,
                                const LocalCurrency& local, std::vector<TurnedDown>& refused);

// What a bare local unit means in an article, where its words may be of `regions`: by the region
// that the page states, by the one region that the words leave, or by its language. "" if none of
// these tells.
std::string local_currency(const Article& article, Regions regions, const Pack& pack);

}  // namespace dealwire
