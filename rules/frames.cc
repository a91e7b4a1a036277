#include "rules/frames.h"

#include <algorithm>
#include <array>
#include <set>

#include "text/utf8.h"

namespace dealwire {
namespace {

bool search(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack) {
  std::vector<Hit> hits;
  const std::string_view text = masked.text;
  for (const auto& frame : pack.frames) {
    re2::StringPiece match;
    size_t from = 0;
    while (from < text.size() &&
           frame->trigger->Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                                 RE2::UNANCHORED, &match, 1)) {
      const auto begin = static_cast<size_t>(match.data() - text.data());
      const Range at{begin, begin + match.size()};
      from = std::max(at.end, from + 1);
      if (at.empty() || cuts_word(text, at)) continue;
      if (frame->not_before && search(*frame->not_before, text.substr(0, at.begin))) continue;
      if (frame->not_after && search(*frame->not_after, text.substr(at.end))) continue;
      hits.push_back({frame.get(), at});
    }
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
  });
  std::vector<Hit> out;
  for (const Hit& hit : hits) {
    if (out.empty() || hit.at.begin >= out.back().at.end) out.push_back(hit);
  }
  return out;
}

// How certain the deal is, by the words around the trigger. What casts doubt on a deal or ends it
// counts in the whole sentence; a plan reaches from its clause to those behind it; that something
// is done is said in the trigger's own clause, and then it is no plan.
std::string read_status(const Masked& masked, const Hit& hit, const Pack& pack) {
  const Range clause{masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
  bool completed = false, planned = false, planned_here = false, rumored = false, cancelled = false;
  re2::StringPiece rest(masked.text), word;
  while (RE2::FindAndConsume(&rest, *pack.status, &word)) {
    const auto begin = static_cast<size_t>(word.data() - masked.text.data());
    const Range at{begin, begin + word.size()};
    const std::string* value =
        pack.word_class("status").value(std::string_view(word.data(), word.size()));
    if (value == nullptr || cuts_word(masked.text, at)) continue;
    const bool here = clause.contains(at);
    cancelled = cancelled || *value == "cancelled";
    rumored = rumored || *value == "rumored";
    planned = planned || (*value == "planned" && at.end <= clause.end);
    planned_here = planned_here || (*value == "planned" && here);
    completed = completed || (*value == "completed" && here);
  }
  if (cancelled) return "cancelled";
  if (rumored) return "rumored";
  if (planned_here || (planned && !completed)) return "planned";
  return completed ? "completed" : "announced";
}

bool is_negated(const Masked& masked, const Hit& hit, const Pack& pack) {
  const size_t begin = masked.clause_begin(hit.at.begin);
  const std::string_view left = std::string_view(masked.text).substr(begin, hit.at.begin - begin);
  re2::StringPiece rest(left.data(), left.size()), word;
  while (RE2::FindAndConsume(&rest, *pack.negation, &word)) {
    const auto at = static_cast<size_t>(word.data() - masked.text.data());
    if (!cuts_word(masked.text, {at, at + word.size()})) return true;
  }
  return false;
}

bool has(const Claim& claim, std::string_view name) {
  if (name == "money") return claim.money.has_value();
  if (name == "power") return claim.power.has_value();
  if (name == "stake") return claim.stake.has_value();
  return has_role(claim.parties, name);
}

bool is_amount(std::string_view name) {
  return name == "money" || name == "power" || name == "stake";
}

// Is one of the frame's needs met, but for amounts that it may still get?
bool has_parties(const Claim& claim, const Frame& frame) {
  return std::any_of(frame.need.begin(), frame.need.end(), [&](const auto& set) {
    return std::all_of(set.begin(), set.end(),
                       [&](const auto& name) { return is_amount(name) || has(claim, name); });
  });
}

// Gives each amount of the sentence to the nearest trigger that has its parties: in its clause,
// else in the clauses around it, those behind it first.
void attach_amounts(const Masked& masked, const std::vector<Hit>& hits,
                    const std::vector<bool>& viable, std::vector<Claim>& claims) {
  for (const Masked::Slot& slot : masked.slots) {
    const Found& found = *slot.item->found;
    if (found.kind == Kind::kParty) continue;
    if (found.kind == Kind::kMoney && !found.measure.empty() && found.measure != "deal") continue;
    const size_t clause = masked.clause_of(slot.at.begin);
    Claim* nearest = nullptr;
    size_t best = 0;
    for (size_t i = 0; i < hits.size(); ++i) {
      if (!viable[i]) continue;
      const size_t trigger = masked.clause_of(hits[i].at.begin);
      const size_t clauses =
          clause >= trigger ? 2 * (clause - trigger) : 2 * (trigger - clause) + 1;
      const size_t bytes = slot.at.begin >= hits[i].at.end    ? slot.at.begin - hits[i].at.end
                           : slot.at.begin < hits[i].at.begin ? hits[i].at.begin - slot.at.begin
                                                              : 0;
      const size_t distance = clauses * masked.text.size() + bytes;
      if (nearest == nullptr || distance < best) {
        nearest = &claims[i];
        best = distance;
      }
    }
    if (nearest == nullptr) continue;
    std::optional<size_t>& place = found.kind == Kind::kMoney   ? nearest->money
                                   : found.kind == Kind::kPower ? nearest->power
                                                                : nearest->stake;
    if (!place) {
      place = slot.item->index;
    } else {
      nearest->also.push_back(slot.item->index);
    }
  }
}

// Control makes the difference: less than half of a company is an investment in it, more an
// acquisition, whatever the verb. Half alone does not tell.
void weigh_stake(Claim& claim, const Masked& masked) {
  if (!claim.stake || (claim.type != "acquisition" && claim.type != "investment")) return;
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.item->index != *claim.stake) continue;
    const auto& value = slot.item->found->amount.value;
    if (!value || *value == Decimal(50)) return;
    const bool control = Decimal(50).less_than(*value);
    claim.type = control ? "acquisition" : "investment";
    for (auto& [role, mention] : claim.parties) {
      if (role == "acquirer" || role == "investor") role = control ? "acquirer" : "investor";
      if (role == "target" || role == "investee") role = control ? "target" : "investee";
    }
  }
}

}  // namespace

