#include "rules/mutual_parts.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Of two that merge the one named first takes the other.
void settle_merger(Parties& parties) {
  if (parties.size() == 2 && parties[0].first == "acquirer" && parties[1].first == "acquirer") {
    parties[1].first = "target";
  }
}

// Whose trade says which part he has: the giver's of a deal that is told by words of `contract`, or
// of any.
struct Trade {
  std::string_view type, giver, taker;
  ClassName words;
  std::optional<ClassName> contract;
};

constexpr Trade kTrades[] = {
    {"lease", "lessor", "lessee", "landlord", {}},
    {"financing", "lender", "borrower", "bank", {}},
    {"purchase", "seller", "buyer", "generator", ClassName("power_contract")},
    {"purchase", "seller", "buyer", "shipyard", ClassName("ship_contract")},
    {"purchase", "seller", "buyer", "builder", ClassName("works_contract")},
};

template <typename F>
bool any(const Claim& claim, std::string_view role, F is) {
  return std::any_of(claim.parties.begin(), claim.parties.end(),
                     [&](const auto& party) { return party.first == role && is(party.second); });
}

// Of those with a role, of whom there are some.
template <typename F>
bool all(const Claim& claim, std::string_view role, F is) {
  return any(claim, role, is) && !any(claim, role, [&](size_t mention) { return !is(mention); });
}

void swap_roles(Parties& parties, std::string_view a, std::string_view b) {
  for (auto& [role, mention] : parties) {
    if (role == a) {
      role = b;
    } else if (role == b) {
      role = a;
    }
  }
}

}  // namespace

void MutualParts::part(const Hit& hit, Claim& claim) const {
  Parties& parties = claim.parties;
  if (parties.size() != 2 || parties[0].first != parties[1].first ||
      hit.frame->is_joint(parties[0].first)) {
    return;
  }
  const bool pays = is_payer(parties[0].first);
  const auto& places = hit.frame->roles;
  const auto other = std::find_if(places.begin(), places.end(), [&](const auto& place) {
    return place.first == "with" && is_payer(place.second) != pays;
  });
  const Range clause{masked_.clause_begin(hit.at.begin), masked_.clause_end(hit.at.begin)};
  if (other == places.end() || find_words(masked_.text, clause, "mutual_verb", pack_).empty())
    return;
  parties[1].first = other->second;
  claim.mutual = true;
}

void MutualParts::mend_bank(const Frame& frame, Claim& claim) const {
  if (claim.type != "financing" || claim.parties.empty()) return;
  const auto gives = [&](std::string_view role) {
    return std::any_of(frame.roles.begin(), frame.roles.end(),
                       [&](const auto& place) { return place.second == role; });
  };
  const bool all_borrow = std::all_of(
      claim.parties.begin(), claim.parties.end(),
      [&](const auto& party) { return party.first == "borrower" && names(party.second, "bank"); });
  if (!gives("lender") || gives("underwriter") || gives("investor") || !all_borrow) return;
  for (auto& party : claim.parties) party.first = "lender";
}

void MutualParts::settle(const Hit& hit, Claim& claim) const {
  if (hit.frame->is_joint("acquirer")) settle_merger(claim.parties);
  if (!claim.mutual) return;
  const Range clause{masked_.clause_begin(hit.at.begin), masked_.clause_end(hit.at.begin)};
  for (const Trade& trade : kTrades) {
    if (claim.type != trade.type) continue;
    if (trade.contract && find_words(masked_.text, clause, *trade.contract, pack_).empty())
      continue;
    const auto is_of = [&](size_t mention) { return names(mention, trade.words); };
    if (all(claim, trade.taker, is_of) && !any(claim, trade.giver, is_of)) {
      swap_roles(claim.parties, trade.giver, trade.taker);
    }
  }
  // 경기도는 한결과 공급 계약을 맺었다: of a public body and a company that agree on goods, the
  // former buys.
  const auto is_public = [&](size_t mention) { return is_public_body(mention); };
  if (claim.type == "purchase" && all(claim, "seller", is_public) &&
      !any(claim, "buyer", is_public)) {
    swap_roles(claim.parties, "seller", "buyer");
  }
}

bool MutualParts::is_public_body(size_t mention) const {
  const auto is_one = [&](std::string_view name) {
    return ends_in(name, "public_body", pack_) ||
           (is_word_character(character_at(name, 0)) && names_trade(name, "public_body", pack_));
  };
  return is_town(mention) ||
         std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
           return item.index == mention &&
                  (is_one(item.found->party.name) || is_one(text_at(sentence_.text, item.at)));
         });
}

bool MutualParts::is_town(size_t mention) const {
  return std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
    const std::string_view name = item.found->party.name;
    const size_t ending = pack_.word_class("town_end").ending(name);
    return item.index == mention && ending > 0 &&
           general_class(name.substr(0, name.size() - ending), pack_) == "place";
  });
}

bool MutualParts::names(size_t mention, const ClassName& trade) const {
  return std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
    return item.index == mention && (names_trade(item.found->party.name, trade, pack_) ||
                                     names_trade(text_at(sentence_.text, item.at), trade, pack_));
  });
}

}  // namespace dealwire
