#include "rules/name_signs.h"

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {

bool NameSigns::is_marked(Range at) const {
  if (!pack_.marks_behind()) return false;
  if (text_.substr(at.end).starts_with("、") || text_.substr(at.end).starts_with(",")) {
    return trim(text_.substr(0, at.begin)).empty();
  }
  const size_t end = hangul_end(text_, at.end);
  if (end > at.end && !is_case_ending(text_, {at.end, end}, pack_)) return false;
  const std::string_view place = pack_.case_after.longest(text_, at.end).value;
  return place == "topic" || place == "subject" || place == "holder" ||
         (place == "with" && (end > at.end || is_beside_party(at)));
}

bool NameSigns::is_doer_of_day(Range at) const {
  if (!is_marked(at)) return false;
  const auto mark = pack_.case_after.longest(text_, at.end);
  if (mark.value == "holder") return true;
  size_t end = at.end + mark.length;
  end += character_at(text_, end) == ' ';
  const Found* day = block_.mention_at(end);
  return (day != nullptr && day->kind == Kind::kDate) || behind_day(end) > end;
}

bool NameSigns::is_followed_as_doer(size_t pos) const {
  constexpr int kSmall = 2;                       // words between, such as 則 and 也
  if (size_t day = behind_day(pos); day > pos) {  // 6月18日晚間公告
    const auto hour = pack_.general_words.longest(text_, day);
    if (hour.value == "time") day += hour.length;
    return pack_.general_words.longest(text_, day).value == "verb";
  }
  for (int i = 0; i <= kSmall; ++i) {
    const auto [length, word_class] = pack_.general_words.longest(text_, pos);
    if (length == 0) return false;
    const std::string_view name = text_.substr(pos, length);
    if (word_class == "time" || (i > 0 && word_class == "verb")) return true;
    if (pack_.word_class("case").has(name)) return true;
    if (word_class != "function" || pack_.word_class("modifier").has(name)) return false;
    pos += length;
  }
  return false;
}

// 18日, 11月18日: whether or not the article tells of which year.
size_t NameSigns::behind_day(size_t pos) const {
  const WordClass& units = pack_.word_class("day_unit");
  for (size_t digits = run_end(text_, pos, is_ascii_digit); digits > pos;
       digits = run_end(text_, pos, is_ascii_digit)) {
    const size_t unit = units.longest(text_, digits).length;
    if (unit == 0) break;
    pos = digits + unit;
  }
  return pos;
}

// XとPは, X、Pを買収.
bool NameSigns::is_beside_party(Range at) const {
  if (!pack_.marks_behind()) return false;
  const bool heads = trim(text_.substr(0, at.begin)).empty();
  size_t behind = at.end;
  if (const auto word = pack_.case_after.longest(text_, at.end); word.value == "with") {
    behind += word.length;
  } else if (heads) {
    behind += pack_.word_class("headline_mark").longest(text_, at.end).length;
  }
  const size_t space = character_at(text_, behind) == ' ' ? 1 : 0;
  const Found* next = behind > at.end ? block_.mention_at(behind + space) : nullptr;
  return next != nullptr && next->is_party();
}

bool NameSigns::titles_lead(std::string_view name) const {
  return is_han(character_at(name, 0)) && !pack_.marks_behind();
}

bool NameSigns::ends_in_sector(std::string_view name) const {
  for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
    const auto word = pack_.general_words.longest(name, pos);
    const bool last = word.length > 0 && pos + word.length == name.size();
    if (pos > 0 && last) return word.value == "sector";
  }
  return false;
}

bool NameSigns::mixes_scripts(std::string_view name) const {
  if (const size_t latin = run_end(name, 0, is_upper); latin >= 2 && latin < name.size()) {
    // SK어드밴스, but not AI칩.
    const std::string_view rest = name.substr(latin);
    return hangul_end(rest, 0) == rest.size() && columns(rest) >= 4 &&
           !is_korean_word(rest, pack_) && general_class(name.substr(0, latin), pack_).empty();
  }
  if (!is_hangul(character_at(name, 0)) || !is_upper(character_before(name, name.size()))) {
    return false;
  }
  return !is_korean_word(name.substr(0, hangul_end(name, 0)), pack_);
}

