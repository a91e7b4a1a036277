#include "rules/name_shape.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }

// Does the end of another name follow, in another script: 楽天カード, ソニー銀行?
bool is_suffixed(std::string_view text, size_t pos, const Pack& pack) {
  const char32_t next = character_at(text, pos);
  const char32_t last = character_before(text, pos);
  const bool same = is_kana(last) == is_kana(next) && is_hiragana(last) == is_hiragana(next);
  if (!is_cjk(next) || same) return false;
  const size_t end = run_end(text, pos, is_katakana(next) ? is_katakana : is_han, kLongestName);
  if (character_at(text, end) == U'・') return false;  // 投資会社キャピタル・ミワ
  return pack.word_class("name_suffix").has(text_at(text, {pos, end}));
}

// Where the Latin words begin that what they are may lead (机器人零件商Velanta); 0 if there are
// none.
size_t latin_begin(std::string_view stretch) {
  constexpr size_t kShortest = 3;  // bytes
  size_t begin = 0;
  while (begin < stretch.size() && !is_upper(character_at(stretch, begin))) {
    begin += utf8_length(stretch[begin]);
  }
  return stretch.size() - begin >= kShortest ? begin : 0;
}

// In Chinese a code may stand right behind a name: 康源生物 in 康源生物K300.
std::string_view before_code(std::string_view stretch, const Pack& pack) {
  const size_t begin = latin_begin(stretch);
  if (begin == 0 || !pack.leaves_subjects_out()) return stretch;
  const std::string_view name = stretch.substr(0, begin);
  const bool code = stretch.find_first_of("0123456789", begin) != stretch.npos;
  return code && suffix_length(name, pack) > 0 ? name : stretch;
}

// Where a stretch first ends like a name, as words that we do not know may cling to it
// (Havbris能源下). Endings in a row belong together (新能源科技), and a form of company ends the
// name however far behind it stands (碳谷科技園區管理有限公司). 0 if it ends like none.
size_t name_end(std::string_view stretch, const Pack& pack) {
  size_t out = 0;
  for (size_t pos = 0; pos < stretch.size();) {
    pos += utf8_length(stretch[pos]);
    const char32_t next = character_at(stretch, pos);
    // Inside Latin words, and a Korean one.
    if (is_word_character(next) || is_hangul(next) || next == ' ' || next == '&') continue;
    if (cuts_name(stretch, {0, pos})) continue;  // ピクセルノート
    const std::string_view name = stretch.substr(0, pos);
    const size_t suffix = suffix_length(name, pack);
    if (suffix == 0) continue;
    const size_t dot = character_at(stretch, out) == U'・' ? utf8_length(stretch[out]) : 0;
    const bool in_a_row = pos - suffix <= out + dot;  // 新能源科技, キャピタル・パートナーズ
    if (out == 0 || in_a_row || ends_in(name, "name_form", pack)) out = pos;
  }
  return out;
}

// Where a Chinese name begins behind what it is called (家族基金明翹置業, PCB廠楚安電子), if it is
// one without that.
size_t name_begin(std::string_view name, const Pack& pack) {
  size_t out = 0;
  for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
    if (is_han(character_at(name, pos)) && leads_company(name.substr(0, pos), pack) &&
        suffix_length(name.substr(pos), pack) > 0) {
      out = pos;
    }
  }
  return out;
}

// Short words that cling to a name on the left (為大唐集團), of class `name_glue`, where a name
// follows them still.
size_t glue_length(std::string_view stretch, const Pack& pack) {
  size_t out = 0;
  while (is_han(character_at(stretch, out))) {
    const std::string_view word = stretch.substr(out, utf8_length(stretch[out]));
    if (!pack.word_class("name_glue").has(word)) break;
    if (columns(stretch.substr(out + word.size())) < 4) break;
    out += word.size();
  }
  return out;
}

// Is a name in Han made of words that tell nobody from others: 光伏電力, 全球儲能?
bool is_made_of_words(std::string_view name, const Pack& pack) {
  constexpr size_t kLongest = 15;  // bytes
  const bool marks_behind = pack.marks_behind();
  for (size_t pos = 0; pos < name.size();) {
    const auto word = pack.general_words.longest(name, pos);
    size_t length = std::max(word.length, pack.word_class("plain_word").longest(name, pos).length);
    // In Japanese a place does tell: 四国銀行.
    if (marks_behind && length < name.size() && word.value == "place") return false;
    for (size_t end = pos + std::min(kLongest, name.size() - pos); end > pos + length; --end) {
      if (is_suffix(text_at(name, {pos, end}), pack)) length = end - pos;
    }
    if (length == 0) return false;
    pos += length;
  }
  return true;
}

