// Which amounts of a sentence belong to which of its deals, and what follows from them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/places.h"

namespace dealwire {

// A trigger with what its frame makes of the sentence.
struct Proposal {
  Hit hit;
  Claim claim;
  bool has_figure = false;  // of its amounts one is not vague
  bool is_half = false;     // without the other side that its frame needs, which nothing tells
};

// Is it what people pay for goods, rather than what companies pay each other? One unit is a token
// price, which is.
bool is_price_of_goods(const Found& found);

// May an amount be one of some deal, whatever its type? A party may always.
bool may_be_of_deal(const Found& found);

// May the amount belong to the deal, by what it is said to be of? A cost is what building takes, or
// what is ordered.
bool is_of_deal(const Found& found, const Claim& claim);

// Is it what an acquisition costs that is itself the subject of the verb (class `costs`): the
// takeover of Pelmora by Brimont will cost $90m? `between` is what stands between deed and sum in
// the text. Not where something else costs so much: the takeover means that integration will cost
// $90m.
bool is_cost_of_deed(const Found& found, const Claim& claim, std::string_view text, Range between,
                     const Pack& pack);

// Is a sum at `pos` of a text the capital that founders give their company (資本額5億元)? It is
// what they pay, and all of it. Else what a company has of it is no sum of a deal.
bool is_founding_capital(const Found& found, std::string_view text, size_t pos, const Pack& pack);

// Is power a measure of what such a deal is about? It is none of a loan.
bool may_have_power(const Claim& claim);

// The claim's money, power or stake.
std::optional<size_t>& slot_of(Claim& claim, Kind kind);

// The mention of a sentence with an index of the document, or null.
const Found* found_of(const Masked& masked, size_t mention);

// Gives each amount of the sentence to the nearest proposal that may take it. O(amounts *
// proposals).
void attach_amounts(const Masked& masked, const Pack& pack, std::vector<Proposal>& proposals);

// What a buyer says that a company is worth is what it pays for all of it, if no other sum is told.
void take_valuation(Claim& claim, const Hit& hit, const Masked& masked);

// Control makes the difference: less than half of a company is an investment in it, more an
// acquisition, whatever the verb. Half alone does not tell, nor what each founder holds of a
// venture.
void weigh_stake(Claim& claim, const Frame& frame, const Masked& masked, const Pack& pack);
void weigh_control(Claim& claim, const Amount& stake);

// In 投資甲公司5億元、乙公司7億元 and "$5m in A and $7m in B" a claim is two: with as many sums as
// coordinated parties in a role each party has its own, in order. Not where words of class
// `of_which` say that one sum is a part of the other.
std::vector<Claim> share_out(const Claim& claim, const Frame& frame, const Masked& masked,
                             const Pack& pack);

}  // namespace dealwire
