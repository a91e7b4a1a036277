#include "app/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "extract/extract.h"
#include "extract/quirk.h"
#include "html/page.h"
#include "html/prescan.h"
#include "normalize/fingerprint.h"
#include "repair/repair.h"
#include "text/charset.h"
#include "text/language.h"
#include "text/utf8.h"
#include "warc/files.h"

namespace dealwire {
namespace {

bool begins_like_html(std::string_view text) {
  const std::string head = ascii_lower(text.substr(0, 4096));
  for (const char* sign :
       {"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<article"}) {
    if (head.find(sign) != head.npos) return true;
  }
  return false;
}

// The bytes of the document that a range of a field stands for. Through the field as it was before
// repair, as a repaired character that stands for several may have foreign text between them.
std::vector<Range> source_pieces(const Article& article, Field field, Range at) {
  const auto& original = article.originals[static_cast<size_t>(field)];
  if (!original) return article[field].source.pieces(at);
  std::vector<Range> out;
  for (const Range& piece : original->source.pieces(at)) {
    const std::vector<Range> pieces = original->text.source.pieces(piece);
    out.insert(out.end(), pieces.begin(), pieces.end());
  }
  return out;
}

// Turns ranges of an article's fields into ranges of the document's bytes.
class Spans {
 public:
  explicit Spans(const Article& article) : article_(article) {
    for (const SourcedText* text : {&article.title, &article.text}) {
      const auto pieces = text->source.pieces({0, text->text.size()});
      visible_.insert(visible_.end(), pieces.begin(), pieces.end());
    }
    for (const Removed& removed : article.removed) visible_.push_back(removed.span);
    std::sort(visible_.begin(), visible_.end(), [](Range a, Range b) { return a.begin < b.begin; });
    // The farthest end up to each range, so that a lookup sees ranges that reach over it.
    for (const Range& range : visible_) {
      reach_.push_back(std::max(reach_.empty() ? 0 : reach_.back(), range.end));
    }
  }

  // One range where nothing but markup, entities and repaired bytes lies between the pieces;
  // otherwise the pieces.
  std::vector<Range> operator()(Field field, Range at) const {
    std::vector<Range> pieces = source_pieces(article_, field, at);
    for (size_t i = 1; i < pieces.size(); ++i) {
      const Range gap{pieces[i - 1].end, pieces[i].begin};
      if (gap.begin > gap.end || shows_text(gap)) return pieces;
    }
    if (pieces.empty()) return pieces;
    return {Range{pieces.front().begin, pieces.back().end}};
  }

 private:
  bool shows_text(Range gap) const {
    const auto after = std::lower_bound(visible_.begin(), visible_.end(), gap.end,
                                        [](Range r, size_t end) { return r.begin < end; });
    if (after == visible_.begin()) return false;
    return reach_[static_cast<size_t>(after - visible_.begin()) - 1] > gap.begin &&
           std::any_of(visible_.begin(), after, [&](Range r) { return r.overlaps(gap); });
  }

