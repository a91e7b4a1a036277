#include "store/merge.h"

#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr double kTolerance = 1.025;  // "about 3.5 billion" and "3.48 billion" are one figure
constexpr int kDaysApart = 120;
constexpr int kDaysApartOfOneFigure = 400;
// Names in different scripts cannot be compared; less else must differ then.
constexpr int kDaysApartOfNames = 30;

// A figure as an interval, for comparing only.
struct Interval {
  double least = 0, most = 0;
  std::string unit;

  bool same(const Interval& other) const {
    return unit == other.unit && least <= other.most * kTolerance &&
           other.least <= most * kTolerance;
  }
};

std::optional<Interval> interval(const StoredAmount& stored) {
  const Amount& amount = stored.amount;
  if (amount.vague) return std::nullopt;
  const auto number = [](const Decimal& d) { return std::strtod(d.str().c_str(), nullptr); };
  const std::string unit =
      stored.kind == Kind::kMoney ? amount.currency : std::string(name(stored.kind));
  if (amount.value) return Interval{number(*amount.value), number(*amount.value), unit};
  if (amount.min && amount.max) return Interval{number(*amount.min), number(*amount.max), unit};
  return std::nullopt;
}

// Days since 1970 from the first to the last that a date may mean.
struct Days {
  int first = 0, last = 0;
};

std::optional<Days> days_of(const std::string& edtf) {
  int year = 0, month = 0, day = 0;
  const int parts = std::sscanf(edtf.c_str(), "%4d-%2d-%2d", &year, &month, &day);
  if (parts < 1) return std::nullopt;
  using namespace std::chrono;
  const auto count = [](year_month_day date) {
    return static_cast<int>(sys_days(date).time_since_epoch().count());
  };
  int first_month = 1, last_month = 12;
  if (parts > 1 && month >= 33 && month <= 36) {  // a quarter
    first_month = (month - 33) * 3 + 1;
    last_month = first_month + 2;
  } else if (parts > 1 && month >= 40) {  // a half
    first_month = month == 40 ? 1 : 7;
    last_month = first_month + 5;
  } else if (parts > 1 && month >= 1 && month <= 12) {
    first_month = last_month = month;
  }
  const auto date = [&](int m) {
    return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(m));
  };
  if (parts > 2 && day >= 1 && day <= 31) {
    const int only = count(date(first_month) / std::chrono::day(static_cast<unsigned>(day)));
    return Days{only, only};
  }
  return Days{count(date(first_month) / std::chrono::day(1)),
              count(date(last_month) / std::chrono::last)};
}

// Scripts that a name may be written in, as far as they cannot be compared.
enum class NameScript { kLetters, kHan, kKana, kHangul };

NameScript script_of(std::string_view text) {
  NameScript script = NameScript::kLetters;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (is_hangul(c)) return NameScript::kHangul;
    if (is_kana(c)) return NameScript::kKana;
    if (is_han(c)) script = NameScript::kHan;
  }
  return script;
}

// Is one the other's beginning, whole words of it? "Brannock" and "brannock pharma".
bool begins(std::string_view shorter, std::string_view longer) {
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  return shorter.size() >= 4 && longer.starts_with(shorter) &&
         !cuts_name(longer, {0, shorter.size()});
}

// The beginning of a name that its long and short forms share: a word, or two characters.
std::string stem(const StoredParty& party) {
  if (!party.id.empty()) return party.id;
  const size_t space = party.key.find(' ');
  if (script_of(party.key) == NameScript::kLetters) return party.key.substr(0, space);
  size_t pos = 0;
  for (int i = 0; i < 2 && pos < party.key.size(); ++i) next_character(party.key, pos);
  return party.key.substr(0, pos);
}

// Two scales of five per cent steps, half a step apart: amounts that differ by less than the
// tolerance share a step of one of them.
std::vector<std::string> buckets(const StoredAmount& stored) {
  const auto figure = interval(stored);
  std::set<std::string> out;
  if (figure) {
    for (const double end : {figure->least, figure->most}) {
      if (end <= 0) continue;
      const double step = std::log(end) / std::log(kTolerance * kTolerance);
      out.insert("a" + std::to_string(std::lround(step)) + figure->unit);
      out.insert("b" + std::to_string(static_cast<long>(std::floor(step))) + figure->unit);
    }
  }
  return {out.begin(), out.end()};
}

