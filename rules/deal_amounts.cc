#include "rules/deal_amounts.h"

#include <algorithm>
#include <utility>

#include "rules/holding.h"
#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// How far the amount stands from the trigger: clauses first, those behind it before those ahead,
// then bytes.
std::pair<size_t, size_t> distance(const Masked& masked, Range amount, Range trigger) {
  const size_t clause = masked.clause_of(amount.begin), own = masked.clause_of(trigger.begin);
  const size_t clauses = clause >= own ? 2 * (clause - own) : 2 * (own - clause) + 1;
  const size_t bytes = amount.begin >= trigger.end    ? amount.begin - trigger.end
                       : amount.begin < trigger.begin ? trigger.begin - amount.begin
                                                      : 0;
  return {clauses, bytes};
}

bool is_tranche(const Masked& masked, size_t mention) {
  const Found* found = found_of(masked, mention);
  return found != nullptr && found->measure == "tranche";
}

// Is it what the amount behind it was before: 20%から34%に, from 20% to 34%?
bool is_former(const Masked& masked, size_t mention, const Masked::Slot& next, const Pack& pack) {
  const auto slot = std::find_if(masked.slots.begin(), masked.slots.end(),
                                 [&](const auto& s) { return s.item->index == mention; });
  if (slot == masked.slots.end()) return false;
  if (pack.word_class("amount_from").longest(masked.text, slot->at.end).length > 0) return true;
  const Range between{slot->at.end, next.at.begin};
  return between.begin < between.end &&
         pack.word_class("amount_to").has(trim(text_at(masked.text, between)));
}

// Is it the total that the amount behind it is a part of: 240億円のうち190億円を? Who builds takes
// all of it, wherever the parts come from.
bool is_total(const Masked& masked, size_t mention, const Claim& claim, const Pack& pack) {
  const auto slot = std::find_if(masked.slots.begin(), masked.slots.end(),
                                 [&](const auto& s) { return s.item->index == mention; });
  return claim.type != "construction" && slot != masked.slots.end() &&
         pack.word_class("total_mark").longest(masked.text, slot->at.end).length > 0;
}

// Is it the sum of shares told before it: Aから42%、Bから38%、合わせて発行済株式の80%を?
bool is_sum_of_shares(const Masked& masked, const Masked::Slot& slot, const Pack& pack) {
  constexpr size_t kFarthest = 40;  // bytes
  if (slot.item->found->kind != Kind::kStake) return false;
  const size_t begin = slot.at.begin > kFarthest ? slot.at.begin - kFarthest : 0;
  const auto words = find_words(masked.text, {begin, slot.at.begin}, "sum_mark", pack);
  if (words.empty()) return false;
  const std::string_view between = text_at(masked.text, {words.back().at.end, slot.at.begin});
  return between.find("、") == std::string_view::npos;
}

// Is it what a loan pays back: 900억원을 갚기 위해 1100억원을 빌렸다, 300億円の返済に? Only where
// case words stand behind, which lead from the sum to the word.
bool is_repaid(const Masked& masked, const Masked::Slot& sum, const Pack& pack) {
  constexpr size_t kFarthest = 40;  // bytes
  const WordClass& words = pack.word_class("repaid");
  if (words.empty() || sum.item->found->kind != Kind::kMoney) return false;
  const std::string_view text = masked.text;
  size_t pos = sum.at.end + pack.case_after.longest(text, sum.at.end).length;
  while (pos < text.size() && pos < sum.at.end + kFarthest) {
    if (words.longest(text, pos).length > 0) return true;
    const auto word = pack.general_words.longest(text, pos);
    const size_t length = text[pos] == ' ' ? 1 : word.value == "noun" ? word.length : 0;
    if (length == 0) return false;
    pos += length;
  }
  return false;
}

// Does an amount stand in the clause of the deed, and the other one in a part of the sentence that
// a semicolon ends: 去年甲簽了5億元的合約;上月又與乙達成9億元的採購協議?
bool is_nearer(const Masked& masked, const Masked::Slot& slot, size_t other, const Hit& hit) {
  const auto first = std::find_if(masked.slots.begin(), masked.slots.end(),
                                  [&](const auto& s) { return s.item->index == other; });
  return first != masked.slots.end() && first->at.begin < hit.at.begin &&
         masked.parted(first->at.begin, hit.at.begin) &&
         !masked.parted(slot.at.begin, hit.at.begin);
}

