// Who speaks in an article of "we" and "the company": the one that is interviewed, or the one whose
// announcement it is.
//
// in:  the blocks of an article with their mentions, and the pack of its language
// out: the party that is meant, and which of the two it is; nothing in news about others
//
// An interview is told by its questions: blocks that end in a question mark or begin with a word of
// class `interview_mark`. Who answers speaks for the party that is named most before the first one.
// An announcement is told by a word of class `announcement` (本公司, "the Company"). Who makes it
// is behind such a word or has one behind it in brackets, stands behind a word of `issuer_label`
// (会社名) or alone in a block, or else is whom the title names first. O(text).
#pragma once

#include <optional>

#include "rules/blocks.h"
#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

struct Narrator {
  Sentence::Item who;
  bool is_interviewed = false;
};

std::optional<Narrator> find_narrator(const ArticleBlocks& blocks, const Pack& pack);

}  // namespace dealwire
