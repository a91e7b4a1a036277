// What a match says of an amount: its figures and its currency.
#pragma once

#include <string>
#include <string_view>

#include "model/extraction.h"
#include "rules/match.h"

namespace dealwire {

// Fills in the figures of a match, and the qualifier as far as they tell it; gives the reason why
// it has none otherwise. `tenths`: a number behind a unit counts its tenths (三塊五).
std::string read_figures(const Match& match, bool tenths, Amount& out);

// The first of the captured currencies that is one alone, else a family; "" if there is none.
std::string currency_of(const Match& match, const Pack& pack);

// Is an amount the other one with fewer digits, as headlines have it: 18億 of 18億2,000萬元,
// rounded or, but for one digit alone, cut?
bool rounds(const Amount& rough, const Amount& exact);

// A bare 元 or dollar may be several currencies: "|CNY|TWD|HKD", "USD|CAD|AUD". The first is what
// it is where nothing tells.
inline bool is_family(std::string_view currency) { return currency.find('|') != currency.npos; }

inline bool is_in_family(std::string_view family, std::string_view currency) {
  return !currency.empty() && family.find(currency) != family.npos;
}

}  // namespace dealwire