// Does the deed stand in the clause of what it costs, and before it?
bool costs_deed(const Masked& masked, const Masked::Slot& slot, const Proposal& proposal,
                const Pack& pack) {
  const Range deed = proposal.hit.at;
  return deed.end <= slot.at.begin &&
         masked.clause_of(deed.begin) == masked.clause_of(slot.at.begin) &&
         is_cost_of_deed(*slot.item->found, proposal.claim, masked.text, {deed.end, slot.at.begin},
                         pack);
}

// Bought Orsk for $5m, funded by a loan from Halden: is an amount the price of a deed told before
// it, and does the loan only follow?
bool is_price_before_loan(const Masked& masked, const Masked::Slot& slot, const Proposal& loan,
                          const std::vector<Proposal>& proposals, const Pack& pack) {
  if (loan.claim.type != "financing" || loan.hit.at.begin < slot.at.end ||
      !pack.words_begin_clauses()) {
    return false;
  }
  const std::string_view text = masked.text;
  const std::string* place =
      pack.word_class("case").value(last_word(trim(text.substr(0, slot.at.begin))));
  const bool parted = text_at(text, {slot.at.end, loan.hit.at.begin}).starts_with(',');
  if (!parted && (place == nullptr || *place != "for")) return false;
  return std::any_of(proposals.begin(), proposals.end(), [&](const Proposal& deed) {
    return deed.claim.type != "financing" && deed.hit.at.end <= slot.at.begin &&
           masked.clause_of(deed.hit.at.begin) == masked.clause_of(slot.at.begin) &&
           is_of_deal(*slot.item->found, deed.claim);
  });
}

