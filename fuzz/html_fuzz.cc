// A page from markup to article: pruned, parsed, extracted.
#include "extract/extract.h"
#include "html/page.h"
#include "html/prescan.h"
#include "html/prune.h"
#include "property.h"
#include "text/charset.h"

using namespace dealwire;
using fuzz::require;

namespace {

// Pruning only leaves out.
void require_subsequence(const SourcedText& pruned, std::string_view page) {
  std::string kept;
  size_t done = 0;
  for (const Range& piece : pruned.source.pieces({0, pruned.text.size()})) {
    require(piece.begin >= done, "what is kept stays in order");
    kept += page.substr(piece.begin, piece.size());
    done = piece.end;
  }
  require(kept == pruned.text, "what is kept is kept as it is", pruned.text);
}

void require_tree(const html::Page& page, std::string_view source) {
  const auto& nodes = page.nodes();
  for (size_t i = 0; i < nodes.size(); ++i) {
    const html::Node& node = nodes[i];
    require(i == 0 || node.parent < i, "parents come first");
    require(node.end > i && node.end <= nodes[node.parent].end, "subtrees are nested");
    if (!node.is_text()) {
      page.source_of_attribute(node, "href");
      continue;
    }
    fuzz::require_sourced({std::string(node.text), page.source_of(node)}, source.size(), node.text);
  }
  for (const auto* data : {&page.json_ld(), &page.scripts(), &page.states()}) {
    for (const Range& range : *data) {
      require(range.begin <= range.end && range.end <= source.size(), "data lies in the page");
    }
  }
}

void require_article(const Article& article, size_t size) {
  fuzz::require_sourced(article.title, size, "title");
  fuzz::require_sourced(article.text, size, "text");
  for (const Removed& removed : article.removed) {
    require(removed.span.begin < removed.span.end && removed.span.end <= size,
            "what is removed lies in the document", removed.text);
    require(fuzz::is_utf8(removed.text), "valid UTF-8", removed.text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::bytes_of(data, size);
  const Decoded decoded = decode(bytes, html::declared_charset(bytes));
  const std::string_view source = decoded.page.text;
  require_subsequence(html::prune(source, Budget{}).page, source);
  const auto page = html::Page::parse(source);
  if (!page) {
    require(page.error().code == "too_complex", "a page fails by its budget only");
    return 0;
  }
  require_tree(*page, source);
  Document document;
  document.url = "https://news.example/2025/09/23/a";
  document.fetched_at = "2025-09-23T05:30:00Z";
  require_article(extract_page(*page, decoded, document), size);
  require_article(extract_plain(decoded, document), size);
  return 0;
}
