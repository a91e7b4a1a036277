#include "normalize/unify.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "normalize/withhold.h"
#include "text/chinese.h"
#include "text/embedded.h"
#include "text/nfkc.h"
#include "text/utf8.h"

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

// Some write a space between Chinese and figures or Latin letters (以 30 億美元收購 Altera), others
// none. One between two Chinese words is kept: it parts the halves of a headline.
std::vector<Edit> spaces_beside_latin(std::string_view text) {
  const auto is_latin = [](char32_t c) {
    return c < 0x80 && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '%' || c == '$');
  };
  std::vector<Edit> out;
  for (size_t pos = text.find(' '); pos != text.npos; pos = text.find(' ', pos + 1)) {
    if (pos == 0 || pos + 1 == text.size()) continue;
    const char32_t before = character_before(text, pos), behind = character_at(text, pos + 1);
    if ((is_han(before) && is_latin(behind)) || (is_latin(before) && is_han(behind))) {
      out.push_back({{pos, pos + 1}, ""});
    }
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
    SourcedText line = fold(text.substr(begin, end - begin), chinese);
    if (chinese) {
      SourcedText close = rewrite(line.text, spaces_beside_latin(line.text));
      close.source = close.source.then(line.source);
      line = std::move(close);
    }
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