bool is_payer_of(const StoredClaim& claim, const StoredParty& party) {
  return is_payer(party.role) && claim.type != "partnership";
}

// Sellers hand over what others hold; they are a side of their own only where they are paid for
// goods. What is only described may be described otherwise elsewhere.
bool is_side(const StoredClaim& claim, const StoredParty& party) {
  return !party.key.starts_with(kDescribed) && (party.role != "seller" || claim.type == "purchase");
}

// How the names of two sides go together.
enum class Sides { kUnknown, kAgree, kDiffer };

// A claim as the test sees it.
struct Compared {
  std::string document, type;
  std::set<size_t> payers, payees;  // names, by number
  std::optional<Interval> money, power;
  std::vector<Interval> told;  // all figures
  std::optional<Days> days;
};

enum class Family { kCapital, kTrade, kAny };
Family family(std::string_view type) {
  if (type == "partnership") return Family::kAny;
  return type == "investment" || type == "acquisition" || type == "financing" ? Family::kCapital
                                                                              : Family::kTrade;
}

bool families_agree(std::string_view a, std::string_view b) {
  return family(a) == family(b) || family(a) == Family::kAny || family(b) == Family::kAny;
}

struct Strength {
  int shared = 0;  // sides and figures
  bool same_type = false;
  int days = 0;
};

// All claims that are compared, with their names numbered, since most are the same.
class Comparison {
 public:
  explicit Comparison(const std::vector<const StoredClaim*>& claims) {
    std::map<std::string, size_t> numbers;
    const auto number = [&](const std::string& key) {
      const auto [entry, added] = numbers.emplace(key, numbers.size());
      if (added) names_.push_back({key, script_of(key)});
      return entry->second;
    };
    for (const StoredClaim* claim : claims) {
      Compared out{claim->document, claim->type, {}, {}, {}, {}, {}, {}};
      for (const StoredParty& party : claim->parties) {
        if (!is_side(*claim, party)) continue;
        (is_payer_of(*claim, party) ? out.payers : out.payees).insert(number(party.key));
      }
      if (claim->money) out.money = interval(*claim->money);
      if (claim->power) out.power = interval(*claim->power);
      for (const auto* slot : {&claim->money, &claim->power}) {
        if (!*slot) continue;
        if (auto figure = interval(**slot)) out.told.push_back(*figure);
      }
      for (const StoredAmount& amount : claim->also) {
        if (auto figure = interval(amount)) out.told.push_back(*figure);
      }
      const auto& date = claim->date ? claim->date : claim->published;
      if (date) out.days = days_of(*date);
      claims_.push_back(std::move(out));
    }
  }

  // Could both be told of one deal? Articles tell their own deals apart themselves.
  bool compatible(size_t i, size_t j) const {
    const Compared &a = claims_[i], &b = claims_[j];
    if (a.document == b.document || !families_agree(a.type, b.type)) return false;
    const auto [payers, payees] = sides(a, b);
    if (payers == Sides::kDiffer || payees == Sides::kDiffer) return false;
    return !contradict(a, b, a.money, b.money) && !contradict(a, b, a.power, b.power);
  }

  // The link of two claims that are compatible.
  std::optional<Strength> link(size_t i, size_t j) const {
    const Compared &a = claims_[i], &b = claims_[j];
    const auto [payers, payees] = sides(a, b);
    const bool money = a.money && b.money && a.money->same(*b.money);
    const bool power = a.power && b.power && a.power->same(*b.power);
    const int agreed = (payers == Sides::kAgree) + (payees == Sides::kAgree);
    Strength out{agreed + money + power, a.type == b.type, 0};
    if (agreed == 0 || out.shared < 2) return std::nullopt;
    // A side that both name, in ways that cannot be compared.
    const bool strange = agreed < 2 && !a.payers.empty() && !b.payers.empty() &&
                         !a.payees.empty() && !b.payees.empty();
    if (a.days && b.days) {
      out.days = std::max({0, a.days->first - b.days->last, b.days->first - a.days->last});
      const int most = strange                ? kDaysApartOfNames
                       : agreed == 2 && money ? kDaysApartOfOneFigure
                                              : kDaysApart;
      if (out.days > most) return std::nullopt;
    }
    return out;
  }

