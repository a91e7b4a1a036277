#include "extract/select.h"

#include <algorithm>

#include "extract/words.h"

namespace dealwire {
namespace {

// A block of this width is a paragraph by itself: 40 Han characters or 80 letters.
constexpr double kParagraph = 80;
constexpr double kMost = 4;  // what the longest paragraph is worth, in paragraphs

double score(const Block& block, bool tail) {
  constexpr double kNotice = -1.0, kShort = -0.35, kHeading = -0.1;
  constexpr double kEdge = 0.25;  // so that a run does not reach out for a lone short sentence
  if (block.dropped || tail || is_boilerplate(block.text)) return kNotice;
  const double link_share =
      static_cast<double>(block.link_width) / static_cast<double>(std::max<size_t>(block.width, 1));
  if (link_share > 0.5) return kNotice;
  const double paragraphs = std::min(static_cast<double>(block.width) / kParagraph, kMost);
  if (block.is_heading()) return kHeading;
  if (block.ends_sentence()) return paragraphs * (1 - link_share) - kEdge;
  // Without the end of a sentence it is a menu word, a headline, or a long line cut short.
  return block.width >= 2 * kParagraph ? paragraphs * (1 - link_share) / 2 : kShort;
}

}  // namespace

std::vector<Label> select_article(const std::vector<Block>& blocks) {
  std::vector<Label> labels(blocks.size(), Label::kBoilerplate);
  std::vector<double> scores(blocks.size());
  bool tail = false;  // inside a list of other articles, until prose goes on
  bool over = false;  // behind the words that close an article for good
  double prose = 0;   // no tail comes before the article
  for (size_t i = 0; i < blocks.size(); ++i) {
    const bool paragraph = blocks[i].ends_sentence() && !blocks[i].dropped;
    if (paragraph) prose += static_cast<double>(blocks[i].width);
    if (prose >= 2 * kParagraph) {
      over = over || closes_article(blocks[i].text);
      tail = tail || opens_tail(blocks[i].text);
    }
    if (tail && paragraph && blocks[i].width >= 2 * kParagraph) tail = false;
    scores[i] = score(blocks[i], tail || over);
    if (is_spam(blocks[i].text)) {
      labels[i] = Label::kSpam;
      scores[i] = -1;
    }
  }
  size_t best_begin = 0, best_end = 0, begin = 0;
  double best = 0, sum = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += scores[i];
    if (sum > best) {
      best = sum;
      best_begin = begin;
      best_end = i + 1;
    }
  }
  for (size_t i = best_begin; i < best_end; ++i) {
    if (scores[i] > -1 && !is_byline(blocks[i].text)) labels[i] = Label::kArticle;
  }
  return labels;
}

}  // namespace dealwire
