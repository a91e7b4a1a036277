#include "rules/holding.h"

#include <algorithm>
#include <string_view>

#include "rules/lexicon.h"

namespace dealwire {

Range holding_clause(const Masked& masked, const Masked::Slot& stake, const Pack& pack) {
  constexpr size_t kMark = 7;   // bytes of an object's case word and a space
  constexpr size_t kWhat = 30;  // bytes of what the party behind it is
  if (stake.item->found->kind != Kind::kStake || !pack.marks_behind()) return {};
  const auto next = std::find_if(masked.slots.begin(), masked.slots.end(),
                                 [&](const auto& slot) { return slot.at.begin >= stake.at.end; });
  if (next == masked.slots.end() || !next->is_party()) return {};
  const Range between{stake.at.end, next->at.begin};
  const auto words = find_words(masked.text, between, "holding", pack);
  if (words.empty() || words.front().at.begin > between.begin + kMark) return {};
  // 三輪が60%を出資する合弁会社を北浜と設立: it is said of what they found.
  if (!find_words(masked.text, between, "venture_noun", pack).empty()) return {};
  // What is said of its shares is none of the party itself: 三輪が20%を持つ北浜の株式を.
  const std::string_view place = pack.case_after.longest(masked.text, next->at.end).value;
  const size_t end = words.front().at.end;
  const bool of_party = between.end - end <= kWhat && !place.empty() && place != "of";
  return of_party ? Range{stake.at.begin, end} : Range{};
}

}  // namespace dealwire
