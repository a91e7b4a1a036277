#include "rules/name_marks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Does a name in Han go on to another one: to one in full (中遠海運特種運輸股份有限公司), or to
// what a party has that is another one (阿里巴巴創業者基金)?
bool goes_on_in_han(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kArm = 15, kFull = 60;  // bytes before the word that tells
  const auto bounds = [&](size_t at) {
    if (!is_han(character_at(text, at))) return true;
    if (pack.word_class("possessive").longest(text, at).length > 0) return true;
    const std::string_view word_class = pack.general_words.longest(text, at).value;
    return word_class == "verb" || word_class == "function" || word_class == "title" ||
           word_class == "joint";
  };
  const WordClass& forms = pack.word_class("name_form");
  if (forms.longest(text, pos).length > 0) return false;  // the party itself
  for (size_t at = pos; at - pos <= kFull; at += utf8_length(text[at])) {
    const size_t form = forms.longest(text, at).length;
    if (form > 0 && ends_in(text.substr(at, form), "full_form", pack)) return true;
    if (form > 0 && bounds(at + form)) return false;  // not …集團華東設計院有限公司
    const size_t arm = pack.word_class("arm_suffix").longest(text, at).length;
    if (at - pos <= kArm && arm > 0 && bounds(at + arm)) return true;
    if (bounds(at)) return false;
  }
  return false;
}

// Does a word behind a known name make another one of it, where capitals are of names only (Siemens
// Healthineers)? Before a noun it is rather what the party makes (Boeing Starliner capsules), and
// so it is behind a number.
bool makes_other_name(std::string_view text, Range at, const Pack& pack) {
  if (character_at(text, at.end) != ' ' || !is_upper(character_at(text, at.end + 1))) return false;
  const std::string_view next = word_at(text, at.end + 1);
  if (pack.general_words.longest(text, at.end + 1).length >= next.size()) return false;
  if (pack.word_class("aside").empty() || pack.capitalises_nouns()) {
    return false;
  }
  if (pack.word_class("name_form").has(next)) return false;
  if (at.begin > 1 && is_ascii_digit(character_at(text, at.begin - 2))) return false;
  const std::string_view behind = text.substr(at.end + 1 + next.size());
  if (!behind.starts_with(' ') || is_upper(character_at(behind, 1))) return true;
  const std::string_view word = word_at(behind, 1);
  return pack.word_class("case").has(word) || pack.word_class("name_verb").has(word) ||
         pack.word_class("case_stop").has(word) || pack.word_class("conjunction").has(word);
}

// Does nothing but the end of another name follow in Japanese: 三井住友建設?
bool ends_like_other(std::string_view text, size_t pos, const Pack& pack) {
  if (!pack.marks_behind()) return false;
  const size_t end = run_end(text, pos, is_han, kLongestName);
  const std::string_view run = text_at(text, {pos, end});
  constexpr size_t kLongest = 18;  // bytes
  return run.size() <= kLongest && ends_in(run, "name_suffix", pack);
}

// Is there more behind a dot in katakana than what any name may have?
bool goes_on_behind_dot(std::string_view text, size_t pos, const Pack& pack) {
  const size_t end = run_end(text, pos, is_katakana, kLongestName);
  const std::string_view word = text_at(text, {pos, end});
  return suffix_length(word, pack) > 0 && !pack.word_class("name_suffix").has(word);
}

// Does a name in Latin script go on in Korean with more than case words and nouns: AMD파트너스?
bool goes_on_in_hangul(std::string_view text, size_t pos, const Pack& pack) {
  // 한솔KPS
  if (is_hangul(character_before(text, pos))) {
    return is_upper(character_at(text, pos)) && is_upper(character_at(text, pos + 1));
  }
  if (!is_word_character(character_before(text, pos))) return false;
  const size_t end = hangul_end(text, pos);
  if (end == pos || is_case_ending(text, {pos, end}, pack)) return false;
  const std::string_view noun = text.substr(pos, noun_end(text, {pos, end}, pack) - pos);
  // SBI저축은행
  return columns(noun) > 2 &&
         (!is_korean_word(noun, pack) || pack.word_class("arm_suffix").has(noun));
}

