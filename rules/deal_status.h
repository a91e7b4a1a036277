// How certain the deal of a trigger is, and whether it is one, by the words around it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/lexicon.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/places.h"

namespace dealwire {

// Does a passive that tells of no past stand before a verb (class `undone`): is being bought, to be
// bought?
bool is_undone(std::string_view text, Range word, const Pack& pack);

// The words of a masked sentence that tell how sure its deals are; found once for all of them.
struct Signs {
  explicit Signs(const Masked& masked, const Pack& pack);

  // Of the classes status, negation, denial and denied.
  std::vector<Word> states, negations, denials, denied;
  // Where it is told that somebody else's deal is off: "after talks with Orsk broke down".
  std::vector<Range> of_others;

  // Does a place tell only of somebody else's deal, seen from a deed before it?
  bool is_of_others(size_t pos, size_t from) const;
};

// announced, planned, rumored, completed or cancelled. What casts doubt on a deal or ends it counts
// in the whole sentence; a plan reaches from its clause to those behind it; that something is done
// is said in the trigger's own clause, and then it is no plan.
std::string read_status(const Sentence& sentence, const Masked& masked, const Signs& signs,
                        const Hit& hit, const Pack& pack);

// What the date of a deal stands beside: its trigger, or the word that calls it off.
Range deed_of(const std::string& status, const Signs& signs, const Hit& hit);

// Is the deed denied (並未收購), or said of no deal at all?
bool is_negated(const Masked& masked, const Signs& signs, const Hit& hit, const Pack& pack);

// Does a sentence say that the deal it speaks of is off (that plan has been scrapped)?
bool is_called_off(const Sentence& sentence, const Pack& pack);

}  // namespace dealwire
