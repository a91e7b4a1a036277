#include "rules/towns.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/pack.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kFarthestVerb = 120;  // bytes from the town to the verb

// A case word at `pos` that ends a word, but not a sum (410억원에); the place that it gives, or "".
std::string_view case_at(const NameBlock& block, size_t pos) {
  const bool sum = std::any_of(block.found.begin(), block.found.end(), [&](const Found& found) {
    return found.at.end == pos && !found.is_party();
  });
  if (sum || !is_cjk(character_before(block.text, pos))) return "";
  const auto [length, place] = block.pack.case_after.longest(block.text, pos);
  return is_hangul(character_at(block.text, pos + length)) ? "" : place;
}

// Does another one have a part in what stands between, or something else be done first: 익산시에
// 공장을 지어 부품을 납품한다?
bool tells_more(const NameBlock& block, Range between) {
  int objects = 0;
  for (size_t pos = between.begin; pos < between.end; pos += utf8_length(block.text[pos])) {
    const std::string_view place = case_at(block, pos);
    if (place == "to" || place == "from" || place == "subject" || place == "with") return true;
    if (place == "object") ++objects;
  }
  return objects > 1;
}

bool ends_clause(std::string_view text) {
  constexpr std::string_view kEnds[] = {". ", ", ", "。", "\n"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return text.find(end) != text.npos; });
}

}  // namespace

bool is_dealt_with_town(const NameBlock& block, size_t end) {
  const std::string_view text = block.text;
  const Pack& pack = block.pack;
  const auto [length, place] = pack.case_after.longest(text, end);
  if (place != "of" && place != "to") return false;
  const Range rest{end + length, std::min(text.size(), end + kFarthestVerb)};
  for (const Word& verb : find_words(text, rest, "town_deal", pack)) {
    const Range between{rest.begin, verb.at.begin};
    if (ends_clause(text_at(text, between))) return false;
    if (*verb.value != place) continue;
    const bool has_work = place == "to" || !find_words(text, between, "public_work", pack).empty();
    return has_work && !tells_more(block, between);
  }
  return false;
}

}  // namespace dealwire