// The sums of a claim in the order of the text, with those that are said to be parts or without.
std::vector<size_t> sums_of(const Claim& claim, const Masked& masked, bool with_parts) {
  std::vector<size_t> out;
  if (claim.money) out.push_back(*claim.money);
  for (size_t mention : claim.also) {
    const Found* found = found_of(masked, mention);
    const bool is_sum = found != nullptr && found->kind == Kind::kMoney && !found->same_as &&
                        !found->amount.vague && (with_parts || found->measure != "tranche");
    if (is_sum) out.push_back(mention);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Have those who are dealt with each a sum behind them: 한결을 300억원, 한빛을 200억원에? Of payers
// each would pay a part of one sum.
bool have_own_shares(const Claim& claim, const Masked& masked, const Pack& pack) {
  const Masked::Slot* before = nullptr;
  std::string_view role;
  for (const auto& [own, mention] : claim.parties) {
    const auto slot = std::find_if(masked.slots.begin(), masked.slots.end(),
                                   [&](const auto& s) { return s.item->index == mention; });
    if (slot == masked.slots.end() || is_payer(own)) continue;
    if (before != nullptr && own == role && has_own_share(masked, *before, *slot, pack))
      return true;
    before = &*slot;
    role = own;
  }
  return false;
}

}  // namespace

bool is_price_of_goods(const Found& found) {
  static const Decimal kOne(1), kLeast(5'000);  // of any currency
  const auto& most = found.amount.max ? found.amount.max : found.amount.value;
  return found.kind == Kind::kMoney && most && kOne.less_than(*most) && most->less_than(kLeast);
}

bool may_be_of_deal(const Found& found) {
  if (is_price_of_goods(found)) return false;
  if (found.kind != Kind::kMoney || found.measure.empty()) return true;
  return found.measure == "deal" || found.measure == "tranche" || found.measure == "debt" ||
         found.measure == "cost";
}

bool may_have_power(const Claim& claim) {
  return claim.type != "financing" && claim.type != "license" && claim.type != "partnership";
}

bool is_of_deal(const Found& found, const Claim& claim) {
  // What one of many costs is no sum of a deal; what a year of it costs may be.
  if (!found.per.empty() && found.per != "year" && found.per != "month") return false;
  if (is_price_of_goods(found)) return false;
  if (found.kind == Kind::kPower) return may_have_power(claim);
  if (found.kind == Kind::kStake) return claim.type == "investment" || claim.type == "acquisition";
  if (found.measure.empty()) return true;
  if (found.measure == "deal" || found.measure == "tranche") return true;
  if (found.measure == "debt") return claim.type == "financing";  // a loan is one
  return found.measure == "cost" && (claim.type == "construction" || claim.type == "purchase");
}

bool is_founding_capital(const Found& found, std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kNear = 24;  // bytes: 註冊資本為
  const Range before{pos - std::min(pos, kNear), pos};
  return found.kind == Kind::kMoney && !find_words(text, before, "capital", pack).empty();
}

bool is_cost_of_deed(const Found& found, const Claim& claim, std::string_view text, Range between,
                     const Pack& pack) {
  constexpr size_t kLongest = 80, kNear = 24;  // bytes: of the deed's own words; cost it about
  if (claim.type != "acquisition" || found.measure != "cost" || !found.per.empty()) return false;
  const auto verbs = find_words(text, between, "costs", pack);
  if (verbs.empty() || verbs.back().at.end + kNear < between.end) return false;
  const Range own{between.begin, verbs.back().at.begin};
  const std::string_view words = trim(text_at(text, own));
  const bool subject = words.empty() || words.ends_with(mask(Kind::kParty)) ||
                       pack.word_class("asset_noun").has(last_word(words));
  if (!subject || own.size() > kLongest) return false;
  if (!find_words(text, between, "conjunction", pack).empty()) return false;  // jobs and $90m
  const ClassNames others = {"relative", "finite", "name_verb"};
  return std::all_of(others.begin(), others.end(),
                     [&](const auto& name) { return find_words(text, own, name, pack).empty(); });
}

std::optional<size_t>& slot_of(Claim& claim, Kind kind) {
  return kind == Kind::kMoney ? claim.money : kind == Kind::kPower ? claim.power : claim.stake;
}

const Found* found_of(const Masked& masked, size_t mention) {
  const auto slot = std::find_if(masked.slots.begin(), masked.slots.end(),
                                 [&](const auto& s) { return s.item->index == mention; });
  return slot == masked.slots.end() ? nullptr : slot->item->found;
}

void attach_amounts(const Masked& masked, const Pack& pack, std::vector<Proposal>& proposals) {
  // Who founds a company says what share of it each will have.
  const bool founds = std::any_of(proposals.begin(), proposals.end(), [](const auto& proposal) {
    return proposal.hit.frame->is_joint("investor");
  });
  for (const Masked::Slot& slot : masked.slots) {
    const Found& found = *slot.item->found;
    if (found.is_party()) continue;
    if (found.kind == Kind::kStake && !founds && is_held(masked.text, slot.at, pack)) continue;
    if (!holding_clause(masked, slot, pack).empty()) continue;
    const bool capital =
        founds && is_founding_capital(*slot.item->found, masked.text, slot.at.begin, pack);
    Proposal* nearest = nullptr;
    std::pair<size_t, size_t> best;
    for (Proposal& proposal : proposals) {
      const bool given = capital && proposal.hit.frame->is_joint("investor");
      const bool costs = costs_deed(masked, slot, proposal, pack);
      if (!given && !costs && !is_of_deal(found, proposal.claim)) continue;
      if (is_price_before_loan(masked, slot, proposal, proposals, pack)) continue;
      const bool behind = pack.marks_behind();
      if (proposal.claim.type == "financing" && is_repaid(masked, slot, pack)) continue;
      if (behind && proposal.claim.type == "partnership") continue;  // 提携し,Xに3億円を出資
      // Power is said in any connection; what the sentence has gone on to is none with the deal.
      const bool apart = masked.parted(slot.at.begin, proposal.hit.at.begin);
      if (found.kind == Kind::kPower && apart) continue;
      const auto far = distance(masked, slot.at, proposal.hit.at);
      if (nearest == nullptr || far < best) {
        nearest = &proposal;
        best = far;
      }
    }
    if (nearest == nullptr) continue;
    nearest->has_figure = nearest->has_figure || !found.amount.vague;
    std::optional<size_t>& place = slot_of(nearest->claim, found.kind);
    size_t more = slot.item->index;
    // A total says more than the part that was told before it, and what it becomes than what it
    // was.
    const auto is_rate = [&](size_t mention) {
      const Found* amount = found_of(masked, mention);
      return amount != nullptr && !amount->per.empty();
    };
    const bool totals = place && pack.leaves_subjects_out() && found.kind == Kind::kMoney &&
                        (found.measure.empty() || found.measure == "deal") && is_rate(*place) &&
                        !is_rate(more);
    const bool is_first =
        !place || totals || (is_tranche(masked, *place) && !is_tranche(masked, more)) ||
        is_former(masked, *place, slot, pack) || is_total(masked, *place, nearest->claim, pack) ||
        is_sum_of_shares(masked, slot, pack) ||
        (pack.leaves_subjects_out() && is_nearer(masked, slot, *place, nearest->hit));
    if (is_first && place) std::swap(*place, more);
    if (!place) {
      place = more;
    } else {
      nearest->claim.also.push_back(more);
    }
  }
}

void take_valuation(Claim& claim, const Hit& hit, const Masked& masked) {
  if (claim.type != "acquisition" || claim.money || claim.stake) return;
  for (const Masked::Slot& slot : masked.slots) {
    const Found& found = *slot.item->found;
    if (found.kind != Kind::kMoney || found.measure != "valuation" || !found.per.empty()) continue;
    if (slot.at.begin < hit.at.end) continue;
    claim.money = slot.item->index;
    return;
  }
}

void weigh_stake(Claim& claim, const Frame& frame, const Masked& masked, const Pack& pack) {
  if (frame.is_joint("investor")) return;
  if (!claim.stake) return;
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.item->index != *claim.stake) continue;
    // Who takes the rest of the shares has them all: 收購餘下6%股權.
    constexpr size_t kNear = 18;  // bytes
    const size_t begin = slot.at.begin - std::min(slot.at.begin, kNear);
    const std::string_view before = text_at(masked.text, {begin, slot.at.begin});
    const auto& rest = pack.word_class("remaining").values();
    if (claim.type == "acquisition" && std::any_of(rest.begin(), rest.end(), [&](const auto& word) {
          return before.find(word.first) != before.npos;
        })) {
      return;
    }
    weigh_control(claim, slot.item->found->amount);
  }
}

