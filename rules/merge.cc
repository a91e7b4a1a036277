#include "rules/merge.h"

#include <algorithm>
#include <array>
#include <set>

#include "rules/deal_amounts.h"

namespace dealwire {
namespace {

using Roles = std::map<std::string, std::set<std::string>>;  // role -> keys of parties

Roles roles_of(const Claim& claim, const MentionView& view) {
  Roles out;
  for (const auto& [role, mention] : claim.parties) out[role].insert(view.party(mention));
  return out;
}

bool differ(const std::optional<size_t>& a, const std::optional<size_t>& b,
            const MentionView& view) {
  if (!a || !b || view.same(*a, *b)) return false;
  // A headline may tell the sum in its readers' currency.
  const bool converts = view.of_title(*a) != view.of_title(*b) &&
                        view.amount(*a).currency != view.amount(*b).currency;
  return !converts;
}

// Does one of two claims of one sum tell by its headline who stands behind the one that the text
// names: the parent for its unit?
bool names_parent(const Claim& a, const Claim& b, std::string_view role, const MentionView& view) {
  if (!is_payer(role) || !a.money || !b.money || !view.same(*a.money, *b.money)) return false;
  const auto of_title = [&](const Claim& claim) {
    return std::all_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
      return party.first != role || view.of_title(party.second);
    });
  };
  return of_title(a) != of_title(b);
}

// One round or loan has many who pay into it, named one by one; other deals have one side each.
bool may_gather(const Claim& claim, std::string_view role) {
  return claim.type == "financing" && is_payer(role);
}

// Is the money of one claim a part of the other's?
bool is_part(const Claim& a, const Claim& b, const MentionView& view) {
  return a.money && b.money && view.is_part(*a.money) != view.is_part(*b.money);
}

// A sentence by itself may tell from whom: the seller is X.
bool lacks_object(const Roles& roles) {
  return roles.count("target") == 0 && roles.count("investee") == 0 && roles.count("seller") > 0;
}

// Founders who build put into their venture what they build it for.
bool builds_venture(const Roles& builders, const Roles& founders) {
  const auto developers = builders.find("developer");
  const auto investors = founders.find("investor");
  return developers != builders.end() && investors != founders.end() &&
         developers->second.size() > 1 && developers->second == investors->second;
}

// Has somebody the one role in `a` and the other in `b`?
bool meet(const Roles& a, const std::string& role, const Roles& b, const std::string& other) {
  const auto x = a.find(role), y = b.find(other);
  return x != a.end() && y != b.end() &&
         std::any_of(x->second.begin(), x->second.end(),
                     [&](const std::string& key) { return y->second.count(key) > 0; });
}

// Has somebody the role in both?
bool share(const Roles& a, const Roles& b, const std::string& role) {
  return meet(a, role, b, role);
}

// Orsk is selling Vell. It bought Vell in 2015: does the first one tell that somebody sells what
// they have bought, as the second one tells?
bool sells_on(const Roles& sale, const Roles& purchase, const Claim& purchase_claim) {
  return purchase_claim.status == "completed" && share(sale, purchase, "target") &&
         meet(sale, "seller", purchase, "acquirer");
}

// A headline may call a purchase what is one of a small stake.
bool only_adds_stake(const Claim& a, const Claim& b, const MentionView& view) {
  if (a.type != "acquisition" || a.stake || b.type != "investment" || !b.stake) return false;
  if (differ(a.money, b.money, view)) return false;
  Roles x = roles_of(a, view), y = roles_of(b, view);
  return !x["target"].empty() && x["target"] == y["investee"] && !x["acquirer"].empty() &&
         x["acquirer"] == y["investor"];
}

