#include "extract/select.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "extract/boosted_trees.h"
#include "extract/words.h"
#include "text/embedded.h"
#include "text/utf8.h"

namespace dealwire {

const std::vector<EmbeddedFile>& extract_files();  // generated

namespace {

constexpr double kLikely = 0.45;  // so that precision and recall are alike on pages not trained on

// The trees are ours and compiled in, so a mistake in them is a mistake in the program: it stops it.
BoostedTrees load(std::string_view path, const std::vector<std::string_view>& features) {
  for (const EmbeddedFile& file : extract_files()) {
    if (file.path != path) continue;
    auto trees = BoostedTrees::parse(file.content, features);
    if (trees) return std::move(*trees);
    std::fprintf(stderr, "dealwire: %s: %s\n", path.data(), trees.error().message.c_str());
    std::abort();
  }
  std::fprintf(stderr, "dealwire: %s is missing\n", path.data());
  std::abort();
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
  static const BoostedTrees first = load("first.trees", feature_names());
  static const BoostedTrees second = load("second.trees", feature_names_with_context());
  const Features features = measure(blocks, outline);
  const std::vector<double> alone = judge(first, features, blocks);
  return judge(second, add_context(features, alone, blocks, outline), blocks);
}

std::vector<Label> label(const std::vector<Block>& blocks, const Outline& outline) {
  const std::vector<double> likely = likelihoods(blocks, outline);
  std::vector<Label> labels(blocks.size(), Label::kBoilerplate);
  for (size_t i = 0; i < blocks.size(); ++i) {
    const std::string& text = blocks[i].text;
    if (is_spam(text)) {
      labels[i] = Label::kSpam;
    } else if (likely[i] >= kLikely && !is_boilerplate(text) && !is_byline(text)) {
      labels[i] = Label::kArticle;
    }
  }
  return labels;
}

size_t article_width(const std::vector<Block>& blocks, const std::vector<Label>& labels) {
  size_t width = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] == Label::kArticle) width += blocks[i].width;
  }
  return width;
}

}  // namespace

std::vector<Label> select_article(const std::vector<Block>& blocks, const Outline& outline) {
  constexpr size_t kParagraph = 80;
  std::vector<Label> labels = label(blocks, outline);
  const auto is_fallback = [](const Block& block) { return block.fallback; };
  if (article_width(blocks, labels) >= kParagraph ||
      std::none_of(blocks.begin(), blocks.end(), is_fallback)) {
    return labels;
  }
  std::vector<Block> shown = blocks;
  for (Block& block : shown) block.dropped = block.dropped && !block.fallback;
  return label(shown, outline);
}

bool same_words(std::string_view a, std::string_view b) {
  const auto letters = [](std::string_view text) {
    std::u32string out;
    for (size_t pos = 0; pos < text.size();) {
      const auto c = static_cast<UChar32>(next_character(text, pos));
      if (u_isalnum(c)) out += static_cast<char32_t>(u_tolower(c));
    }
    return out;
  };
  const std::u32string x = letters(a), y = letters(b);
  return !x.empty() && x == y;
}

}  // namespace dealwire
