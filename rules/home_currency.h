// Which currency is meant by a word of several countries: 元, dollars, pesos.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "rules/pack.h"

namespace dealwire {

// The countries that an article may be from, by its words. Each counts once. Holds on to the
// blocks.
class HomeCurrencies {
 public:
  HomeCurrencies() = default;
  HomeCurrencies(std::vector<std::string_view> blocks, const Pack& pack);  // O(text)

  // The one of a family ("USD|CAD|AUD") that two words of class `home` tell, or one and one of
  // `home_hint`; those of class `abroad` speak against it. "" if none does.
  std::string of_family(std::string_view family) const;

  // The one of the family whose countries are spoken of most (class `country`, `home`,
  // `home_hint`); "" if none is, or several. O(text) when first asked.
  std::string of_places(std::string_view family) const;

 private:
  using Votes = std::map<std::string, int>;  // by currency
  void count(const ClassName& name, int weight, std::set<std::string_view>& seen,
             Votes& votes) const;

  std::vector<std::string_view> blocks_;
  const Pack* pack_ = nullptr;
  Votes home_;
  mutable std::optional<Votes> places_;
};

// The currency of the family that is in use where the article comes from: in the region that the
// page states, where its words are at home, in the one region that they leave, by its language, or
// in the countries that it speaks of, unless it is a dollar. "" if none tells.
std::string local_currency(std::string_view family, const Article& article,
                           const HomeCurrencies& home, Regions regions, const Pack& pack);

}  // namespace dealwire
