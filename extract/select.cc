#include "extract/select.h"

#include <algorithm>

#include "extract/boosted_trees.h"
#include "extract/data.h"
#include "extract/spam.h"
#include "extract/words.h"

namespace dealwire {
namespace {

constexpr double kLikely = 0.45;  // so that precision and recall are alike on pages not trained on

BoostedTrees load_trees(std::string_view file, const std::vector<std::string_view>& features) {
  auto trees = BoostedTrees::parse(extract_data(file), features);
  if (!trees) refuse_data(file, trees.error().message);
  return std::move(*trees);
}

std::vector<double> judge(const BoostedTrees& trees, const Features& features,
                          const std::vector<Block>& blocks) {
  std::vector<double> out;
  for (size_t i = 0; i < blocks.size(); ++i) {
    out.push_back(blocks[i].dropped ? 0 : trees.likelihood(features.row(i)));
  }
  return out;
}

std::vector<double> likelihoods(const std::vector<Block>& blocks, const Outline& outline) {
  static const BoostedTrees first = load_trees("first.trees", feature_names());
  static const BoostedTrees second = load_trees("second.trees", feature_names_with_context());
  const Features features = measure(blocks, outline);
  const std::vector<double> alone = judge(first, features, blocks);
  return judge(second, add_context(features, alone, blocks, outline), blocks);
}

bool is_plain_text(const std::vector<Block>& blocks) {
  return std::all_of(blocks.begin(), blocks.end(), [](const Block& b) { return b.tag.empty(); });
}

// Raises what is half likely, reads like prose and stands beside likely blocks in elements of the
// same kind: one paragraph of an article is seldom alone in not being one. (Hysteresis, as Canny
// links edges, 1986.) A plain text, which has no elements, makes the trees less sure of prose.
void link_paragraphs(const std::vector<Block>& blocks, const Outline& outline,
                     std::vector<double>& likely) {
  constexpr size_t kSentence = 30;  // columns
  const double half_likely = is_plain_text(blocks) ? 0.1 : 0.2;
  const auto joins = [&](size_t i, size_t neighbour) {
    return neighbour < blocks.size() && likely[neighbour] >= kLikely &&
           outline.kind(blocks[i].element) == outline.kind(blocks[neighbour].element);
  };
  const auto link = [&](size_t i, size_t neighbour) {
    if (likely[i] >= half_likely && blocks[i].width >= kSentence && blocks[i].ends_sentence() &&
        joins(i, neighbour)) {
      likely[i] = std::max(likely[i], kLikely);
    }
  };
  for (size_t i = 0; i < blocks.size(); ++i) link(i, i - 1);  // wraps below zero
  for (size_t i = blocks.size(); i-- > 0;) link(i, i + 1);
}

// A plain text has no elements that tell the lists of a filing from menus. Raises runs of numbered
// items right behind what is likely, with the paragraphs among them, those that lead to the first
// likely one, and above it the lines that name who files.
void link_items(const std::vector<Block>& blocks, std::vector<double>& likely) {
  constexpr size_t kSentence = 30;  // columns
  constexpr size_t kHead = 5;       // lines
  const auto is_likely = [&](size_t i) { return likely[i] >= kLikely; };
  size_t first = 0;
  while (first < blocks.size() && !is_likely(first)) ++first;
  if (first < blocks.size()) {
    for (size_t i = 0; i < std::min(first + 1, kHead); ++i) {
      if (first <= kHead && names_issuer(blocks[i].text)) likely[i] = std::max(likely[i], kLikely);
    }
  }
  for (size_t i = first; i > 0 && i < blocks.size() && is_item(blocks[i].text); --i) {
    if (is_item(blocks[i - 1].text)) likely[i - 1] = kLikely;
  }
  for (size_t i = first + 1; i < blocks.size(); ++i) {
    if (is_likely(i) || !is_likely(i - 1) || !is_item(blocks[i].text)) continue;
    size_t end = i, items = 0;
    for (; end < blocks.size() && !is_likely(end); ++end) {
      const bool item = is_item(blocks[end].text);
      if (!item && !(blocks[end].ends_sentence() && blocks[end].width >= kSentence)) break;
      items += item ? 1 : 0;
    }
    if (items * 2 < end - i) continue;
    std::fill(likely.begin() + static_cast<long>(i), likely.begin() + static_cast<long>(end),
              kLikely);
  }
}

// What words tell whatever the features say: buttons, notices, bylines, headings of lists of other
// articles, and what stands behind the words that close a press release.
std::vector<Label> label_by_words(const std::vector<Block>& blocks,
                                  const std::vector<double>& likely) {
  constexpr size_t kArticle = 160;  // columns of prose; nothing closes an article before them
  std::vector<Label> labels(blocks.size(), Label::kBoilerplate);
  size_t prose = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const std::string& text = blocks[i].text;
    const bool shown = !blocks[i].dropped && blocks[i].link_width == 0;
    if (shown && prose >= kArticle && closes_article(text)) break;
    if (likely[i] < kLikely) continue;
    const bool byline = is_byline(text) && !names_issuer(text);
    if (is_boilerplate(text) || byline || opens_tail(text)) continue;
    if (blocks[i].link_width * 10 > blocks[i].width * 9) continue;  // a link to another article
    labels[i] = Label::kArticle;
    if (blocks[i].ends_sentence()) prose += blocks[i].width;
  }
  return labels;
}

// A few words apart from all else are none of the article's: of the groups of blocks that stand
// near each other, those that have neither a sentence nor much text.
void drop_strays(const std::vector<Block>& blocks, std::vector<Label>& labels) {
  constexpr size_t kNear = 6, kSentence = 30, kMuch = 80;  // blocks, columns
  struct Group {
    size_t begin, end, width;
    bool sentence;
  };
  std::vector<Group> groups;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] != Label::kArticle) continue;
    const bool sentence = blocks[i].ends_sentence() && blocks[i].width >= kSentence;
    if (groups.empty() || i >= groups.back().end + kNear) groups.push_back({i, i, 0, false});
    groups.back().end = i + 1;
    groups.back().width += blocks[i].width;
    groups.back().sentence = groups.back().sentence || sentence;
  }
  const auto has_sentence = [](const Group& group) { return group.sentence; };
  if (std::none_of(groups.begin(), groups.end(), has_sentence)) return;
  for (const Group& group : groups) {
    if (group.sentence || group.width >= kMuch) continue;
    std::replace(labels.begin() + static_cast<long>(group.begin),
                 labels.begin() + static_cast<long>(group.end), Label::kArticle,
                 Label::kBoilerplate);
  }
}

