#include "normalize/normalize.h"

#include "normalize/romanization.h"
#include "text/utf8.h"

namespace dealwire {

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

}  // namespace dealwire