void weigh_control(Claim& claim, const Amount& stake) {
  if (claim.type != "acquisition" && claim.type != "investment") return;
  const bool majority = stake.qualifier == "more_than";
  if (!stake.value || (*stake.value == Decimal(50) && !majority)) return;
  const bool control = !stake.value->less_than(Decimal(50));
  claim.type = control ? "acquisition" : "investment";
  for (auto& [role, mention] : claim.parties) {
    if (role == "acquirer" || role == "investor") role = control ? "acquirer" : "investor";
    if (role == "target" || role == "investee") role = control ? "target" : "investee";
  }
}

std::vector<Claim> share_out(const Claim& claim, const Frame& frame, const Masked& masked,
                             const Pack& pack) {
  // $5bn, of which $2bn: nobody has the one and nobody the other.
  if (!claim.also.empty() && !find_words(masked.text, "of_which", pack).empty()) return {claim};
  std::vector<size_t> sums = sums_of(claim, masked, /*with_parts=*/false);
  // 한결을 300억원, 한빛을 200억원에 각각 인수: what is said to be a part is one of the sums.
  if (sums.size() < 2 && have_own_shares(claim, masked, pack)) {
    sums = sums_of(claim, masked, /*with_parts=*/true);
  }
  const auto shares = [&](const std::string& role) {
    return !frame.is_joint(role) &&
           static_cast<size_t>(std::count_if(
               claim.parties.begin(), claim.parties.end(),
               [&](const auto& party) { return party.first == role; })) == sums.size();
  };
  const auto shared = std::find_if(claim.parties.begin(), claim.parties.end(),
                                   [&](const auto& party) { return shares(party.first); });
  if (sums.size() < 2 || shared == claim.parties.end()) return {claim};
  std::vector<Claim> out;
  for (size_t n = 0; n < sums.size(); ++n) {
    Claim& part = out.emplace_back(claim);
    part.money = sums[n];
    std::erase_if(part.also, [&](size_t mention) {
      return std::find(sums.begin(), sums.end(), mention) != sums.end();
    });
    size_t at = 0;
    std::erase_if(part.parties,
                  [&](const auto& party) { return party.first == shared->first && at++ != n; });
  }
  return out;
}

}  // namespace dealwire
