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
  if (block_.all_nouns && !walk_.open && begins_name(word)) return true;  // Bankhaus Lampe
  if (block_.all_nouns && !walk_.open && describes_form(word)) return true;
  if (walk_.open && block_.all_nouns && word_class == "place") {  // Stadtwerke Kiel
    const std::string_view begun = trim(text_at(text_, {*walk_.open, word.begin}));
    if (pack_.word_class("name_prefix").has(begun)) return true;
    // Silikon Sachsen, but not Werk Sachsen.
    if (character_before(text_, word.begin) == ' ' && begun.find(' ') == begun.npos &&
        walk_.last_class == "head" && !ends_like_noun(begun, pack_)) {
      return true;
    }
  }
  if (joins_latin(word, word_class) || is_place_in_name(word, word_class)) return true;
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
// has, or a mark, has done nothing yet.
bool NameBounds::names_doer(Range verb) const {
  const size_t begin = *walk_.open;
  const char32_t before = begin == 0 ? 0 : character_before(text_, begin);
  const bool opens = before == 0 || before == ',' || before == ';' || before == U'。' ||
                     before == U'】' || before == ')';
  if (!pack_.leaves_subjects_out() || !opens) return false;
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

// Inside a sentence capitals are of names, also those of general words: "Golden Pacific", "Baltic
// Grain". But whose days, titles, papers and products stand beside a name, or where it comes
// from, is no part of it.
bool NameBounds::joins_latin(Range word, std::string_view word_class) const {
  if (block_.all_nouns || !is_upper(character_at(text_, word.begin))) return false;
  if (walk_.open && block_.is_behind_of(word.begin)) return true;  // University of Basel
  // Marco Polo Marine, but Marco Polo.
  const bool of_person = word_class == "given" && !runs_into_suffix(word.end + 1);
  if (of_person) return false;
  for (const char* apart : {"title", "media", "time", "index", "product", "acronym"}) {
    if (word_class == apart) return false;
  }
  if (walk_.open) {
    return is_upper(character_at(text_, *walk_.open)) &&
           character_before(text_, word.begin) == ' ' && word.begin - *walk_.open < kLongestName;
  }
  if (block_.is_institution(text_at(text_, word))) {
    const size_t of = block_.behind_of(word.end);
    if (of > word.end && is_upper(character_at(text_, of))) return true;  // Bank of Kent
  }
  const size_t behind = word.end + (character_at(text_, word.end) == ' ' ? 1 : 0);
  if (pack_.word_class("name_prefix").has(text_at(text_, word))) {
    const auto particle = pack_.word_class("name_particle").longest(text_, behind);
    const size_t next = behind + particle.length;
    const size_t space = character_at(text_, next) == ' ' ? 1 : 0;
    if (particle.length > 0 && is_upper(character_at(text_, next + space))) {
      return true;  // Chantiers de l'Atlantique
    }
    if (begins_name({word.begin, word.end})) return true;  // Transportes Azkar
  }
  if (word_class == "nation" && (is_bare_suffix(behind) || is_named_by_nation(word))) return true;
  if (word_class == "place" && is_body(behind)) return true;
  // Retailer Halden opens a sentence; inside one a capital is of the name (Major League Cricket).
  if (block_.is_lead(word) && block_.opens_sentence(word.begin)) return false;
  // The Scottish Growth Fund, but the Scottish brewer Alba.
  if (word_class == "nation" && !block_.is_behind_article(word.begin) &&
      !is_common_word(word.end + 1)) {
    return false;
  }
  // There a capital tells nothing; but words that are seldom the first before a name may be of
  // it.
  const bool local = word_class == "place" && runs_into_suffix(word.end + 1);  // Texas Halden Bank
  if (block_.opens_sentence(word.begin) && word_class != "opener" && word_class != "noun" && !local)
    return false;
  const size_t next = word.end + 1;
  if (character_at(text_, word.end) != ' ' || !is_upper(character_at(text_, next))) return false;
  if (word_class == "nation" && is_common_word(next)) return true;  // Irish Continental
  const bool general =
      pack_.general_words.longest(text_, next).length == word_at(text_, next).size();
  return word_class == "nation" || general ? runs_into_suffix(next) : true;
}

// Danish Air Transport: are all capitalised words here, two or more, but endings of names, of which
// only where they are from makes one?
bool NameBounds::is_bare_suffix(size_t pos) const {
  int words = 0;
  for (; is_upper(character_at(text_, pos)); ++words) {
    const std::string_view word = word_at(text_, pos);
    if (!pack_.word_class("name_suffix").has(word) || pack_.word_class("name_lead").has(word)) {
      return false;
    }
    pos += word.size();
    if (character_at(text_, pos) == ' ' && is_upper(character_at(text_, pos + 1))) ++pos;
  }
  return words > 1;
}

// Hebridean Gateway bought: in English what is said to be from somewhere has an article, or says
// what it is, so that the nation before a single word of no dictionary is of its name.
bool NameBounds::is_named_by_nation(Range nation) const {
  if (!pack_.word_class("reach_stop").empty() || block_.is_behind_article(nation.begin)) {
    return false;
  }
  const size_t begin = nation.end + 1;
  if (character_at(text_, nation.end) != ' ' || !is_upper(character_at(text_, begin))) return false;
  const std::string_view word = word_at(text_, begin);
  if (pack_.general_words.longest(text_, begin).length > 0 || is_compound(word) ||
      block_.mention_at(begin) != nullptr) {
    return false;
  }
  const std::string_view behind = text_.substr(begin + word.size());
  if (!behind.starts_with(' ')) return false;
  const std::string_view next = word_at(behind, 1);
  return pack_.word_class("name_verb").has(next) || pack_.word_class("case").has(next) ||
         pack_.word_class("conjunction").has(next);
}

// Nantes Métropole: does one word stand here, and what institutions are called?
bool NameBounds::is_body(size_t pos) const {
  const std::string_view word = word_at(text_, pos);
  const size_t end = pos + word.size();
  const bool goes_on = character_at(text_, end) == ' ' && is_upper(character_at(text_, end + 1));
  return is_upper(character_at(word, 0)) && block_.is_institution(word) && !goes_on;
}

// Die Weiße Linie GmbH: does what is written like an adjective stand before a common noun that only
// a form of company makes a name?
bool NameBounds::describes_form(Range word) const {
  const std::string_view text = text_at(text_, word);
  if (pack_.word_class("adjective_end").ending(text) == 0 || block_.opens_sentence(word.begin) ||
      character_at(text_, word.end) != ' ') {
    return false;
  }
  const size_t begin = word.end + 1;
  const size_t end = begin + word_at(text_, begin).size();
  if (!is_upper(character_at(text_, begin)) || character_at(text_, end) != ' ') return false;
  return ends_like_noun(text_at(text_, {begin, end}), pack_) &&
         pack_.word_class("name_form").has(word_at(text_, end + 1));
}

// Is it a general word that is no title, place, day or the like?
bool NameBounds::is_common_word(size_t pos) const {
  const auto word = pack_.general_words.longest(text_, pos);
  return word.length == word_at(text_, pos).size() &&
         (word.value == "starter" || word.value == "opener" || word.value == "noun");
}

// Does the word say what companies do, and is what follows no other general word than a place:
// Transportes Azkar, Seguros Bilbao?
bool NameBounds::begins_name(Range prefix) const {
  const std::string_view begun = text_at(text_, prefix);
  if (!pack_.word_class("name_prefix").has(begun)) return false;
  const size_t next = prefix.end + 1;
  if (character_at(text_, prefix.end) != ' ' || !is_upper(character_at(text_, next))) return false;
  const std::string_view word = word_at(text_, next);
  const auto general = pack_.general_words.longest(text_, next);
  if (general.length == word.size()) return general.value == "place";
  return !block_.all_nouns || !(ends_like_noun(word, pack_) || leads_company(word, pack_));
}

// Do the capitalised words here end like a company's name?
bool NameBounds::runs_into_suffix(size_t pos) const {
  constexpr int kMost = 4;  // words
  for (int i = 0; i < kMost && is_upper(character_at(text_, pos)); ++i) {
    const std::string_view word = word_at(text_, pos);
    if (is_suffix(word, pack_)) return true;
    pos += word.size();
    pos += character_at(text_, pos) == ' ';
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

bool NameBounds::counts(size_t end) const {
  if (character_at(text_, end) != ' ') return false;
  const std::string_view next = word_at(text_, end + 1);
  const char32_t first = character_at(next, 0);
  return is_digit(first) ||
         (!next.empty() && !is_upper(first) && !pack_.word_class("name_verb").has(next) &&
          !pack_.word_class("case").has(next));
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

bool NameBounds::is_compound(std::string_view word) const {
  const size_t hyphen = word.rfind('-');
  if (hyphen == word.npos) return false;
  const std::string_view end = word.substr(hyphen + 1);
  const WordClass& ends = pack_.word_class("compound_end");
  if (!ends.empty()) return ends.has(end);
  return !end.empty() && end[0] >= 'a' && end[0] <= 'z';
}

std::string_view NameBounds::class_of_latin(Range at) const {
  const std::string_view word = text_at(text_, at);
  const WordClass& leads = pack_.word_class("name_lead");
  const std::string_view last = word.substr(word.rfind('-') + 1);  // ski-maker
  if (leads.has(word) || leads.has(last)) return "head";
  if (pack_.word_class("name_title").has(word)) return "title";
  if (pack_.word_class("name_verb").has(word)) return is_quoted(at) ? "title" : "verb";
  return stands_for_place(at) ? "where" : "";
}

// Do words of somebody stand before a verb? Persons are quoted: "...," said X.
bool NameBounds::is_quoted(Range verb) const {
  const std::string_view left = trim(text_.substr(0, verb.begin));
  return left.ends_with('"') || left.ends_with("”");
}

bool NameBounds::stands_for_place(Range at) const {
  const std::string_view word = text_at(text_, at);
  if (!pack_.word_class("place_before").has(word)) return false;
  const std::string* place = pack_.word_class("case").value(word);
  if (place == nullptr || (*place != "to" && *place != "in")) return true;
  const std::string_view left = trim(text_.substr(0, at.begin));
  size_t begin = left.size();
  while (begin > 0 && is_word_character(character_before(left, begin))) {
    begin = previous_position(left, begin);
  }
  const auto before = [&](const Found& found) {
    return found.at.end == left.size() && found.kind != Kind::kPower;
  };
  return !pack_.word_class("put_in").has(left.substr(begin)) &&
         std::none_of(block_.found.begin(), block_.found.end(), before);
}

size_t NameBounds::particle_end(size_t pos) const {
  WordClass::Match word = pack_.word_class("name_particle").longest(text_, pos);
  if (word.length == 0 && walk_.open) {
    // Salaisons d'Auvergne: what companies do, and where or for whom.
    const std::string_view begun = trim(text_at(text_, {*walk_.open, pos}));
    if (!pack_.word_class("name_prefix").has(begun)) return pos;
    word = pack_.word_class("institution_of").longest(text_, pos);
  }
  const size_t end = pos + word.length;
  const size_t next = end + (character_at(text_, end) == ' ');
  const std::string_view open =
      walk_.open ? trim(text_at(text_, {*walk_.open, pos})) : std::string_view();
  if (is_from_place({pos, end})) return pos;
  // The PGA of America: a place names no other party behind capitals.
  const bool joins =
      word.length > 0 && !cuts_word(text_, {pos, end}) && is_upper(character_at(text_, next)) &&
      (pack_.general_words.longest(text_, next).length < word_at(text_, next).size() ||
       (walk_.open && names_with_particle(open)));
  return joins ? end : pos;
}

// Halden Shipping of Piraeus, Ola Brandt of Pelly Steel: where names end in what they are, as in
// English, what is behind several words says where or whose they are, but for an institution.
bool NameBounds::is_from_place(Range of) const {
  if (!walk_.open || block_.all_nouns || !pack_.word_class("reach_stop").empty()) return false;
  const std::string_view begun = trim(text_at(text_, {*walk_.open, of.begin}));
  const std::string_view last = last_word(begun);
  const bool whole = last.size() < begun.size() || pack_.word_class("name_suffix").has(last);
  return whole && pack_.word_class("institution_of").has(text_at(text_, of)) &&
         !block_.is_institution(last);
}

// University (of Basel), CITIC (of China), Chantiers (de l'Atlantique): behind a particle the name
// goes on, whatever word stands there.
bool NameBounds::names_with_particle(std::string_view begun) const {
  return block_.is_institution(last_word(begun)) || is_term_or_count(begun, pack_) ||
         pack_.word_class("name_prefix").has(begun);
}

bool NameBounds::head_reaches_over(Range word) const {
  constexpr int kFarthest = 6;  // words
  const WordClass& stops = pack_.word_class("reach_stop");
  return !stops.empty() && !walk_.open && walk_.last_class == "head" && walk_.reached < kFarthest &&
         !stops.has(text_at(text_, word));
}

size_t NameBounds::latin_word_end(size_t pos) const {
  size_t end = pos;
  while (end < text_.size()) {
    size_t next = end;
    const char32_t c = next_character(text_, next);
    const bool inner = (c == '-' || c == '.' || c == '\'' || c == U'’' || c == '&' || c == '+') &&
                       is_word_character(character_at(text_, next)) &&
                       text_.compare(end, 2, "'s") != 0 && text_.compare(end, 4, "’s") != 0;
    if (!is_word_character(c) && !inner) break;
    end = next;
  }
  // N.V., S.p.A.: with its last dot.
  const std::string_view dotted = text_at(text_, {pos, end + 1});
  const bool form = dotted.ends_with('.') && dotted.find('.') + 1 < dotted.size() &&
                    pack_.word_class("name_form").has(dotted);
  return end + form;
}

bool NameBounds::is_abbreviated(size_t dot) const {
  return walk_.open &&
         pack_.word_class("name_abbreviation").has(text_at(text_, {*walk_.open, dot}));
}

// Growers' Co-operative, Teachers' Fund: a genitive before the end of a name is of it.
bool NameBounds::is_genitive_in_name(size_t apostrophe) const {
  if (!walk_.open || text_[apostrophe - 1] != 's') return false;
  const size_t behind = apostrophe + utf8_length(text_[apostrophe]);
  if (character_at(text_, behind) != ' ' || !is_upper(character_at(text_, behind + 1)))
    return false;
  const std::string_view next = text_at(text_, {behind + 1, latin_word_end(behind + 1)});
  return is_suffix(next, pack_) || block_.is_institution(next);
}

bool NameBounds::is_initial(size_t pos) const {
  return text_[pos] >= 'A' && text_[pos] <= 'Z' &&
         (pos == 0 || text_[pos - 1] == ' ' || text_[pos - 1] == '.');
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
