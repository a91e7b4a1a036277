// What stands beside the headline for readers: when the article was published, and who wrote it.
#pragma once

#include <optional>
#include <vector>

#include "extract/blocks.h"
#include "extract/dates.h"
#include "extract/metadata.h"
#include "extract/select.h"

namespace dealwire {

// Adds what the lines around the headline say to the page's own statements. Dates farther away
// belong to other articles, comments or copyright lines; one that stands above the headline without
// a word for what it is may be today's. `page` is null for a plain text. O(blocks near the
// headline).
void read_byline(const html::Page* page, const std::vector<Block>& blocks,
                 const std::vector<Label>& labels, std::optional<size_t> headline,
                 const DateContext& context, Metadata& metadata);

}  // namespace dealwire
