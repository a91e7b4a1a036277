#include "extract/extract.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "extract/blocks.h"
#include "extract/embedded.h"
#include "extract/metadata.h"
#include "extract/select.h"
#include "extract/words.h"
#include "text/language.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using SourceOf = std::function<SourceMap(uint32_t node)>;

// The region of a tag such as "zh-TW" or "en_GB", empty if it names none.
std::string region_of(std::string_view lang) {
  for (size_t i = lang.find_first_of("-_"); i != lang.npos; i = lang.find_first_of("-_", i + 1)) {
    const std::string_view part = lang.substr(i + 1, lang.find_first_of("-_", i + 1) - i - 1);
    if (part.size() == 2 && part[0] >= 'A' && part[0] <= 'Z') return std::string(part);
  }
  return {};
}

// The article from its blocks; `title` is the index of the block that is its headline.
void assemble(const std::vector<Block>& blocks, const std::vector<Label>& labels,
              std::optional<size_t> title, const SourceOf& source_of, Article& article) {
  for (size_t i = 0; i < blocks.size(); ++i) {
    SourcedText text = render(blocks[i], source_of);
    if (i == title) {
      article.title = std::move(text);
    } else if (labels[i] == Label::kArticle && !same_words(text.text, article.title.text)) {
      if (!article.text.text.empty()) {
        const size_t begin = text.source.span({0, text.text.size()}).begin;
        article.text.append_atom("\n", {begin, begin});
      }
      article.text.append(text);
    } else {
      article.removed.push_back({labels[i] == Label::kSpam ? "spam" : "boilerplate", text.text,
                                 text.source.span({0, text.text.size()})});
    }
  }
}

// The text of the blocks that were selected, one a line.
std::string text_of(const std::vector<Block>& blocks, const std::vector<Label>& labels) {
  std::string out;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] == Label::kArticle) out += blocks[i].text + '\n';
  }
  return out;
}

// All titles that the page gives itself.
std::vector<std::string> titles_of(const Metadata& metadata) {
  std::vector<std::string> out = metadata.headlines;
  for (const TitleCandidate& candidate : metadata.titles) out.push_back(candidate.text);
  return out;
}

// The first block that repeats, or begins, one of the titles the page gives itself: its headline
// as readers see it.
std::optional<size_t> visible_headline(const std::vector<Block>& blocks, const Metadata& metadata) {
  const std::vector<std::string> wanted = titles_of(metadata);
  const auto agrees = [&](const Block& block) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& title) {
      // <title> goes on with the site's name, so the headline may be its beginning.
      return same_words(title, block.text) ||
             (block.width >= 16 && title.starts_with(block.text) && title != block.text);
    });
  };
  std::optional<size_t> first_heading;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].link_width > 0 && blocks[i].tag != "h1") continue;
    if (agrees(blocks[i])) return i;
    if (blocks[i].tag == "h1" && !blocks[i].dropped && !first_heading) first_heading = i;
  }
  return wanted.empty() ? first_heading : std::nullopt;
}

// <title> without the site's name behind the last bar or dash.
size_t length_without_site(std::string_view title) {
  for (std::string_view separator : {" | ", "｜", "_", " - ", " – ", " — "}) {
    const size_t at = title.rfind(separator);
    if (at != title.npos && columns(title.substr(0, at)) >= 12) return at;
  }
  return title.size();
}

// In plain text the headline is the longest line shortly above the article that does not end like
// a sentence.
std::optional<size_t> headline_above(const std::vector<Block>& blocks,
                                     const std::vector<Label>& labels) {
  constexpr size_t kFarthest = 8, kNarrowest = 12, kWidest = 240;
  const auto first = std::find(labels.begin(), labels.end(), Label::kArticle) - labels.begin();
  std::optional<size_t> best;
  const size_t lowest = first > static_cast<long>(kFarthest) ? first - kFarthest : 0;
  for (size_t i = lowest; i < std::min<size_t>(first + 1, blocks.size()); ++i) {
    const Block& block = blocks[i];
    const bool question = block.text.ends_with("?") || block.text.ends_with("？") ||
                          block.text.ends_with("!") || block.text.ends_with("！");
    if (block.width < kNarrowest || block.width > kWidest || labels[i] == Label::kSpam ||
        (block.ends_sentence() && !question) || is_boilerplate(block.text) ||
        is_byline(block.text) || block.text.find(" > ") != std::string::npos) {
      continue;
    }
    if (!best || block.width > blocks[*best].width) best = i;
  }
  return best;
}

// The first date in a text that is short enough to be there for it.
std::optional<std::string> date_in(std::string_view text) {
  if (text.size() > 200) return std::nullopt;
  for (size_t pos = 0; pos < text.size(); pos += utf8_length(text[pos])) {
    const bool word_begins = pos == 0 || !is_word_character(character_before(text, pos));
    if (!word_begins) continue;
    if (auto date = parse_date(text.substr(pos))) return date;
  }
  return std::nullopt;
}

// The first date shown near the headline, where a byline says it.
std::optional<std::string> visible_date(const std::vector<Block>& blocks, size_t title) {
  constexpr size_t kFarthest = 6;
  for (size_t i = title; i < std::min(blocks.size(), title + kFarthest); ++i) {
    if (auto date = date_in(blocks[i].text)) return date;
  }
  return std::nullopt;
}