// NECネッツエスアイ: a name in Latin script goes on in katakana that is no general words, and no
// thing that it makes (AMDプロセッサー).
bool goes_on_in_katakana(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kLeast = 9;  // bytes: three characters
  if (!pack.marks_behind() || !is_word_character(character_before(text, pos))) return false;
  const size_t end = run_end(text, pos, is_katakana, kLongestName);
  const std::string_view word = text_at(text, {pos, end});
  if (word.size() < kLeast || is_made_of_general_words(word, pack)) return false;
  return !pack.word_class("name_form").has(word) && !ends_in(word, "noun_tail", pack) &&
         pack.case_after.longest(text, end).length > 0;
}

// 台灣工商銀行: a place makes another one of a name that any place may have.
bool is_of_other_place(std::string_view text, Range at, const Pack& pack) {
  constexpr int kLongest = 4;  // characters of a place
  if (!pack.leaves_subjects_out() || !pack.word_class("local_name").has(text_at(text, at))) {
    return false;
  }
  size_t begin = at.begin;
  for (int i = 0; i < kLongest && begin > 0 && is_han(character_before(text, begin)); ++i) {
    begin = previous_position(text, begin);
    const auto word = pack.general_words.longest(text, begin);
    if (word.value == "place" && begin + word.length == at.begin) return true;
  }
  return false;
}

// Siemens Brasil: a place right behind a name makes that of a subsidiary, if nothing shows that the
// place is somebody's or begins another name (Siemens Berlin plant).
bool is_of_place(std::string_view text, size_t pos, const Pack& pack) {
  const auto place = pack.general_words.longest(text, pos);
  const size_t end = pos + place.length;
  if (place.value != "place" || cuts_word(text, {pos, end})) return false;
  if (character_at(text, end) != ' ') return character_at(text, end) != '-';
  const std::string_view next = word_at(text, end + 1);
  return pack.word_class("case").has(next) || pack.word_class("name_verb").has(next) ||
         pack.word_class("conjunction").has(next) || pack.word_class("case_stop").has(next);
}

// Is a name the beginning of another company's (Hitachi Energy, Intel Capital), or of a product's
// (GLP-1)? A form of company behind it changes nothing.
bool goes_on(std::string_view text, Range at, const Pack& pack) {
  if (pack.word_class("affiliate").longest(text, at.end).length > 0) return true;  // 三輪系
  const size_t dot = utf8_length("・"[0]);
  const bool dotted = character_at(text, at.end) == U'・' && pack.marks_behind() &&
                      is_katakana(character_before(text, at.end)) &&
                      is_katakana(character_at(text, at.end + dot));
  // ミワ・ミュージック, but not where a word follows: ミワ・グループ
  if (dotted && goes_on_behind_dot(text, at.end + dot, pack)) return true;
  if (character_at(text, at.end) == '-' && is_ascii_digit(character_at(text, at.end + 1)))
    return true;
  if (is_han(character_before(text, at.end))) {
    return goes_on_in_han(text, at.end, pack) || ends_like_other(text, at.end, pack);
  }
  if (goes_on_in_hangul(text, at.end, pack) || goes_on_in_katakana(text, at.end, pack)) return true;
  if (!is_word_character(character_before(text, at.end)) || character_at(text, at.end) != ' ' ||
      !is_upper(character_at(text, at.end + 1))) {
    return false;
  }
  const std::string_view next = word_at(text, at.end + 1);
  if (is_of_place(text, at.end + 1, pack)) return true;
  const bool only_names = !pack.word_class("reach_stop").empty();
  if (only_names && pack.general_words.longest(text, at.end + 1).length < next.size()) {
    return true;  // Renault Trucks, where only names have capitals
  }
  // Where all nouns have a capital, what a known company sells may stand behind it.
  return pack.word_class("name_suffix").has(next) && !ends_like_noun(next, pack);
}

// A name in Latin script with the ending that its language puts to it: Orsteds.
Range inflected(std::string_view text, Range at, const Pack& pack) {
  if (!is_word_character(character_at(text, at.end))) return at;
  const std::string_view ending = word_at(text, at.end);
  const bool inflects = pack.word_class("name_inflection").has(ending);
  return {at.begin, at.end + (inflects ? ending.size() : 0)};
}