bool same_deal(const Claim& a, const Claim& b, const MentionView& view) {
  if (a.type == "investment" && b.type == "construction") {
    return !differ(a.money, b.money, view) && builds_venture(roles_of(b, view), roles_of(a, view));
  }
  if (only_adds_stake(a, b, view) || only_adds_stake(b, a, view)) return true;
  if (a.type != b.type) return false;
  if (differ(a.money, b.money, view) && !is_part(a, b, view)) return false;
  const Roles x = roles_of(a, view), y = roles_of(b, view);
  if (sells_on(x, y, b) || sells_on(y, x, a)) return false;
  size_t shared = 0;
  for (const auto& [role, parties] : x) {
    const auto other = y.find(role);
    if (other == y.end()) continue;
    const size_t common = static_cast<size_t>(
        std::count_if(parties.begin(), parties.end(),
                      [&](const std::string& key) { return other->second.count(key) > 0; }));
    if (common == 0 && !may_gather(a, role) && !names_parent(a, b, role, view)) return false;
    shared += common;
  }
  // Whose bid failed is another one than who bids now.
  const bool one_failed = (a.status == "cancelled") != (b.status == "cancelled");
  if (one_failed && a.type == "acquisition" && !share(x, y, "acquirer")) return false;
  const bool same_money = a.money && b.money;
  // Talks about one business are no part of a deal about another.
  const bool settled = (a.status == "rumored") == (b.status == "rumored") &&
                       (a.status == "cancelled") == (b.status == "cancelled");
  const bool one_more = shared == 1 && settled && (lacks_object(x) || lacks_object(y)) &&
                        (a.type == "acquisition" || a.type == "investment");
  return shared >= 2 || one_more || (shared == 1 && (same_money || a.type == "financing"));
}

// Is it only said that those work together who make another deal in the next sentence?
bool only_introduces(const MergedClaim& merged, const std::vector<MergedClaim>& all,
                     const MentionView& view) {
  const Claim& claim = merged.claim;
  if (claim.type != "partnership" || claim.parties.size() < 2) return false;
  return std::any_of(all.begin(), all.end(), [&](const MergedClaim& other) {
    // The "tie-up" of $5m is the merger of $5m that the title tells.
    const bool same =
        claim.money && other.claim.money && view.same(*claim.money, *other.claim.money);
    const size_t next = merged.sentences.back() + 1;
    const bool follows = !claim.money && std::find(other.sentences.begin(), other.sentences.end(),
                                                   next) != other.sentences.end();
    return other.claim.type != claim.type && (same || follows) &&
           std::all_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
             return std::any_of(other.claim.parties.begin(), other.claim.parties.end(),
                                [&](const auto& known) {
                                  return view.party(known.second) == view.party(party.second);
                                });
           });
  });
}

// Does a sentence tell who takes what the one before only told to be sold: 물량은 X가 받아 갔다?
bool completes(const Claim& told, const Claim& claim, const MentionView& view) {
  if (told.type != claim.type || differ(told.money, claim.money, view)) return false;
  const Roles x = roles_of(told, view), y = roles_of(claim, view);
  const std::string payer = told.type == "investment" ? "investor" : "acquirer";
  const std::string target = told.type == "investment" ? "investee" : "target";
  const auto lacks = [&](const Roles& a, const Roles& b) {
    return a.count(payer) == 0 && b.count(payer) > 0 && b.count("seller") == 0;
  };
  return (told.type == "investment" || told.type == "acquisition") && share(x, y, target) &&
         !sells_on(x, y, claim) && !sells_on(y, x, told) && (lacks(x, y) || lacks(y, x));
}

// Adds to `into` what only `from` says.
void absorb(Claim& into, const Claim& from, const MentionView& view) {
  const Roles known = roles_of(into, view);
  // Who joins a loan lends too.
  const bool joins_loan = into.type == "financing" && known.count("lender") > 0 &&
                          known.count("investor") == 0 && from.doubts.fallback && !from.money;
  std::set<std::string> taken;
  for (const auto& [role, keys] : known) taken.insert(keys.begin(), keys.end());
  for (const auto& party : from.parties) {
    if (from.type != into.type || taken.count(view.party(party.second)) > 0) continue;
    const auto role = known.find(party.first);
    const bool adds = role == known.end() || (may_gather(into, party.first) &&
                                              role->second.count(view.party(party.second)) == 0);
    const bool has_part = std::any_of(known.begin(), known.end(), [&](const auto& other) {
      return other.first != party.first && other.second.count(view.party(party.second)) > 0;
    });
    if (!adds || has_part) continue;
    into.parties.push_back(party);
    if (joins_loan && party.first == "investor") into.parties.back().first = "lender";
  }
  const auto fill = [&](std::optional<size_t>& slot, const std::optional<size_t>& other) {
    if (!slot) {
      slot = other;
    } else if (differ(slot, other, view)) {
      into.also.push_back(*other);
    }
  };
  if (is_part(into, from, view) && view.is_part(*into.money)) {
    into.also.push_back(*into.money);
    into.money = from.money;
  }
  fill(into.money, from.money);
  fill(into.power, from.power);
  if (!into.target) into.target = from.target;
  const bool had_stake = into.stake.has_value();
  fill(into.stake, from.stake);
  const bool joint = roles_of(into, view)["investor"].size() > 1 && known.count("investee") == 0;
  if (!had_stake && into.stake && !joint && !into.founds)
    weigh_control(into, view.amount(*into.stake));
  into.also.insert(into.also.end(), from.also.begin(), from.also.end());
  // The longer date says more: a day, not a month.
  if (from.date.edtf.size() > into.date.edtf.size()) into.date.edtf = from.date.edtf;
  into.date.is_background = into.date.is_background || from.date.is_background;
  // A sentence without a doubt takes it from the others.
  into.doubts.fallback = into.doubts.fallback && from.doubts.fallback;
  into.doubts.weak_party = into.doubts.weak_party && from.doubts.weak_party;
  into.doubts.carried_party = into.doubts.carried_party && from.doubts.carried_party;
}

