#include "normalize/normalize.h"

#include <algorithm>

#include "normalize/invisible.h"
#include "normalize/lost.h"
#include "normalize/mend.h"
#include "normalize/misread.h"
#include "normalize/misread_cjk.h"
#include "normalize/repairs.h"
#include "normalize/romanization.h"
#include "text/language.h"

namespace dealwire {
namespace {

// The order matters: each step reads what those before it left.
constexpr Repairs (*kSteps[])(const Texts&) = {find_misread_cjk, find_misread, find_invisible,
                                               find_readings, find_lost};

}  // namespace

void repair(Article& article) {
  for (const auto find : kSteps) mend(article, find({article.title.text, article.text.text}));
  const auto misread = [](const Repaired& place) { return place.kind == "misread"; };
  if (std::any_of(article.repaired.begin(), article.repaired.end(), misread)) {
    article.lang = identify_language(article.title.text + "\n" + article.text.text, article.lang);
  }
}

}  // namespace dealwire