 private:
  Sides side(const std::set<size_t>& a, const std::set<size_t>& b) const {
    if (a.empty() || b.empty()) return Sides::kUnknown;
    Sides out = Sides::kDiffer;
    for (size_t x : a) {
      for (size_t y : b) {
        if (x == y || begins(names_[x].text, names_[y].text)) return Sides::kAgree;
        if (names_[x].script != names_[y].script) out = Sides::kUnknown;
      }
    }
    return out;
  }

  // Payers with payers and payees with payees; a partnership has partners, who may be either.
  std::pair<Sides, Sides> sides(const Compared& a, const Compared& b) const {
    const bool a_open = family(a.type) == Family::kAny, b_open = family(b.type) == Family::kAny;
    if (!a_open && !b_open) return {side(a.payers, b.payers), side(a.payees, b.payees)};
    if (a_open && b_open) {
      size_t common = 0;
      for (size_t x : a.payees) common += side({x}, b.payees) == Sides::kAgree;
      return {common > 1 ? Sides::kAgree : Sides::kUnknown, side(a.payees, b.payees)};
    }
    const Compared &open = a_open ? a : b, &told = a_open ? b : a;
    return {side(open.payees, told.payers), side(open.payees, told.payees)};
  }

  // Different figures in one unit, neither of which the other article tells of the deal as well.
  static bool contradict(const Compared& a, const Compared& b, const std::optional<Interval>& of_a,
                         const std::optional<Interval>& of_b) {
    if (!of_a || !of_b || of_a->unit != of_b->unit) return false;
    const auto tells = [](const Compared& claim, const Interval& figure) {
      return std::any_of(claim.told.begin(), claim.told.end(),
                         [&](const Interval& told) { return told.same(figure); });
    };
    return !tells(a, *of_b) && !tells(b, *of_a);
  }

  struct Name {
    std::string text;
    NameScript script;
  };
  std::vector<Compared> claims_;
  std::vector<Name> names_;
};

// Sets that are joined.
class DisjointSets {
 public:
  explicit DisjointSets(size_t n) : parent_(n), members_(n) {
    std::iota(parent_.begin(), parent_.end(), 0);
    for (size_t i = 0; i < n; ++i) members_[i] = {i};
  }
  // The least member, as the smaller always takes the larger in.
  size_t first(size_t i) const { return parent_[i]; }
  const std::vector<size_t>& members(size_t i) const { return members_[parent_[i]]; }
  void join(size_t i, size_t j) {
    size_t into = std::min(parent_[i], parent_[j]), from = std::max(parent_[i], parent_[j]);
    if (into == from) return;
    for (size_t member : members_[from]) parent_[member] = into;
    members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
    members_[from].clear();
  }

 private:
  std::vector<size_t> parent_;
  std::vector<std::vector<size_t>> members_;
};

struct Link {
  Strength strength;
  size_t i, j;
};