// The same for a name that does not end like one (塔架廠碩橋): it must be short.
size_t short_name_begin(std::string_view stretch, const Pack& pack) {
  constexpr size_t kLeast = 4, kMost = 10;  // columns
  size_t out = 0;
  for (size_t pos = 0; pos < stretch.size(); pos += utf8_length(stretch[pos])) {
    if (!leads_company(stretch.substr(0, pos), pack)) continue;
    const size_t width = columns(stretch.substr(pos));
    if (width >= kLeast && width <= kMost) out = pos;
  }
  return out;
}

// The stretch between characters that short names hardly hold (占 in 柏川占, class `name_bar`), or
// at least do not end in (正 in 柏川正).
std::string_view unbarred(std::string_view stretch, const Pack& pack) {
  const WordClass& bars = pack.word_class("name_bar");
  if (bars.empty()) return stretch;
  constexpr size_t kShortest = 6;  // bytes: two characters
  size_t begin = 0, end = 0;
  while (end < stretch.size()) {
    const size_t length = utf8_length(stretch[end]);
    const std::string_view character = stretch.substr(end, length);
    const std::string* where = bars.value(character);
    const bool counts = end > begin && pack.word_class("digit").has(character) &&
                        pack.word_class("counter").longest(stretch, end + length).length > 0;
    if (counts) break;  // 大直一棟
    if (where != nullptr && where->empty()) {
      if (end - begin >= kShortest) break;
      begin = end + length;
    }
    end += length;
  }
  while (end - begin > kShortest) {
    const size_t last = previous_position(stretch, end);
    if (!bars.has(text_at(stretch, {last, end}))) break;
    end = last;
  }
  return text_at(stretch, {begin, end});
}

// How much of a Chinese stretch, which first ends like a name at `end`, says what the one behind it
// is: 動畫公司 in 動畫公司若森數字, 快遞企業 in 快遞企業通捷速遞. 0 if it is a name.
size_t description_length(std::string_view stretch, size_t end, const Pack& pack) {
  constexpr size_t kLeast = 4;  // columns of the name behind it
  if (!is_han(character_at(stretch, 0)) || !is_han(character_at(stretch, end))) return 0;
  const std::string_view name = stretch.substr(0, end);
  const WordClass::Match kind = pack.word_class("name_kind").longest(stretch, end);
  const bool is_kind = ends_in(name, "name_kind", pack) && !ends_in(name, "full_form", pack);
  if (kind.length == 0 && !is_kind && !is_made_of_words(name, pack)) return 0;
  const size_t out = end + kind.length;
  return columns(stretch.substr(out)) >= kLeast ? out : 0;
}

// Does a Japanese name in katakana end in a place?
bool ends_in_place(std::string_view name, const Pack& pack) {
  if (!pack.marks_behind() || !is_katakana(character_at(name, 0))) return false;
  const size_t end = run_end(name, 0, is_katakana);
  return end < name.size() && general_class(name.substr(end), pack) == "place";
}

// うみねこ亭, but not いた三輪: two characters of hiragana at least, unless it ends like a name,
// and no general word.
bool may_begin_in_hiragana(std::string_view name, const Pack& pack) {
  if (suffix_length(name, pack) > 0) return true;
  const size_t end = run_end(name, 0, is_hiragana);
  return end >= 6 && end < name.size() && pack.general_words.longest(name, 0).length == 0;
}

// NECネッツエスアイ: capital letters before katakana that is no general words are of a name.
bool is_capitals_and_katakana(std::string_view name, const Pack& pack) {
  constexpr size_t kLeast = 12;  // bytes: four characters
  const size_t begin = run_end(name, 0, is_upper);
  return begin > 1 && name.size() - begin >= kLeast && is_katakana(character_at(name, begin)) &&
         !is_made_of_general_words(name.substr(begin), pack) && !ends_in(name, "noun_tail", pack);
}

}  // namespace

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c));
}

bool is_item_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U"▼▽▲△■□●○◆◇▶";
  return kMarks.find(c) != kMarks.npos;
}

size_t run_end(std::string_view text, size_t pos, bool (*is_kind)(char32_t), size_t most) {
  size_t end = pos;
  while (end - pos < most && is_kind(character_at(text, end))) end += utf8_length(text[end]);
  return end;
}

std::string_view word_at(std::string_view text, size_t pos) {
  return text.substr(pos, run_end(text, pos, is_word_character) - pos);
}

std::string_view last_word(std::string_view text) { return text.substr(text.rfind(' ') + 1); }

bool is_suffix(std::string_view word, const Pack& pack) {
  return pack.word_class("name_suffix").has(word) || pack.word_class("name_form").has(word);
}

