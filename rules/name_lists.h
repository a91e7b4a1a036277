// Lists of names in a masked sentence: which of its commas stand in one and end no clause.
//
// in:  a masked sentence whose clauses are not told yet, or two of its names
// out: places of commas in the masked text; whether two names are in one list, or words join or
// describe one
//
// Pure functions. O(text) for each name.
#pragma once

#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// The commas of lists of parties and of amounts: between names, also where each has its share
// behind it (A가 300억원, B가 200억원을), around names that say who so many are (zwei Bieter, A und
// B, haben), and between those that open a headline (A, B kaufen C).
std::set<size_t> list_commas(const Masked& masked, const Pack& pack);

// Do words behind a conjunction only say what the name behind them is, or where from: the Danish
// carmaker, die in Oslo ansässige, l'allemand, 德國的, 半導体大手の, 유럽의 배터리 업체?
bool describes_name(std::string_view words, const Pack& pack);

// Is it a conjunction, perhaps with what the second name is called: "and the buyout firm", "and
// Norway's"?
bool joins(std::string_view words, const Pack& pack);

// Behind a name, at `pos`, and with the names of a text in order: does a list go on there whose
// names are perhaps called something, up to a conjunction: A, l'allemand B et le français C?
bool opens_list(std::string_view text, const std::vector<Range>& names, size_t pos,
                const Pack& pack);

// Where case words stand behind names, does the first of two names have a share of its own before
// the second one, an amount or a count: 三輪が4隻、北浜が, 三輪に4隻、北浜に?
bool has_own_share(const Masked& masked, const Masked::Slot& name, const Masked::Slot& next,
                   const Pack& pack);

}  // namespace dealwire