// All links of claims, by the keys they have, the strongest first.
std::vector<Link> links_of(const Comparison& comparison,
                           const std::map<int64_t, std::vector<size_t>>& by_key) {
  std::vector<std::pair<size_t, size_t>> pairs;
  for (const auto& [key, claims] : by_key) {
    for (size_t i = 0; i < claims.size(); ++i) {
      for (size_t j = i + 1; j < claims.size(); ++j) pairs.emplace_back(claims[i], claims[j]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<Link> out;
  for (const auto& [i, j] : pairs) {
    if (!comparison.compatible(i, j)) continue;
    if (const auto strength = comparison.link(i, j)) out.push_back({*strength, i, j});
  }
  std::stable_sort(out.begin(), out.end(), [](const Link& a, const Link& b) {
    const auto rank = [](const Link& l) {
      return std::tuple(-l.strength.shared, !l.strength.same_type, l.strength.days);
    };
    return rank(a) < rank(b);
  });
  return out;
}

bool share_key(const std::vector<int64_t>& a, const std::vector<int64_t>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

}  // namespace

std::vector<int64_t> claim_keys(const StoredClaim& claim) {
  constexpr size_t kMostParties = 12;  // of a consortium; keys grow with their square
  std::set<std::string> parties;
  for (const StoredParty& party : claim.parties) {
    if (is_side(claim, party) && parties.size() < kMostParties) parties.insert(stem(party));
  }
  std::set<std::string> amounts;
  for (const auto* slot : {&claim.money, &claim.power}) {
    if (!*slot) continue;
    for (std::string& bucket : buckets(**slot)) amounts.insert(std::move(bucket));
  }
  std::set<int64_t> out;
  // Those of one party lie side by side in the table, so that fewer of its pages are written.
  const auto add = [&](const std::string& party, const std::string& other) {
    const auto hash = [](const std::string& text) { return XXH3_64bits(text.data(), text.size()); };
    out.insert(static_cast<int64_t>((hash(party) & ~0xFFFFFFFFULL) | hash(other) >> 32));
  };
  for (auto one = parties.begin(); one != parties.end(); ++one) {
    for (auto other = std::next(one); other != parties.end(); ++other) add(*one, *other);
    for (const std::string& amount : amounts) add(*one, amount);
  }
  return {out.begin(), out.end()};
}

bool linked(const StoredClaim& a, const StoredClaim& b) {
  if (!share_key(claim_keys(a), claim_keys(b))) return false;
  const Comparison pair({&a, &b});
  return pair.compatible(0, 1) && pair.link(0, 1);
}

std::map<std::string, Placed> place_claims(const std::vector<StoredClaim>& unordered,
                                           const MergeVerdicts& verdicts) {
  std::vector<const StoredClaim*> claims;
  for (const StoredClaim& claim : unordered) claims.push_back(&claim);
  std::sort(claims.begin(), claims.end(),
            [](const StoredClaim* a, const StoredClaim* b) { return a->order() < b->order(); });
  const size_t n = claims.size();
  std::map<std::string, size_t> place;
  std::map<int64_t, std::vector<size_t>> by_key;
  for (size_t i = 0; i < n; ++i) {
    place[claims[i]->id] = i;
    for (const int64_t key : claim_keys(*claims[i])) by_key[key].push_back(i);
  }
  const auto each = [&](const auto& pairs, auto apply) {
    for (const auto& [one, other] : pairs) {
      const auto i = place.find(one), j = place.find(other);
      if (i != place.end() && j != place.end()) apply(i->second, j->second);
    }
  };

  DisjointSets components(n), deals(n);
  std::set<std::pair<size_t, size_t>> apart;
  each(verdicts.apart, [&](size_t i, size_t j) {
    apart.insert(std::minmax(i, j));
    components.join(i, j);  // so that the verdict is asked again when one of them changes
  });
  each(verdicts.together, [&](size_t i, size_t j) {
    components.join(i, j);
    deals.join(i, j);
  });
  const Comparison comparison(claims);
  for (const Link& link : links_of(comparison, by_key)) {
    components.join(link.i, link.j);
    if (deals.first(link.i) == deals.first(link.j)) continue;
    const auto &ours = deals.members(link.i), &theirs = deals.members(link.j);
    const bool agree = std::all_of(ours.begin(), ours.end(), [&](size_t i) {
      return std::all_of(theirs.begin(), theirs.end(), [&](size_t j) {
        return comparison.compatible(i, j) && !apart.contains(std::minmax(i, j));
      });
    });
    if (agree) deals.join(link.i, link.j);
  }
  std::map<std::string, Placed> out;
  for (size_t i = 0; i < n; ++i) {
    out[claims[i]->id] = {claims[components.first(i)]->id, claims[deals.first(i)]->id};
  }
  return out;
}

}  // namespace dealwire
