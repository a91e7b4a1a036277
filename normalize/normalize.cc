#include "normalize/normalize.h"

#include <algorithm>

#include "normalize/invisible.h"
#include "normalize/lost.h"
#include "normalize/mend.h"
#include "normalize/repairs.h"
#include "normalize/romanization.h"
#include "normalize/withhold.h"
#include "text/chinese.h"
#include "text/language.h"
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

// The order matters: each step reads what those before it left.
constexpr Repairs (*kSteps[])(const Texts&) = {find_invisible, find_readings, find_lost};

// What is lost in a field, with the figures it touches.
std::vector<Edit> withheld(const Article& article, Field field) {
  std::vector<Range> lost;
  for (const Repaired& place : article.repaired) {
    if (place.field == field && place.kind == "lost") lost.push_back(place.at);
  }
  return withhold_lost(article[field].text, lost);
}

}  // namespace

void repair(Article& article) {
  for (const auto find : kSteps) mend(article, find({article.title.text, article.text.text}));
  const auto misread = [](const Repaired& place) { return place.kind == "misread"; };
  if (std::any_of(article.repaired.begin(), article.repaired.end(), misread)) {
    article.lang = identify_language(article.title.text + "\n" + article.text.text, article.lang);
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
  MatchCopy out;
  for (Field field : {Field::kTitle, Field::kText}) {
    const SourcedText readable = rewrite(article[field].text, withheld(article, field));
    out[field] = fold_lines(readable.text, chinese);
    out[field].source = out[field].source.then(readable.source);
  }
  return out;
}

}  // namespace dealwire