  const Article& article_;
  std::vector<Range> visible_;
  std::vector<size_t> reach_;
};

// What the document says in a mention's spans, where a repair changed it.
std::optional<std::string> unrepaired(const Article& article, const Mention& mention) {
  const auto& original = article.originals[static_cast<size_t>(mention.field)];
  if (!original) return std::nullopt;
  std::vector<Range> pieces = original->source.pieces(mention.at);
  if (mention.spans.size() == 1) pieces = {original->source.span(mention.at)};
  std::string raw;
  for (const Range& piece : pieces) raw += original->text.text.substr(piece.begin, piece.size());
  if (raw == mention.text) return std::nullopt;
  return raw;
}

bool is_of_sites(const std::string& path) { return path.starts_with("sites/"); }

Expected<void> read_file(DataFile& file) {
  std::ifstream in(file.shown_path, std::ios::binary);
  file.content.assign((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.is_open() || in.bad()) return fail("rules", file.shown_path + ": cannot be read");
  return {};
}

// The files of a user's folder that say something, in the order of their paths.
Expected<std::vector<DataFile>> files_of(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<DataFile> out;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const fs::path& path = it->path();
    const std::string name = path.lexically_relative(folder).generic_string();
    const std::string extension = path.extension().string();
    if (extension == ".toml" || extension == ".tsv" ||
        (extension == ".html" && is_of_sites(name))) {
      out.push_back({name, "", path.string()});
    }
  }
  if (error) return fail("rules", fmt::format("{}: {}", folder, error.message()));
  if (out.empty()) return fail("rules", folder + ": holds no .toml or .tsv files");
  std::sort(out.begin(), out.end(), [](const DataFile& a, const DataFile& b) {
    return fs::path(a.path) < fs::path(b.path);
  });
  for (DataFile& file : out) {
    if (auto read = read_file(file); !read) return tl::make_unexpected(read.error());
  }
  return out;
}

}  // namespace

Expected<Reader> load_reader(const std::string& folder, const std::string& parties) {
  std::vector<DataFile> unify = embedded_unify_files(), packs = embedded_packs(),
                        sites = embedded_sites();
  if (!folder.empty()) {
    auto files = files_of(folder);
    if (!files) return tl::make_unexpected(files.error());
    for (DataFile& file : *files) {
      auto& files_of_its_kind = Unifier::reads(file.path) ? unify
                                : is_of_sites(file.path)  ? sites
                                                          : packs;
      files_of_its_kind.push_back(std::move(file));
    }
  }
  if (!parties.empty()) {
    DataFile list{"parties.tsv", "", parties};
    if (auto read = read_file(list); !read) return tl::make_unexpected(read.error());
    packs.push_back(std::move(list));
  }
  auto read_unifier = Unifier::load(unify);
  if (!read_unifier) return tl::make_unexpected(read_unifier.error());
  const auto unifier = std::make_shared<const Unifier>(std::move(*read_unifier));
  auto rules = Rules::load(
      packs,
      [unifier](std::string_view text, bool chinese) { return unifier->fold(text, chinese).text; },
      folder.empty() ? Rules::When::kNeeded : Rules::When::kAtOnce);
  if (!rules) return tl::make_unexpected(rules.error());
  auto loaded = Sites::load(sites);
  if (!loaded) return tl::make_unexpected(loaded.error());
  std::string all = fmt::format("fingerprint {}\n", kFingerprintVersion);
  std::vector<std::pair<std::string, std::string>> hashes;
  for (const auto* files : {&unify, &packs, &sites}) {
    for (const DataFile& file : *files) {
      all += file.path + '\n' + file.content;
      hashes.emplace_back(file.path, sha256_hex(file.content).substr(0, 8));
    }
  }
  return Reader{unifier, std::move(*rules), std::move(*loaded),
                fmt::format("dealwire {}+{}", DEALWIRE_VERSION, sha256_hex(all).substr(0, 8)),
                std::move(hashes)};
}

Expected<Reading> read(Document document, const Reader& reader, const Budget& budget) {
  if (looks_binary(document.bytes)) {
    return fail("binary", document.name() + ": is not text");
  }
  Reading out;
  const bool maybe_html = document.media_type != "text/plain";
  std::string_view label = document.charset ? std::string_view(*document.charset) : "";
  if (find_charset(label) == nullptr && maybe_html) label = html::declared_charset(document.bytes);
  const Decoded decoded = decode(document.bytes, label);
  out.charset = decoded.charset;
  if (!decoded.ignored.empty()) {
    out.notes.push_back(fmt::format("{}: says it is in {}, but its bytes are {}", document.name(),
                                    decoded.ignored, decoded.charset));
  }
  if (decoded.replaced > 0) {
    out.notes.push_back(fmt::format("{}: {} places are no valid {} and read as U+FFFD",
                                    document.name(), decoded.replaced, decoded.charset));
  }
  if (document.media_type.empty()) {
    document.media_type = begins_like_html(decoded.page.text) ? "text/html" : "text/plain";
  }
  if (document.media_type == "text/html") {
    const auto page = html::Page::parse(decoded.page.text, budget);
    if (!page) return fail(page.error().code, document.name() + ": " + page.error().message);
    if (page->flattened()) {
      out.partial = true;
      out.notes.push_back(fmt::format("{}: elements nested deeper than {} were flattened",
                                      document.name(), budget.depth));
    }
    Quirk quirk;
    if (const Site* site = reader.sites.find(host_of(document, *page))) {
      quirk = find_quirk(*site, *page);
      out.site_file = site->file;
      out.unmatched = quirk.unmatched;
    }
    if (!out.unmatched.empty()) {
      out.notes.push_back(fmt::format("{}: {}: nothing on the page matches {}", document.name(),
                                      out.site_file, fmt::join(out.unmatched, ", ")));
    }
    out.article = extract_page(*page, decoded, document, quirk, read_again);
  } else {
    out.article =
        document.bare ? extract_bare(decoded) : extract_plain(decoded, document, read_again);
  }
  if (out.article.partial) {
    out.partial = true;
    out.notes.push_back(fmt::format("{}: its article was looked for in the first {} pieces of text",
                                    document.name(), budget.blocks));
  }
  repair(out.article);
  if (document.lang) {
    out.article.lang = *document.lang;
    out.article.region = region_of(*document.lang);
  }
  const MatchCopy copy = reader.unifier->match_copy(out.article);
  out.article.fingerprint = fingerprint(copy);
  out.extraction = reader.rules.read(out.article, copy, budget);

  if (out.extraction.partial) {
    out.partial = true;
    out.notes.push_back(document.name() +
                        ": has more or longer sentences than are read for mentions and deals");
  }
  const Spans spans(out.article);
  for (Mention& mention : out.extraction.mentions) {
    mention.spans = spans(mention.field, mention.at);
    mention.raw = unrepaired(out.article, mention);
  }
  for (Deal& deal : out.extraction.deals) {
    for (Evidence& evidence : deal.evidence) evidence.spans = spans(evidence.field, evidence.at);
  }
  if (out.article.repaired.size() > budget.repairs) {
    out.partial = true;
    out.notes.push_back(fmt::format("{}: of {} repairs the first {} are listed", document.name(),
                                    out.article.repaired.size(), budget.repairs));
    out.article.repaired.resize(budget.repairs);
  }
  out.document = std::move(document);
  return out;
}

Extraction read_example(const std::string& text, const std::string& lang, const Reader& reader,
                        const std::string& published) {
  Article article;
  article.text.append_copy(text, 0);
  article.lang = lang;
  article.region = region_of(lang);
  if (!published.empty()) article.published = published;
  return reader.rules.read(article, reader.unifier->match_copy(article));
}

}  // namespace dealwire
