// Figures and tables as people read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/extraction.h"

namespace dealwire {

// "≤ USD 100 bn", "10 GW", "8.5 %", "> TWD 4.8 bn"; "USD vague" for an amount without figures.
std::string format_amount(const Amount& amount, Kind kind);

// Columns aligned by how wide a terminal shows them; wider cells than `widest` columns are cut
// with "…". The first row is the head. Every line ends in '\n'.
std::string format_table(const std::vector<std::vector<std::string>>& rows, size_t widest = 48);

}  // namespace dealwire
