#include "rules/name_judge.h"

#include <algorithm>
#include <array>

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "rules/towns.h"
#include "text/utf8.h"

namespace dealwire {

void NameJudge::judge(std::string_view stretch, std::string_view next_class) {
  stretch = without_maker_mark(stretch);
  if (stretch.empty() || stretch.size() > kLongestName) return;
  if (add_owned_by_other(stretch) || add_local_name(stretch)) return;
  const std::string_view name = name_within(stretch, pack_);
  // 計測ラボ(京都市): who has a seat may have a name of general words.
  const bool seated = next_class == "company" && pack_.marks_behind() && name == stretch;
  // Buyout house Merrow Lake: what somebody is outweighs what else is called so.
  const bool introduced =
      walk_.last_class == "head" && walk_.reached == 0 && is_upper(character_at(name, 0));
  const bool may_name = may_name_company(name, pack_) && (introduced || !names_place(name, pack_));
  if (!may_name && !(seated && is_han(character_at(name, 0)))) return;
  // 電池企業X: what ends like a name is of what X is.
  // But X控股股東 says what another one is to it.
  const size_t behind = static_cast<size_t>(stretch.data() - text_.data()) + stretch.size();
  const bool described = next_class == "head" && is_han(character_at(name, 0)) &&
                         pack_.word_class("relation").longest(text_, behind).length == 0;
  const bool suffixed = suffix_length(name, pack_) > 0 && !described;
  if (!suffixed && is_korean_word(name, pack_)) {
    add_city(name);
    return;
  }
  const auto begin = static_cast<size_t>(name.data() - text_.data());
  Range at{begin, begin + name.size()};
  if (ends_in(name, "full_form", pack_)) at.begin = block_.full_name_begin(at);
  // 中國玄岳(06168): stocks are called by four characters.
  constexpr size_t kTwoHan = 6;  // bytes
  if (is_whole_han(name) && name.size() == kTwoHan && block_.has_stock_code(at.end)) {
    at.begin = block_.place_before(at.begin);
  }
  const bool latin = is_upper(character_at(name, 0));
  if (latin && add_family(at)) return;
  const bool person = walk_.last_class == "title" || walk_.last_class == "given" ||
                      (next_class == "title" && !signs_.titles_lead(name)) ||
                      (latin && (has_title(at.end) || is_in_commas_behind_title(at)));
  if (person && !suffixed) {
    if (latin || signs_.titles_lead(name)) out_.push_back({at, false, 0, true});
    return;
  }
  if (latin && !suffixed && (walk_.last_class == "where" || is_common(name, at.begin))) return;
  if (latin && !suffixed && (is_site(at) || is_seat_town(at))) return;
  if (latin && !suffixed && is_model(at)) return;
  const size_t lead = static_cast<size_t>(name.data() - stretch.data());
  const bool item = is_item_head(at);
  // 機体整備のミワテックは: what somebody does leads a name in katakana or Latin letters.
  const bool does_trade = walk_.last_class == "trade" && signs_.is_marked(at) &&
                          (is_katakana(character_at(name, 0)) || latin);
  // 堺市の泉州タクシー: where a line of business with a name is at home.
  const bool at_home =
      walk_.last_class == "place" && walk_.reached > 0 && signs_.ends_in_sector(name);
  const bool strong =
      suffixed || does_trade || does_business(at) || at_home || item || is_institution(name) ||
      name.find(" & ") != name.npos || (latin && name.find('+') != name.npos) ||
      walk_.last_class == "head" || walk_.last_class == "company" || next_class == "company" ||
      has_prefix(name) || is_compound_name(name, pack_) || ends_commonly(name) ||
      (signs_.mixes_scripts(name) && (latin || is_upper(name[name.size() - 2]))) ||
      (leads_company(stretch.substr(0, lead), pack_) &&
       (!pack_.leaves_subjects_out() || suffixed || latin || is_coined(name, pack_))) ||
      is_foreign(name) || (latin && is_at_home(at)) || block_.has_stock_code(at.end) ||
      is_dealt_in(at);
  const bool takes_part = latin && has_part(at, next_class);
  const bool noun = ends_in(name, "noun_tail", pack_) && !signs_.ends_in_sector(name);
  if (!strong && !takes_part && (noun || is_term_or_count(name, pack_))) return;
  // Adverbs and verbs were taken off it: 柏川正, 柏川占.
  const bool barred = !suffixed && is_han(character_at(name, 0)) && signs_.titles_lead(name) &&
                      name.data() + name.size() < stretch.data() + stretch.size();
  const unsigned evidence = signs_.evidence_for(at, barred ? "verb" : next_class);
  const bool capitals = latin && is_term_or_count(name, pack_);  // the BBC
  if (!strong && !capitals && may_be_noun(name, evidence)) return;
  // 대전 유성구에: a part of a town is no party.
  if (!strong && walk_.last_class == "place" && ends_in(name, "town_end", pack_)) return;
  out_.push_back({at, strong, evidence, false, strong});
}

// ヴェスタン製の風車: by whom something is made.
std::string_view NameJudge::without_maker_mark(std::string_view stretch) const {
  const size_t mark = pack_.word_class("maker_mark").ending(stretch);
  const bool made = mark > 0 && is_katakana(character_before(stretch, stretch.size() - mark));
  return stretch.substr(0, stretch.size() - (made ? mark : 0));
}

// What is all capitals is a party rather than a term where it does something (CMPC emitió, DNB and
// Eksport have lent), is introduced (ZKL, the bearing maker) or stands alone behind the case word
// of a person or party (awarded to CAF, sold by the NBA for)
// or behind a verb (hired ABB to).
bool NameJudge::has_part(Range at, std::string_view next_class) const {
  if (pack_.leaves_subjects_out()) return has_part_in_han(at);
  if (signs_.is_doer_of_day(at)) return true;
  const bool opens = block_.opens_sentence(at.begin);
  const std::string_view name = text_at(text_, at);
  if (name.find_first_of("0123456789") != name.npos) return false;  // AV-210
  constexpr size_t kFarthest = 40;  // bytes: a case word and an article
  size_t begin = at.begin;
  const auto word_before = [&] {
    const size_t first = begin - std::min(begin, kFarthest);
    return last_word(trim(text_at(text_, {first, begin})));
  };
  if (const auto word = word_before(); pack_.word_class("article").has(word)) {
    begin = static_cast<size_t>(word.data() - text_.data());
  }
  if (next_class == "verb") return true;
  const std::string_view behind = text_.substr(at.end);
  const std::string_view next = word_at(behind, behind.starts_with(' ') ? 1 : 0);
  const bool joined = pack_.word_class("conjunction").has(next);
  const bool introduced =
      behind.starts_with(", ") && pack_.word_class("aside").has(word_at(behind, 2));
  if ((opens || block_.opens_sentence(begin)) && (introduced || joined)) return true;
  const Found* mention = block_.mention_at(at.end + 1);
  const bool sum = mention != nullptr && mention->kind == Kind::kMoney;  // paid FIFA $5m
  const bool alone = !behind.starts_with(' ') || joined || sum ||
                     pack_.word_class("case").has(next) ||
                     pack_.word_class("clause_start").has(next);
  if (!alone) return false;
  constexpr std::array<std::string_view, 4> kCases = {"to", "by", "from", "with"};
  const std::string_view word = word_before();
  const std::string* place = pack_.word_class("case").value(word);
  if (place == nullptr) return pack_.word_class("name_verb").has(word);
  return !pack_.word_class("place_before").has(word) &&
         std::find(kCases.begin(), kCases.end(), *place) != kCases.end();
}

// Groupe Horizon, Banco Andino: what companies begin with.
bool NameJudge::has_prefix(std::string_view name) const {
  const std::string_view first = word_at(name, 0);
  return first.size() < name.size() && pack_.word_class("name_prefix").has(first);
}

// Names of companies have no article, and where all nouns have a capital it takes more than that.
bool NameJudge::may_be_noun(std::string_view name, unsigned evidence) const {
  if (name.find(' ') != name.npos || ends_in(name, "name_end", pack_)) return false;
  const bool told = walk_.last_class == "verb" || walk_.last_class == "nation";  // das dänische X
  return walk_.last_class == "article" || (block_.all_nouns && evidence == 0 && !told);
}

// 米ミドリ, 네덜란드 한솔: a foreign company is told by where it comes from.
bool NameJudge::is_foreign(std::string_view name) const {
  if (pack_.leaves_subjects_out()) return is_latin_of_place(name);
  if (walk_.last_class != "nation" || !pack_.marks_behind()) return false;
  const char32_t first = character_at(name, 0);
  if (is_katakana(first) && ends_in(name, "noun_tail", pack_)) return false;  // 米ベイン系
  if (is_katakana(first) || is_hangul(first) || is_upper(first)) return true;
  const size_t end = static_cast<size_t>(name.data() - text_.data()) + name.size();
  return is_han(first) && walk_.reached > 0 && pack_.case_after.longest(text_, end).length > 0;
}

// 40架A320neo: what is counted in Chinese, and has a figure in its name.
bool NameJudge::is_model(Range at) const {
  const std::string_view name = text_at(text_, at);
  if (!pack_.leaves_subjects_out() || at.begin == 0) return false;
  if (name.find_first_of("0123456789") == name.npos) return false;
  const size_t last = previous_position(text_, at.begin);
  return pack_.word_class("counter").has(text_at(text_, {last, at.begin}));
}

// 摩洛哥的Atlas, 瑞士Lenzara向: what is written in Latin letters behind where it is from, and no
// noun follows (台灣AI產業).
bool NameJudge::is_latin_of_place(std::string_view name) const {
  if (!is_upper(character_at(name, 0)) || is_term_or_count(name, pack_)) return false;
  const auto begin = static_cast<size_t>(name.data() - text_.data());
  const size_t behind_place = begin - pack_.word_class("modifier").ending(text_.substr(0, begin));
  if (block_.place_before(behind_place) == behind_place) return false;
  const size_t end = begin + name.size();
  const auto next = pack_.general_words.longest(text_, end);
  if (next.length == 0) return !is_han(character_at(text_, end));
  return next.value != "noun" && next.value != "head" && next.value != "title";
}

// Oslo-based X, Estonia's X: companies are told by where they are.
bool NameJudge::is_at_home(Range at) const {
  constexpr size_t kFarthest = 40;  // bytes
  const WordClass& owners = pack_.word_class("possessive");
  if (block_.all_nouns || owners.empty() || at.begin == 0) return false;
  const size_t first = at.begin - std::min(at.begin, kFarthest);
  const std::string_view left = text_at(text_, {first, at.begin});
  if (!left.ends_with(' ')) return false;
  const std::string_view before = trim(left);
  const std::string_view word = last_word(before);
  const size_t hyphen = word.rfind('-');
  if (hyphen != word.npos && is_upper(word[0])) {
    return pack_.word_class("compound_end").has(word.substr(hyphen + 1));
  }
  const size_t owner = owners.ending(before);
  const std::string_view place = before.substr(0, before.size() - owner);
  for (size_t pos = 0; owner > 0 && pos != place.npos; pos = place.find(' ', pos)) {
    if (pos > 0) ++pos;
    if (is_place(place.substr(pos), pack_)) return true;
  }
  return false;
}

bool NameJudge::add_family(Range at) {
  const WordClass& families = pack_.word_class("family");
  bool behind_name = false;
  if (character_at(text_, at.end) == ' ') {
    const size_t length = families.longest(text_, at.end + 1).length;
    const Range behind{at.end + 1, at.end + 1 + length};
    behind_name = length > 0 && !cuts_word(text_, behind);
    if (behind_name) at.end = behind.end;
  }
  if (at.begin > 0 && text_[at.begin - 1] == ' ') {
    const std::string_view before = last_word(text_.substr(0, at.begin - 1));
    if (families.has(before)) at.begin -= 1 + before.size();
  }
  const std::string_view name = text_at(text_, at);
  const bool is_one =
      behind_name || families.has(word_at(name, 0)) || families.has(last_word(name));
  if (is_one) {
    out_.push_back({at, true, 0});
    out_.back().owner = true;
  }
  return is_one;
}

bool NameJudge::add_local_name(std::string_view stretch) {
  const bool korean = is_hangul(character_at(stretch, 0));
  if (walk_.last_class != "place" && !(korean && walk_.last_class == "nation")) return false;
  auto begin = static_cast<size_t>(stretch.data() - text_.data());
  if (!korean) {  // 雲南|省能投集團
    const size_t end_of_place = pack_.word_class("place_end").longest(text_, begin).length;
    if (end_of_place < stretch.size()) begin += end_of_place;
    stretch = text_.substr(begin, stretch.size() - end_of_place);
  }
  // A Korean word only ends like one (산림환경부), and a space parts it from the place.
  const size_t length = !korean ? pack_.word_class("local_name").longest(text_, begin).length
                        : ends_in(stretch, "local_name", pack_) ? stretch.size()
                                                                : 0;
  const size_t place = block_.place_before(begin);
  if (length > stretch.size() || place == begin) return false;
  if (!korean && is_named_behind(begin + (length > 0 ? length : stretch.size()))) return false;
  if (length == 0) return !korean && add_place_of_words(stretch, place);
  out_.push_back({{place, begin + length}, true, 0});
  return true;
}

// 加拿大退休基金CPPIB: the words before say where from and what it is, and make nobody of their
// own.
bool NameJudge::is_named_behind(size_t pos) const {
  constexpr size_t kLeast = 3;  // letters
  const Found* next = block_.mention_at(pos);
  if (next != nullptr) return next->is_party();
  return run_end(text_, pos, is_word_character) - pos >= kLeast &&
         is_upper(character_at(text_, pos)) && pack_.general_words.longest(text_, pos).length == 0;
}

// 宜賓新興產業集團, 沙特電力採購公司(SPPC): of words that tell nobody from others, the place does.
// Without its name in brackets, 公司 may be said of any company there.
bool NameJudge::add_place_of_words(std::string_view stretch, size_t place) {
  const size_t end = static_cast<size_t>(stretch.data() - text_.data()) + stretch.size();
  // 南港輪胎: if more speaks for it.
  const bool goes_on =
      is_word_character(character_at(text_, end)) ||
      (is_han(character_at(text_, end)) && pack_.general_words.longest(text_, end).length == 0);
  if (!goes_on && pack_.word_class("name_suffix").has(stretch)) {
    const unsigned evidence = signs_.evidence_for({place, end}, "") | kBehindPlace;
    out_.push_back({{place, end}, false, evidence | kCoined});
    return true;
  }
  const bool any = ends_in(stretch, "name_kind", pack_) && character_at(text_, end) != '(';
  if (any || !is_han(character_at(stretch, 0)) || !ends_in(stretch, "name_form", pack_))
    return false;
  if (pack_.word_class("name_form").has(stretch)) return false;
  constexpr size_t kPort = 9;  // bytes of 港集團
  if (stretch.size() > kPort && is_coined(stretch, pack_)) return false;
  out_.push_back({{place, end}, true, 0});
  return true;
}

// 賣給高盛旗下的亞太塔業: what belongs to a party and begins with a place is a company, if nothing
// but the bound of a name follows.
bool NameJudge::add_owned_by_other(std::string_view stretch) {
  if (walk_.last_class != "place" || !pack_.leaves_subjects_out()) return false;
  const auto begin = static_cast<size_t>(stretch.data() - text_.data());
  const size_t place = block_.place_before(begin), end = begin + stretch.size();
  if (place == begin || !is_whole_han(stretch) || is_han(character_at(text_, end))) return false;
  const size_t owner = place - pack_.word_class("modifier").ending(text_.substr(0, place));
  const bool owned = pack_.word_class("possessive").longest(text_, owner).length > 0 &&
                     std::any_of(block_.found.begin(), block_.found.end(),
                                 [&](const Found& f) { return f.is_party() && f.at.end == owner; });
  if (owned) out_.push_back({{place, end}, true, 0});
  return owned;
}

// 減持澤明, 取得澤明15%股權, 選定澤明為供應商: in Chinese whose shares are dealt in, or who is
// chosen as something, is a company, if nothing but that stands there. The value of the verb tells
// what has to follow.
bool NameJudge::is_dealt_in(Range at) const {
  const std::string_view name = text_at(text_, at);
  const bool thing = ends_in(name, "asset", pack_) || ends_in(name, "thing_end", pack_);  // 礦場
  if (!pack_.leaves_subjects_out() || !is_whole_han(name) || thing) return false;
  const WordClass& verbs = pack_.word_class("dealt_verb");
  const std::string_view left = text_.substr(0, at.begin);
  const size_t length = verbs.ending(left);
  if (length == 0) return false;
  const std::string& follows = *verbs.value(left.substr(left.size() - length));
  const Found* next = block_.mention_at(at.end);
  const bool share = next != nullptr && next->kind == Kind::kStake;
  if (follows == "as") {  // but 指定澤明為董事 is somebody
    const size_t as = at.end + pack_.word_class("copula").longest(text_, at.end).length;
    return as > at.end && pack_.general_words.longest(text_, as).value != "title";
  }
  const char32_t mark = at.end < text_.size() ? character_at(text_, at.end) : U'。';
  return share || (follows == "alone" && (mark == ',' || mark == U'。' || mark == U';'));
}

// Two characters in Han or more.
bool NameJudge::is_whole_han(std::string_view name) {
  constexpr int kLeast = 4;  // columns
  return columns(name) >= kLeast && run_end(name, 0, is_han) == name.size();
}

// Does what somebody is follow behind a comma: X, an analyst at ...?
bool NameJudge::has_title(size_t pos) const {
  constexpr size_t kMost = 5;  // words
  if (text_.compare(pos, 2, ", ") != 0) return false;
  pos += 2;
  for (size_t i = 0; i < kMost && is_word_character(character_at(text_, pos)); ++i) {
    const std::string_view word = word_at(text_, pos);
    if (pack_.word_class("name_title").has(word)) return true;
    pos += word.size();
    pos += character_at(text_, pos) == ' ';
  }
  return false;
}

// The chief executive, X, ...
bool NameJudge::is_in_commas_behind_title(Range at) const {
  constexpr std::string_view kComma = ", ";
  const std::string_view before = text_.substr(0, at.begin);
  if (!before.ends_with(kComma) || !text_.substr(at.end).starts_with(',')) return false;
  std::string_view title = before.substr(0, before.size() - kComma.size());
  for (int i = 0; i < 2; ++i) {  // the adjective stands behind in some languages
    const std::string_view word = last_word(title);
    // Its founder, X, may be a company.
    if (pack_.word_class("owner_title").has(word)) return false;
    if (pack_.word_class("name_title").has(word)) return true;
    title = trim(title.substr(0, title.size() - word.size()));
  }
  return false;
}

// Bank of Kent.
bool NameJudge::is_institution(std::string_view name) const {
  const std::vector<Word> of = find_words(name, "institution_of", pack_);
  return !of.empty() && block_.is_institution(trim(name.substr(0, of.front().at.begin)));
}

// The Pelly mine, its Pelly Ridge wind farm: what a name stands before tells that it is a
// place's.
bool NameJudge::is_site(Range at) const {
  const std::string_view behind = text_.substr(at.end);
  if (!behind.starts_with(' ')) return false;
  // The Oslo grocer: of where it is, not of whom.
  const std::string_view noun = word_at(text_, at.end + 1);
  const WordClass& named = pack_.word_class("named_noun");
  if (!named.empty() && !named.has(noun) && pack_.word_class("name_lead").has(noun) &&
      !pack_.word_class("counterpart").has(noun) && block_.is_behind_article(at.begin)) {
    return true;
  }
  const WordClass::Match word = pack_.word_class("site_noun").longest(text_, at.end + 1);
  return word.length > 0 && !cuts_word(text_, {at.end + 1, at.end + 1 + word.length});
}

// Orsk Space, Titusville, Florida, is awarded: a town where a company is at home, between it and
// the state or country.
bool NameJudge::is_seat_town(Range at) const {
  constexpr std::string_view kComma = ", ";
  const std::string_view behind = text_.substr(at.end);
  if (!text_.substr(0, at.begin).ends_with(kComma) || !behind.starts_with(kComma)) return false;
  const size_t begin = at.end + kComma.size();
  const auto place = pack_.general_words.longest(text_, begin);
  const size_t end = begin + place.length;
  return place.value == "place" && !cuts_word(text_, {begin, end}) &&
         (character_at(text_, end) == ',' || character_at(text_, end) == '.');
}

// A word that opens a sentence and ends like common ones (Shipbrokers) may be one.
bool NameJudge::is_common(std::string_view name, size_t begin) const {
  return name.find(' ') == name.npos && block_.opens_sentence(begin) &&
         ends_in(name, "common_end", pack_);
}

// ○三輪テキ  英国の: a name between the mark of a list item and a gap is whom the item is about.
bool NameJudge::is_item_head(Range at) const {
  const std::string_view left = trim(text_.substr(0, at.begin));
  return pack_.marks_behind() && character_at(text_, at.end) == ' ' && !left.empty() &&
         is_item_mark(character_before(left, left.size()));
}

// 飼料を製造する三輪牧野, 사료를 만드는 한결: what somebody does stands before the name, with a
// word of class `business_verb`. What is done to it would be marked as its own: 三輪が製造する.
bool NameJudge::does_business(Range at) const {
  constexpr size_t kFarthest = 36;  // bytes
  if (!pack_.marks_behind()) return false;
  const std::string_view left = trim(text_.substr(0, at.begin));
  const size_t verb = pack_.word_class("business_verb").ending(left);
  if (verb == 0) return false;
  const std::string_view name = text_at(text_, at);
  if (ends_in(name, "noun_tail", pack_) || !(is_likely_name(name, pack_) || signs_.is_marked(at)))
    return false;
  size_t pos = left.size() - verb;
  const size_t first = pos - std::min(pos, kFarthest);
  while (pos > first) {
    pos = previous_position(text_, pos);
    const std::string_view place = pack_.case_after.longest(text_, pos).value;
    if (place == "object") return true;
    if (place == "subject" || place == "topic" || place == "holder") return false;
  }
  return false;
}

bool NameJudge::add_city(std::string_view name) {
  const size_t ending = pack_.word_class("town_end").ending(name);
  if (ending == 0) return false;
  if (general_class(name.substr(0, name.size() - ending), pack_) != "place") return false;
  const auto begin = static_cast<size_t>(name.data() - text_.data());
  const Range at{begin, begin + name.size()};
  const auto word = pack_.case_after.longest(text_, at.end);
  const bool party = word.value == "topic" || word.value == "subject" || word.value == "with" ||
                     word.value == "from" || is_dealt_with_town(block_, at.end);
  if (!party || at.end + word.length < hangul_end(text_, at.end)) return false;
  out_.push_back({at, true, 0});
  return true;
}

// 한결인쇄: a Korean word that is no general one, and ends like one.
bool NameJudge::ends_commonly(std::string_view name) const {
  constexpr int kLeast = 8;  // columns
  return is_hangul(character_at(name, 0)) && columns(name) >= kLeast &&
         ends_in(name, "common_suffix", pack_);
}

// 日本RIZAP收購, 交給KKR: between words for who does something to whom, and no noun behind it.
bool NameJudge::has_part_in_han(Range at) const {
  const std::string_view name = text_at(text_, at);
  if (name.find_first_of("0123456789") != name.npos) return false;  // PD-1
  const char32_t next = character_at(text_, at.end);
  if (is_han(next)) {
    const std::string_view kind = pack_.general_words.longest(text_, at.end).value;
    if (kind.empty() || kind == "noun" || kind == "head" || kind == "common") return false;
  } else if (is_word_character(next) || next == ' ' || next == '-') {
    return false;
  }
  constexpr size_t kAbbreviation = 3;  // bytes: rather a term, as GPU
  return walk_.behind_case || walk_.last_class == "place" ||
         (at.size() > kAbbreviation && signs_.is_followed_as_doer(at.end));
}

}  // namespace dealwire
