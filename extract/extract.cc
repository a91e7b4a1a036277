#include "extract/extract.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "extract/blocks.h"
#include "extract/byline.h"
#include "extract/embedded.h"
#include "extract/features.h"
#include "extract/letters.h"
#include "extract/metadata.h"
#include "extract/select.h"
#include "extract/settle.h"
#include "extract/title.h"
#include "model/budget.h"
#include "text/language.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr std::string_view kSiteFile = "site file";  // as a source, for explain

using SourceOf = std::function<SourceMap(uint32_t node)>;

// A stretch of a text, as far as it is not blank, goes to what was removed.
void remove(const SourcedText& text, Range at, Label label, Article& article) {
  const std::string_view piece = trim(std::string_view(text.text).substr(at.begin, at.size()));
  if (piece.empty()) return;
  const auto begin = static_cast<size_t>(piece.data() - text.text.data());
  article.removed.push_back({label == Label::kSpam ? "spam" : "boilerplate", std::string(piece),
                             text.source.span({begin, begin + piece.size()})});
}

// The parts of a block's text between which text of other blocks stands in the page: what readers
// do not see, inside a paragraph.
std::vector<Range> stretches(const Block& block) {
  std::vector<Range> out{{0, 0}};
  for (const Block::Slice& slice : block.slices) {
    if (slice.parted) out.push_back({out.back().end, out.back().end});
    out.back().end += slice.space ? 1 : slice.end - slice.begin;
  }
  return out;
}

SourcedText slice(const SourcedText& text, Range at) {
  return {text.text.substr(at.begin, at.size()), text.source.slice(at)};
}

// The article from its blocks.
void assemble(const std::vector<Block>& blocks, const std::vector<Label>& labels,
              const Headline& headline, const SourceOf& source_of, Article& article) {
  for (size_t i = 0; i < blocks.size(); ++i) {
    SourcedText text = render(blocks[i], source_of);
    const bool repeats =
        std::find(headline.repeats.begin(), headline.repeats.end(), i) != headline.repeats.end();
    if (i == headline.block) {
      article.title = slice(text, headline.at);
      remove(text, {0, headline.at.begin}, labels[i], article);
      remove(text, {headline.at.end, text.text.size()}, labels[i], article);
    } else if (labels[i] == Label::kArticle && !repeats &&
               !same_words(text.text, article.title.text)) {
      if (!article.text.text.empty()) {
        const size_t begin = text.source.span({0, text.text.size()}).begin;
        article.text.append_atom("\n", {begin, begin});
      }
      article.text.append(text);
    } else {
      for (const Range& at : stretches(blocks[i])) remove(text, at, labels[i], article);
    }
  }
}

// A text with its white space as a browser shows it, so that it is one line.
SourcedText on_one_line(std::string_view text, const SourceMap& source) {
  SourcedText out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const bool space = is_space(next_character(text, pos));
    for (size_t next = pos; next < text.size(); pos = next) {
      if (is_space(next_character(text, next)) != space) break;
    }
    if (space) {
      out.append_atom(" ", source.span({begin, pos}));
    } else {
      out.text += text.substr(begin, pos - begin);
      out.source.append(source.slice({begin, pos}));
    }
  }
  return out;
}

// A title that stands in an attribute, or in <title>.
SourcedText stated_title(const html::Page& page, const StatedTitle& title, Range at) {
  const html::Node& node = page.nodes()[title.node];
  const std::string_view whole =
      title.attribute.empty() ? node.text : page.attribute(node, title.attribute);
  const SourceMap map = title.attribute.empty() ? page.source_of(node)
                                                : page.source_of_attribute(node, title.attribute);
  const auto begin = static_cast<size_t>(trim(whole).data() - whole.data()) + at.begin;
  return on_one_line(whole.substr(begin, at.size()), map.slice({begin, begin + at.size()}));
}

// The text of the blocks that were selected, one a line.
std::string selected_text_of(const std::vector<Block>& blocks, const std::vector<Label>& labels) {
  std::string out;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] == Label::kArticle) out += blocks[i].text + '\n';
  }
  return out;
}

