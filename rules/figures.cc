#include "rules/figures.h"

#include <optional>
#include <utility>

namespace dealwire {
namespace {

// A coin: "0.01", or with the currency it is of "USD|CAD 0.01".
struct Coin {
  explicit Coin(std::string_view meaning) {
    const size_t space = meaning.find(' ');
    if (space != meaning.npos) currency = meaning.substr(0, space);
    worth = Decimal::parse(space == meaning.npos ? meaning : meaning.substr(space + 1));
  }
  std::string_view currency;
  std::optional<Decimal> worth;
};

// The number of values in their unit: watts, the factor of a percentage, a rule's scale.
class Scale {
 public:
  explicit Scale(const Match& match) : match_(match), unit_(match.token("power_unit")) {
    if (unit_ == nullptr) unit_ = match.token("percent");
  }

  std::optional<Decimal> operator()(const Number& number, const std::optional<Decimal>& value,
                                    const TokenAt* own_unit = nullptr) const {
    const MentionRule& rule = match_.rule();
    auto out = value ? value->times(rule.scale) : std::nullopt;
    const TokenAt* unit = own_unit == nullptr ? unit_ : own_unit;
    if (const TokenAt* coin = match_.token("coin"); coin != nullptr) {
      const auto worth = Coin(coin->meaning).worth;
      out = out && worth ? out->times(*worth) : std::nullopt;
    } else if (unit != nullptr) {
      const auto factor = Decimal::parse(unit->meaning);
      out = out && factor ? out->times(*factor) : std::nullopt;
    } else if (number.ratio && (rule.kind == Kind::kStake || rule.kind == Kind::kPercent)) {
      out = out ? out->times(Decimal(100)) : std::nullopt;
    }
    if (out && !match_["sign"].empty()) out = out->times(Decimal(-1));
    return out;
  }

