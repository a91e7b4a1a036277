// Whom an article is about.
#pragma once

#include <optional>
#include <string_view>

#include "rules/blocks.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// The party that the title names first, or else the article more often than any other, if it names
// it again and again.
std::optional<Sentence::Item> most_named(const ArticleBlocks& blocks, const Pack& pack);

// Does a headline begin with somebody else than the name in it (東都、三輪を買収)? Known of
// languages with a `headline_mark` only.
bool opens_with_other(std::string_view title, Range name, const Pack& pack);

}  // namespace dealwire