// Does the block lie in one of the ranges of nodes? They are in order, and blocks do not cross
// their ends (see Quirk::bounds).
bool lies_in(const std::vector<Range>& ranges, const Block& block) {
  const size_t node = block.slices.front().node;
  const auto behind = std::upper_bound(ranges.begin(), ranges.end(), node,
                                       [](size_t at, const Range& r) { return at < r.end; });
  return behind != ranges.end() && behind->begin <= node;
}

// The article is what the page's site says it is, else what reads like one.
std::vector<Label> label_blocks(std::vector<Block>& blocks, const Outline& outline,
                                const Quirk& quirk) {
  for (Block& block : blocks) block.dropped = block.dropped || lies_in(quirk.drop, block);
  if (quirk.body.empty()) return select_article(blocks, outline);
  std::vector<Label> labels(blocks.size(), Label::kBoilerplate);
  for (size_t i = 0; i < blocks.size(); ++i) {
    const bool article = lies_in(quirk.body, blocks[i]) && !lies_in(quirk.drop, blocks[i]);
    if (article) labels[i] = Label::kArticle;
  }
  return labels;
}

// The block that shows the title that the page's site names. One that no block shows, as <title>
// and <meta>, becomes the first candidate.
std::optional<size_t> site_headline(const html::Page& page, uint32_t title,
                                    const std::vector<Block>& blocks, Metadata& metadata) {
  const auto& nodes = page.nodes();
  const std::vector<Range> range = {{title, nodes[title].end}};
  const auto shown = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const Block& block) { return lies_in(range, block); });
  if (shown != blocks.end()) return shown - blocks.begin();
  TitleCandidate candidate{std::string(page.attribute(nodes[title], "content")), title, "content"};
  for (uint32_t i = title + 1; i < nodes[title].end && candidate.text.empty(); ++i) {
    candidate = {std::string(trim(nodes[i].text)), i, {}};
  }
  if (!candidate.text.empty()) metadata.titles.insert(metadata.titles.begin(), candidate);
  return std::nullopt;
}

void identify(Article& article, std::string_view declared) {
  article.lang = identify_language(article.title.text + "\n" + article.text.text, declared);
  article.region = region_of(declared);
}

}  // namespace

Article extract_page(const html::Page& page, const Decoded& decoded, const Document&,
                     const Quirk& quirk) {
  std::vector<Block> blocks = page_blocks(page, quirk.bounds());
  std::vector<Label> labels = label_blocks(blocks, Outline(page), quirk);
  Metadata metadata = read_metadata(page, decoded.page.text);
  const SourceOf source_of = [&](uint32_t node) {
    return page.source_of(page.nodes()[node]).then(decoded.page.source);
  };

  Article article;
  const std::optional<size_t> headline = quirk.title
                                             ? site_headline(page, *quirk.title, blocks, metadata)
                                             : visible_headline(blocks, metadata);
  if (!headline && !metadata.titles.empty()) {
    const TitleCandidate& candidate = metadata.titles.front();
    const html::Node& node = page.nodes()[candidate.node];
    const std::string_view whole =
        candidate.attribute.empty() ? node.text : page.attribute(node, candidate.attribute);
    const SourceMap map = candidate.attribute.empty()
                              ? page.source_of(node)
                              : page.source_of_attribute(node, candidate.attribute);
    const std::string_view text = trim(whole);
    const auto begin = static_cast<size_t>(text.data() - whole.data());
    const size_t length = candidate.attribute.empty() ? length_without_site(text) : text.size();
    article.title = {std::string(text.substr(0, length)),
                     map.slice({begin, begin + length}).then(decoded.page.source)};
  }
  std::optional<SourcedText> body;
  if (quirk.body.empty()) {
    body = embedded_body(page, decoded.page.text, text_of(blocks, labels), titles_of(metadata));
  }
  if (body) std::replace(labels.begin(), labels.end(), Label::kArticle, Label::kBoilerplate);
  assemble(blocks, labels, headline, source_of, article);
  if (body) article.text = {std::move(body->text), body->source.then(decoded.page.source)};
  article.published = date_in(quirk.date);
  if (!article.published) article.published = metadata.published;
  if (!article.published) article.published = visible_date(blocks, headline.value_or(0));
  article.modified = metadata.modified;
  article.authors = quirk.authors.empty() ? metadata.authors : quirk.authors;
  article.site = metadata.site;
  article.canonical_url = metadata.canonical_url;
  identify(article, metadata.lang);
  return article;
}

Article extract_plain(const Decoded& decoded, const Document&) {
  std::vector<Range> lines;
  const std::vector<Block> blocks = line_blocks(decoded.page.text, lines);
  std::vector<Label> labels = select_article(blocks, Outline());
  const SourceOf source_of = [&](uint32_t line) { return decoded.page.source.slice(lines[line]); };

  Article article;
  const std::optional<size_t> headline = headline_above(blocks, labels);
  assemble(blocks, labels, headline, source_of, article);
  article.published = visible_date(blocks, headline.value_or(0));
  identify(article, "");
  return article;
}

Article extract_bare(const Decoded& decoded) {
  Article article;
  article.text = decoded.page;
  identify(article, "");
  return article;
}

}  // namespace dealwire
