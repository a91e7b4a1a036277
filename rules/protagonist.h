// Whom an article is about.
#pragma once

#include <optional>
#include <string_view>

#include "rules/blocks.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// The party that the article names more often than any other, if it does so again and again. Where
// subjects are left out, whom the title names first is whom 公司 means in the text.
std::optional<Sentence::Item> most_named(const ArticleBlocks& blocks, const Pack& pack);

// Does a headline begin with somebody else than the name in it (東都、三輪を買収)? Known of
// languages with a `headline_mark` only.
bool opens_with_other(std::string_view title, Range name, const Pack& pack);

}  // namespace dealwire
