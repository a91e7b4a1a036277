#include "rules/frames.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "rules/asides.h"
#include "rules/case_before.h"
#include "rules/case_behind.h"
#include "rules/lexicon.h"
#include "rules/reference.h"
#include "rules/role_noun.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool search(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// The triggers of a sentence, the leftmost first, then the longest. Frames that share one stand
// together, in the order of the pack.
std::vector<Hit> find_triggers(const Masked& masked, const Pack& pack, bool fallback) {
  std::vector<Hit> hits;
  const std::string_view text = masked.text;
  for (const size_t index : pack.trigger_set.hits(text)) {
    const auto& frame = pack.frames[index];
    if (frame->fallback != fallback) continue;
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
  return hits;
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
  bool ended_here = false, rumored_here = false;
  for (const Word& word : find_words(masked.text, "status", pack)) {
    // But "last year" says that it is done.
    const bool of_date = *word.value != "completed" && in_date(word);
    if (of_date || masked.parted(word.at.begin, hit.at.begin)) continue;
    const bool here = clause.contains(word.at);
    cancelled = cancelled || *word.value == "cancelled";
    ended_here = ended_here || (*word.value == "cancelled" && here);
    rumored = rumored || *word.value == "rumored";
    rumored_here = rumored_here || (*word.value == "rumored" && here);
    planned = planned || (*word.value == "planned" && word.at.end <= clause.end);
    planned_here = planned_here || (*word.value == "planned" && here);
    completed = completed || (*word.value == "completed" && here);
  }
  // Where verbs come last, what a clause says is done stays so, whatever the others say: 샀고, …
  // 포기했다.
  const bool settled = completed && !pack.case_after_places.empty();
  if (settled ? ended_here : cancelled) return "cancelled";
  if (settled ? rumored_here : rumored) return "rumored";
  if (planned_here || (planned && !completed)) return "planned";
  return completed ? "completed" : "announced";
}

bool is_negated(const Masked& masked, const Hit& hit, const Pack& pack) {
  const Range left{masked.clause_begin(hit.at.begin), hit.at.begin};
  // But "does not intend to bid" tells of a deal that is off.
  const auto denials = find_words(masked.text, "denial", pack);
  if (!denials.empty() && denials.front().at.begin < hit.at.begin) return true;
  const auto words = find_words(masked.text, "negation", pack);
  const auto states = find_words(masked.text, "status", pack);
  if (std::any_of(words.begin(), words.end(), [&](const Word& word) {
        return left.contains(word.at) &&
               std::none_of(states.begin(), states.end(),
                            [&](const Word& state) { return state.at.overlaps(word.at); });
      })) {
    return true;
  }
  // Where verbs come last, what denies them clings to them.
  constexpr size_t kBehind = 30;
  const size_t end = std::min(masked.clause_end(hit.at.begin), hit.at.end + kBehind);
  return hit.at.end < end &&
         search(*pack.negation_after,
                std::string_view(masked.text).substr(hit.at.end, end - hit.at.end));
}

// Is one of the frame's needs met? Amounts may be left out that the claim may still get.
bool meets_need(
    const Claim& claim, const Frame& frame,
    const std::function<bool(Kind)>& may_get = [](Kind) { return false; }) {
  const auto filled = [&](const std::string& name) -> size_t {
    if (name == "money") return claim.money || may_get(Kind::kMoney);
    if (name == "power") return claim.power || may_get(Kind::kPower);
    if (name == "stake") return claim.stake || may_get(Kind::kStake);
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
  bool has_figure = false;  // of its amounts one is not vague
};

// May the amount belong to the deal, by what it is said to be of? A cost is what building takes, or
// what is ordered.
bool is_of_deal(const Found& found, const Claim& claim) {
  // What one of many costs is no sum of a deal; what a year of it costs may be.
  if (!found.per.empty() && found.per != "year" && found.per != "month") return false;
  if (found.kind == Kind::kPower) {
    return claim.type != "financing" && claim.type != "license" && claim.type != "partnership";
  }
  if (found.kind == Kind::kStake) return claim.type == "investment" || claim.type == "acquisition";
  if (found.measure.empty()) return true;
  if (found.measure == "deal" || found.measure == "tranche") return true;
  if (found.measure == "debt") return claim.type == "financing";  // a loan is one
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

const Found* found_of(const Masked& masked, size_t mention) {
  const auto slot = std::find_if(masked.slots.begin(), masked.slots.end(),
                                 [&](const auto& s) { return s.item->index == mention; });
  return slot == masked.slots.end() ? nullptr : slot->item->found;
}

bool is_tranche(const Masked& masked, size_t mention) {
  const Found* found = found_of(masked, mention);
  return found != nullptr && found->measure == "tranche";
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
      // Power is said in any connection; what the sentence has gone on to is none with the deal.
      const bool apart = masked.parted(slot.at.begin, candidate.hit.at.begin);
      if (found.kind == Kind::kPower && apart) continue;
      const auto far = distance(masked, slot.at, candidate.hit.at);
      if (nearest == nullptr || far < best) {
        nearest = &candidate;
        best = far;
      }
    }
    if (nearest == nullptr) continue;
    nearest->has_figure = nearest->has_figure || !found.amount.vague;
    std::optional<size_t>& place = slot_of(nearest->claim, found.kind);
    size_t more = slot.item->index;
    // A total says more than the part that was told before it.
    const bool is_first = !place || (is_tranche(masked, *place) && !is_tranche(masked, more));
    if (is_first && place) std::swap(*place, more);
    if (!place) {
      place = more;
    } else {
      nearest->claim.also.push_back(more);
    }
  }
}

// What a buyer says that a company is worth is what it pays for all of it, if no other sum is told.
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

// Control makes the difference: less than half of a company is an investment in it, more an
// acquisition, whatever the verb. Half alone does not tell, nor what each founder holds of a
// venture.
void weigh_stake(Claim& claim, const Frame& frame, const Masked& masked) {
  if (frame.is_joint("investor")) return;
  if (!claim.stake) return;
  for (const Masked::Slot& slot : masked.slots) {
    if (slot.item->index != *claim.stake) continue;
    weigh_control(claim, slot.item->found->amount);
  }
}

// In 投資甲公司5億元、乙公司7億元 and "$5m in A and $7m in B" a claim is two: with as many sums as
// coordinated parties in a role each party has its own, in order.
std::vector<Claim> share_out(const Claim& claim, const Frame& frame, const Masked& masked) {
  std::vector<size_t> sums;
  if (claim.money) sums.push_back(*claim.money);
  for (size_t mention : claim.also) {
    const Found* found = found_of(masked, mention);
    const bool is_sum = found != nullptr && found->kind == Kind::kMoney && !found->same_as &&
                        !found->amount.vague && found->measure != "tranche";
    if (is_sum) sums.push_back(mention);
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

// Does one deal only say more of another in the same sentence? That parties work together, where it
// is said what deal they made; that one of them builds, where another pays for it.
bool yields(const Claim& claim, const Claim& other) {
  if (claim.type == other.type || other.type == "partnership") return false;
  if (claim.type == "partnership") return true;
  if (claim.money && (other.money || other.power)) return false;  // each has an amount of its own
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

// Reads the claims of one masked sentence.
class ClaimReader {
 public:
  ClaimReader(const Sentence& sentence, const Pack& pack, const Days& days, const Topic& topic,
              std::vector<TurnedDown>& refused)
      : sentence_(sentence),
        masked_(mask_sentence(sentence, pack)),
        pack_(pack),
        days_(days),
        topic_(topic),
        refused_(refused),
        roles_(named_roles(masked_, pack)) {}

  std::vector<Claim> read() {
    std::vector<Claim> out = read(/*fallback=*/false);
    return out.empty() ? read(/*fallback=*/true) : out;
  }

  // The claim that only lacks an amount, or nothing: the next sentence may say it.
  const std::optional<Claim>& wanting() const { return wanting_; }

  // The party that the sentence is about; one without a case word before it, where one was known.
  const Sentence::Item* subject() const {
    if (!pack_.case_after_places.empty()) {
      const Sentence::Item* marked = marked_subject(masked_, pack_, topic_.subject.has_value());
      const bool item = !topic_.same_block && is_list_item(masked_.text);
      if (!item && (marked != nullptr || topic_.subject)) return marked;
      return first_unmarked(masked_, pack_);
    }
    if (has_asides(pack_)) {
      const Sentence::Item* unmarked = unmarked_subject(masked_, pack_);
      const bool known = topic_.protagonist || (topic_.subject && topic_.same_block);
      if (unmarked != nullptr || known) return unmarked;
    }
    const std::vector<Word> cases = find_words(masked_.text, "case", pack_);
    const auto has_case = [&](const Masked::Slot& slot) {
      return std::any_of(cases.begin(), cases.end(), [&](const Word& word) {
        return word.at.end == slot.at.begin && *word.value != "by";
      });
    };
    const auto first = std::find_if(masked_.slots.begin(), masked_.slots.end(), [&](const auto& s) {
      return s.is_party() && !s.weak() && !(topic_.subject && has_case(s));
    });
    return first == masked_.slots.end() ? nullptr : first->item;
  }

 private:
  // The claims of frames that are fallbacks, or of those that are none.
  std::vector<Claim> read(bool fallback) {
    std::vector<Candidate> candidates = bind(fallback);
    attach_amounts(masked_, candidates);
    for (Candidate& candidate : candidates) take_valuation(candidate.claim, candidate.hit, masked_);
    std::vector<Claim> out;
    for (Candidate& candidate : candidates) {
      if (const char* reason = fault_of(candidate)) {
        turn_down(*candidate.hit.frame, reason);
        const Claim& claim = candidate.claim;
        if (!claim.money && !claim.power && !claim.stake) wanting_ = claim;
      } else {
        const Frame& frame = *candidate.hit.frame;
        weigh_stake(candidate.claim, frame, masked_);
        for (Claim& claim : share_out(candidate.claim, frame, masked_)) {
          out.push_back(std::move(claim));
        }
      }
    }
    drop_yielding(out);
    return out;
  }

  // What the date of a claim stands beside: its trigger, or the word that calls it off.
  Range deed_of(const Claim& claim, const Hit& hit) const {
    if (claim.status != "cancelled") return hit.at;
    for (const Word& word : find_words(masked_.text, "status", pack_)) {
      if (*word.value == "cancelled") return word.at;
    }
    return hit.at;
  }

  // The party of a mention of this sentence, or of the subject that it carries on.
  std::string key_of(size_t mention) const {
    if (const Found* found = found_of(masked_, mention)) return found->party.key;
    const bool carried = topic_.subject && topic_.subject->index == mention;
    return carried ? topic_.subject->found->party.key : "";
  }

  void turn_down(const Frame& frame, const char* reason) {
    refused_.push_back({{0, sentence_.text.size()}, frame.id, reason});
  }

  // The triggers whose frames find their parties. Of those that overlap the first counts.
  std::vector<Candidate> bind(bool fallback) {
    std::vector<Candidate> out;
    const std::vector<Hit> hits = find_triggers(masked_, pack_, fallback);
    for (const Hit& hit : hits) {
      if (!out.empty() && hit.at.begin < out.back().hit.at.end) continue;
      if (is_negated(masked_, hit, pack_)) {
        turn_down(*hit.frame, "negated");
        continue;
      }
      Binding binding = bind_parties(masked_, pack_, hit, hits, topic_);
      Claim claim;
      claim.type = hit.frame->type;
      claim.rule = hit.frame->id;
      claim.status = read_status(sentence_, masked_, hit, pack_);
      claim.parties = std::move(binding.parties);
      for (const NamedRole& named : roles_) {
        take_role(claim.parties, claim.type, named, [&](size_t m) { return key_of(m); });
      }
      claim.date = read_date(sentence_, masked_, deed_of(claim, hit), days_, pack_);
      claim.doubts.fallback = fallback;
      claim.doubts.weak_party = binding.has_doubtful;
      claim.doubts.carried_party = binding.has_carried;
      const auto may_get = [&](Kind kind) {
        return std::any_of(masked_.slots.begin(), masked_.slots.end(),
                           [&](const auto& slot) { return slot.item->found->kind == kind; });
      };
      if (!meets_need(claim, *hit.frame, may_get)) {
        if (meets_need(claim, *hit.frame, [](Kind) { return true; })) wanting_ = claim;
        turn_down(*hit.frame, "lacks a party that the frame needs");
        continue;
      }
      out.push_back({hit, std::move(claim)});
    }
    return out;
  }

  // Why a candidate with its amounts is no claim, or null.
  const char* fault_of(const Candidate& candidate) const {
    const Claim& claim = candidate.claim;
    const Doubts& doubts = claim.doubts;
    const bool goes_on = topic_.same_block && topic_.deal == claim.type;
    const bool guessed = doubts.weak_party || doubts.carried_party;
    const bool has_amount = claim.money || claim.power || claim.stake;
    if (!meets_need(claim, *candidate.hit.frame)) {
      return "lacks an amount that the frame needs";
    }
    // Where subjects are left out, one that goes without saying is hardly a guess.
    const bool drops = topic_.protagonist && !pack_.case_after_places.empty();
    if (!has_amount && doubts.fallback && doubts.carried_party && !goes_on) {
      return "a fallback, a guessed party and no amount";
    }
    if (!has_amount && (doubts.weak_party || (doubts.carried_party && !goes_on && !drops))) {
      return "a guessed party and no amount";
    }
    // There a paragraph goes on about its subject.
    const bool runs_on = leaves_subjects_out(pack_) && topic_.same_block && topic_.subject_here &&
                         candidate.has_figure;
    const bool unknown = doubts.weak_party || !(drops || runs_on);
    if (claim.parties.size() < 2 && guessed && unknown) return "its only party is a guess";
    if (claim.parties.size() < 2 && !candidate.has_figure) return "one party and no figure";
    return nullptr;
  }

  const Sentence& sentence_;
  const Masked masked_;
  const Pack& pack_;
  const Days& days_;
  const Topic& topic_;
  std::vector<TurnedDown>& refused_;
  const std::vector<NamedRole> roles_;
  std::optional<Claim> wanting_;
};

// Adds to a claim whom a noun gives a part in it (買方是X).
bool add_named_parties(const Sentence& sentence, const Pack& pack, const KeyOf& key_of,
                       Claim& claim) {
  if (find_words(sentence.text, "role_noun", pack).empty()) return false;
  bool adds = false;
  for (const NamedRole& named : named_roles(mask_sentence(sentence, pack), pack)) {
    const bool known = std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& p) {
      return key_of(p.second) == named.party->found->party.key;
    });
    if (!known && take_role(claim.parties, claim.type, named, key_of)) adds = true;
  }
  return adds;
}

// What was bought or invested in, if the sentence names it.
std::optional<Sentence::Item> object_of(const Claim& claim, const Sentence& sentence) {
  for (const auto& [role, mention] : claim.parties) {
    if (role != "target" && role != "investee") continue;
    for (const Sentence::Item& item : sentence.items) {
      if (item.index == mention) return item;
    }
  }
  return std::nullopt;
}

// Is power what such a deal is of, wherever it is said?
bool takes_power(std::string_view type) {
  return type == "construction" || type == "purchase" || type == "lease";
}

}  // namespace

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

std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, const Days& days,
                               Topic& topic, std::vector<TurnedDown>& refused,
                               std::optional<Claim>& wanting) {
  const std::vector<Aside> asides = find_asides(sentence, pack);
  std::vector<Claim> by_the_way;
  std::vector<bool> lifted;
  for (const Aside& aside : asides) {
    const auto recast = alone(aside, sentence);
    auto claims = ClaimReader(recast->sentence, pack, days, topic, refused).read();
    lifted.push_back(!claims.empty());
    std::move(claims.begin(), claims.end(), std::back_inserter(by_the_way));
  }
  const auto recast = without_asides(sentence, asides, lifted);
  ClaimReader reader(has_asides(pack) ? recast->sentence : sentence, pack, days, topic, refused);
  std::vector<Claim> out = reader.read();
  const Sentence::Item* subject = reader.subject();
  if (!out.empty()) {
    topic.deal = out.back().type;
    if (!pack.case_after_places.empty()) topic.bought = object_of(out.back(), sentence);
  }
  wanting = out.empty() ? reader.wanting() : std::nullopt;
  std::move(by_the_way.begin(), by_the_way.end(), std::back_inserter(out));
  for (TurnedDown& turned_down : refused) turned_down.at = {0, sentence.text.size()};
  const PartyPair last = last_two(sentence, sentence.text.size(), topic);
  topic.former = last.former;
  topic.latter = last.latter;
  if (subject == nullptr) return out;
  topic.subject = *subject;
  topic.subject_here = true;
  if (!topic.protagonist && !pack.case_after_places.empty()) topic.protagonist = *subject;
  return out;
}

