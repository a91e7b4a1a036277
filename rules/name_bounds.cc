#include "rules/name_bounds.h"

#include <algorithm>
#include <string>

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "rules/name_signs.h"
#include "text/utf8.h"

namespace dealwire {

bool NameBounds::is_part_of_name(Range word, std::string_view word_class) const {
  const char32_t first = character_at(text_, word.begin);
  const bool kana = pack_.marks_behind() && is_katakana(first);
  if (walk_.open && (is_han(first) || kana) &&
      (goes_into_form(word, word_class) || is_inside_han_name(word, word_class))) {
    return true;
  }
  if (!is_upper(first) && (!is_cjk(first) || word_class == "verb")) return false;
  if (word_class == "article" && walk_.open && !block_.all_nouns) return true;  // Hotel El Prado
  if (word_class == "article" || word_class == "case" || word_class == "adverb") return false;
  if (walk_.open && block_.all_nouns &&
      trim(text_at(text_, {*walk_.open, word.begin})).ends_with('&')) {
    return true;  // Gerlach & Sohn
  }
  if (block_.all_nouns && !walk_.open && latin_.begins_name(word)) return true;  // Bankhaus Lampe
  if (block_.all_nouns && !walk_.open && latin_.describes_form(word)) return true;
  if (walk_.open && block_.all_nouns && word_class == "place") {  // Stadtwerke Kiel
    const std::string_view begun = trim(text_at(text_, {*walk_.open, word.begin}));
    if (pack_.word_class("name_prefix").has(begun)) return true;
    // Silikon Sachsen, but not Werk Sachsen.
    if (character_before(text_, word.begin) == ' ' && begun.find(' ') == begun.npos &&
        walk_.last_class == "head" && !ends_like_noun(begun, pack_)) {
      return true;
    }
  }
  if (latin_.joins(word, word_class) || is_place_in_name(word, word_class)) return true;
  if (walk_.open && word_class == "sector") return true;  // 瀬戸内バス
  if (is_han(first) && (is_middle_of_name(word) || is_beginning_of_name(word))) return true;
  const char32_t before = character_before(text_, word.begin);
  if (walk_.open && is_upper(first) && (is_katakana(before) || is_hangul(before))) {
    return true;  // ミドリAI, 미르AI
  }
  // 三輪総合リース: what companies are called may end a name.
  const std::string_view text = text_at(text_, word);
  const bool ends_name = word_class == "head" && pack_.marks_behind() && is_han(first) &&
                         is_han(before) && ends_in(text, "name_suffix", pack_) &&
                         !is_name_run(character_at(text_, word.end));
  // 都市三輪投資法人: the ending of a name may go into the word.
  if (walk_.open && pack_.marks_behind() && word_class == "noun" && is_han(before) &&
      suffix_length(text_at(text_, {*walk_.open, word.end}), pack_) > word.size()) {
    return true;
  }
  return (walk_.open && (ends_name || is_suffix(text, pack_))) ||
         (character_at(text_, word.end) == ' ' && is_suffix(word_at(text_, word.end + 1), pack_));
}

bool NameBounds::cuts_ending(Range word) const {
  constexpr size_t kStem = 6, kLongestEnding = 12;  // bytes: two characters; an ending
  if (!walk_.open || !pack_.leaves_subjects_out() || word.begin < *walk_.open + kStem) return false;
  const WordClass& endings = pack_.word_class("name_suffix");
  const size_t first =
      std::max(*walk_.open + kStem, word.begin - std::min(word.begin, kLongestEnding));
  for (size_t pos = word.begin; pos > first;) {
    pos = previous_position(text_, pos);
    const size_t end = pos + endings.longest(text_, pos).length;
    if (end > word.begin && end < word.end && pack_.general_words.longest(text_, end).length > 3) {
      return true;
    }
  }
  return false;
}

// In a name, a form of company begins with words (股份有限公司), and words stand before the end
// of one: 供應鏈集團, 投資合夥企業. What names end in may be a verb (投資); before another one it
// is none.
bool NameBounds::goes_into_form(Range word, std::string_view word_class) const {
  const WordClass& forms = pack_.word_class("name_form");
  if (forms.longest(text_, word.begin).length > word.size()) return true;
  const bool suffix = is_suffix(text_at(text_, word), pack_);
  if (forms.longest(text_, word.end).length > 0 ||
      pack_.word_class("arm_suffix").longest(text_, word.end).length > 0) {
    return suffix || word_class == "noun" || word_class == "common";
  }
  if ((word_class == "noun" || word_class == "common") && is_before_end(word)) return true;
  if (!suffix || word_class != "verb") return false;
  if (character_at(text_, word.end) == '(') return true;  // 粵海投資(00270)
  const auto next = pack_.general_words.longest(text_, word.end);
  return next.value == "verb" || next.value == "title" || names_doer(word);
}

// 宏陽投資以3億元, 宏陽投資旗下: what opens a clause and has behind it what only a doer or an owner
// has, or a mark, has done nothing yet; nor has what a case word stands before and a mark behind:
// 售予宏陽投資, 得標者為宏陽投資.
bool NameBounds::names_doer(Range verb) const {
  const size_t begin = *walk_.open;
  const char32_t before = begin == 0 ? 0 : character_before(text_, begin);
  const bool opens = before == 0 || before == ',' || before == ';' || before == U'。' ||
                     before == U'】' || before == ')';
  if (!pack_.leaves_subjects_out()) return false;
  if (!opens) {
    const char32_t mark = verb.end < text_.size() ? character_at(text_, verb.end) : U'。';
    const bool ends = mark == ',' || mark == U'。' || mark == ';' || mark == ')';
    const bool glued = pack_.word_class("name_glue").longest(text_, begin).length > 0;
    if (!walk_.behind_case) return glued && ends;
    const size_t next = pack_.general_words.longest(text_, verb.end).length;
    return ends || pack_.word_class("case").has(text_.substr(verb.end, next));  // 以, but not 以及
  }
  const size_t of = verb.end + pack_.word_class("modifier").longest(text_, verb.end).length;
  // 宏陽投資及微軟, but not 投資、建設.
  const size_t next = verb.end + pack_.word_class("conjunction").longest(text_, verb.end).length;
  const bool listed = next > verb.end && pack_.general_words.longest(text_, next).length == 0;
  return listed || character_at(text_, verb.end) == ',' ||
         pack_.word_class("possessive").longest(text_, verb.end).length > 0 ||
         pack_.word_class("relation").longest(text_, of).length > 0 ||
         NameSigns(block_, walk_).is_followed_as_doer(verb.end);
}

// 華嶺商業銀行: in Chinese a word stands between characters that are none and the end of a name,
// where nothing goes on behind it.
bool NameBounds::is_before_end(Range word) const {
  constexpr size_t kShort = 6, kLong = 9;  // bytes: of the characters, and at least of the end
  if (!pack_.leaves_subjects_out()) return false;
  const std::string_view begun = text_at(text_, {*walk_.open, word.begin});
  const size_t length = pack_.word_class("name_suffix").longest(text_, word.end).length;
  if (begun.size() < kShort || begun.size() > kLong || length < kShort ||
      suffix_length(begun, pack_) > 0 || !is_coined(begun, pack_)) {
    return false;
  }
  const size_t end = word.end + length;
  const std::string_view next = pack_.general_words.longest(text_, end).value;
  return !is_han(character_at(text_, end)) || next == "function" || next == "verb" ||
         next == "joint" || next == "time";
}

// In a name in Han, a word may be what it ends in (永豐餐飲集團), be cut from it (海運 in
// 裕航海運) or join two characters (安和醫院).
bool NameBounds::is_inside_han_name(Range word, std::string_view word_class) const {
  const std::string_view text = text_at(text_, word);
  if (word_class == "head") {
    return ends_in(text, "name_form", pack_) && !ends_in(text, "name_kind", pack_);
  }
  if (word_class == "joint") {
    return word.begin - *walk_.open <= utf8_length(text_[*walk_.open]) &&
           is_han(character_at(text_, word.end));
  }
  if (word_class != "noun" && word_class != "common") return false;
  const WordClass& endings = pack_.word_class("name_suffix");
  for (size_t pos = word.begin + utf8_length(text_[word.begin]); pos < word.end;
       pos += utf8_length(text_[pos])) {
    const size_t length = endings.longest(text_, pos).length;
    if (pos + length > word.end && pack_.general_words.longest(text_, pos).length < length) {
      return true;
    }
  }
  return false;
}

// Is it a place with what it is: 札幌市 besides 札幌, but not 広島?
bool NameBounds::is_administrative(Range place) const {
  const size_t last = previous_position(text_, place.end);
  const std::string_view stem = text_at(text_, {place.begin, last});
  return pack_.word_class("place_end").has(text_at(text_, {last, place.end})) &&
         general_class(stem, pack_) == "place";
}

// 北東北電力, 関西三輪銀行: a place where the name goes on behind it, or began before it. One in
// katakana may end with it: ガイナーレ鳥取.
bool NameBounds::is_place_in_name(Range word, std::string_view word_class) const {
  if (word_class != "place" || !is_han(character_at(text_, word.begin)) || !pack_.marks_behind()) {
    return false;
  }
  if (is_administrative(word)) return false;  // 北海道, but not 札幌市
  const char32_t next = character_at(text_, word.end);
  if (walk_.open && is_katakana(character_before(text_, word.begin)) && !is_name_run(next)) {
    return true;
  }
  const size_t general = pack_.general_words.longest(text_, word.end).length;
  return (is_han(next) || is_katakana(next)) &&
         (general == 0 || is_suffix(text_.substr(word.end, general), pack_));
}

// 港開発公社: the name has begun, and it ends behind the word.
bool NameBounds::is_middle_of_name(Range word) const {
  if (!walk_.open || !pack_.marks_behind()) return false;
  const size_t end = run_end(text_, word.end, is_name_run, kLongestName);
  return end > word.end && pack_.word_class("name_suffix").has(text_at(text_, {word.end, end}));
}

// 官民ファンド、産業変革機構: what it is stands before the name, and unknown words go on behind.
bool NameBounds::is_beginning_of_name(Range word) const {
  if (walk_.open || !pack_.marks_behind() || walk_.last_class != "head" || walk_.reached == 0)
    return false;
  return is_han(character_at(text_, word.end)) &&
         pack_.general_words.longest(text_, word.end).length == 0;
}

std::string_view NameBounds::reaching_over(std::string_view word_class) const {
  const bool link = word_class == "link";
  if (walk_.last_class == "head" && (link || word_class == "place" || word_class == "nation")) {
    return "head";
  }
  if (!link) return "";
  for (const char* reaching : {"nation", "trade", "place"}) {
    if (walk_.last_class == reaching) return reaching;
  }
  return walk_.last_class == "sector" ? "head" : "";
}

bool NameBounds::is_common_noun(Range at) const {
  if (!block_.all_nouns) return false;
  const std::string_view word = text_at(text_, at);
  const bool whole = pack_.word_class("noun_end").has(word) && !walk_.open;
  if (whole && walk_.last_class != "head") return true;  // Jahre Strom
  if (is_part_of_name(at, "")) return false;
  return leads_company(word, pack_) || (walk_.last_class != "head" && ends_like_noun(word, pack_) &&
                                        !is_compound_name(word, pack_));
}

std::string_view NameBounds::class_behind(Range name) const {
  constexpr size_t kLongestPerson = 8;  // columns
  const size_t pos = name.end + (character_at(text_, name.end) == ' ' ? 1 : 0);
  const auto word = pack_.general_words.longest(text_, pos);
  if (word.length == 0 || !stands_free(text_, {pos, pos + word.length}, pack_)) return "";
  const bool long_name = columns(text_at(text_, name)) > kLongestPerson;
  return word.value == "title" && long_name ? "" : word.value;
}

size_t NameBounds::name_word_in(Range run) const {
  const char32_t next = character_at(text_, run.end);
  if (!is_han(next) && !is_katakana(next)) return run.end;
  for (size_t pos = run.begin; pos < run.end; pos += utf8_length(text_[pos])) {
    const std::string_view word = text_at(text_, {pos, run.end});
    if (pack_.word_class("name_word").has(word)) return pos;
  }
  return run.end;
}

bool NameBounds::is_dotted(Range word) const {
  const size_t behind = word.end + utf8_length("・"[0]);
  const bool left = walk_.open && character_before(text_, word.begin) == U'・';
  const bool right = character_at(text_, word.end) == U'・' &&
                     is_katakana(character_before(text_, word.end)) &&
                     is_katakana(character_at(text_, behind));
  return left || right;
}

size_t NameBounds::second_word_end(size_t pos) const {
  if (character_at(text_, pos) != ' ' || !walk_.open) return pos;
  const std::string_view begun = text_at(text_, {*walk_.open, pos});
  if (is_korean_word(begun, pack_)) return pos;  // 세운 벤처스
  const Range word{pos + 1, hangul_end(text_, pos + 1)};
  const size_t end = noun_end(text_, word, pack_);
  const std::string* kind =
      pack_.word_class("second_word").value(text_at(text_, {word.begin, end}));
  if (kind == nullptr) return pos;
  // 한솔 바이오 사업: what may be a field ends a name only where a case word or a mark follows.
  const bool marked = end < word.end || character_at(text_, end) != ' ';
  if (*kind == "field" && (!marked || is_term_or_count(begun, pack_))) return pos;
  return end;
}

bool NameBounds::is_seat(size_t pos) const {
  if (pos == text_.size()) return false;
  const auto word = pack_.general_words.longest(text_, pos);
  return word.value == "place" || word.value == "nation" || word.value == "seat" || is_town(pos);
}

// (金沢市), (大阪府東大阪市): where case words stand behind names, what a bracket is filled with is
// a place if it ends like one.
bool NameBounds::is_town(size_t pos) const {
  constexpr size_t kLongest = 30;  // bytes
  if (!pack_.marks_behind()) return false;
  const size_t end = run_end(text_, pos, is_name_run, kLongest);
  return character_at(text_, end) == ')' && ends_in(text_at(text_, {pos, end}), "place_end", pack_);
}

}  // namespace dealwire