// Spam may stand inside the article or beside it.
void mark_spam(const std::vector<Block>& blocks, std::vector<Label>& labels) {
  constexpr size_t kBeside = 5;  // blocks
  const auto is_article = [](Label label) { return label == Label::kArticle; };
  const auto first = std::find_if(labels.begin(), labels.end(), is_article) - labels.begin();
  const auto last =
      std::find_if(labels.rbegin(), labels.rend(), is_article).base() - labels.begin();
  const size_t begin = static_cast<size_t>(first) - std::min<size_t>(first, kBeside);
  const size_t end = std::min(blocks.size(), static_cast<size_t>(last) + kBeside);
  std::vector<SpamInput> inputs;
  for (size_t i = begin; i < end; ++i) {
    const auto width = static_cast<double>(std::max<size_t>(blocks[i].width, 1));
    inputs.push_back({.text = blocks[i].text,
                      .article = is_article(labels[i]),
                      .link_share = static_cast<double>(blocks[i].link_width) / width,
                      .links = blocks[i].links});
  }
  const std::vector<bool> spam = find_spam(inputs);
  for (size_t i = 0; i < spam.size(); ++i) {
    if (spam[i]) labels[begin + i] = Label::kSpam;
  }
}

std::vector<Label> label(const std::vector<Block>& blocks, const Outline& outline) {
  std::vector<double> likely = likelihoods(blocks, outline);
  link_paragraphs(blocks, outline, likely);
  if (is_plain_text(blocks)) link_items(blocks, likely);
  std::vector<Label> labels = label_by_words(blocks, likely);
  drop_strays(blocks, labels);
  mark_spam(blocks, labels);
  return labels;
}

// The width of what was found; of a few words that are no sentence, 0.
size_t article_width(const std::vector<Block>& blocks, const std::vector<Label>& labels) {
  constexpr size_t kFewWords = 40;
  size_t width = 0;
  bool sentence = false;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] != Label::kArticle) continue;
    width += blocks[i].width;
    sentence = sentence || blocks[i].ends_sentence();
  }
  return sentence || width >= kFewWords ? width : 0;
}

}  // namespace

std::vector<Label> select_article(const std::vector<Block>& blocks, const Outline& outline) {
  constexpr size_t kParagraph = 80;
  std::vector<Label> labels = label(blocks, outline);
  const auto is_fallback = [](const Block& block) { return block.fallback; };
  if (article_width(blocks, labels) < kParagraph &&
      std::any_of(blocks.begin(), blocks.end(), is_fallback)) {
    std::vector<Block> shown = blocks;
    for (Block& block : shown) block.dropped = block.dropped && !block.fallback;
    labels = label(shown, outline);
  }
  if (article_width(blocks, labels) == 0) {
    std::replace(labels.begin(), labels.end(), Label::kArticle, Label::kBoilerplate);
  }
  return labels;
}

}  // namespace dealwire
