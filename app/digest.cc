#include "app/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "app/format.h"
#include "store/consensus.h"

namespace dealwire {
namespace {

// US dollars for one of these, as of 2025 and in two figures at most; what is not here counts as a
// tenth.
double worth(const std::string& currency) {
  constexpr std::array<std::pair<std::string_view, double>, 22> kWorth = {
      {{"USD", 1},    {"EUR", 1.1},   {"GBP", 1.3},    {"CHF", 1.2},  {"CNY", 0.14},
       {"HKD", 0.13}, {"TWD", 0.032}, {"JPY", 0.0067}, {"KRW", 7e-4}, {"INR", 0.012},
       {"AUD", 0.65}, {"CAD", 0.72},  {"SGD", 0.76},   {"BRL", 0.18}, {"MXN", 0.054},
       {"AED", 0.27}, {"SAR", 0.27},  {"SEK", 0.1},    {"NOK", 0.1},  {"DKK", 0.15},
       {"VND", 4e-5}, {"IDR", 6e-5}}};
  for (const auto& [name, dollars] : kWorth) {
    if (name == currency) return dollars;
  }
  return 0.1;
}

double size_of(const StoredDeal& deal) {
  const StoredAmount* money = deal.money.best();
  if (money == nullptr) return -1;
  const auto& figure = money->amount.value ? money->amount.value : money->amount.max;
  if (!figure) return 0;
  return std::strtod(figure->str().c_str(), nullptr) * worth(money->amount.currency);
}

void append_deal(std::string& out, const StoredDeal& deal) {
  const std::string amounts = amounts_line(deal);
  const std::string* date = deal.date.best();
  out += fmt::format("- {}{}{}: {}{}, {} article{} [{}]\n", sides_line(deal),
                     amounts.empty() ? "" : ", ", amounts, *deal.status.best(),
                     date != nullptr ? " " + date->substr(0, 10) : "", deal.articles,
                     deal.articles == 1 ? "" : "s", deal.id);
  if (const std::string evidence = evidence_line(deal); !evidence.empty()) {
    out += "  " + evidence + "\n";
  }
  const StoredClaim& claim = deal.claims.front();
  out += "  " + claim.url.value_or(claim.page.value_or(claim.input)) + "\n";
}

}  // namespace

std::string sides_line(const StoredDeal& deal) {
  const NamedSides sides = sides_of(deal);
  std::string out = sides.payers;
  if (!sides.payees.empty()) out += (out.empty() ? "" : " -> ") + sides.payees;
  if (!sides.sellers.empty()) out += (out.empty() ? "" : ", ") + ("sold by " + sides.sellers);
  return out;
}

std::string amounts_line(const StoredDeal& deal) {
  std::string out;
  for (const Told<StoredAmount>* told : {&deal.money, &deal.power, &deal.stake}) {
    const StoredAmount* best = told->best();
    if (best != nullptr) {
      out += (out.empty() ? "" : ", ") + format_amount(best->amount, best->kind);
    }
  }
  return out;
}

std::string evidence_line(const StoredDeal& deal) {
  for (const StoredClaim& claim : deal.claims) {
    if (claim.evidence.empty()) continue;
    std::string out = claim.evidence.front().text;
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  }
  return "";
}

std::string digest_text(std::vector<StoredDeal> deals) {
  std::stable_sort(deals.begin(), deals.end(), [](const StoredDeal& a, const StoredDeal& b) {
    const double one = size_of(a), other = size_of(b);
    return one != other ? one > other : a.articles > b.articles;
  });
  std::string out;
  for (const DealType& type : kDealTypes) {
    const auto is_one = [&](const StoredDeal& deal) { return *deal.type.best() == type.name; };
    const auto count = std::count_if(deals.begin(), deals.end(), is_one);
    if (count == 0) continue;
    out += fmt::format("{}{} ({})\n", out.empty() ? "" : "\n", type.name, count);
    for (const StoredDeal& deal : deals) {
      if (is_one(deal)) append_deal(out, deal);
    }
  }
  return out;
}

}  // namespace dealwire
