#include "rules/deed_reader.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <ranges>

#include "rules/counterpart.h"
#include "rules/described_asset.h"
#include "rules/holding.h"
#include "rules/lexicon.h"
#include "rules/loan_purpose.h"
#include "rules/name_shape.h"
#include "rules/same_deal.h"
#include "rules/trigger.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Is one of the frame's needs met? Amounts may be left out that the claim may still get.
bool meets_need(
    const Claim& claim, const Frame& frame,
    const std::function<bool(Kind)>& may_get = [](Kind) { return false; },
    bool with_described = true) {
  const auto filled = [&](const std::string& name) -> size_t {
    if (name == "money") return claim.money || may_get(Kind::kMoney);
    if (name == "power") return claim.power || may_get(Kind::kPower);
    if (name == "stake") return claim.stake || may_get(Kind::kStake);
    if (name == "target" && claim.target && with_described) return 1;
    return static_cast<size_t>(
        std::count_if(claim.parties.begin(), claim.parties.end(),
                      [&](const auto& party) { return party.first == name; }));
  };
  return std::any_of(frame.need.begin(), frame.need.end(), [&](const auto& set) {
    return std::all_of(set.begin(), set.end(), [&](const std::string& name) {
      return filled(name) >= static_cast<size_t>(std::count(set.begin(), set.end(), name));
    });
  });
}

// Frames that have a place for one side only read what a sentence adds to the deal of another:
// somebody pays a sum, who knows for what.
bool has_places_of_both_sides(const Frame& frame) {
  const auto some_role = [&](bool payers) {
    return std::any_of(frame.roles.begin(), frame.roles.end(),
                       [&](const auto& place) { return is_payer(place.second) == payers; });
  };
  return some_role(true) && some_role(false);
}

}  // namespace

DeedReader::DeedReader(const Sentence& sentence, const Pack& pack, const Days& days,
                       const Topic& topic, std::vector<TurnedDown>& refused)
    : sentence_(sentence),
      masked_(mask_sentence(sentence, pack)),
      pack_(pack),
      parts_(sentence, masked_, pack),
      days_(days),
      topic_(topic),
      refused_(refused),
      triggers_(find_triggers(masked_, pack)),
      signs_(triggers_.empty() ? std::nullopt : std::optional<Signs>(std::in_place, masked_, pack)),
      roles_(triggers_.empty() ? std::vector<NamedRole>() : named_roles(masked_, sentence, pack)) {}

std::vector<Claim> DeedReader::read() {
  std::vector<Claim> out = of_frames(/*fallback=*/false);
  if (out.empty()) out = of_frames(/*fallback=*/true);
  return out.empty() ? settle(std::move(described_)) : out;
}

std::vector<Claim> DeedReader::complete_one_sided() {
  std::vector<Proposal> proposals;
  for (Proposal& proposal : one_sided_) {
    const bool covered = !proposals.empty() && proposal.hit.at.begin < proposals.back().hit.at.end;
    if (covered || !is_sure_side(proposal.claim)) continue;
    const Frame& frame = *proposal.hit.frame;
    proposal.is_half = !add_counterpart(masked_, frame, topic_, keys(), proposal.claim);
    mend_owners(proposal.claim);
    if (proposal.is_half && !has_places_of_both_sides(frame)) continue;
    proposal.claim.doubts.fallback = true;
    proposals.push_back(std::move(proposal));
  }
  std::vector<Claim> out = settle(std::move(proposals));
  std::erase_if(out, [&](const Claim& claim) { return !has_sum(claim, masked_); });
  return out;
}

std::vector<Claim> DeedReader::settle(std::vector<Proposal> proposals) {
  attach_amounts(masked_, pack_, proposals);
  gather_rounds(proposals, pack_, keys());
  give_purposes_to_borrowers(proposals, masked_, pack_, keys());
  for (Proposal& proposal : proposals) take_valuation(proposal.claim, proposal.hit, masked_);
  std::vector<Claim> out;
  for (Proposal& proposal : proposals) {
    drop_doubtful(proposal);
    if (mends_direction(proposal, out, pack_, keys())) continue;
    if (const char* reason = fault_of(proposal)) {
      turn_down(*proposal.hit.frame, reason);
      if (!proposal.claim.has_amount()) wanting_ = proposal.claim;
    } else {
      const Frame& frame = *proposal.hit.frame;
      add_of_unmet(proposal.claim, unmet_, keys());
      parts_.settle(proposal.hit, proposal.claim);
      weigh_stake(proposal.claim, frame, masked_, pack_);
      if (adds_to_told(proposal.claim, out, keys())) continue;
      for (Claim& claim : share_out(proposal.claim, frame, masked_, pack_)) {
        out.push_back(std::move(claim));
      }
    }
  }
  drop_yielding(out);
  return out;
}