std::vector<std::string> texts_of(const std::vector<StatedTitle>& titles) {
  std::vector<std::string> out;
  for (const StatedTitle& title : titles) out.push_back(title.text);
  return out;
}

// Does the block lie in one of the ranges of nodes? They are in order, and blocks do not cross
// their ends (see Quirk::bounds).
bool lies_in(const std::vector<Range>& ranges, const Block& block) {
  const size_t node = block.slices.front().node;
  const auto behind = std::upper_bound(ranges.begin(), ranges.end(), node,
                                       [](size_t at, const Range& r) { return at < r.end; });
  return behind != ranges.end() && behind->begin <= node;
}

// The blocks as they would be without damage, to be judged by; none if they are not damaged.
std::vector<Block> undamaged(const std::vector<Block>& blocks, const ReadAgain& read_again) {
  if (read_again == nullptr) return {};
  std::vector<std::string_view> texts;
  for (const Block& block : blocks) {
    const bool read = block.text.size() <= Budget{}.block_bytes;  // no paragraph is longer
    texts.push_back(read ? std::string_view(block.text) : std::string_view());
  }
  const std::map<size_t, std::string> meant = read_again(texts);
  if (meant.empty()) return {};
  std::vector<Block> out = blocks;
  for (const auto& [i, text] : meant) out[i].replace_text(text);
  return out;
}

// The article is what the page's site says it is, else what reads like one.
std::vector<Label> label_blocks(const html::Page& page, const Quirk& quirk,
                                const ReadAgain& read_again, std::vector<Block>& blocks) {
  for (Block& block : blocks) block.dropped = block.dropped || lies_in(quirk.drop, block);
  if (quirk.body.empty()) {
    const std::vector<Block> meant = undamaged(blocks, read_again);
    return select_article(meant.empty() ? blocks : meant, Outline(page));
  }
  std::vector<Label> labels(blocks.size(), Label::kBoilerplate);
  for (size_t i = 0; i < blocks.size(); ++i) {
    const bool article = lies_in(quirk.body, blocks[i]) && !lies_in(quirk.drop, blocks[i]);
    if (article) labels[i] = Label::kArticle;
  }
  return labels;
}

// The title that the page's site names: a block, or what no block shows, as <title> and <meta>,
// which is stated first then. nullopt if the site names none.
std::optional<Headline> site_headline(const html::Page& page, const Quirk& quirk,
                                      const std::vector<Block>& blocks,
                                      const std::vector<std::string>& sites, Metadata& metadata) {
  if (!quirk.title) return std::nullopt;
  Headline out;
  out.source = std::string(kSiteFile);
  const auto& nodes = page.nodes();
  const std::vector<Range> range = {{*quirk.title, nodes[*quirk.title].end}};
  const auto shown = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const Block& block) { return lies_in(range, block); });
  if (shown != blocks.end()) {
    out.block = shown - blocks.begin();
    out.at = {0, shown->text.size()};
    return out;
  }
  StatedTitle stated{std::string(trim(page.attribute(nodes[*quirk.title], "content"))), out.source,
                     true, *quirk.title, "content"};
  for (uint32_t i = *quirk.title + 1; i < nodes[*quirk.title].end && stated.text.empty(); ++i) {
    stated = {std::string(trim(nodes[i].text)), out.source, true, i, {}};
  }
  if (stated.text.empty()) return std::nullopt;
  metadata.titles.insert(metadata.titles.begin(), stated);
  return find_headline({}, 0, {std::move(stated)}, sites);
}

// What the site says of date and authors goes ahead of what the page says.
void state_quirk(const Quirk& quirk, Metadata& metadata) {
  const std::string source(kSiteFile);
  if (!quirk.date.empty()) metadata.published.push_back({quirk.date, source, Trust::kSite});
  if (!quirk.authors.empty()) metadata.authors.push_back({quirk.authors, source, Trust::kSite});
}

