#include "rules/home_currency.h"

#include <utility>

#include "rules/cldr.h"
#include "rules/figures.h"
#include "rules/lexicon.h"

namespace dealwire {

HomeCurrencies::HomeCurrencies(std::vector<std::string_view> blocks, const Pack& pack)
    : blocks_(std::move(blocks)), pack_(&pack) {
  constexpr int kWord = 2, kHint = 1;
  std::set<std::string_view> seen;
  count("home", kWord, seen, home_);
  if (home_.empty()) return;
  count("home_hint", kHint, seen, home_);
  count("abroad", -kWord, seen, home_);
}

void HomeCurrencies::count(const ClassName& name, int weight, std::set<std::string_view>& seen,
                           Votes& votes) const {
  for (const std::string_view block : blocks_) {
    for (const Word& word : find_words(block, name, *pack_)) {
      const bool added = seen.insert(block.substr(word.at.begin, word.at.size())).second;
      if (added) votes[*word.value] += weight;
    }
  }
}

std::string HomeCurrencies::of_family(std::string_view family) const {
  constexpr int kEnough = 3;
  std::string out;
  int most = kEnough - 1;
  for (const auto& [currency, votes] : home_) {
    if (votes <= most || !is_in_family(family, currency)) continue;
    most = votes;
    out = currency;
  }
  return out;
}

std::string HomeCurrencies::of_places(std::string_view family) const {
  if (!places_) {
    std::set<std::string_view> seen;
    places_.emplace();
    for (const ClassName name : ClassNames{"home", "home_hint", "country"}) {
      count(name, 1, seen, *places_);
    }
  }
  std::string out;
  int most = 0;
  for (const auto& [currency, votes] : *places_) {
    if (votes < most || !is_in_family(family, currency)) continue;
    out = votes > most ? currency : "";
    most = votes;
  }
  return out;
}

std::string local_currency(std::string_view family, const Article& article,
                           const HomeCurrencies& home, Regions regions, const Pack& pack) {
  std::vector<std::string> told = {currency_of_region(article.region)};
  for (const auto& [region, name] : kRegionNames) {
    // Singapore writes simplified characters as the mainland does: only its words tell it.
    if (region == kMainland) told.push_back(home.of_family(family));
    if (regions == region) told.push_back(currency_of_region(name));
  }
  const auto of_language = pack.local_currency.find(article.lang);
  if (of_language != pack.local_currency.end()) told.push_back(of_language->second);
  for (const std::string& currency : told) {
    if (is_in_family(family, currency)) return currency;
  }
  // American dollars are paid everywhere.
  return family.starts_with("USD") ? "" : home.of_places(family);
}

}  // namespace dealwire
