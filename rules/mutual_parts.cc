#include "rules/mutual_parts.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "rules/name_shape.h"

namespace dealwire {
namespace {

// Of two that merge the one named first takes the other.
void settle_merger(Parties& parties) {
  if (parties.size() == 2 && parties[0].first == "acquirer" && parties[1].first == "acquirer") {
    parties[1].first = "target";
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
  const auto all = [&](std::string_view role, bool are, const ClassName& trade) {
    return has_role(claim.parties, role) &&
           std::all_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
             return party.first != role || names(party.second, trade) == are;
           });
  };
  const auto swap = [&](const char* giver, const char* taker, const ClassName& trade) {
    if (!all(taker, true, trade) || !all(giver, false, trade)) return;
    for (auto& [role, mention] : claim.parties) {
      role = role == giver ? taker : role == taker ? giver : role;
    }
  };
  if (claim.type == "lease") swap("lessor", "lessee", "landlord");
  if (claim.type == "financing") swap("lender", "borrower", "bank");
  const bool of_power = !find_words(masked_.text, hit.at, "power_contract", pack_).empty();
  if (claim.type == "purchase" && of_power) swap("seller", "buyer", "generator");
  const Range clause{masked_.clause_begin(hit.at.begin), masked_.clause_end(hit.at.begin)};
  const bool of_ships = !find_words(masked_.text, clause, "ship_contract", pack_).empty();
  if (claim.type == "purchase" && of_ships) swap("seller", "buyer", "shipyard");
  // 경기도는 한결과 공급 계약을 맺었다: of a town and a company that agree on goods, the town buys.
  const auto is_seller = [](const auto& party) { return party.first == "seller"; };
  const auto seller = std::find_if(claim.parties.begin(), claim.parties.end(), is_seller);
  const bool pair = claim.parties.size() == 2 && seller != claim.parties.end();
  if (claim.type == "purchase" && pair && is_town(seller->second)) {
    for (auto& [role, mention] : claim.parties) role = role == "seller" ? "buyer" : "seller";
  }
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