// 豐田 in 豐田原食品: characters that are no words, and then the end of another company's name.
bool goes_on_to_suffix(std::string_view text, size_t pos, const Pack& pack) {
  constexpr int kMost = 2;  // characters before the end
  for (int i = 0; i < kMost && pos < text.size(); ++i) {
    const std::string_view next = text.substr(pos, utf8_length(text[pos]));
    if (!is_han(character_at(next, 0)) || pack.general_words.longest(text, pos).length > 0 ||
        pack.word_class("name_bar").has(next) || pack.word_class("name_glue").has(next)) {
      return false;
    }
    pos += next.size();
    const size_t end = pos + pack.word_class("name_suffix").longest(text, pos).length;
    if (end == pos) continue;
    const std::string_view word_class = pack.general_words.longest(text, end).value;
    return !is_han(character_at(text, end)) || word_class == "verb" || word_class == "function" ||
           word_class == "title" || word_class == "time";
  }
  return false;
}

// Does one character follow in Chinese that begins no word, so that a longer name goes on (信和 in
// 信和隆)? Several are rather a verb (友達標租).
bool is_cut_from_name(std::string_view text, size_t pos, const Pack& pack) {
  const auto is_open = [&](size_t at) {
    return is_han(character_at(text, at)) && pack.general_words.longest(text, at).length == 0;
  };
  if (!pack.leaves_subjects_out() || !is_open(pos)) return false;
  if (pack.word_class("name_suffix").longest(text, pos).length > 0) return true;  // 零跑國際
  if (goes_on_to_suffix(text, pos, pack)) return true;
  const std::string_view next = text.substr(pos, utf8_length(text[pos]));
  if (is_open(pos + next.size())) return false;
  return !pack.word_class("name_bar").has(next) && !pack.word_class("name_glue").has(next) &&
         pack.word_class("possessive").longest(text, pos).length == 0;
}

// 出版商湯普洛: in Chinese what companies are called ends inside the name, which begins behind it.
bool is_cut_by_head(std::string_view text, Range at, const Pack& pack) {
  constexpr int kLongest = 4;  // characters of the word before the name
  if (!pack.leaves_subjects_out()) return false;
  size_t begin = at.begin;
  for (int i = 0; i < kLongest && begin > 0 && is_han(character_before(text, begin)); ++i) {
    begin = previous_position(text, begin);
    const auto word = pack.general_words.longest(text, begin);
    const size_t end = begin + word.length;
    if (word.value == "head" && end > at.begin && end < at.end) return true;
  }
  return false;
}

// Is a short name in Han part of a general word (新華 in 新華社)?
bool is_hidden(std::string_view text, Range at, const Pack& pack) {
  constexpr size_t kShort = 4, kThree = 6;  // columns
  const std::string_view name = text_at(text, at);
  if (!is_han(character_at(name, 0)) || columns(name) > kThree) return false;
  return (columns(name) <= kShort && is_part_of_word(text, at, pack)) ||
         is_cut_by_head(text, at, pack) || is_cut_from_name(text, at.end, pack);
}

// ミワ・クボタ: does a katakana name of nobody we know stand before it, and a dot?
bool is_behind_dot(std::string_view text, size_t pos, const Trie& names, const Pack& pack) {
  constexpr size_t kFarthest = 45;  // bytes
  if (!pack.marks_behind() || pos == 0 || character_before(text, pos) != U'・') return false;
  const size_t dot = previous_position(text, pos);
  size_t begin = dot;
  while (begin > 0 && dot - begin < kFarthest && is_katakana(character_before(text, begin))) {
    begin = previous_position(text, begin);
  }
  return begin < dot && is_katakana(character_at(text, pos)) &&
         begin + names.longest(text, begin).length != dot;
}

// キリシマ電源開発: a run of katakana that is no general word, and opens its phrase.
bool is_behind_katakana(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kLongest = 30;  // bytes
  size_t begin = pos;
  while (begin > 0 && pos - begin < kLongest && is_katakana(character_before(text, begin))) {
    begin = previous_position(text, begin);
    if (begin + pack.general_words.longest(text, begin).length == pos) return false;
  }
  return begin == 0 || !is_han(character_before(text, begin));
}

