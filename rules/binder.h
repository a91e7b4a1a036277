// Who has which part in a deal: parties get places around a trigger, and by them roles.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// A frame whose trigger stands in a masked sentence.
struct Hit {
  const Frame* frame;
  Range at;  // bytes of the masked text
};

using Parties = std::vector<std::pair<std::string, size_t>>;  // role, mention

bool has_role(const Parties& parties, std::string_view role);

struct Binding {
  Parties parties;
  // A party was guessed: its name is no sure one, or it comes from the sentence before. Such a
  // claim needs an amount to be believed.
  bool guessed = false;
};

// Places are: subject, the nearest name on the left without a case word; object, the first such on
// the right; inside the trigger; or what the case word before a name stands for (to, by, from ...).
// Coordinated names share a place, a passive turns subject into object. What the clause lacks is
// looked for in the other clauses, the subject also in the sentence before. A role is filled from
// one place only, the one nearer to the verb's own arguments.
Binding bind_parties(const Masked& masked, const Pack& pack, const Hit& hit, const Topic& topic);

}  // namespace dealwire
