#include "app/score.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "model/extraction.h"

namespace dealwire {
namespace {

using Deals = std::vector<ScoredDeal>;

bool holds(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Within 1 % of the larger one.
bool is_close(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  if (!a || !b) return false;
  if (*a == *b) return true;
  const auto size = [](const Decimal& d) {
    return d.less_than(Decimal()) ? d.times(Decimal(-1)) : std::optional(d);
  };
  const auto minus = b->times(Decimal(-1));
  const auto difference = minus ? a->plus(*minus) : std::nullopt;
  const auto hundredfold = difference ? size(*difference)->times(Decimal(100)) : std::nullopt;
  if (!hundredfold) return false;  // too many digits: far apart, or hair-split
  return !size(*a)->less_than(*hundredfold) || !size(*b)->less_than(*hundredfold);
}

bool is_same(const ScoredAmount& a, const ScoredAmount& b) {
  if (!a.currency.empty() && !b.currency.empty() && a.currency != b.currency) return false;
  return is_close(a.low, b.low) && is_close(a.high, b.high);
}

// Is the amount of that kind right?
bool accepts(const ScoredDeal& gold, const ScoredDeal& read, size_t kind) {
  if (!read.amounts[kind]) return false;
  const auto same = [&](const ScoredAmount& amount) {
    return is_same(amount, *read.amounts[kind]);
  };
  if (gold.amounts[kind] && same(*gold.amounts[kind])) return true;
  return std::any_of(gold.also_amounts[kind].begin(), gold.also_amounts[kind].end(), same);
}

enum class Side { kPayer, kPayee, kPartner };

// Where the money passes a role: out of it, into it, or neither.
Side side_of(std::string_view role) {
  if (is_payer(role)) return Side::kPayer;
  for (const char* payee : {"investee", "target", "seller", "lessor", "borrower", "licensor"}) {
    if (role == payee) return Side::kPayee;
  }
  return Side::kPartner;
}

bool meet(const ScoredParty& a, const ScoredParty& b) {
  return std::any_of(a.keys.begin(), a.keys.end(),
                     [&](const std::string& key) { return b.keys.contains(key); });
}

struct Meeting {
  size_t shared = 0;  // parties in the same role
  bool any = false;   // one in whatever role
};

Meeting parties_of(const ScoredDeal& gold, const ScoredDeal& read) {
  Meeting out;
  const bool same_type = gold.types[0] == read.types[0];
  std::vector<bool> used(read.parties.size());
  for (const ScoredParty& party : gold.parties) {
    for (size_t i = 0; i < read.parties.size(); ++i) {
      const ScoredParty& other = read.parties[i];
      if (used[i] || !meet(party, other)) continue;
      out.any = true;
      if (party.role != other.role && (same_type || side_of(party.role) != side_of(other.role)))
        continue;
      used[i] = true;
      ++out.shared;
      break;
    }
  }
  return out;
}

// How many slots two deals share; 0 for deals that share neither a party nor an amount.
size_t shared_slots(const ScoredDeal& gold, const ScoredDeal& read) {
  const Meeting parties = parties_of(gold, read);
  const std::array<bool, 3> right = {accepts(gold, read, 0), accepts(gold, read, 1),
                                     accepts(gold, read, 2)};
  if (!parties.any && !right[0] && !right[1]) return 0;  // stakes are too few and too alike
  size_t out = parties.shared + holds(gold.types, read.types[0]);
  for (size_t kind = 0; kind < right.size(); ++kind) out += right[kind] && gold.amounts[kind];
  return out;
}

size_t slots(const ScoredDeal& deal) {
  return 1 + deal.parties.size() +
         static_cast<size_t>(
             std::count_if(deal.amounts.begin(), deal.amounts.end(),
                           [](const std::optional<ScoredAmount>& a) { return a.has_value(); }));
}

// The slots of a deal that was read, without amounts that gold lists beside an empty slot.
size_t slots_beside(const ScoredDeal& gold, const ScoredDeal& read) {
  size_t out = slots(read);
  for (size_t kind = 0; kind < kScoredKinds.size(); ++kind) {
    out -= !gold.amounts[kind] && accepts(gold, read, kind);
  }
  return out;
}

struct Pair {
  size_t gold, read, shared;  // indices, and the slots they share
};

// Of the deals whose place in `gone_*` is false.
std::vector<Pair> align(const Deals& gold, const std::vector<bool>& gone_gold, const Deals& read,
                        const std::vector<bool>& gone_read) {
  std::vector<Pair> pairs, out;
  for (size_t i = 0; i < gold.size(); ++i) {
    for (size_t j = 0; j < read.size(); ++j) {
      if (gone_gold[i] || gone_read[j]) continue;
      if (const size_t shared = shared_slots(gold[i], read[j])) pairs.push_back({i, j, shared});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.shared > b.shared; });
  std::vector<bool> taken_gold(gold.size()), taken_read(read.size());
  for (const Pair& pair : pairs) {
    if (taken_gold[pair.gold] || taken_read[pair.read]) continue;
    taken_gold[pair.gold] = taken_read[pair.read] = true;
    out.push_back(pair);
  }
  return out;
}

// Do two dates agree as far as both tell it?
bool same_date(const std::string& gold, const std::string& read) {
  return !read.empty() && (read.starts_with(gold) || gold.starts_with(read));
}

std::vector<std::string> wrong_in(const ScoredDeal& gold, const ScoredDeal& read) {
  std::vector<std::string> out;
  if (!holds(gold.types, read.types[0])) out.push_back("type");
  if (parties_of(gold, read).shared < std::max(gold.parties.size(), read.parties.size()))
    out.push_back("parties");
  for (size_t kind = 0; kind < kScoredKinds.size(); ++kind) {
    if ((gold.amounts[kind] || read.amounts[kind]) && !accepts(gold, read, kind))
      out.push_back(kScoredKinds[kind]);
  }
  if (!holds(gold.statuses, read.statuses[0])) out.push_back("status");
  if (!gold.date.empty() && !same_date(gold.date, read.date)) out.push_back("date");
  return out;
}

void score_pair(const Deals& golds, const Deals& reads, const Pair& pair, DocumentScore& score) {
  const ScoredDeal &gold = golds[pair.gold], &read = reads[pair.read];
  const size_t gold_slots = slots(gold), read_slots = slots_beside(gold, read);
  score.slots.right += pair.shared;
  score.slots.missed += gold_slots - pair.shared;
  score.slots.extra += read_slots - pair.shared;
  const bool exact = pair.shared == gold_slots && pair.shared == read_slots;
  score.deals.right += exact;
  score.deals.missed += !exact;
  score.deals.extra += !exact;
  ++score.status.of;
  score.status.right += holds(gold.statuses, read.statuses[0]);
  score.date.of += !gold.date.empty();
  score.date.right += !gold.date.empty() && same_date(gold.date, read.date);
  std::vector<std::string> wrong = wrong_in(gold, read);
  if (exact && wrong.empty()) return;
  score.findings.push_back(
      {pair.gold, pair.read, pair.shared, gold_slots, read_slots, std::move(wrong)});
}

// What must be equal in two mentions.
std::string key_of(const ScoredMention& mention) {
  const auto text = [](const std::optional<Decimal>& end) { return end ? end->str() : ""; };
  const ScoredAmount& amount = mention.amount;
  return kScoredKinds[mention.kind] + (" " + text(amount.low)) + " " + text(amount.high) + " " +
         (mention.kind == 0 ? amount.currency : "");
}

}  // namespace

double Matches::precision() const {
  if (right + extra == 0) return missed == 0 ? 1 : 0;
  return static_cast<double>(right) / static_cast<double>(right + extra);
}

double Matches::recall() const {
  if (right + missed == 0) return 1;
  return static_cast<double>(right) / static_cast<double>(right + missed);
}

double Matches::f1() const {
  const double both = precision() + recall();
  return both > 0 ? 2 * precision() * recall() / both : 0;
}

void DocumentScore::add(const DocumentScore& other) {
  const auto matches = [](Matches& a, const Matches& b) {
    a.right += b.right;
    a.extra += b.extra;
    a.missed += b.missed;
  };
  const auto share = [](Share& a, const Share& b) {
    a.right += b.right;
    a.of += b.of;
  };
  documents += other.documents;
  matches(amounts, other.amounts);
  share(qualifier, other.qualifier);
  matches(slots, other.slots);
  matches(deals, other.deals);
  share(status, other.status);
  share(date, other.date);
}

void score_mentions(const std::vector<ScoredMention>& gold, const std::vector<ScoredMention>& read,
                    DocumentScore& score) {
  // Several mentions of one amount are matched in the order of the text, for their qualifiers.
  std::map<std::string, std::vector<const ScoredMention*>> wanted;
  std::map<std::string, size_t> taken, spare;
  for (const ScoredMention& mention : gold) {
    mention.optional ? void(++spare[key_of(mention)]) : wanted[key_of(mention)].push_back(&mention);
  }
  for (const ScoredMention& mention : read) {
    const std::string key = key_of(mention);
    if (taken[key] < wanted[key].size()) {
      const ScoredMention& right = *wanted[key][taken[key]++];
      ++score.amounts.right;
      ++score.qualifier.of;
      score.qualifier.right += holds(right.qualifiers, mention.qualifiers[0]);
    } else if (spare[key] > 0) {
      --spare[key];
    } else {
      ++score.amounts.extra;
    }
  }
  for (const auto& [key, mentions] : wanted) score.amounts.missed += mentions.size() - taken[key];
}

DocumentScore score_deals(const Deals& gold, const Deals& read) {
  DocumentScore score;
  score.documents = 1;
  std::vector<bool> gone_gold(gold.size()), gone_read(read.size());
  for (const Pair& pair : align(gold, gone_gold, read, gone_read)) {
    gone_read[pair.read] = gold[pair.gold].optional;
  }
  for (size_t i = 0; i < gold.size(); ++i) gone_gold[i] = gold[i].optional;
  for (const Pair& pair : align(gold, gone_gold, read, gone_read)) {
    score_pair(gold, read, pair, score);
    gone_gold[pair.gold] = gone_read[pair.read] = true;
  }
  for (size_t i = 0; i < gold.size(); ++i) {
    if (gone_gold[i]) continue;
    ++score.deals.missed;
    score.slots.missed += slots(gold[i]);
    score.findings.push_back({i, std::nullopt, 0, slots(gold[i]), 0, {}});
  }
  for (size_t j = 0; j < read.size(); ++j) {
    if (gone_read[j]) continue;
    ++score.deals.extra;
    score.slots.extra += slots(read[j]);
    score.findings.push_back({std::nullopt, j, 0, 0, slots(read[j]), {}});
  }
  return score;
}

}  // namespace dealwire