std::string DeedReader::key_of(size_t mention) const {
  if (const Found* found = found_of(masked_, mention)) return found->party.key;
  if (const Sentence::Item* carried = topic_.find(mention)) return carried->key();
  const bool told = topic_.subject && topic_.subject->index == mention;
  return told ? topic_.subject->key() : "";
}

KeyOf DeedReader::keys() const {
  return [this](size_t mention) { return key_of(mention); };
}

void DeedReader::turn_down(const Frame& frame, const char* reason) {
  refused_.push_back({{0, sentence_.text.size()}, frame.id, reason});
}

std::vector<Proposal> DeedReader::bind(bool fallback) {
  std::vector<Proposal> out;
  std::vector<Hit> hits;
  std::copy_if(triggers_.begin(), triggers_.end(), std::back_inserter(hits),
               [&](const Hit& hit) { return hit.frame->fallback == fallback; });
  for (const Hit& hit : hits) {
    if (!out.empty() && hit.at.begin < out.back().hit.at.end) continue;
    if (is_negated(masked_, *signs_, hit, pack_)) {
      turn_down(*hit.frame, "negated");
      continue;
    }
    if (tells_holding(hit)) {
      turn_down(*hit.frame, "tells what somebody has");
      continue;
    }
    Binding binding = bind_parties(masked_, pack_, hit, hits, topic_);
    if (binding.describes) {
      // That it is done says nothing of the other one.
      std::erase_if(signs_->states, [&](const Word& word) { return word.at.overlaps(hit.at); });
      turn_down(*hit.frame, "describes a party of another deal");
      continue;
    }
    Claim claim;
    claim.type = hit.frame->type;
    claim.rule = hit.frame->id;
    claim.mutual = binding.by_with;
    claim.founds = hit.frame->is_joint("investor");
    claim.status = read_status(sentence_, masked_, *signs_, hit, pack_);
    claim.parties = std::move(binding.parties);
    // Whose own deal is off has no part in this one.
    std::erase_if(claim.parties, [&](const auto& party) {
      return std::any_of(masked_.slots.begin(), masked_.slots.end(), [&](const auto& slot) {
        return slot.item->index == party.second &&
               signs_->is_of_others(slot.at.begin, hit.at.begin);
      });
    });
    parts_.part(hit, claim);
    parts_.mend_bank(*hit.frame, claim);
    for (const NamedRole& named : roles_) {
      take_role(claim.parties, claim.type, hit.frame, named, keys());
    }
    add_payer(*hit.frame, out, claim);
    if (add_left_out(*hit.frame, claim)) binding.has_carried = true;
    if (add_other_side(claim)) binding.has_carried = true;
    if (add_again(*hit.frame, out, claim)) binding.has_carried = true;
    mend_borrower(out, claim);
    describe_target(hit, hits, claim);
    mend_owners(claim);
    claim.date = read_date(sentence_, masked_, deed_of(claim.status, *signs_, hit), days_, pack_);
    claim.doubts.fallback = fallback;
    claim.doubts.weak_party = binding.has_doubtful && !(topic_.protagonist && all_katakana(claim));
    claim.doubts.carried_party = binding.has_carried;
    const auto may_get = [&](Kind kind) {
      return std::any_of(masked_.slots.begin(), masked_.slots.end(),
                         [&](const auto& slot) { return slot.item->found->kind == kind; });
    };
    if (!meets_need(claim, *hit.frame, may_get, /*with_described=*/false)) {
      if (meets_need(claim, *hit.frame, may_get)) {
        const bool covered = !described_.empty() && hit.at.begin < described_.back().hit.at.end;
        if (!covered) described_.push_back({hit, std::move(claim)});
        continue;
      }
      if (meets_need(claim, *hit.frame, [](Kind) { return true; })) wanting_ = claim;
      if (!wanting_) wanting_ = half_told(claim);
      if (hit.frame->half) note_half(claim);
      turn_down(*hit.frame, "lacks a party that the frame needs");
      one_sided_.push_back({hit, claim});
      constexpr size_t kMost = 6;
      if (pack_.leaves_subjects_out() && unmet_.size() < kMost) unmet_.push_back(std::move(claim));
      continue;
    }
    if (hit.frame->half) note_half(claim);
    out.push_back({hit, std::move(claim)});
  }
  return out;
}

bool DeedReader::tells_holding(const Hit& hit) const {
  return std::any_of(masked_.slots.begin(), masked_.slots.end(), [&](const auto& slot) {
    const Range clause = holding_clause(masked_, slot, pack_);
    return clause.begin < hit.at.end && hit.at.end <= clause.end;
  });
}