// 細胞培養のセルフォレスト: only nouns stand between the beginning of the clause and the name.
bool NameSigns::opens_behind_business(std::string_view left) const {
  constexpr size_t kLongest = 45;  // bytes
  const size_t genitive = pack_.word_class("genitive").ending(left);
  if (genitive == 0) return false;
  size_t begin = left.size() - genitive;
  while (begin > 0 && left.size() - begin < kLongest) {
    const char32_t c = character_before(left, begin);
    if (!is_han(c) && !is_katakana(c) && !is_word_character(c) && c != U'・') break;
    begin = previous_position(left, begin);
  }
  const char32_t before = begin == 0 ? 0 : character_before(left, begin);
  return before == 0 || before == U'、' || before == U'。' || is_item_mark(before);
}

unsigned NameSigns::evidence_around(Range quoted) const {
  constexpr size_t kLongest = 15 + 6;  // bytes, with the marks: more are rather somebody's words
  if (!pack_.leaves_subjects_out() || quoted.size() > kLongest) return 0;
  const std::string_view next_class = pack_.general_words.longest(text_, quoted.end).value;
  if (next_class == "noun" || next_class == "head") return 0;  // 「海鷹」風場
  const bool before_verb = next_class == "verb";
  return (is_followed_as_doer(quoted.end) ? kActs : 0u) | (before_verb ? kBeforeVerb : 0u) |
         (walk_.behind_case ? kBehindCase : 0u);
}

// Orangina, which had bid, and Orangina, the drinks maker, open a sentence: what is said by the way
// is said of somebody. Not Berlin, the capital.
bool NameSigns::is_told_of(Range at) const {
  if (block_.all_nouns || !is_upper(character_at(text_, at.begin)) ||
      !block_.opens_sentence(at.begin) || !text_.substr(at.end).starts_with(", ")) {
    return false;
  }
  if (pack_.word_class("relative").has(word_at(text_, at.end + 2))) return true;
  std::string_view called = called_behind(text_, at.end, pack_);
  const auto cases = find_words(called, "case", pack_);
  if (!cases.empty()) called = called.substr(0, cases.front().at.begin);
  return leads_company(trim(called), pack_);
}

unsigned NameSigns::evidence_for(Range at, std::string_view next_class) const {
  constexpr int kLongWord = 10;  // columns; Korean words are shorter, or compounds
  const bool korean = is_hangul(character_before(text_, at.end));
  size_t behind = at.end;
  behind += character_at(text_, behind) == ' ';
  const char32_t bracket = behind < text_.size() ? next_character(text_, behind) : 0;
  const std::string_view left = trim(text_.substr(0, at.begin));
  const char32_t before = left.empty() ? 0 : character_before(left, left.size());
  const bool han = is_han(character_at(text_, at.begin));
  const bool opens = before == 0 || before == ',' || before == ';' || before == U'。' ||
                     (han && (before == ')' || before == U'】')) ||  // behind a dateline
                     (before == '.' && is_hangul(character_at(text_, at.begin))) ||
                     opens_behind_business(left);
  const bool alias = bracket == '(' && is_upper(character_at(text_, behind));
  const std::string_view name = text_at(text_, at);
  const bool many = name.find(' ') != text_.npos || name.find("・") != text_.npos ||
                    (korean && columns(name) >= kLongWord) || mixes_scripts(name);
  const bool quoted = korean && is_opening_quote(before);
  const bool foreign = (korean || is_han(before)) && walk_.last_class == "place";
  const bool acts = pack_.leaves_subjects_out() ? is_followed_as_doer(at.end) : is_doer_of_day(at);
  const bool listed =
      han && !pack_.marks_behind() && (before == U'、' || character_at(text_, at.end) == U'、');
  const bool before_verb = next_class == "verb" || (next_class == "title" && titles_lead(name));
  const bool told_of = is_told_of(at);
  return (foreign ? kBehindPlace : 0u) | (walk_.behind_case ? kBehindCase : 0u) |
         (is_marked(at) ? kMarked : 0u) | (ends_in_sector(name) ? kNamesSector : 0u) |
         (quoted ? kQuoted : 0u) | (before_verb ? kBeforeVerb : 0u) |
         (opens || told_of ? kOpensClause : 0u) | (alias || told_of ? kHasAlias : 0u) |
         (many ? kManyWords : 0u) | (acts ? kActs : 0u) | (listed ? kListed : 0u) |
         (is_beside_party(at) ? kBesideParty : 0u);
}

}  // namespace dealwire
