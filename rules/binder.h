// Who has which part in a deal: parties get places around a trigger, and by them roles.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/places.h"

namespace dealwire {

using Parties = std::vector<std::pair<std::string, size_t>>;  // role, mention

bool has_role(const Parties& parties, std::string_view role);

struct Binding {
  Parties parties;
  // Parties were guessed: a name is no sure one, or one comes from the sentence before. Such a
  // claim needs more to be believed.
  bool has_doubtful = false;
  bool has_carried = false;
  bool by_with = false;    // one is only said to be dealt with
  bool describes = false;  // the deed says who a party of another one is, and has no part in it
};

// Binds the parties of a sentence to the roles of a trigger's frame:
//  1. a reader tells their places, by the side of a name on which the language sets case words;
//  2. a passive turns the subject into the object;
//  3. doubtful names fill places that are empty;
//  4. what the clause lacks is looked for in the other clauses, the subject also in the sentence
//     before, and then in what goes without saying;
//  5. a role is filled from one place only, the one nearer to the verb's own arguments, but an
//     ally shares that of the subject; and a party has one role.
// The cost is the reader's: quadratic in the mentions, linear in the text.
Binding bind_parties(const Masked& masked, const Pack& pack, const Hit& hit,
                     const std::vector<Hit>& hits, const Topic& topic);

}  // namespace dealwire