void DeedReader::describe_target(const Hit& hit, const std::vector<Hit>& hits, Claim& claim) const {
  if (claim.founds) describe_venture(hit, claim);
  if (claim.type != "acquisition") return;
  const auto at = described_asset(masked_, pack_, hit, hits);
  if (!at) return;
  // A name that is only a part of what is described is none: 修船 in 修船子公司.
  std::erase_if(claim.parties, [&](const auto& party) {
    return party.first == "target" &&
           std::any_of(masked_.slots.begin(), masked_.slots.end(), [&](const auto& slot) {
             return slot.item->index == party.second && slot.weak() && at->contains(slot.at);
           });
  });
  // The takeover of the paint arm of Halden: whose it is sells it.
  for (auto& [role, mention] : claim.parties) {
    const bool owns =
        role == "target" && !has_role(claim.parties, "seller") && is_owner_behind(*at, mention);
    if (owns) role = "seller";
  }
  if (has_role(claim.parties, "target")) return;
  claim.target = Described{{masked_.source(at->begin), masked_.source(at->end)}, topic_.passage};
}

void DeedReader::mend_owners(Claim& claim) const {
  const auto is_dealt_in = [&](const auto& party) {
    const Found* found = found_of(masked_, party.second);
    return found != nullptr && found->owner &&
           (party.first == "target" || party.first == "investee");
  };
  for (auto& party : claim.parties) {
    const bool sells =
        is_dealt_in(party) && claim.type == "acquisition" && !has_role(claim.parties, "seller");
    if (sells) party.first = "seller";
  }
  std::erase_if(claim.parties, is_dealt_in);
}

void DeedReader::describe_venture(const Hit& hit, Claim& claim) const {
  const WordClass& nouns = pack_.word_class("venture_noun");
  const Range clause{masked_.clause_begin(hit.at.begin), masked_.clause_end(hit.at.begin)};
  for (size_t pos = clause.begin; pos < clause.end; pos = next_beginning(masked_.text, pos)) {
    const size_t length = nouns.longest(masked_.text, pos).length;
    if (length == 0) continue;
    claim.target = Described{{masked_.source(pos), masked_.source(pos + length)}, topic_.passage};
    return;
  }
}

bool DeedReader::is_owner_behind(Range asset, size_t mention) const {
  return std::any_of(masked_.slots.begin(), masked_.slots.end(), [&](const auto& slot) {
    if (slot.item->index != mention || slot.at.begin <= asset.end || slot.weak()) return false;
    const std::string_view between = trim(text_at(masked_.text, {asset.end, slot.at.begin}));
    const std::string* place = pack_.word_class("case").value(between);
    return place != nullptr && (*place == "of" || *place == "from");
  });
}

bool DeedReader::all_katakana(const Claim& claim) const {
  constexpr size_t kLong = 18;  // bytes
  return std::all_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
    const Found* found = found_of(masked_, party.second);
    if (found == nullptr || !found->weak) return true;
    const std::string& name = found->party.name;
    return name.size() >= kLong && is_katakana(character_at(name, 0)) &&
           is_katakana(character_before(name, name.size()));
  });
}

bool DeedReader::all_likely(const Claim& claim) const {
  if (!pack_.marks_behind()) return false;
  return claim.parties.size() > 1 &&
         std::all_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
           const Found* found = found_of(masked_, party.second);
           return found == nullptr || !found->weak || is_likely_name(found->party.name, pack_);
         });
}

bool DeedReader::add_left_out(const Frame& frame, Claim& claim) const {
  const std::string_view role = frame.role_of("subject");
  const Sentence::Item* understood = topic_.understood();
  if (roles_.empty() || !pack_.marks_behind() || role.empty() || understood == nullptr ||
      has_role(claim.parties, role)) {
    return false;
  }
  const std::string& key = understood->key();
  const bool known = std::any_of(claim.parties.begin(), claim.parties.end(),
                                 [&](const auto& party) { return key_of(party.second) == key; });
  if (known) return false;
  claim.parties.emplace_back(role, understood->index);
  return true;
}

bool DeedReader::add_other_side(Claim& claim) const {
  const Topic::Half& half = topic_.half;
  if (!topic_.same_block || half.type != claim.type || claim.parties.empty()) return false;
  const bool payers = is_payer(half.parties.front().first);
  // Who sells something is not sold: a bid came from Halden.
  for (auto& [role, mention] : claim.parties) {
    for (const auto& [told, party] : half.parties) {
      const bool same = topic_.find(mention) != nullptr && is_payer(role) == payers &&
                        party.key() == key_of(mention);
      if (same) role = told;
    }
  }
  const bool fits = std::all_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
    return is_payer(party.first) != payers &&
           std::none_of(half.parties.begin(), half.parties.end(), [&](const auto& told) {
             return told.second.key() == key_of(party.second);
           });
  });
  if (!fits) return false;
  for (const auto& [role, party] : half.parties) claim.parties.emplace_back(role, party.index);
  if (!claim.target) claim.target = half.target;
  return true;
}

