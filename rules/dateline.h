// What a block opens with before it tells anything: where and when it was written, and what its
// headline is called.
//
// in:  the text of a block, or the block with its mentions
// out: bytes from its beginning, 0 if it opens with none
//
// Pure; O(1): a bounded stretch is looked at.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/blocks.h"

namespace dealwire {

// Up to where no name is looked for: "PARIS, March 3 (Wire) -", "Ulm/Senden (wire) -",
// 【台北3日電】, (記者王大明/台北報導), "UPDATE 2-".
size_t dateline_end(std::string_view block);

// Up to where its first sentence begins: behind tags in brackets, which hide whom a headline is
// about ([단독] 한결전자, 두솔정밀 인수; 【速報】三輪電機、北浜精工を買収). Brackets that hold a
// mention are part of the sentence.
size_t tags_end(const BlockMentions& block);

}  // namespace dealwire
