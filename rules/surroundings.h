// What the words around an amount say of it: its hedge, what it is of, what it is the price of,
// and whether it converts the amount before it.
#pragma once

#include <string_view>
#include <vector>

#include "rules/amounts.h"

namespace dealwire {

// Fills in qualifier, measure, per and same_as of the amounts of a block, which are in order and
// apart. Looks at no more than 75 bytes on either side of each.
void read_surroundings(std::string_view block, const Pack& pack, std::vector<Found>& amounts);

}  // namespace dealwire