size_t behind_forms(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kLongest = 24;  // bytes of a form
  const WordClass& forms = pack.word_class("name_form");
  size_t end = pos;
  const size_t near = pos - std::min(pos, kLongest);
  bool behind_form = forms.has(last_word(text_at(text, {near, pos})));
  for (size_t begin = pos; begin < text.size(); begin = end, behind_form = true) {
    if (behind_form && text[begin] == '.') ++begin;
    if (text.substr(begin).starts_with(',')) ++begin;
    const bool apart = begin > end;
    if (text.substr(begin).starts_with(' ')) ++begin;
    const Range form{begin, begin + forms.longest(text, begin).length};
    const std::string_view word = text_at(text, form);
    const bool latin = begin > end && !is_cjk(character_at(text, begin));
    if (!latin || form.empty() || cuts_word(text, form)) break;
    if (apart && !pack.word_class("name_form_apart").has(word)) break;
    // The last dot is of the form only where others are: S.A., but not Inc.
    const bool dotted = word.ends_with('.') && word.find('.') + 1 == word.size();
    end = form.end - (dotted ? 1 : 0);
  }
  return end;
}

size_t behind_full_name(std::string_view text, size_t pos, const Pack& pack) {
  const size_t forms = behind_forms(text, pos, pack);
  if (forms > pos) return forms;
  const size_t begin = pos + (text.substr(pos).starts_with(' ') ? 1 : 0);
  size_t end = begin + pack.word_class("name_form").longest(text, begin).length;
  if (end == begin) {
    const auto word = pack.general_words.longest(text, begin);
    if (word.value == "company") end += word.length;
  }
  return end > begin && !cuts_word(text, {begin, end}) ? end : pos;
}

size_t suffix_length(std::string_view name, const Pack& pack) {
  for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
    if (!is_suffix(name.substr(pos), pack) || cuts_word(name, {pos, name.size()})) continue;
    const std::string_view stem = trim(name.substr(0, pos));
    // Two characters of a wide script, or a short Latin name: SM엔터테인먼트.
    const size_t least = is_cjk(character_at(stem, 0)) ? 4 : 2;  // columns
    return columns(stem) >= least ? name.size() - pos : 0;
  }
  return 0;
}

bool names_trade(std::string_view name, const ClassName& trade, const Pack& pack) {
  const WordClass& words = pack.word_class(trade);
  for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
    const size_t length = words.longest(name, pos).length;
    if (length > 0 && !cuts_word(name, {pos, pos + length})) return true;
  }
  return false;
}

bool ends_in(std::string_view text, const ClassName& word_class, const Pack& pack) {
  return pack.word_class(word_class).ending(text) > 0;
}

bool leads_company(std::string_view words, const Pack& pack) {
  return ends_in(words, "name_lead", pack);
}

std::string_view general_class(std::string_view word, const Pack& pack) {
  const auto match = pack.general_words.longest(word, 0);
  return match.length == word.size() ? match.value : "";
}

bool is_place(std::string_view word, const Pack& pack) {
  const std::string_view word_class = general_class(word, pack);
  return word_class == "place" || word_class == "nation";
}

bool is_head(std::string_view word, const Pack& pack) {
  return is_word_character(character_at(word, 0)) &&
         (general_class(word, pack) == "head" || leads_company(word, pack));
}

bool is_compound_name(std::string_view word, const Pack& pack) {
  return ends_in(word, "name_compound", pack);
}

bool ends_like_noun(std::string_view words, const Pack& pack) {
  return ends_in(words, "noun_end", pack) || pack.word_class("noun_end").has(words);
}

bool stands_free(std::string_view text, Range at, const Pack& pack) {
  if (cuts_name(text, at) || is_suffixed(text, at.end, pack)) return false;
  const size_t end = hangul_end(text, at.end);
  return end == at.end || !is_hangul(character_before(text, at.end)) ||
         is_case_ending(text, {at.end, end}, pack);
}

std::string_view name_within(std::string_view stretch, const Pack& pack) {
  const char32_t first = character_at(stretch, 0);
  const bool one_name = is_hangul(first) || is_katakana(first);  // 한솔AI
  if (is_han(first)) stretch = before_code(stretch, pack);
  if (!is_word_character(first) && !one_name) stretch.remove_prefix(latin_begin(stretch));
  stretch.remove_prefix(glue_length(stretch, pack));
  if (const size_t end = name_end(stretch, pack); end > 0) {
    if (const size_t description = description_length(stretch, end, pack); description > 0) {
      return name_within(stretch.substr(description), pack);
    }
    const std::string_view name = stretch.substr(0, end);
    return name.substr(name_begin(name, pack));
  }
  if (is_han(character_at(stretch, 0))) {
    stretch = unbarred(stretch, pack);
    return stretch.substr(short_name_begin(stretch, pack));
  }
  if (!is_word_character(character_at(stretch, 0))) return stretch;
  // Chinese behind a Latin word belongs to it only if it ends like a name.
  const auto is_not_han = [](char32_t c) { return c != 0 && !is_han(c); };
  return stretch.substr(0, run_end(stretch, 0, is_not_han));
}