// How much a type says of what a sum is paid for: 甲將投資乙100億美元, and builds for it what it
// buys.
size_t rank_of(std::string_view type) {
  constexpr std::array<std::string_view, 7> kTypes = {
      "acquisition", "investment", "financing", "lease", "license", "purchase", "construction"};
  return static_cast<size_t>(std::find(kTypes.begin(), kTypes.end(), type) - kTypes.begin());
}

// Are two deals of one sum between the same parties? They are one, told in two ways.
bool same_terms(const Claim& a, const Claim& b, const MentionView& view) {
  const auto parties = [&](const Claim& claim) {
    std::set<std::string> out;
    for (const auto& party : claim.parties) out.insert(view.party(party.second));
    return out;
  };
  if (a.type == b.type || !a.money || !b.money || !view.same(*a.money, *b.money)) return false;
  if (!view.amount(*a.money).value) return false;
  const std::set<std::string> of_a = parties(a);
  return of_a.size() > 1 && of_a == parties(b);
}

// Makes one deal of those of the same terms.
void fold_same_terms(std::vector<MergedClaim>& deals, const MentionView& view) {
  for (size_t i = 0; i < deals.size(); ++i) {
    for (size_t j = deals.size(); --j > i;) {
      if (!same_terms(deals[i].claim, deals[j].claim, view)) continue;
      if (rank_of(deals[j].claim.type) < rank_of(deals[i].claim.type))
        std::swap(deals[i], deals[j]);
      absorb(deals[i].claim, deals[j].claim, view);
      deals[i].sentences.insert(deals[i].sentences.end(), deals[j].sentences.begin(),
                                deals[j].sentences.end());
      deals.erase(deals.begin() + static_cast<ptrdiff_t>(j));
    }
  }
}

}  // namespace

// NOLINTNEXTLINE(performance-unnecessary-value-param): claims are moved out of it one by one
std::vector<MergedClaim> merge_claims(std::vector<std::pair<Claim, size_t>> claims,
                                      const MentionView& view) {
  std::vector<MergedClaim> out;
  size_t before = 0;  // where the claim before went
  for (auto& [claim, sentence] : claims) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const MergedClaim& merged) {
      return same_deal(merged.claim, claim, view);
    });
    const bool goes_on =
        !out.empty() &&
        (claim.goes_on || (same == out.end() && completes(out[before].claim, claim, view)));
    const auto match = goes_on ? out.begin() + static_cast<ptrdiff_t>(before) : same;
    before = static_cast<size_t>(match - out.begin());
    if (match == out.end()) {
      out.push_back({std::move(claim), {sentence}});
      continue;
    }
    absorb(match->claim, claim, view);
    if (goes_on && claim.status == "cancelled") {
      match->claim.status = claim.status;
      match->claim.date = claim.date;
    }
    if (std::find(match->sentences.begin(), match->sentences.end(), sentence) ==
        match->sentences.end()) {
      match->sentences.push_back(sentence);
    }
  }
  fold_same_terms(out, view);
  const std::vector<MergedClaim> all = out;
  std::erase_if(out, [&](const MergedClaim& merged) { return only_introduces(merged, all, view); });
  return out;
}

}  // namespace dealwire