void DeedReader::note_half(const Claim& claim) {
  if (claim.parties.empty()) return;  // a sum alone is no side
  Topic::Half half{claim.type, {}, claim.target};
  for (const auto& [role, mention] : claim.parties) {
    if (is_payer(role) != is_payer(claim.parties.front().first)) return;
    const auto slot = std::find_if(masked_.slots.begin(), masked_.slots.end(),
                                   [&](const auto& s) { return s.item->index == mention; });
    const Sentence::Item* item = slot == masked_.slots.end() ? topic_.find(mention) : slot->item;
    if (item == nullptr || item->found->weak) return;
    half.parties.emplace_back(role, *item);
  }
  if (half_.parties.empty()) half_ = std::move(half);
}

void DeedReader::add_payer(const Frame& frame, const std::vector<Proposal>& before, Claim& claim) {
  const std::string_view role = frame.role_of("payer");
  if (role.empty() || has_role(claim.parties, role) || before.empty()) return;
  for (const auto& [known, mention] : before.back().claim.parties) {
    const bool has_part =
        std::any_of(claim.parties.begin(), claim.parties.end(),
                    [mention = mention](const auto& party) { return party.second == mention; });
    if (known == "acquirer" && !has_part) claim.parties.emplace_back(role, mention);
  }
}

bool DeedReader::add_again(const Frame& frame, const std::vector<Proposal>& before,
                           Claim& claim) const {
  const std::string_view role = frame.role_of("again");
  if (role.empty() || has_role(claim.parties, role)) return false;
  for (const Proposal& told : std::views::reverse(before)) {
    for (const auto& [known, mention] : told.claim.parties) {
      if (known != role) continue;
      claim.parties.emplace_back(known, mention);
      return false;
    }
  }
  if (!topic_.bought || topic_.deal != frame.type) return false;
  claim.parties.emplace_back(role, topic_.bought->index);
  return true;
}

std::optional<Claim> DeedReader::half_told(Claim claim) const {
  if (claim.parties.empty() || claim.doubts.carried_party || claim.doubts.weak_party ||
      tells_both_sides(claim)) {
    return std::nullopt;
  }
  for (const Masked::Slot& slot : masked_.slots) {
    const Found& found = *slot.item->found;
    if (found.kind != Kind::kMoney || !is_of_deal(found, claim)) continue;
    if (claim.money) return std::nullopt;
    claim.money = slot.item->index;
  }
  claim.one_sided = pack_.marks_behind();
  return claim;
}

void DeedReader::drop_doubtful(Proposal& proposal) const {
  Claim& claim = proposal.claim;
  if (!claim.doubts.weak_party || claim.has_amount()) return;
  Claim sure = claim;
  std::erase_if(sure.parties, [&](const auto& party) {
    const Found* found = found_of(masked_, party.second);
    return found != nullptr && found->weak;
  });
  if (sure.parties.size() < 2 || !meets_need(sure, *proposal.hit.frame)) return;
  claim.parties = std::move(sure.parties);
  claim.doubts.weak_party = false;
}

const char* DeedReader::fault_of(const Proposal& proposal) const {
  const Claim& claim = proposal.claim;
  const Doubts& doubts = claim.doubts;
  const bool goes_on = topic_.same_block && topic_.deal == claim.type;
  const bool guessed = doubts.weak_party || doubts.carried_party;
  if (proposal.is_half ? !claim.money : !meets_need(claim, *proposal.hit.frame)) {
    return "lacks an amount that the frame needs";
  }
  // Where subjects are left out, one that goes without saying is hardly a guess.
  const bool drops = topic_.protagonist && pack_.marks_behind();
  const bool two_known =
      drops && claim.type != "financing" && claim.parties.size() > 1 && !doubts.weak_party;
  if (!claim.has_amount() && doubts.fallback && doubts.carried_party && !goes_on && !two_known) {
    return "a fallback, a guessed party and no amount";
  }
  const bool named = !doubts.fallback && claim.type != "partnership" && all_likely(claim);
  if (!claim.has_amount() && doubts.weak_party && !named) return "a guessed party and no amount";
  // There a paragraph goes on about its subject.
  const bool runs_on = pack_.leaves_subjects_out() && topic_.same_block && topic_.subject_here &&
                       proposal.has_figure;
  // A frame without a doer is about what the paragraph has told: the proceeds will go into a
  // plant.
  const bool told =
      !proposal.hit.frame->takes("subject") && topic_.same_block && proposal.has_figure;
  const bool unknown = doubts.weak_party || !(drops || runs_on || told);
  if (claim.parties.size() < 2 && guessed && unknown) return "its only party is a guess";
  if (claim.parties.size() < 2 && !proposal.has_figure) return "one party and no figure";
  return nullptr;
}

}  // namespace dealwire