DateContext date_context_of(const Document& document, const Article& article) {
  DateContext out;
  // The page tells the region; the text tells better which language it is.
  out.lang = article.lang;
  if (!article.region.empty()) out.lang += "-" + article.region;
  if (document.fetched_at) out.fetched = parse_rfc3339(*document.fetched_at);
  return out;
}

void identify(Article& article, std::string_view declared) {
  article.lang = identify_language(article.title.text + "\n" + article.text.text, declared);
  article.region = region_of(declared);
}

}  // namespace

Article extract_page(const html::Page& page, const Decoded& decoded, const Document& document,
                     const Quirk& quirk, const ReadAgain& read_again) {
  std::vector<Block> blocks = page_blocks(page, quirk.bounds());
  std::vector<Label> labels = label_blocks(page, quirk, read_again, blocks);
  Metadata metadata = read_metadata(page, decoded.page.text);
  state_quirk(quirk, metadata);
  const std::string_view url = document.url ? std::string_view(*document.url) : "";
  const SourceOf source_of = [&](uint32_t node) {
    return page.source_of(page.nodes()[node]).then(decoded.page.source);
  };
  const std::vector<std::string> sites = site_names(metadata, url);
  std::optional<Headline> headline = site_headline(page, quirk, blocks, sites, metadata);
  if (!headline) {
    const auto first = std::find(labels.begin(), labels.end(), Label::kArticle) - labels.begin();
    headline = find_headline(blocks, static_cast<size_t>(first), metadata.titles, sites);
  }
  if (!headline) headline.emplace();

  Article article;
  article.partial = blocks.size() > Budget{}.blocks;
  if (headline->stated) {
    article.title = stated_title(page, metadata.titles[*headline->stated], headline->at);
    article.title.source = article.title.source.then(decoded.page.source);
  }
  std::optional<SourcedText> body;
  if (quirk.body.empty()) {
    body = embedded_body(page, decoded.page.text, selected_text_of(blocks, labels),
                         texts_of(metadata.titles));
  }
  if (body) std::replace(labels.begin(), labels.end(), Label::kArticle, Label::kBoilerplate);
  assemble(blocks, labels, *headline, source_of, article);
  if (body) article.text = {std::move(body->text), body->source.then(decoded.page.source)};
  identify(article, metadata.lang);
  if (!headline->source.empty()) article.origins.push_back({"title", headline->source});
  const DateContext context = date_context_of(document, article);
  const std::optional<size_t> shown =
      headline->repeats.empty() ? headline->block : std::optional(headline->repeats.back());
  read_byline(&page, blocks, labels, shown, context, metadata);
  settle(std::move(metadata), url, context, article);
  return article;
}

Article extract_plain(const Decoded& decoded, const Document& document,
                      const ReadAgain& read_again) {
  std::vector<Range> lines;
  const std::vector<Block> blocks = line_blocks(decoded.page.text, lines);
  const std::vector<Block> changed = undamaged(blocks, read_again);
  const std::vector<Block>& meant = changed.empty() ? blocks : changed;
  std::vector<Label> labels = select_article(meant, Outline());
  const SourceOf source_of = [&](uint32_t line) { return decoded.page.source.slice(lines[line]); };

  Article article;
  article.partial = blocks.size() > Budget{}.blocks;
  Headline headline;
  headline.block = headline_above(meant, labels);
  if (headline.block) {
    headline.at = {0, blocks[*headline.block].text.size()};
    article.origins.push_back({"title", "line above the article"});
    // What stands above a headline is no part of its article.
    std::replace(labels.begin(), labels.begin() + static_cast<long>(*headline.block),
                 Label::kArticle, Label::kBoilerplate);
  }
  assemble(blocks, labels, headline, source_of, article);
  identify(article, "");
  const DateContext context = date_context_of(document, article);
  Metadata metadata;
  read_byline(nullptr, blocks, labels, headline.block, context, metadata);
  settle(std::move(metadata), document.url ? *document.url : "", context, article);
  return article;
}

Article extract_bare(const Decoded& decoded) {
  Article article;
  article.text = decoded.page;
  identify(article, "");
  return article;
}

}  // namespace dealwire
