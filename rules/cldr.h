// Names of currencies, countries and power units that Unicode CLDR has, from ICU.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwire {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// What a language calls the currencies in use: names with their plurals and symbols -> ISO 4217.
// A symbol that several currencies share ("¥", "$") goes to the one whose own symbol it is in that
// language.
NamedValues currency_names(const std::string& locale);

// ISO 4217 codes of the currencies in use, each naming itself.
NamedValues currency_codes();

// The currency in use in a region (ISO 3166): "TW" -> "TWD"; "" if there is no such region.
std::string currency_of_region(std::string_view region);

// What a language calls countries, and the cities that time zones are named by -> the currency in
// use there: "Manila" -> "PHP".
NamedValues country_names(const std::string& locale);

// What a language calls watts and their multiples -> watts as a decimal: "gigawatts" -> "1e9".
NamedValues power_units(const std::string& locale);

}  // namespace dealwire
