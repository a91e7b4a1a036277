#include "repair/repair.h"

#include <algorithm>

#include "repair/compose.h"
#include "repair/invisible.h"
#include "repair/lost.h"
#include "repair/mend.h"
#include "repair/misread.h"
#include "repair/misread_cjk.h"
#include "repair/repairs.h"
#include "repair/residue.h"
#include "repair/romanization.h"
#include "repair/slip.h"
#include "text/language.h"

namespace dealwire {
namespace {

using RepairStep = Repairs (*)(const Texts&);

// The order matters: each step reads what those before it left.
constexpr RepairStep kSteps[] = {find_misread_cjk, find_misread, find_slips, find_invisible,
                                 find_readings};

// Text that was damaged in several ways has layers: a misread character shows only where nothing
// invisible parts its bytes any more. Few texts have more of them. Of what is longer than any
// article so many are looked for as read no more than half a megabyte.
constexpr size_t kMostLayers = 8, kLayeredBytes = 1u << 19;

size_t layers_of(const Texts& texts) {
  size_t size = 1;
  for (const std::string_view text : texts) size += text.size();
  return std::clamp(kLayeredBytes / size, size_t{1}, kMostLayers);
}

Texts texts_of(const Article& article) { return {article.title.text, article.text.text}; }

// Whether anything was mended.
bool take(RepairStep find, Article& article) {
  const Repairs repairs = find(texts_of(article));
  mend(article, repairs);
  return has_edits(repairs);
}

}  // namespace

void repair(Article& article) {
  bool mended = true;
  for (size_t layers = layers_of(texts_of(article)); layers > 0 && mended; --layers) {
    mended = false;
    for (const RepairStep step : kSteps) mended |= take(step, article);
  }
  const auto misread = [](const Repaired& place) { return place.kind == "misread"; };
  if (std::any_of(article.repaired.begin(), article.repaired.end(), misread)) {
    article.lang = identify_language(article.title.text + "\n" + article.text.text, article.lang);
  }
  take(find_lost, article);
  mend(article, find_residue(article));
}

std::map<size_t, std::string> read_again(const std::vector<std::string_view>& texts) {
  std::map<size_t, std::string> out;
  Texts now = texts;
  bool mended = true;
  for (size_t layers = layers_of(texts); layers > 0 && mended; --layers) {
    mended = false;
    for (const RepairStep find : {find_misread_cjk, find_misread}) {
      const Repairs repairs = find(now);
      for (size_t i = 0; i < now.size(); ++i) {
        if (repairs[i].empty()) continue;
        std::string& text = out[i];
        text = rewrite(now[i], edits_of(repairs[i])).text;
        now[i] = text;
        mended = true;
      }
    }
  }
  return out;
}

}  // namespace dealwire
