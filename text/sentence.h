// Where sentences end.
#pragma once

#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

// The sentences of one block of text, as byte ranges that together cover it but for white space at
// their ends. A sentence ends at 。！？ and their half-width forms, with the quotes and brackets
// that close there, or at a Latin full stop, question or exclamation mark before a space and
// something that may begin a sentence; not after an initial, a common abbreviation (Inc., U.S.) or
// a German ordinal (zum 1. Januar), nor in a bracket that closes soon, behind words of its own:
// X（以下「甲」という。）は, X（東京。資本金1億円）を.
std::vector<Range> split_sentences(std::string_view block);

}  // namespace dealwire