 private:
  const Match& match_;
  const TokenAt* unit_;
};

// What a number behind a unit counts of it: tenths where people say so (三塊五, 七成六; 三成半
// counts halves), else hundredths.
Decimal unit_behind(const Number& number, bool tenths) {
  if (number.value.less_than(Decimal(1))) return Decimal(1);
  const bool tenth = tenths && number.value.less_than(Decimal(10));
  return *Decimal::parse(tenth ? "0.1" : "0.01");
}

// 12 dollars 50 cents, 三塊五: what stands behind the unit is a part of it.
std::optional<Decimal> add_coins(const Match& match, bool tenths, std::optional<Decimal> value) {
  constexpr std::pair<const char*, const char*> kCoins[] = {{"minor", "minor_unit"},
                                                            {"minor2", "minor_unit2"}};
  for (const auto& [number, unit] : kCoins) {
    const TokenAt *count = match.token(number), *coin = match.token(unit);
    if (count == nullptr || !value) continue;
    const auto worth =
        coin != nullptr ? Coin(coin->meaning).worth : unit_behind(count->number, tenths);
    const auto part = worth ? count->number.value.times(*worth) : std::nullopt;
    value = part ? value->plus(*part) : std::nullopt;
  }
  return value;
}

// A count in the magnitudes of another number: of 5 and 2,3 Milliarden, 5e9.
std::optional<Decimal> lend(const Number& lender, const Decimal& count) {
  const auto out = count.times(lender.large_unit);
  return out ? out->times(lender.small_unit) : std::nullopt;
}

// The lower end of a range borrows magnitudes from the upper one, if it stays below: 5至7億,
// 五百至七百億, but not 八千至一萬.
Decimal borrow(const Number& lower, const Number& upper) {
  const auto last = lower.value.times(upper.last_magnitude);  // 800 y mil millones
  const auto all = lower.has_large       ? last               // 24 mil y 25 mil millones
                   : lower.has_magnitude ? lower.value.times(upper.large_unit)
                                         : lend(upper, lower.value);
  for (const auto& out : {all, last}) {
    if (out && out->less_than(upper.value)) return *out;
  }
  return lower.value;
}

// Do the ends of a range name two currencies? Then they are no ends of one.
bool is_mixed(const Match& match) {
  const TokenAt *min = match.token("min_currency"), *max = match.token("currency");
  if (min == nullptr || max == nullptr || min->meaning == max->meaning) return false;
  return !is_in_family(min->meaning, max->meaning) && !is_in_family(max->meaning, min->meaning);
}

// 152円80〜82銭, 152円80銭〜153円20銭: coins at both ends; the upper one may leave out its unit.
std::optional<Decimal> end_with_coins(const Match& match, const char* coins, const Decimal& value) {
  const TokenAt *count = match.token(coins), *unit = match.token("minor_unit");
  if (count == nullptr || unit == nullptr) return value;
  const auto worth = Coin(unit->meaning).worth;
  const auto part = worth ? count->number.value.times(*worth) : std::nullopt;
  return part ? value.plus(*part) : std::nullopt;
}

std::string read_range(const Decimal& min, const Decimal& max, Amount& out) {
  if (!min.less_than(max)) return "the range does not rise";
  // "in 2024 to 7 billion" is none.
  const auto wide = min.times(Decimal(1'000'000));
  if (Decimal(0).less_than(min) && wide && wide->less_than(max)) {
    return "the ends of the range are too far apart";
  }
  out.min = min;
  out.max = max;
  out.qualifier = "range";
  return {};
}

}  // namespace

std::string currency_of(const Match& match, const Pack& pack) {
  std::string out = match.rule().currency;
  if (const TokenAt* coin = match.token("coin"); coin != nullptr) {
    const std::string_view own = Coin(coin->meaning).currency;
    return own.empty() ? match.rule().currency : std::string(own);
  }
  for (const char* name : {"currency_before", "currency", "currency_after"}) {
    const std::string_view text = match[name];
    if (text.empty()) continue;
    const TokenAt* unit = match.token(name);
    const std::string* word = pack.word_class("currency").value(text);  // MSEK: no token
    if (unit != nullptr || word != nullptr) out = unit != nullptr ? unit->meaning : *word;
    if (!out.empty() && !is_family(out)) return out;
  }
  return out;
}

std::string read_figures(const Match& match, bool tenths, Amount& out) {
  const MentionRule& rule = match.rule();
  const Scale scale(match);
  const TokenAt* max = match.token("max");
  if (max == nullptr && match.token("max_minor") != nullptr) max = match.token("min");
  const TokenAt* number = match.token(max == nullptr ? "number" : "min");
  if (!rule.qualifier.empty()) out.qualifier = rule.qualifier;
  if (rule.vague || (number != nullptr && number->number.vague) ||
      (max != nullptr && max->number.vague)) {
    out.vague = true;
    out.qualifier = "approx";
    return {};
  }
  if (max != nullptr) {
    if (number == nullptr) return "a range without a lower end";
    if (is_mixed(match)) return "a range in two currencies";
    // An end with a unit of its own borrows nothing: 1ドル〜2億ドル.
    const TokenAt* min_unit = match.token("min_unit");
    const Decimal lower =
        min_unit == nullptr ? borrow(number->number, max->number) : number->number.value;
    if (min_unit != nullptr && min_unit->token == Token::kCurrency) min_unit = nullptr;
    auto from = scale(number->number, lower, min_unit);
    auto to = scale(max->number, max->number.value);
    if (from) from = end_with_coins(match, "min_minor", *from);
    if (to) to = end_with_coins(match, "max_minor", *to);
    if (!from || !to) return "the ends of the range cannot be read";
    if (!match["sign"].empty()) std::swap(from, to);  // minus 2 to 3 percent
    if (rule.least && to->less_than(*rule.least)) return "too small";
    return read_range(*from, *to, out);
  }
  if (number == nullptr && !rule.value) return "there is no number";
  Number read;
  if (number != nullptr) {
    read = number->number;
  } else {
    read.value = *rule.value;
  }
  if (const TokenAt* lender = match.token("lender"); lender != nullptr && !read.has_magnitude) {
    // Of "900.000 und 1,1 Millionen" the first is no million times as much.
    const auto lent = lend(lender->number, read.value);
    const auto most = lender->number.value.times(Decimal(100));
    if (lent && most && lent->less_than(*most)) read.value = *lent;
  }
  const auto value = scale(read, add_coins(match, tenths, read.value));
  if (!value) return "the number cannot be read";
  if (rule.least && value->less_than(*rule.least)) return "too small";
  if (read.upto) {
    const auto upto = scale(read, *read.upto);
    return upto ? read_range(*value, *upto, out) : "the number cannot be read";
  }
  out.value = value;
  if (read.open && out.qualifier == "exact") out.qualifier = "more_than";
  if (rule.kind == Kind::kStake && Decimal(100).less_than(*value)) return "more than the whole";
  return {};
}

bool rounds(const Amount& rough, const Amount& exact) {
  if (!rough.value || !exact.value) return false;
  if (!rough.currency.empty() && rough.currency != exact.currency) return false;
  const std::string all = exact.value->str(), few = rough.value->str();
  const size_t digits = few.find_last_not_of('0') + 1;
  if (all.size() != few.size() || digits >= all.size() || few.find('.') != few.npos) return false;
  const bool up = all[digits] >= '5';
  if (all.compare(0, digits, few, 0, digits) == 0) return !up || digits > 1;
  const auto half = Decimal::parse("5e" + std::to_string(all.size() - digits - 1));
  const auto raised = exact.value->plus(*half);
  return up && raised && raised->str().compare(0, digits, few, 0, digits) == 0;
}

}  // namespace dealwire
