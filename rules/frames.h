// Deals in one sentence: triggers, and the arguments that gather around them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/amounts.h"
#include "rules/pack.h"

namespace dealwire {

// A sentence of the match copy with the mentions inside it, in order. Positions in `at` of the
// mentions are bytes of `text`; `index` numbers a mention in the whole document.
struct Sentence {
  struct Item {
    const Found* found;
    Range at;
    size_t index;
  };
  std::string_view text;
  std::vector<Item> items;
};

// A deal as one sentence claims it; mentions by their index in the document.
struct Claim {
  std::string type, status, rule;
  std::vector<std::pair<std::string, size_t>> parties;  // role, mention
  std::optional<size_t> money, power, stake;
  std::vector<size_t> also;
};

// The party a sentence is about, for the next one to fall back on.
struct Topic {
  std::optional<size_t> subject;
  std::string key;  // who that is, Party::key
};

// Reads the claims of a sentence:
//  1. mentions are masked, triggers matched, longest first;
//  2. parties are given places around each trigger: by the case word before them (向 X, by X), as
//     subject on its left, as object on its right; coordinated names share a place; what is
//     missing is looked for in earlier clauses, the subject also in the sentence before;
//  3. amounts go to the nearest trigger that has a party;
//  4. frames whose `need` is not met are turned down.
// Linear in the sentence for each trigger; the caller bounds sentences and mentions.
std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, Topic& topic,
                               std::vector<TurnedDown>& refused);

}  // namespace dealwire