std::optional<Claim> continue_claim(const Sentence& sentence, const Pack& pack, const Claim& last,
                                    const KeyOf& key_of, bool amounts_too) {
  Claim out = last;
  out.money = out.power = out.stake = std::nullopt;
  out.also.clear();
  out.date = {};
  bool adds = add_named_parties(sentence, pack, key_of, out), only_part = false;
  const auto words = find_words(sentence.text, "deal_word", pack);
  if (words.empty() || !amounts_too) return adds ? std::optional(out) : std::nullopt;
  for (const Sentence::Item& item : sentence.items) {
    const Kind kind = item.found->kind;
    if (kind == Kind::kParty || item.at.begin < words.front().at.end) continue;
    Claim known = last;
    if (slot_of(known, kind) || !is_of_deal(*item.found, out)) continue;
    if (kind == Kind::kPower && !takes_power(out.type)) continue;
    std::optional<size_t>& slot = slot_of(out, kind);
    const bool is_total = slot && only_part && item.found->measure != "tranche";
    if (slot && !is_total) continue;
    if (is_total) out.also.push_back(*slot);
    slot = item.index;
    only_part = item.found->measure == "tranche";
    adds = true;
  }
  return adds ? std::optional(out) : std::nullopt;
}

}  // namespace dealwire
