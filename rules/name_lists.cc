#include "rules/name_lists.h"

#include <algorithm>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// The commas between the parties of a list, also where each has its share behind it (A가 300억원,
// B가 200억원을), in a language where they may be (A, 투자사 B와), and between amounts (600억원,
// 500억원어치를).
std::set<size_t> commas_between(const Masked& masked, const Pack& pack) {
  std::set<size_t> out;
  if (!pack.word_class("conjunction").has(",")) return out;
  const bool behind = pack.marks_behind();
  const auto& slots = masked.slots;
  for (size_t i = 0; i + 1 < slots.size(); ++i) {
    const size_t begin = slots[i].at.end, end = slots[i + 1].at.begin;
    if (slots[i].is_party()) {
      const auto next = std::find_if(slots.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     slots.end(), [](const auto& slot) { return slot.is_party(); });
      if (next != slots.end() && has_own_share(masked, slots[i], *next, pack)) {
        out.insert(masked.text.rfind(',', next->at.begin));
      }
    }
    if (slots[i].is_party() != slots[i + 1].is_party() || end <= begin) continue;
    const std::string_view words = text_at(masked.text, {begin, end});
    if (!slots[i].is_party()) {
      if (behind && trim(words) == ",") out.insert(begin);
      continue;
    }
    const bool is_list = words.size() <= kLongestName && words.rfind(',') == 0 &&
                         (trim(words.substr(1)).empty() || leads_company(trim(words), pack) ||
                          is_place(trim(words.substr(1)), pack));
    if (is_list) out.insert(begin);
  }
  return out;
}

// The last of the parties from the i-th that nothing but commas and conjunctions part.
size_t end_of_list(const Masked& masked, size_t i, const Pack& pack) {
  const auto& slots = masked.slots;
  const auto joins = [&](const Masked::Slot& a, const Masked::Slot& b) {
    const std::string_view words = trim(text_at(masked.text, {a.at.end, b.at.begin}));
    return b.is_party() && (words == "," || pack.word_class("conjunction").has(words));
  };
  while (i + 1 < slots.size() && joins(slots[i], slots[i + 1])) ++i;
  return i;
}

// Does a number open the words between two places: zwei Bieter, die drei Firmen?
bool opens_with_number(std::string_view text, Range at, const Pack& pack) {
  constexpr size_t kLongest = 48;  // bytes: die beiden größten Bieter
  if (at.size() > kLongest) return false;
  const auto counts = [&](size_t begin) {
    const size_t length = pack.word_class("digit").longest(text, begin).length;
    return length > 0 && !cuts_word(text, {begin, begin + length});
  };
  const size_t begin = at.begin + (character_at(text, at.begin) == ' ');
  const std::string_view first = word_at(text, begin);
  return counts(begin) ||
         (general_class(first, pack) == "article" && counts(begin + first.size() + 1));
}

// Where commas end clauses, those of names that say who so many are do not (zwei Bieter, A und B,
// haben), nor do those of a list that opens a headline (A, B kaufen C), unless a language has a
// comma of its own for lists.
std::set<size_t> opening_commas(const Masked& masked, const Pack& pack) {
  std::set<size_t> out;
  if (pack.words_begin_clauses() || pack.marks_behind()) return out;
  const std::string_view text = masked.text;
  const auto& slots = masked.slots;
  for (size_t i = 0; i + 1 < slots.size(); ++i) {
    const size_t last = slots[i].is_party() ? end_of_list(masked, i, pack) : i;
    if (last == i) continue;
    const std::string_view left = trim(text.substr(0, slots[i].at.begin));
    const char32_t behind = character_at(text, slots[last].at.end);
    bool list = left.empty() && behind == ' ' && !pack.leaves_subjects_out();
    if (left.ends_with(',') && behind == ',') {
      const size_t comma = left.size() - 1;
      const size_t before = text.substr(0, comma).find_last_of(",;:");
      list = opens_with_number(text, {before == text.npos ? 0 : before + 1, comma}, pack);
      if (list) out.insert({comma, slots[last].at.end});
    }
    for (; i < last; ++i) {
      if (list) out.insert(slots[i].at.end);
    }
  }
  return out;
}

}  // namespace

std::set<size_t> list_commas(const Masked& masked, const Pack& pack) {
  std::set<size_t> out = commas_between(masked, pack);
  out.merge(opening_commas(masked, pack));
  return out;
}

bool has_own_share(const Masked& masked, const Masked::Slot& name, const Masked::Slot& next,
                   const Pack& pack) {
  constexpr size_t kLongest = 30;  // bytes
  if (!pack.marks_behind() || next.at.begin <= name.at.end) return false;
  const std::string_view between = trim(text_at(masked.text, {name.at.end, next.at.begin}));
  const auto begins_share = [](char32_t c) {
    return is_ascii_digit(c) || (c >= 0xE000 && c <= 0xF8FF);
  };
  size_t share = 0;
  while (share < between.size() && !begins_share(character_at(between, share))) {
    share += utf8_length(between[share]);
  }
  if (between.size() > kLongest) return false;
  const std::string* place = pack.word_class("case_after").value(trim(between.substr(0, share)));
  if (place == nullptr) return false;
  const bool alike = (*place == "to" || *place == "from") &&
                     pack.case_after.longest(masked.text, next.at.end).value == *place;
  if (!is_about(*place) && !alike) return false;
  std::string_view rest = trim(between.substr(share));
  const size_t first = rest.empty() ? 0 : utf8_length(rest[0]);
  for (const std::string_view comma : {",", "、"}) {
    if (!rest.ends_with(comma)) continue;
    rest.remove_suffix(comma.size());
    const bool counted = is_ascii_digit(character_at(rest, 0)) && ends_in(rest, "count_unit", pack);
    return counted || rest.size() == first;
  }
  return false;
}

}  // namespace dealwire
