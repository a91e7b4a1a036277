// Persons who found, own or deal: founder Wanda Kuzma, its founders, Tom Aldous and Priya Nair.
//
// in:  a block with its mentions, in Latin script
// out: the names of persons behind a word of class `owner_title`, in order; where its value is
//      `several`, all of the list behind it. Not of those who only speak of deals. And families
//      with what they are called before their name (la famille Le Goff), which are surely parties.
//
// O(block).
#pragma once

#include <vector>

#include "rules/name_block.h"

namespace dealwire {

struct OwnerName {
  Range at;
  bool is_family = false;
};

std::vector<OwnerName> owner_names(const NameBlock& block);

}  // namespace dealwire