// Does a word end at `pos` in Chinese, or a number, or what companies do?
bool is_behind_word(std::string_view text, size_t pos, const Pack& pack) {
  constexpr int kLongest = 5;  // characters of a word
  if (pos == 0 || !is_han(character_before(text, pos))) return true;
  size_t begin = previous_position(text, pos);
  const std::string_view last = text_at(text, {begin, pos});
  if (is_numeral(character_at(last, 0)) || leads_company(text.substr(0, pos), pack) ||
      pack.word_class("case").has(last) || pack.word_class("name_bar").has(last) ||
      pack.word_class("name_glue").has(last)) {
    return true;
  }
  for (int i = 0; i < kLongest; ++i) {
    if (begin + pack.general_words.longest(text, begin).length >= pos) return true;
    if (begin == 0) return false;
    begin = previous_position(text, begin);
  }
  return false;
}

// 電通 in 禾棠電通: one or two characters before it that are no word begin a longer name. More are
// rather another name and a verb (鴻海攜豐田), and one behind a number counts (14架波音).
bool ends_han_name(std::string_view text, Range at, const Pack& pack) {
  constexpr size_t kShort = 4;  // columns
  constexpr int kMost = 2;
  if (!pack.leaves_subjects_out() || columns(text_at(text, at)) > kShort ||
      !is_han(character_at(text, at.begin))) {
    return false;
  }
  size_t pos = at.begin;
  for (int i = 0; i <= kMost; ++i) {
    if (is_behind_word(text, pos, pack)) {
      const char32_t before = character_before(text, pos);
      return i > 0 && !is_ascii_digit(before) && !is_numeral(before);
    }
    pos = previous_position(text, pos);
  }
  return false;
}

// BP in Aker BP: where only names have capitals, a word of no dictionary before a known name begins
// another one. What ends at `known` is a name of its own (the Renault Nissan venture).
bool ends_latin_name(std::string_view text, size_t pos, size_t known, const Pack& pack) {
  if (pack.word_class("aside").empty() || pack.capitalises_nouns()) return false;
  if (pos < 2 || text[pos - 1] != ' ' || known + 1 == pos) return false;
  const size_t end = pos - 1;
  size_t begin = end;
  while (begin > 0 && is_word_character(character_before(text, begin))) {
    begin = previous_position(text, begin);
  }
  const std::string_view word = text_at(text, {begin, end});
  constexpr size_t kLeast = 3;  // bytes
  if (word.size() < kLeast || !is_upper(character_at(word, 0))) return false;
  return pack.general_words.longest(text, begin).length < word.size();
}

// Tarn in Tarn Detection, where only names have capitals: does one of the names go on there?
bool begins_longer(std::string_view text, Range at, const std::vector<Range>& longer,
                   const Pack& pack) {
  if (pack.capitalises_nouns() || !is_word_character(character_before(text, at.end)) ||
      character_at(text, at.end) != ' ' || !is_upper(character_at(text, at.end + 1))) {
    return false;
  }
  const auto name = std::partition_point(longer.begin(), longer.end(),
                                         [&](Range one) { return one.begin < at.begin; });
  return name != longer.end() && name->begin == at.begin && name->end > at.end;
}

// Does a Japanese name only end like one that we know: 北東北電力? General words before it
// (大手東北電力) are no part of a name.
bool begins_before(std::string_view text, Range at, const Trie& names, const Pack& pack) {
  if (is_behind_dot(text, at.begin, names, pack) || ends_han_name(text, at, pack) ||
      is_of_other_place(text, at, pack)) {
    return true;
  }
  const char32_t first = character_at(text, at.begin);
  if (!pack.marks_behind() || at.begin == 0 || !(is_han(first) || is_hiragana(first))) {
    return false;  // 奥羽みなと銀行
  }
  constexpr int kFarthest = 4;  // characters
  size_t pos = at.begin;
  if (is_katakana(character_before(text, pos))) return is_behind_katakana(text, pos, pack);
  if (!is_han(character_before(text, pos))) return false;
  for (int i = 0; i < kFarthest && pos > 0 && is_han(character_before(text, pos)); ++i) {
    pos = previous_position(text, pos);
    const auto word = pack.general_words.longest(text, pos);
    if (pos + word.length != at.begin) continue;
    // 東北日本瓦斯: a place is.
    return word.value == "place";
  }
  return true;
}

}  // namespace

