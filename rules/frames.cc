#include "rules/frames.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool search(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// The triggers of a sentence, leftmost-longest and apart. Frames that share one stand together, in
// the order of the pack.
std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack) {
  std::vector<Hit> hits;
  const std::string_view text = masked.text;
  for (const auto& frame : pack.frames) {
    re2::StringPiece match;
    size_t from = 0;
    while (from < text.size() &&
           frame->trigger->re2().Match(re2::StringPiece(text.data(), text.size()), from,
                                       text.size(), RE2::UNANCHORED, &match, 1)) {
      const auto begin = static_cast<size_t>(match.data() - text.data());
      const Range at{begin, begin + match.size()};
      from = std::max(at.end, from + 1);
      if (at.empty() || cuts_word(text, at)) continue;
      if (frame->not_before && search(frame->not_before->re2(), text.substr(0, at.begin))) continue;
      if (frame->not_after && search(frame->not_after->re2(), text.substr(at.end))) continue;
      hits.push_back({frame.get(), at});
    }
  }
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
  });
  std::vector<Hit> out;
  for (const Hit& hit : hits) {
    if (out.empty() || hit.at.begin >= out.back().at.end || hit.at == out.back().at) {
      out.push_back(hit);
    }
  }
  return out;
}

// How certain the deal is, by the words around the trigger. What casts doubt on a deal or ends it
// counts in the whole sentence; a plan reaches from its clause to those behind it; that something
// is done is said in the trigger's own clause, and then it is no plan.
std::string read_status(const Sentence& sentence, const Masked& masked, const Hit& hit,
                        const Pack& pack) {
  const auto in_date = [&](const Word& word) {  // May is no "may"
    return std::any_of(sentence.dates.begin(), sentence.dates.end(), [&](const auto& date) {
      return date.at.begin <= masked.source(word.at.begin) &&
             masked.source(word.at.end) <= date.at.end;
    });
  };
  const Range clause{masked.clause_begin(hit.at.begin), masked.clause_end(hit.at.begin)};
  bool completed = false, planned = false, planned_here = false, rumored = false, cancelled = false;
  for (const Word& word : find_words(masked.text, "status", pack)) {
    if (in_date(word)) continue;
    const bool here = clause.contains(word.at);
    cancelled = cancelled || *word.value == "cancelled";
    rumored = rumored || *word.value == "rumored";
    planned = planned || (*word.value == "planned" && word.at.end <= clause.end);
    planned_here = planned_here || (*word.value == "planned" && here);
    completed = completed || (*word.value == "completed" && here);
  }
  if (cancelled) return "cancelled";
  if (rumored) return "rumored";
  if (planned_here || (planned && !completed)) return "planned";
  return completed ? "completed" : "announced";
}

bool is_negated(const Masked& masked, const Hit& hit, const Pack& pack) {
  const Range left{masked.clause_begin(hit.at.begin), hit.at.begin};
  const auto words = find_words(masked.text, "negation", pack);
  if (std::any_of(words.begin(), words.end(),
                  [&](const Word& word) { return left.contains(word.at); })) {
    return true;
  }
  // Where verbs come last, what denies them clings to them.
  constexpr size_t kBehind = 30;
  const size_t end = std::min(masked.clause_end(hit.at.begin), hit.at.end + kBehind);
  return hit.at.end < end &&
         search(*pack.negation_after,
                std::string_view(masked.text).substr(hit.at.end, end - hit.at.end));
}