std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, Topic& topic,
                               std::vector<TurnedDown>& refused) {
  const Masked masked = mask_sentence(sentence);
  const std::vector<Hit> hits = find_triggers(masked, pack);
  std::vector<Claim> claims(hits.size());
  std::vector<bool> guessed(hits.size(), false), viable(hits.size(), false);
  for (size_t i = 0; i < hits.size(); ++i) {
    const Frame& frame = *hits[i].frame;
    Claim& claim = claims[i];
    claim.type = frame.type;
    claim.rule = frame.id;
    if (is_negated(masked, hits[i], pack)) {
      refused.push_back({{0, sentence.text.size()}, frame.id, "negated"});
      continue;
    }
    claim.status = read_status(masked, hits[i], pack);
    Binding binding = bind_parties(masked, pack, hits[i], topic);
    claim.parties = std::move(binding.parties);
    guessed[i] = binding.guessed;
    viable[i] = has_parties(claim, frame);
  }
  attach_amounts(masked, hits, viable, claims);

  std::vector<Claim> out;
  for (size_t i = 0; i < hits.size(); ++i) {
    Claim& claim = claims[i];
    if (claim.status.empty()) continue;  // negated
    const Frame& frame = *hits[i].frame;
    const bool met = std::any_of(frame.need.begin(), frame.need.end(), [&](const auto& set) {
      return std::all_of(set.begin(), set.end(),
                         [&](const auto& name) { return has(claim, name); });
    });
    if (!met) {
      refused.push_back({{0, sentence.text.size()}, frame.id, "lacks what the frame needs"});
      continue;
    }
    if (guessed[i] && !claim.money && !claim.stake) {
      refused.push_back({{0, sentence.text.size()}, frame.id, "a guessed party and no amount"});
      continue;
    }
    weigh_stake(claim, masked);
    out.push_back(std::move(claim));
  }
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.is_party() && !slot.weak()) {
      topic = {slot.item->index, slot.item->found->party.key};
      break;
    }
  }
  return out;
}

}  // namespace dealwire