bool may_name_company(std::string_view name, const Pack& pack) {
  const char32_t first = character_at(name, 0);
  const size_t width = columns(name);
  // Korean funds say all that they are: 한결제7호위탁관리부동산투자회사.
  const size_t most = is_katakana(first) ? 48 : is_hangul(first) ? 44 : is_cjk(first) ? 28 : 60;
  const bool initials = is_upper(first) && is_upper(character_before(name, name.size()));  // LG
  const size_t least = is_cjk(first) ? 4 : initials ? 2 : 3;
  if (width < least || width > most) return false;
  if (pack.word_class("name_form").has(name)) return false;  // X, Inc.
  if (name.find("·") != name.npos) return false;             // a person's transliterated name
  if (is_hiragana(first) && !may_begin_in_hiragana(name, pack)) return false;
  if (pack.word_class("reference").has(name) || pack.word_class("article").has(name)) return false;
  if (is_han(first) && pack.word_class("name_lead").has(name)) return false;  // 企業
  // ゲーム開発: what somebody does, in words for it.
  const bool trade = is_katakana(first) && ends_in(name, "trade_end", pack);
  const bool words = is_han(first) || trade ? is_made_of_words(name, pack) : is_suffix(name, pack);
  if (words) return false;
  const bool counts = !pack.word_class("counter").empty();
  return !(is_han(first) && counts && is_term_or_count(name, pack));  // 八間銀行
}

bool names_place(std::string_view name, const Pack& pack) {
  // Port Kembla, Mount Isa, but Port Kembla Steel
  const std::string_view lead = word_at(name, 0);
  if (lead.size() < name.size() && pack.word_class("place_start").has(lead) &&
      suffix_length(name, pack) == 0) {
    return true;
  }
  if (ends_in_place(name, pack)) return false;  // ガイナーレ鳥取
  return ends_in(name, "place_end", pack);      // 懷俄明州
}

bool is_term_or_count(std::string_view name, const Pack& pack) {
  const char32_t first = character_at(name, 0);
  if (!is_cjk(first)) {
    if (is_capitals_and_katakana(name, pack)) return false;
    // A321s, VLCCs: the plural of one.
    const bool plural =
        name.size() > 1 && name.back() == 's' && !is_lower_ascii(name[name.size() - 2]);
    return std::none_of(name.begin(), name.end() - plural, is_lower_ascii);
  }
  if (!is_han(first)) return false;
  const std::string_view number = name.substr(0, utf8_length(name[0]));
  const auto& counters = pack.word_class("counter");
  if (!counters.empty() && counters.longest(name, number.size()).length == 0) {
    return false;  // 萬海, but not 八間
  }
  return pack.word_class("digit").has(number) || pack.word_class("magnitude").has(number);
}

bool is_coined(std::string_view name, const Pack& pack) {
  std::u32string characters;
  for (size_t pos = 0; pos < name.size();) characters += next_character(name, pos);
  const std::vector<size_t> lengths = word_lengths(characters);
  const auto single = [&](size_t i) { return lengths[i] == 1; };
  constexpr size_t kLong = 3;
  const bool is_thing = ends_in(name, "thing_end", pack);  // 實驗室
  for (size_t i = 0; i < lengths.size(); ++i) {
    const bool two = i + 1 < lengths.size() && single(i) && single(i + 1);
    if (two) return true;
    if (single(i) && lengths.size() == kLong && (i == 0 || !is_thing)) return true;
  }
  return false;
}

bool is_likely_name(std::string_view name, const Pack& pack) {
  constexpr int kLong = 10;  // columns
  const char32_t first = character_at(name, 0);
  if (is_han(first)) {
    const size_t han = run_end(name, 0, is_han);
    constexpr size_t kKatakana = 9;  // bytes: 都城フロン
    const bool mixed = han < name.size() && name.size() - han >= kKatakana &&
                       is_katakana(character_at(name, han)) &&
                       pack.general_words.longest(name, han).length == 0;
    return mixed || is_coined(name, pack);
  }
  return columns(name) >= kLong && (is_katakana(first) || is_hangul(first));
}

}  // namespace dealwire