Found party_mention(Range at, std::string rule, Party who) {
  Found out;
  out.kind = Kind::kParty;
  out.at = at;
  out.rule = std::move(rule);
  out.company = !who.id.empty();
  out.party = std::move(who);
  return out;
}

std::vector<Found>::const_iterator first_behind(const BlockMentions& block, size_t pos) {
  return std::upper_bound(block.found.begin(), block.found.end(), pos,
                          [](size_t begin, const Found& found) { return begin < found.at.end; });
}

bool is_of_title(std::string_view text, Range at, bool known, const Pack& pack) {
  constexpr size_t kLongest = 36;  // bytes on either side of the name
  const WordClass& marks = pack.word_class("title_mark");
  if (marks.empty()) return false;
  for (size_t begin = at.begin; begin > 0 && at.begin - begin <= kLongest;) {
    const size_t mark = previous_position(text, begin);
    const std::string* close = marks.value(text_at(text, {mark, begin}));
    if (close == nullptr) {
      begin = mark;
      continue;
    }
    if (text_at(text, {begin, at.begin}).find(*close) != text.npos) return false;
    const size_t rest = text.substr(at.end, kLongest + close->size()).find(*close);
    if (rest == text.npos) return false;
    const std::string_view title = text_at(text, {begin, at.end + rest});
    return !ends_in(title, "agreement", pack) && !(known && title == text_at(text, at));
  }
  return false;
}

bool is_free(const BlockMentions& block, Range at) {
  const auto next = first_behind(block, at.begin);
  return next == block.found.end() || !next->at.overlaps(at);
}

void merge_in(BlockMentions& block, std::vector<Found> more) {
  if (more.empty()) return;
  std::vector<Found> all;
  std::merge(std::make_move_iterator(block.found.begin()),
             std::make_move_iterator(block.found.end()), std::make_move_iterator(more.begin()),
             std::make_move_iterator(more.end()), std::back_inserter(all),
             [](const Found& a, const Found& b) { return a.at.begin < b.at.begin; });
  block.found = std::move(all);
}

void mark_names(BlockMentions& block, const Trie& names, const Pack& pack, bool in_text,
                const std::vector<Range>& longer,
                const std::function<Found(Range at, size_t value)>& make) {
  std::vector<Found> out;
  size_t next = 0;
  for (size_t pos = 0; pos < block.text.size();) {
    while (next < block.found.size() && block.found[next].at.end <= pos) ++next;
    const Trie::Match match = names.longest(block.text, pos);
    const Range at{pos, pos + match.length};
    const bool in_bracket = pos > 0 && block.text[pos - 1] == '(' &&
                            character_at(block.text, at.end) == ')' &&
                            ends_in(text_at(block.text, at), "authority_end", pack);  // X(三輪市)
    const bool taken = next < block.found.size() && block.found[next].at.begin < at.end;
    if (match.length > 0 && !taken && !in_bracket &&
        stands_free(block.text, inflected(block.text, at, pack), pack) &&
        !goes_on(block.text, at, pack) && !begins_longer(block.text, at, longer, pack) &&
        !(in_text && makes_other_name(block.text, at, pack)) && !is_hidden(block.text, at, pack) &&
        !begins_before(block.text, at, names, pack) &&
        !(in_text && ends_latin_name(block.text, pos, out.empty() ? 0 : out.back().at.end, pack))) {
      Found found = make(at, static_cast<size_t>(match.value));
      const bool known = !found.party.id.empty();
      if (!is_of_title(block.text, at, known, pack)) out.push_back(std::move(found));
      pos = at.end;
    } else {
      pos += utf8_length(block.text[pos]);
    }
  }
  merge_in(block, std::move(out));
}

}  // namespace dealwire
