// What the rules read from an article: mentions (figures and parties, where they stand) and deals
// (who pays whom, pointing at the mentions that say so).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/decimal.h"
#include "model/range.h"

namespace dealwire {

enum class Kind { kMoney, kPower, kStake, kPercent, kDate, kParty };
inline constexpr std::array<std::string_view, 6> kKindNames = {"money",   "power", "stake",
                                                               "percent", "date",  "party"};
inline std::string_view name(Kind kind) { return kKindNames[static_cast<size_t>(kind)]; }

// An amount as the article gives it: currency units, watts, percent of ownership or of something
// else. A vague amount has no figures; a range has `min` and `max` and no `value`.
struct Amount {
  std::optional<Decimal> value;
  std::optional<Decimal> min;
  std::optional<Decimal> max;
  bool vague = false;
  std::string currency;             // ISO 4217; empty for other kinds, or when not told
  std::string qualifier = "exact";  // exact at_most at_least approx more_than less_than range

  // The same figures in the same unit; hedges may differ.
  bool same_figure(const Amount& other) const {
    return value == other.value && min == other.min && max == other.max && vague == other.vague &&
           currency == other.currency;
  }
};

// A date as far as the article and its publication date tell it.
struct DateValue {
  std::string edtf;         // 2025-09-22, 2025-09, 2025-33 for a first quarter
  std::string first, last;  // its first and last day, YYYY-MM-DD
};

// Who a party is. Two mentions with the same key are the same party, unless it begins with
// kDescribed: then the text only describes what is bought (its Irish vending arm), and the same
// words mean something else in another article.
inline constexpr char kDescribed = '~';
struct Party {
  std::string id;    // of the party list; empty for a party it does not know
  std::string name;  // canonical name, or the name as the article writes it in full
  std::string key;   // the id, or the name in matching form (NFKC, simplified characters)
};

struct Mention {
  Kind kind = Kind::kMoney;
  Field field = Field::kText;
  Range at;          // bytes of the article's field
  std::string text;  // what stands there
  std::string rule;  // the rule that found it

  Amount amount;        // of money, power, stake, percent
  std::string measure;  // what a money amount is of: "deal", "valuation", "revenue" ... "other"
  std::string per;      // of which it is the price: "year", "share", "GW"; "" of nothing
  std::optional<size_t> same_as;  // the mention that it converts: index into Extraction::mentions
  DateValue date;                 // of a date
  Party party;                    // of a party

  // Filled in by the pipeline, which knows the document's bytes.
  std::vector<Range> spans;        // one range, or the pieces where no single range is honest
  std::optional<std::string> raw;  // what the span says, where a repair makes it differ from text
};

// The types of deals with the roles that parties have in them; money flows from the first to the
// last.
struct DealType {
  std::string_view name;
  std::array<std::string_view, 4> roles;  // "" in unused places

  bool has_role(std::string_view role) const {
    return !role.empty() && std::find(roles.begin(), roles.end(), role) != roles.end();
  }
};
inline constexpr std::array<DealType, 8> kDealTypes = {{
    {"investment", {"investor", "investee", "seller"}},
    {"acquisition", {"acquirer", "target", "seller"}},
    {"purchase", {"buyer", "seller"}},
    {"lease", {"lessee", "lessor"}},
    {"financing", {"lender", "underwriter", "investor", "borrower"}},
    {"construction", {"developer", "partner"}},
    {"license", {"licensee", "licensor"}},
    {"partnership", {"partner"}},
}};

// The place of a role among those of a type of deal.
inline size_t role_rank(std::string_view type, std::string_view role) {
  const auto deal = std::find_if(kDealTypes.begin(), kDealTypes.end(),
                                 [&](const DealType& t) { return t.name == type; });
  if (deal == kDealTypes.end()) return 0;
  return static_cast<size_t>(std::find(deal->roles.begin(), deal->roles.end(), role) -
                             deal->roles.begin());
}

// Does the money of a deal come from a party in this role? It goes to the others.
inline bool is_payer(std::string_view role) {
  constexpr std::array<std::string_view, 8> kPayers = {
      "investor", "acquirer", "buyer", "lessee", "lender", "underwriter", "developer", "licensee"};
  return std::find(kPayers.begin(), kPayers.end(), role) != kPayers.end();
}

struct DealParty {
  std::string role;    // "investor", "investee", "acquirer", "target", "seller" ...
  size_t mention = 0;  // index into Extraction::mentions
};

struct Evidence {
  Field field = Field::kText;
  Range at;  // bytes of the article's field
  std::string text;
  std::vector<Range> spans;
};

// One deal as one article claims it.
struct Deal {
  std::string type;                 // "investment", "acquisition" ...
  std::string status;               // announced planned rumored completed cancelled
  std::optional<std::string> date;  // EDTF
  double confidence = 0;            // 0 to 1: of deals told like this, the share that is right
  std::vector<DealParty> parties;
  std::optional<size_t> money, power, stake;  // indices into Extraction::mentions
  std::vector<size_t> also;                   // other amounts given for the same deal
  std::vector<Evidence> evidence;             // the sentences that say it, best first
  std::string rule;
};

// Something that looked like a mention or a deal and was turned down, for `explain`.
struct Refusal {
  Field field = Field::kText;
  Range at;  // bytes of the article's field
  std::string rule;
  std::string reason;
};

struct Extraction {
  std::vector<Mention> mentions;  // in reading order, title first
  std::vector<Deal> deals;
  std::vector<Refusal> refusals;
  bool partial = false;  // a budget left something unread
};

}  // namespace dealwire
