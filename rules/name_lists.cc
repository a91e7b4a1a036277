#include "rules/name_lists.h"

#include <algorithm>
#include <string_view>
#include <vector>

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
  std::vector<Range> parties;
  for (const Masked::Slot& slot : slots) {
    if (slot.is_party()) parties.push_back(slot.at);
  }
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
    if (is_list || opens_list(masked.text, parties, begin, pack)) out.insert(begin);
  }
  return out;
}

// The last of the parties from the i-th that nothing but commas and conjunctions part.
size_t end_of_list(const Masked& masked, size_t i, const Pack& pack) {
  const auto& slots = masked.slots;
  const auto goes_on = [&](const Masked::Slot& a, const Masked::Slot& b) {
    const std::string_view words = trim(text_at(masked.text, {a.at.end, b.at.begin}));
    return b.is_party() && (words == "," || pack.word_class("conjunction").has(words));
  };
  while (i + 1 < slots.size() && goes_on(slots[i], slots[i + 1])) ++i;
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
  if (!is_mask(first)) return false;
  const std::string_view rest = words.substr(utf8_length(words[0]));
  return rest.empty() || pack.case_after.longest(rest, 0).length == rest.size();
}

// In Han, kana or Hangul: nouns, perhaps linked, the last one linked or what names are called by.
bool describes_in_cjk(std::string_view words, const Pack& pack) {
  const WordClass& links = pack.word_class("attributive");
  bool tells = false;
  for (size_t pos = 0; pos < words.size();) {
    const size_t link = pos > 0 ? links.longest(words, pos).length : 0;
    const auto word = pack.general_words.longest(words, pos);
    const bool noun = word.value == "noun" || word.value == "sector";
    const bool tells_itself =
        word.value == "head" || word.value == "place" || word.value == "nation";
    const bool space = words[pos] == ' ';
    if (link == 0 && !noun && !tells_itself && !space) return false;
    tells = link > 0 || tells_itself || (space && tells);
    pos += link > 0 ? link : space ? 1 : word.length;
  }
  return tells;
}

// In Latin script: what ends in a head or a nation; where heads come first (le groupe allemand de
// logiciels), what begins so.
bool describes_in_latin(std::string_view words, const Pack& pack) {
  const size_t article = pack.word_class("article").longest(words, 0).length;
  if (article > 0 && article < words.size() && words[article] != ' ' &&
      !cuts_word(words, {0, article})) {
    words.remove_prefix(article);  // l'allemand
  }
  const std::string_view last = last_word(words);
  if (is_head(last, pack) || is_place(last, pack) || pack.word_class("owner_title").has(last) ||
      pack.word_class("article").has(words)) {
    return true;
  }
  const std::string_view first = words.substr(0, words.find(' '));
  const bool has_article =
      general_class(first, pack) == "article" || pack.word_class("article").has(first);
  if (has_article && pack.word_class("adjective_end").ending(last) > 0) return true;
  const WordClass& stops = pack.word_class("reach_stop");
  if (stops.empty()) return false;
  const std::string_view noun =
      has_article && first.size() < words.size() ? words.substr(first.size() + 1) : words;
  if (!is_head(noun.substr(0, noun.find(' ')), pack)) return false;
  for (size_t pos = 0; pos < noun.size(); ++pos) {
    const std::string_view word = noun.substr(pos, noun.find(' ', pos) - pos);
    if (stops.has(word)) return false;
    pos += word.size();
  }
  return true;
}

// X aus Kanada und Y, X aus den USA, Y: behind the words for where the one before them is from.
std::string_view behind_origin(std::string_view words, const Pack& pack) {
  const size_t from = pack.word_class("origin").longest(words, 0).length;
  if (from == 0 || cuts_word(words, {0, from})) return words;
  const std::string_view place = trim(words.substr(from));
  const auto match = pack.general_words.longest(place, 0);
  const bool ends = match.value == "place" && !cuts_word(place, {0, match.length});
  return ends ? trim(place.substr(match.length)) : words;
}

}  // namespace

bool describes_name(std::string_view words, const Pack& pack) {
  if (words.empty() || words.find_first_of(",;:") != words.npos) return false;
  const char32_t last = character_before(words, words.size());
  if (!is_cjk(last)) return describes_in_latin(words, pack);
  return describes_in_cjk(words, pack) || (is_hangul(last) && leads_company(words, pack));
}

bool joins(std::string_view words, const Pack& pack) {
  constexpr size_t kLongest = 60;  // bytes
  words = behind_origin(words, pack);
  const WordClass& conjunctions = pack.word_class("conjunction");
  if (conjunctions.has(words)) return true;
  if (words.size() > kLongest) return false;
  const size_t space = words.find(' ');
  if (space == words.npos || pack.leaves_subjects_out()) {  // A、蘇州B, AとドイツのB
    const size_t first = conjunctions.longest(words, 0).length;
    if (pack.marks_behind() && words.starts_with("、")) return false;  // 三輪、独北浜を買収
    return first > 0 && is_cjk(character_before(words, words.size())) &&
           describes_name(words.substr(first), pack);
  }
  std::string_view first = words.substr(0, space), rest = words.substr(space + 1);
  if (!conjunctions.has(first)) return false;
  if (first == ",") {  // , and
    const std::string_view second = rest.substr(0, rest.find(' '));
    if (second.size() < rest.size() && conjunctions.has(second)) {
      rest.remove_prefix(second.size() + 1);
    }
  }
  // "X, property of the fund Y" is no list, "X, the fund Y and Z" is.
  constexpr int kInList = 1;  // spaces
  if (first == "," && std::count(rest.begin(), rest.end(), ' ') > kInList) return false;
  if (describes_name(rest, pack)) return true;
  if (rest.find_first_of(",;:") != rest.npos) return false;
  const size_t owner = pack.word_class("possessive").ending(rest);  // and Hong Kong's Y
  const size_t hyphen = rest.rfind('-');                            // and Oslo-based Y
  const bool places = hyphen != rest.npos && rest.find(' ') == rest.npos &&
                      pack.word_class("compound_end").has(rest.substr(hyphen + 1));
  return places || (owner > 0 && (rest.find(' ') == rest.npos ||
                                  is_place(rest.substr(0, rest.size() - owner), pack)));
}

bool opens_list(std::string_view text, const std::vector<Range>& names, size_t pos,
                const Pack& pack) {
  if (!text.substr(pos).starts_with(',')) return false;
  auto name = std::partition_point(names.begin(), names.end(),
                                   [&](const Range& one) { return one.begin < pos; });
  for (; name != names.end(); pos = name->end, ++name) {
    const std::string_view words = trim(text_at(text, {pos, name->begin}));
    if (!words.starts_with(',')) return joins(words, pack);
    const std::string_view called = trim(words.substr(1));
    // Who somebody is the maker of stands behind a case word: there it is no list.
    const bool describes = describes_name(called, pack) && find_words(called, "case", pack).empty();
    if (!called.empty() && !describes) return false;
  }
  return false;
}

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
         (called.empty() || (!does && describes_name(called, pack)));
}

}  // namespace dealwire
