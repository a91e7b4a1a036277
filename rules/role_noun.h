// Nouns that say which part a party has in a deal: 買方是X, the lender is X, X as lead manager.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/binder.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// A party and the roles that a noun may mean, of which a type of deal has one: "acquirer|buyer".
// "counterpart" is that of whom those who are known deal with (the counterparty is X).
struct NamedRole {
  const std::string* roles;
  const Sentence::Item* party;
  // Who share the noun: the buyers are X and Y. Null for one alone.
  std::shared_ptr<const std::vector<const Sentence::Item*>> sharers = nullptr;
};

// The parties of a sentence that a word of class `role_noun` stands before or behind, with a word
// of class `copula` between them, or in the bracket behind them; those that are among whom the noun
// calls (X 등 대주단은); and those that are called so by an alias (下稱「買方」) in `sentence`,
// which is masked. Coordinated names share the noun. Linear in the sentence for each noun.
std::vector<NamedRole> named_roles(const Masked& masked, const Sentence& sentence,
                                   const Pack& pack);

using KeyOf = std::function<std::string(size_t mention)>;

// Gives a party the role that is said of it, if deals of the type have that, rather one that the
// frame of the deed gives (of a loan Geldgeber lend, in a round they invest); `frame` may be null.
// A party that was bound to another role changes places with the one that had it; a new one fills a
// role that is empty, or joins those who pay in, or who share the noun. Says whether anything
// changed.
bool take_role(Parties& parties, std::string_view type, const Frame* frame, const NamedRole& named,
               const KeyOf& key_of);

}  // namespace dealwire
