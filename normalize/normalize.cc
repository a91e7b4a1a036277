#include "normalize/normalize.h"

#include <algorithm>

#include "normalize/romanization.h"
#include "text/chinese.h"
#include "text/nfkc.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Line by line, since lists of edits cost many times their text; no edit reaches over a line break.
SourcedText fold_lines(std::string_view text, bool chinese) {
  SourcedText out;
  out.text.reserve(text.size());
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const SourcedText line = fold_for_matching(text.substr(begin, end - begin), chinese);
    SourceMap place;
    place.copy(begin, end - begin);
    out.append({line.text, line.source.then(place)});
    begin = end;
  }
  return out;
}

}  // namespace

void repair(Article& article) {
  const auto readings = injected_readings({article.title.text, article.text.text});
  for (Field field : {Field::kTitle, Field::kText}) {
    const std::vector<Range>& cuts = readings[static_cast<size_t>(field)];
    if (cuts.empty()) continue;
    SourcedText& before = article[field];
    std::vector<Edit> edits;
    size_t removed = 0;
    for (const Range& cut : cuts) {
      const size_t character = previous_position(before.text, cut.begin);
      const size_t length = cut.begin - character;
      const std::string raw = before.text.substr(character, cut.end - character);
      article.repaired.push_back({"romanization",
                                  field,
                                  {character - removed, cut.begin - removed},
                                  raw,
                                  raw.substr(0, length),
                                  before.source.span({character, cut.end})});
      edits.push_back({cut, ""});
      removed += cut.size();
    }
    SourcedText after = rewrite(before.text, edits);
    after.source = after.source.then(before.source);
    before = std::move(after);
  }
}

SourcedText fold_for_matching(std::string_view text, bool chinese) {
  SourcedText folded = fold_compatibility(text);
  if (!chinese) return folded;
  SourcedText simplified = rewrite(folded.text, Simplifier::instance().edits(folded.text));
  simplified.source = simplified.source.then(folded.source);
  return simplified;
}

MatchCopy make_match_copy(const Article& article) {
  const bool chinese = article.lang.starts_with("zh");
  return {fold_lines(article.title.text, chinese), fold_lines(article.text.text, chinese)};
}

}  // namespace dealwire
