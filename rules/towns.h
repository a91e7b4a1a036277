// Towns and provinces as parties, where case words stand behind names: a place is one only where
// somebody deals with it.
#pragma once

#include <cstddef>

#include "rules/name_block.h"

namespace dealwire {

// Is the town that ends at `end` whom the sentence goes on to deal with: 横浜市に設備を納入する,
// 익산시의 하수처리장 공사를 수주했다, rather than where it is done (横浜市に工場を建てる,
// 익산시의 한결에서 공사를 수주했다)? Class `town_deal` has the verbs by the town's place; of what
// belongs to a town a word of `public_work` tells that the town has it done. O(1).
bool is_dealt_with_town(const NameBlock& block, size_t end);

}  // namespace dealwire
