// Amounts and dates in one block of the match copy, by the pack's rules of mentions.
//
//   block -> Tokens (numbers and units found) -> the rules whose words stand there
//   (pattern_filter.h) -> one by one: captures, vetoes, figures -> the leftmost and longest
//   -> what stands around them (surroundings.h)
#pragma once

#include <functional>
#include <optional>
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
  std::string measure;           // "" if the words around do not tell
  std::string per;               // "" if it is the price of nothing
  std::optional<Range> same_as;  // the amount of the block that it converts

  DateValue date;

  Party party;
  bool weak = false;     // a party only if it has a part in a deal
  bool company = false;  // a known party, or said to be a company by its name or an apposition
  bool owner = false;    // a person or family: who deals, but is not dealt in

  bool is_party() const { return kind == Kind::kParty; }
  bool is_sure_party() const { return is_party() && !weak; }
};

// A candidate that was turned down, in bytes of the block.
struct TurnedDown {
  Range at;
  std::string rule;
  std::string reason;
};

// What an article tells of the amounts in its blocks.
struct AmountContext {
  // Which of a family of currencies ("|CNY|TWD|HKD" of a bare 元) is meant at a byte of the block;
  // "" if neither region nor language tells.
  std::function<std::string(std::string_view family, size_t at)> local_currency;
  std::string_view published;  // EDTF or RFC 3339; may be empty
  std::string usual_currency;  // of all money before the block, or of several the one at home
};

// All amounts and dates of the block, in order and apart: of overlapping candidates the leftmost,
// then the longest, then the one whose rule comes first. O(block) for each rule that hits.
std::vector<Found> find_amounts(std::string_view block, const Pack& pack,
                                const AmountContext& context, std::vector<TurnedDown>& refused);

}  // namespace dealwire
