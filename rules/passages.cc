#include "rules/passages.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "rules/dateline.h"
#include "text/sentence.h"

namespace dealwire {
namespace {

// The sentences of a block; the dot inside a mention (am 4. November, 3 Mrd. Euro) ends none.
std::vector<Range> sentences_of(const BlockMentions& block) {
  std::vector<Range> out;
  size_t next = 0;
  for (const Range& range : split_sentences(block.text)) {
    while (next < block.found.size() && block.found[next].at.end <= range.begin) ++next;
    const bool goes_on =
        !out.empty() && next < block.found.size() && block.found[next].at.begin < out.back().end;
    if (goes_on) {
      out.back().end = range.end;
    } else {
      out.push_back(range);
    }
  }
  if (const size_t begin = tags_end(block); !out.empty() && out.front().end > begin) {
    out.front().begin = std::max(out.front().begin, begin);
  }
  return out;
}

// The last of the blocks that are rows of a filing with the first one, or their heading.
size_t rows_end(const std::vector<BlockMentions>& blocks, size_t first) {
  constexpr size_t kLongest = 300, kMost = 2000;  // bytes
  static const std::string kMark =
      R"re(^ ?(?:[-·•○□■▶※*]|\(?[\d]{1,2}[.)]|\([가-하]\)|[가-하]\.|[①-⑳])? ?)re";
  static const RE2 kRow(kMark +
                        R"re((?:[^:.\n]{1,30}:|[\p{Han}\p{Katakana}・()]{2,15} ).*[^.。?]$)re");
  static const RE2 kHeading(R"re(^ ?(?:\d{1,2}[.)]|[가-하]\.|[①-⑳■□▶]) ?[^:.\n]{2,60}$)re");
  const auto is = [&](const RE2& pattern, size_t i) {
    const std::string_view text = blocks[i].text;
    return !blocks[i].title && text.size() <= kLongest &&
           RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
  };
  if (!is(kHeading, first) && !is(kRow, first)) return first;
  size_t last = first;
  while (last + 1 < blocks.size() && is(kRow, last + 1) &&
         blocks[last + 1].begin - blocks[first].begin < kMost) {
    ++last;
  }
  return last;
}

// Adds the mentions of a block from `next` on that lie in a stretch of the match copy.
void add_mentions(const ArticleBlocks& blocks, size_t block, Range stretch, size_t& next,
                  Sentence& sentence) {
  const BlockMentions& from = blocks.all()[block];
  for (; next < from.found.size(); ++next) {
    const Found& found = from.found[next];
    const Range at{from.begin + found.at.begin, from.begin + found.at.end};
    if (at.begin >= stretch.end) break;
    if (!stretch.contains(at)) continue;
    const Range in_sentence{at.begin - stretch.begin, at.end - stretch.begin};
    if (found.kind == Kind::kDate) {
      sentence.dates.push_back({&found.date, in_sentence});
    } else if (found.kind != Kind::kPercent) {  // percentages are no part of deals
      sentence.items.push_back({&found, in_sentence, blocks.first_mention(block) + next});
    }
  }
}

}  // namespace

std::vector<Passage> passages_of(const ArticleBlocks& blocks) {
  std::vector<Passage> out;
  const std::vector<BlockMentions>& all = blocks.all();
  for (size_t first = 0, last = 0; first < all.size(); first = last + 1) {
    last = rows_end(all, first);
    const BlockMentions& block = all[first];
    const size_t end = all[last].begin + all[last].text.size();
    // The blocks of a field lie one behind the other in its match copy.
    const std::string_view text(block.text.data(), end - block.begin);
    const auto ranges = last == first ? sentences_of(block) : std::vector<Range>{{0, text.size()}};
    bool opens_block = true;
    size_t next = 0;
    for (const Range& range : ranges) {
      Passage passage{block.field(),
                      {block.begin + range.begin, block.begin + range.end},
                      first,
                      std::exchange(opens_block, false),
                      {text.substr(range.begin, range.size()), {}}};
      for (size_t row = first; row <= last; ++row) {
        add_mentions(blocks, row, passage.at, next, passage.sentence);
        if (row < last) next = 0;
      }
      out.push_back(std::move(passage));
    }
  }
  return out;
}

}  // namespace dealwire
