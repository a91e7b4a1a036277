// Where names that are given stand in a block, and the mentions they become.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/blocks.h"
#include "rules/pack.h"
#include "text/trie.h"

namespace dealwire {

// A party of which only the name is known.
inline Party named(std::string_view name) { return {"", std::string(name), std::string(name)}; }

Found party_mention(Range at, std::string rule, Party who);

// The first mention that ends behind `pos`.
std::vector<Found>::const_iterator first_behind(const BlockMentions& block, size_t pos);

bool is_free(const BlockMentions& block, Range at);

// Is it all or a part of a short title in marks of class `title_mark`: 《海風書店》的播映權? A
// known name that is all of one may be a paper (買下《新報》), and titles of agreements name
// parties.
bool is_of_title(std::string_view text, Range at, bool known, const Pack& pack);

// Adds mentions that are in order and apart from those of the block.
void merge_in(BlockMentions& block, std::vector<Found> more);

// Marks every place of the block where a word of `names` stands free: neither as part of a word nor
// of another name. `in_text` tells that only names have capitals there, and others than these may
// begin with one of them. So may those of `longer`, in order, wherever they stand. `make` gets the
// place and the word's value. O(block).
void mark_names(BlockMentions& block, const Trie& names, const Pack& pack, bool in_text,
                const std::vector<Range>& longer,
                const std::function<Found(Range at, size_t value)>& make);

}  // namespace dealwire
