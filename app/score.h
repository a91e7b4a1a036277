// How well deals and amounts of one document were read, measured against gold. Pure functions; the
// same measure as eval/score.py, whose totals tests/eval_test.cc compares with these.
//
//   DocumentScore score = score_deals(gold, read);
//   score.slots.f1();       // of all slots
//   score.findings;         // what is to be mended, deal by deal
//
// Amounts are matched as a multiset, by kind, value or ends, and currency. Deals are aligned one to
// one, those with most shared slots first; a pair shares a party, or an amount of money or power.
// The slots of a deal are its type, each party with its role, and money, power and stake; amounts
// are the same within 1 %. What gold calls also right is right. Under another type a role is right
// by the side of the money. What gold calls optional costs nothing when missed and earns nothing
// when found. An amount that gold lists beside an empty slot is neither right nor wrong.
//
// Cost: pairs of deals of one document, which are few.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/decimal.h"

namespace dealwire {

// What was found and is right, what was found and is not, what was not found.
struct Matches {
  size_t right = 0, extra = 0, missed = 0;

  double precision() const;
  double recall() const;
  double f1() const;
};

// How many of those looked at are right.
struct Share {
  size_t right = 0, of = 0;
};

// A figure by its ends, which are the same for a single value.
struct ScoredAmount {
  std::optional<Decimal> low, high;
  std::string currency;  // "": none
};

struct ScoredMention {
  size_t kind = 0;  // of kScoredKinds
  ScoredAmount amount;
  std::vector<std::string> qualifiers;  // the right ones
  bool optional = false;
};

struct ScoredParty {
  std::string role;
  std::set<std::string> keys;  // of all names it goes by (app/company_key.h)
};

inline constexpr std::array<const char*, 3> kScoredKinds = {"money", "power", "stake"};

// A deal of gold or one that was read; alternatives are gold's only.
struct ScoredDeal {
  std::vector<std::string> types, statuses;  // its own first, then what is right too
  std::vector<ScoredParty> parties;
  std::array<std::optional<ScoredAmount>, 3> amounts;     // by kind
  std::array<std::vector<ScoredAmount>, 3> also_amounts;  // right too
  std::string date;                                       // EDTF; "": none
  bool optional = false;
};

// A deal that is missed (`gold` only), false (`read` only) or partly right (both), by its index.
struct Finding {
  std::optional<size_t> gold, read;
  size_t right = 0, gold_slots = 0, read_slots = 0;
  std::vector<std::string> wrong;  // of a partly right one: "type", "parties", "money", ... "date"
};

// The figures of one document, or of many added up.
struct DocumentScore {
  size_t documents = 0;
  Matches amounts;  // mentions
  Share qualifier;  // of the matched ones
  Matches slots;
  Matches deals;                  // right ones are exact: all slots right and none too many
  Share status;                   // of the aligned deals
  Share date;                     // of those that gold dates
  std::vector<Finding> findings;  // of one document; not added up

  void add(const DocumentScore& other);
};

// Fills in `amounts` and `qualifier`.
void score_mentions(const std::vector<ScoredMention>& gold, const std::vector<ScoredMention>& read,
                    DocumentScore& score);

// The rest. A deal whose slots are all right and whose status or date is not is a finding, too.
DocumentScore score_deals(const std::vector<ScoredDeal>& gold, const std::vector<ScoredDeal>& read);

}  // namespace dealwire
