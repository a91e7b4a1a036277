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

struct CaseBehind {
  std::string_view place;  // empty if there is none
  size_t end = 0;          // behind the case word
};

// The case word behind a name, over nouns for what of it is dealt in: の株式を, 지분을.
CaseBehind case_behind(std::string_view text, Range where, const Pack& pack) {
  for (size_t pos = where.begin; pos < where.end;) {
    const auto word = pack.case_after.longest(text_at(text, {0, where.end}), pos);
    const bool apart = is_hangul(character_at(text, pos)) && character_before(text, pos) == ' ';
    if (word.length > 0 && word.value != "of" && !apart) return {word.value, pos + word.length};
    const size_t noun = pack.general_words.longest(text, pos).length;
    const size_t linked = word.value == "of" ? word.length : text[pos] == ' ';
    if (noun == 0 && linked == 0) return {};
    pos += std::max(noun, linked);
  }
  return {};
}

// An amount, or something counted (4隻), perhaps with a case word: 30億円で.
bool is_amount_or_count(std::string_view words, const Pack& pack) {
  const char32_t first = character_at(words, 0);
  if (is_ascii_digit(first) && ends_in(words, "count_unit", pack)) return true;
  if (first < 0xE000 || first > 0xF8FF) return false;
  const std::string_view rest = words.substr(utf8_length(words[0]));
  return rest.empty() || pack.case_after.longest(rest, 0).length == rest.size();
}

// Do words say what the name behind them is, or where from: カレー店の, 식품업체?
bool describes(std::string_view words, const Pack& pack) {
  const size_t last = previous_position(words, words.size());
  const bool linked = general_class(words.substr(last), pack) == "link";
  const std::string_view noun = linked ? words.substr(0, last) : words;
  for (size_t pos = 0; pos < noun.size();) {
    const char32_t c = next_character(noun, pos);
    if (is_hiragana(c) || c == ',' || c == U'、' || c >= 0xE000) return false;
  }
  return linked || leads_company(words, pack) || is_place(words, pack);
}

}  // namespace

std::set<size_t> list_commas(const Masked& masked, const Pack& pack) {
  std::set<size_t> out = commas_between(masked, pack);
  out.merge(opening_commas(masked, pack));
  return out;
}

bool has_own_share(const Masked& masked, const Masked::Slot& name, const Masked::Slot& next,
                   const Pack& pack) {
  constexpr size_t kLongest = 60;  // bytes
  const Range between{name.at.end, next.at.begin};
  if (!pack.marks_behind() || between.end <= between.begin || between.size() > kLongest) {
    return false;
  }
  const std::string_view text = masked.text;
  const CaseBehind own = case_behind(text, between, pack);
  const bool does = is_about(own.place);
  if (does) {
    if (!marks_doer(text_at(text, {between.begin, own.end}), pack)) return false;  // 매출이
  } else {
    const bool dealt_with = own.place == "to" || own.place == "from" || own.place == "object";
    const Range rest{next.at.end, std::min(text.size(), next.at.end + kLongest)};
    if (!dealt_with || case_behind(text, rest, pack).place != own.place) return false;
  }
  const std::string_view rest = trim(text_at(text, {own.end, between.end}));
  const size_t comma = std::min(rest.find(','), rest.find("、"));
  if (comma == rest.npos) return false;
  const std::string_view called = trim(rest.substr(comma + utf8_length(rest[comma])));
  return is_amount_or_count(rest.substr(0, comma), pack) &&
         (called.empty() || (!does && describes(called, pack)));
}

}  // namespace dealwire
