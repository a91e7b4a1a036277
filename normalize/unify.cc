#include "normalize/unify.h"

#include <algorithm>
#include <string>

#include "normalize/withhold.h"
#include "text/chinese.h"
#include "text/embedded.h"
#include "text/nfkc.h"

namespace dealwire {

const std::vector<EmbeddedFile>& unify_files();  // generated

namespace {

std::vector<Range> lost_in(const Article& article, Field field) {
  std::vector<Range> out;
  for (const Repaired& place : article.repaired) {
    if (place.field == field && place.kind == "lost") out.push_back(place.at);
  }
  return out;
}

}  // namespace

Expected<Unifier> Unifier::load(const std::vector<DataFile>& files) {
  std::vector<DataFile> vocabularies, varieties;
  for (const DataFile& file : files) {
    (file.path == "vocabulary.toml" ? vocabularies : varieties).push_back(file);
  }
  auto vocabulary = Vocabulary::load(vocabularies);
  if (!vocabulary) return tl::make_unexpected(vocabulary.error());
  auto variety = Varieties::load(varieties, *vocabulary);
  if (!variety) return tl::make_unexpected(variety.error());
  return Unifier(std::move(*vocabulary), std::move(*variety));
}

SourcedText Unifier::fold(std::string_view text, bool chinese) const {
  SourcedText folded = fold_compatibility(text);
  if (!chinese) return folded;
  SourcedText simplified = Simplifier::instance().simplify(folded.text);
  SourcedText unified = vocabulary_(simplified.text);
  unified.source = unified.source.then(simplified.source).then(folded.source);
  return unified;
}

// Line by line, since lists of ICU's edits cost many times their text; none reaches over a line
// break.
SourcedText Unifier::fold_lines(std::string_view text, bool chinese) const {
  SourcedText out;
  out.text.reserve(text.size());
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const SourcedText line = fold(text.substr(begin, end - begin), chinese);
    SourceMap place;
    place.copy(begin, end - begin);
    out.append({line.text, line.source.then(place)});
    begin = end;
  }
  return out;
}

MatchCopy Unifier::match_copy(const Article& article) const {
  const bool chinese = article.lang.starts_with("zh");
  MatchCopy out;
  for (Field field : {Field::kTitle, Field::kText}) {
    const std::vector<Edit> withheld = withhold_lost(article[field].text, lost_in(article, field));
    if (withheld.empty()) {
      out[field] = fold_lines(article[field].text, chinese);
      continue;
    }
    const SourcedText readable = rewrite(article[field].text, withheld);
    out[field] = fold_lines(readable.text, chinese);
    out[field].source = out[field].source.then(readable.source);
  }
  if (chinese) {
    auto regions = varieties_.tell({article.title.text, article.text.text});
    out.title_regions = std::move(regions[0]);
    out.text_regions = std::move(regions[1]);
  }
  return out;
}

std::vector<DataFile> embedded_unify_files() {
  std::vector<DataFile> out;
  for (const EmbeddedFile& file : unify_files()) {
    out.push_back({std::string(file.path), std::string(file.content), std::string(file.path)});
  }
  return out;
}

}  // namespace dealwire
