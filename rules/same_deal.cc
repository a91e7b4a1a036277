#include "rules/same_deal.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "rules/lexicon.h"

namespace dealwire {
namespace {

// Does one deal only say more of another in the same sentence? That parties work together, where it
// is said what deal they made; that one of them builds, where another pays for it.
bool yields(const Claim& claim, const Claim& other) {
  if (claim.type == other.type || other.type == "partnership") return false;
  if (claim.type == "partnership") return true;
  if (claim.money && (other.money || other.power)) return false;  // each has an amount of its own
  // How large the site is that gets built says nothing of the loan for it.
  if (claim.power && !may_have_power(other)) return false;
  const bool shares_party =
      std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
        return std::any_of(other.parties.begin(), other.parties.end(),
                           [&](const auto& p) { return p.second == party.second; });
      });
  return claim.type == "construction" && shares_party;
}

// Does a claim only turn round what another one said? The word for both tells not who does what:
// 由A包下, 雙方簽署購電合約.
bool turns_round(const Claim& claim, const Claim& other, const KeyOf& key) {
  if (claim.type != other.type) return false;
  const auto swapped = [&](const auto& party) {
    return std::any_of(other.parties.begin(), other.parties.end(), [&](const auto& known) {
      return known.first != party.first && key(known.second) == key(party.second);
    });
  };
  return claim.parties.size() > 1 &&
         std::all_of(claim.parties.begin(), claim.parties.end(), swapped);
}

// Does a frame tell of a loan or an issue, rather than of a round?
bool lends(const Frame& frame) {
  return std::any_of(frame.roles.begin(), frame.roles.end(), [](const auto& role) {
    return role.second == "lender" || role.second == "underwriter";
  });
}

}  // namespace

void mend_borrower(const std::vector<Proposal>& before, Claim& claim) {
  if (claim.type != "financing" || before.empty()) return;
  const Parties& known = before.back().claim.parties;
  const auto role_of = [&](size_t mention) -> std::string_view {
    const auto at = std::find_if(known.begin(), known.end(),
                                 [&](const auto& party) { return party.second == mention; });
    return at == known.end() ? std::string_view() : std::string_view(at->first);
  };
  const auto borrower = std::find_if(known.begin(), known.end(),
                                     [](const auto& party) { return party.first == "borrower"; });
  if (before.back().claim.type != "financing" || borrower == known.end()) return;
  for (auto& [role, mention] : claim.parties) {
    if (role == "borrower" && is_payer(role_of(mention))) mention = borrower->second;
  }
}

void gather_rounds(std::vector<Proposal>& proposals, const Pack& pack, const KeyOf& key) {
  const auto borrower = [&](const Claim& claim) {
    const auto party = std::find_if(claim.parties.begin(), claim.parties.end(),
                                    [](const auto& p) { return p.first == "borrower"; });
    return party == claim.parties.end() ? std::string() : key(party->second);
  };
  for (size_t i = 1; i < proposals.size(); ++i) {
    Claim& one = proposals[i - 1].claim;
    Claim& next = proposals[i].claim;
    const Frame& frame = *proposals[i].hit.frame;
    const bool both_lend = pack.leaves_subjects_out() && lends(frame) &&
                           lends(*proposals[i - 1].hit.frame);  // 簽聯貸,甲、乙銀行參貸
    const bool same = one.type == "financing" &&
                      (proposals[i - 1].hit.frame == &frame || both_lend) &&
                      !borrower(one).empty() && borrower(one) == borrower(next);
    if (!same || (one.money && next.money)) continue;
    if (has_role(next.parties, "underwriter")) next.rule = one.rule;  // the issue says more
    std::erase_if(one.parties, [](const auto& p) { return !is_payer(p.first); });
    std::erase_if(one.parties, [&](const auto& p) {
      return std::any_of(next.parties.begin(), next.parties.end(),
                         [&](const auto& q) { return key(p.second) == key(q.second); });
    });
    next.parties.insert(next.parties.begin(), one.parties.begin(), one.parties.end());
    if (!next.money) next.money = one.money;
    proposals[i].has_figure = proposals[i].has_figure || proposals[i - 1].has_figure;
    proposals.erase(proposals.begin() + static_cast<ptrdiff_t>(--i));
  }
}

void add_of_unmet(Claim& claim, const std::vector<Claim>& unmet, const KeyOf& key) {
  for (const Claim& other : unmet) {
    if (other.type != claim.type) continue;
    const bool shares =
        std::any_of(other.parties.begin(), other.parties.end(), [&](const auto& party) {
          return std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& own) {
            return key(own.second) == key(party.second) && own.first != party.first;
          });
        });
    if (shares) continue;
    for (const auto& party : other.parties) {
      if (!has_role(claim.parties, party.first)) claim.parties.push_back(party);
    }
  }
}

bool mends_direction(const Proposal& proposal, std::vector<Claim>& told, const Pack& pack,
                     const KeyOf& key) {
  const Claim& claim = proposal.claim;
  const bool sure = !claim.doubts.weak_party && !claim.doubts.carried_party;
  if (!sure || proposal.hit.frame->takes("with")) return false;
  for (Claim& other : told) {
    if (claim.money && other.money) continue;
    if (!turns_round(claim, other, key)) continue;
    const auto frame = std::find_if(pack.frames.begin(), pack.frames.end(),
                                    [&](const auto& f) { return f->id == other.rule; });
    if (frame == pack.frames.end() || !(*frame)->takes("with")) continue;
    other.parties = claim.parties;
    if (!other.money) other.money = claim.money;
    if (!other.power) other.power = claim.power;
    return true;
  }
  return false;
}

bool adds_to_told(const Claim& claim, std::vector<Claim>& told, const KeyOf& key) {
  const auto other = std::find_if(told.begin(), told.end(),
                                  [&](const Claim& c) { return turns_round(claim, c, key); });
  if (other == told.end()) return false;
  if (!other->money) other->money = claim.money;
  if (!other->power) other->power = claim.power;
  // 與甲公司簽購銷協議,每年向對方供貨: which way it goes is told later.
  if (other->mutual && !claim.mutual) {
    other->parties = claim.parties;
    other->mutual = false;
  }
  return true;
}

void drop_yielding(std::vector<Claim>& claims) {
  std::vector<Claim> kept;
  for (const Claim& claim : claims) {
    const auto other = std::find_if(claims.begin(), claims.end(),
                                    [&](const Claim& c) { return yields(claim, c); });
    if (other == claims.end()) kept.push_back(claim);
  }
  for (const Claim& claim : claims) {
    const auto other =
        std::find_if(kept.begin(), kept.end(), [&](const Claim& c) { return yields(claim, c); });
    if (other == kept.end()) continue;
    other->take_amounts(claim);
  }
  claims = std::move(kept);
}

}  // namespace dealwire