// Is one of the frame's needs met? Amounts may be left out, where the claim may still get them.
bool meets_need(const Claim& claim, const Frame& frame, bool amounts_too) {
  const auto filled = [&](const std::string& name) -> size_t {
    if (name == "money") return !amounts_too || claim.money;
    if (name == "power") return !amounts_too || claim.power;
    if (name == "stake") return !amounts_too || claim.stake;
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

// A trigger with what its frame makes of the sentence.
struct Candidate {
  Hit hit;
  Claim claim;
  bool has_doubtful = false, has_carried = false;  // as in Binding
  bool has_figure = false;                         // of its amounts one is not vague
};

// May the amount belong to the deal, by what it is said to be of? A cost is what building takes, or
// what is ordered.
bool is_of_deal(const Found& found, const Claim& claim) {
  if (found.kind != Kind::kMoney || found.measure.empty()) return true;
  if (found.measure == "deal" || found.measure == "tranche") return true;
  return found.measure == "cost" && (claim.type == "construction" || claim.type == "purchase");
}

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

std::optional<size_t>& slot_of(Claim& claim, Kind kind) {
  return kind == Kind::kMoney ? claim.money : kind == Kind::kPower ? claim.power : claim.stake;
}

// Gives each amount of the sentence to the nearest candidate that may take it.
void attach_amounts(const Masked& masked, std::vector<Candidate>& candidates) {
  for (const Masked::Slot& slot : masked.slots) {
    const Found& found = *slot.item->found;
    if (found.kind == Kind::kParty) continue;
    Candidate* nearest = nullptr;
    std::pair<size_t, size_t> best;
    for (Candidate& candidate : candidates) {
      if (!is_of_deal(found, candidate.claim)) continue;
      const auto far = distance(masked, slot.at, candidate.hit.at);
      if (nearest == nullptr || far < best) {
        nearest = &candidate;
        best = far;
      }
    }
    if (nearest == nullptr) continue;
    nearest->has_figure = nearest->has_figure || !found.amount.vague;
    std::optional<size_t>& place = slot_of(nearest->claim, found.kind);
    if (!place) {
      place = slot.item->index;
    } else {
      nearest->claim.also.push_back(slot.item->index);
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

// Does one deal only say more of another in the same sentence? That parties work together, where it
// is said what deal they made; that one of them builds, where another pays for it.
bool yields(const Claim& claim, const Claim& other) {
  if (claim.type == other.type || other.type == "partnership") return false;
  if (claim.type == "partnership") return true;
  const bool shares_party =
      std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
        return std::any_of(other.parties.begin(), other.parties.end(),
                           [&](const auto& p) { return p.second == party.second; });
      });
  return claim.type == "construction" && shares_party;
}

// Drops what yields; its amounts go to the other deal, where that has none.
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
    if (!other->money) other->money = claim.money;
    if (!other->power) other->power = claim.power;
    if (!other->stake) other->stake = claim.stake;
  }
  claims = std::move(kept);
}

}  // namespace

std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, const Days& days,
                               Topic& topic, std::vector<TurnedDown>& refused) {
  const Masked masked = mask_sentence(sentence, pack);
  const auto turn_down = [&](const Frame& frame, const char* reason) {
    refused.push_back({{0, sentence.text.size()}, frame.id, reason});
  };
  std::vector<Candidate> candidates;
  for (const Hit& hit : find_triggers(masked, pack)) {
    // Of the frames that share a trigger, the first that finds its parties.
    if (!candidates.empty() && candidates.back().hit.at == hit.at) continue;
    if (is_negated(masked, hit, pack)) {
      turn_down(*hit.frame, "negated");
      continue;
    }
    Binding binding = bind_parties(masked, pack, hit, topic);
    Claim claim;
    claim.type = hit.frame->type;
    claim.rule = hit.frame->id;
    claim.status = read_status(sentence, masked, hit, pack);
    claim.parties = std::move(binding.parties);
    claim.date = read_date(sentence, masked, hit.at, days, pack);
    if (!meets_need(claim, *hit.frame, /*amounts_too=*/false)) {
      turn_down(*hit.frame, "lacks a party that the frame needs");
      continue;
    }
    candidates.push_back({hit, std::move(claim), binding.has_doubtful, binding.has_carried});
  }
  attach_amounts(masked, candidates);

  std::vector<Claim> out;
  for (Candidate& candidate : candidates) {
    Claim& claim = candidate.claim;
    const Frame& frame = *candidate.hit.frame;
    const bool goes_on = topic.same_block && topic.deal == claim.type;
    const bool guessed = candidate.has_doubtful || candidate.has_carried;
    const bool has_amount = claim.money || claim.power || claim.stake;
    if (!meets_need(claim, frame, /*amounts_too=*/true)) {
      turn_down(frame, "lacks an amount that the frame needs");
    } else if (!has_amount && (candidate.has_doubtful || (candidate.has_carried && !goes_on))) {
      turn_down(frame, "a guessed party and no amount");
    } else if (claim.parties.size() < 2 && (guessed || !candidate.has_figure)) {
      turn_down(frame, guessed ? "its only party is a guess" : "one party and no figure");
    } else {
      weigh_stake(claim, masked);
      out.push_back(std::move(claim));
    }
  }
  drop_yielding(out);
  if (!out.empty()) topic.deal = out.back().type;
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.is_party() && !slot.weak()) {
      topic.subject = *slot.item;
      break;
    }
  }
  return out;
}

std::optional<Claim> continue_claim(const Sentence& sentence, const Pack& pack, const Claim& last) {
  const auto words = find_words(sentence.text, "deal_word", pack);
  if (words.empty()) return std::nullopt;
  Claim out = last;
  out.money = out.power = out.stake = std::nullopt;
  out.also.clear();
  out.date = {};
  bool adds = false;
  for (const Sentence::Item& item : sentence.items) {
    const Kind kind = item.found->kind;
    if (kind == Kind::kParty || item.at.begin < words.front().at.end) continue;
    Claim known = last;
    if (slot_of(known, kind) || slot_of(out, kind) || !is_of_deal(*item.found, out)) continue;
    slot_of(out, kind) = item.index;
    adds = true;
  }
  return adds ? std::optional(out) : std::nullopt;
}

}  // namespace dealwire
