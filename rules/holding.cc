#include "rules/holding.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// owns about a fifth, held a combined 30%
bool is_held_before(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kNear = 24;  // bytes
  const size_t begin = pos > kNear ? pos - kNear : 0;
  const auto words = find_words(text, {begin, pos}, "held", pack);
  if (words.empty()) return false;
  const std::string_view between = trim(text_at(text, {words.back().at.end, pos}));
  return between.empty() || pack.word_class("hedge_before").has(between);
}

// 15% owned by, 30 Prozent hält; but not in "the 15% owned by".
bool is_held_behind(std::string_view text, Range stake, const Pack& pack) {
  const size_t begin = stake.end + (stake.end < text.size() && text[stake.end] == ' ');
  const size_t length = pack.word_class("held_behind").longest(text, begin).length;
  if (length == 0 || cuts_word(text, {begin, begin + length})) return false;
  const std::string_view before = last_word(trim(text.substr(0, stake.begin)));
  return !pack.word_class("article").has(ascii_lower(before));
}

}  // namespace

bool is_held(std::string_view text, Range stake, const Pack& pack) {
  return is_held_before(text, stake.begin, pack) || is_held_behind(text, stake, pack);
}

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
