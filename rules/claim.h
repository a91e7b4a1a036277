// A deal as one sentence tells it, before the sentences of an article are put together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rules/binder.h"
#include "rules/deal_date.h"

namespace dealwire {

// What makes a claim less certain.
struct Doubts {
  bool fallback = false;       // its frame is one, see docs/rules.md
  bool weak_party = false;     // a name of no known form fills a place that needs one
  bool carried_party = false;  // a party comes from the sentence before
};

// A deal as one sentence claims it; mentions by their index in the document.
struct Claim {
  std::string type, status, rule;
  Parties parties;
  std::optional<size_t> money, power, stake;
  std::vector<size_t> also;
  std::optional<Described> target;  // what is bought or founded, where it has no name
  DealDate date;
  Doubts doubts;
  bool goes_on = false;    // it only adds to the claim before it
  bool mutual = false;     // who does what is told by an agreement of one with the other only
  bool founds = false;     // a company of several founders: the share of one is no control
  bool one_sided = false;  // it lacks with whom the deal is

  // The role of what is described, or "" if somebody named has it.
  std::string_view described_role() const {
    const std::string_view role = type == "acquisition" ? "target" : founds ? "investee" : "";
    const bool named = std::any_of(parties.begin(), parties.end(),
                                   [&](const auto& party) { return party.first == role; });
    return target && !named ? role : std::string_view();
  }

  bool has_amount() const { return money || power || stake; }

  // Takes the amounts that it lacks from another claim of the deal.
  void take_amounts(const Claim& other) {
    if (!money) money = other.money;
    if (!power) power = other.power;
    if (!stake) stake = other.stake;
  }

  void drop_amounts() {
    money = power = stake = std::nullopt;
    also.clear();
  }
};

// Have the parties of a claim more than one part in it?
inline bool tells_both_sides(const Claim& claim) {
  return std::any_of(claim.parties.begin(), claim.parties.end(),
                     [&](const auto& party) { return party.first != claim.parties.front().first; });
}

}  // namespace dealwire
