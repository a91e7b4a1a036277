#include "rules/case_after.h"

#include <algorithm>

#include "rules/holding.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "rules/sentence_subject.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNearCaseAfter =
    48;                            // bytes between a party and its case word: an apposition fits in
constexpr size_t kBrackets = 240;  // bytes of brackets between them

}  // namespace

size_t behind_brackets(std::string_view text, size_t pos) {
  if (character_at(text, pos) != '(') return pos;
  const size_t end = text.find(')', pos);
  return end == text.npos || end - pos > kBrackets ? pos : end + 1;
}

// Names before the deed; in 工場を三輪から買収 also those inside it, if the frame does not ask
// for what stands there. A trigger may go on to the verb of what was agreed: 임차하는 계약을 X와
// 맺었다.
bool CasesBehind::is_argument(const Masked::Slot& slot) const {
  const bool inside = context_.hit.at.contains(slot.at) && !context_.hit.frame->takes("inside");
  return context_.is_left(slot) || inside;
}

bool CasesBehind::is_joined_to_next(const Masked::Slot& slot) const {
  const Masked::Slot* next = next_name(slot);
  if (next == nullptr || opens_headline(slot, *next) || is_counterpart(slot, *next)) return false;
  if (word_at(slot.at.end).value == "ally") return false;  // 三輪とともに、北浜から
  return context_.coordinated(slot, *next) || joined_by_apposition(slot, *next);
}

// 甲と乙の買収交渉を: with whom one talks, where that is another part than to be talked about.
bool CasesBehind::is_counterpart(const Masked::Slot& slot, const Masked::Slot& next) const {
  const Frame& frame = *context_.hit.frame;
  return frame.takes("with") && frame.takes("object") &&
         frame.role_of("with") != frame.role_of("object") && word_at(slot.at.end).value == "with" &&
         place_of(next) == "object";
}

// A・キャピタルと食品会社のBが: what the second one is may stand between them.
bool CasesBehind::joined_by_apposition(const Masked::Slot& slot, const Masked::Slot& next) const {
  if (next.at.begin - slot.at.end > kNearCaseAfter) return false;
  const std::string_view words = context_.between(slot, next);
  // In A와 업체 B를 the first one may be a companion instead.
  if (word_at(slot.at.end).value == "with" && !is_about(place_of(next))) return false;
  for (const auto& [conjunction, value] : context_.pack.word_class("conjunction").values()) {
    if (!words.starts_with(conjunction)) continue;
    const std::string_view rest = trim(words.substr(conjunction.size()));
    if (!rest.starts_with("、") && is_apposition_of(rest)) return true;  // not in 三輪と、…
  }
  return false;
}

// Nouns with what links them, the last one a word for a company or such a link: 신규 투자자인.
bool CasesBehind::is_apposition_of(std::string_view words) const {
  const std::string_view last = class_of_last(words);
  return last == "head" || last == "link" || last == "company";
}

// The class of the last of nouns with what links them; empty if other words stand there.
std::string_view CasesBehind::class_of_last(std::string_view words) const {
  std::string_view out;
  words.remove_suffix(context_.pack.word_class("appositive").ending(words));
  for (size_t pos = 0; pos < words.size();) {
    const auto word = context_.pack.general_words.longest(words, pos);
    const char32_t c = character_at(words, pos);
    if (word.length == 0 && (is_hiragana(c) || c == ',' || c >= 0xE000)) return "";
    if (!is_space(c)) out = word.value;
    pos += word.length > 0 ? word.length : utf8_length(words[pos]);
  }
  return out;
}

// 三輪など3社、: behind the word for others than the name that ends at `pos`, and how many they
// are.
size_t CasesBehind::behind_others(size_t pos) const {
  const WordTrie::Match word = word_at(pos);
  if (word.value != "among") return pos;
  const size_t end = pos + word.length;
  const size_t number = run_end(text_, end, is_ascii_digit);
  return number > end ? number + context_.pack.word_class("counter").longest(text_, number).length
                      : end;
}

// In a headline a comma stands for the topic's case word: 三輪、北浜を買収, 三輪、岡山の北浜を買収;
// what the first one is may stand before it: 素材大手の三輪、北浜に供給.
bool CasesBehind::opens_headline(const Masked::Slot& slot, const Masked::Slot& next) const {
  const Masked::Slot* third = next_name(next);
  const bool goes_on = third != nullptr && context_.between(next, *third).starts_with(',');
  const Range gap{std::min(behind_others(slot.at.end), next.at.begin), next.at.begin};
  const std::string_view between = trim(text_at(text_, gap));
  constexpr std::string_view kMark = "、";
  const std::string_view called = between.starts_with(kMark) ? between.substr(kMark.size()) : "";
  const std::string_view left = trim(text_.substr(0, slot.at.begin));
  const std::string_view kind = class_of_last(left);
  const std::string_view whole = general_class(left, context_.pack);  // (주)한결, 米ハルデン
  const bool opens = left.empty() || whole == "company" || whole == "nation" || whole == "place" ||
                     kind == "head" || kind == "link";
  if (!opens ||
      !(between == kMark || is_apposition_of(called) || (between.starts_with(',') && !goes_on))) {
    return false;
  }
  // Not in 三輪、北浜と南郷は, where all are marked by the word behind the last one.
  constexpr int kLongestList = 8;
  const Masked::Slot* last = &next;
  for (int i = 0; i < kLongestList && is_joined_to_next(*last); ++i) last = next_name(*last);
  return !is_about(place_of(*last)) || lacks_object(*last);
}

// 北浜、三輪が3億円で買収: where only the second name does it, and nobody else is there for it to
// be done to, that is the first one.
bool CasesBehind::lacks_object(const Masked::Slot& doer) const {
  const Range rest{doer.at.end, context_.hit.at.begin};
  if (!context_.hit.frame->takes("object") || place_of(doer) != "subject" ||
      rest.begin >= rest.end || next_name(doer) != nullptr) {
    return false;
  }
  for (size_t pos = rest.begin; pos < rest.end; pos += utf8_length(text_[pos])) {
    const std::string_view place = word_at(pos).value;
    if (place == "object" || place == "to") return false;
  }
  const std::string_view last = trim(text_at(text_, rest));
  const size_t end = previous_position(last, last.size());
  return context_.pack.case_after.longest(last, end).length > 0;  // not が電池事業買収
}

// The next name in the same clause, or null.
const Masked::Slot* CasesBehind::next_name(const Masked::Slot& slot) const {
  for (const Masked::Slot& other : context_.masked.slots) {
    if (other.at.begin < slot.at.end || !context_.is_name(other)) continue;
    return context_.same_clause(slot, other) ? &other : nullptr;
  }
  return nullptr;
}

// The place of a name by what is behind it: a case word, a sum, the next name or the trigger.
// Empty if nothing tells.
std::string CasesBehind::place_of(const Masked::Slot& slot) const {
  const Masked::Slot* next = next_name(slot);
  if (const Masked::Slot* doubtful = doubtful_joined(slot)) return place_of(*doubtful);
  const Range stretch = stretch_behind(slot, next);
  const size_t behind = behind_others(stretch.begin);
  const char32_t mark = behind < stretch.end ? character_at(text_, behind) : 0;
  if (mark == U'、' || mark == ',') return "topic";
  const bool first = &slot == &context_.masked.slots.front();
  // ▼三輪 北浜を買収, ▲한결=한빛을 인수
  if (first && (mark == ' ' || mark == '=') && is_list_item(text_)) return "topic";
  const bool left = is_argument(slot);
  const Walk walk = walk_over_nouns(stretch);
  if (walk.pos < stretch.end) {
    // A headline leaves the case word out before a sum: 北浜1850億円で買収.
    if (is_sum(walk.pos)) return left ? "object" : "";
    const std::string_view place = word_at(walk.pos).value;
    // What belongs to a doubtful name does nothing: ボトルの原料は.
    if (context_.is_doubtful(slot) && is_about(place) && walk.led_on > 0) return "";
    if (place == "subject" && has_stake_in_next(walk.pos)) return "beside";
    if (place == "subject" && is_of_adnominal(walk.pos)) return "from";
    if (place == "object" && is_business(walk.pos + word_at(walk.pos).length)) return "";
    if (place == "holder") {
      const Range held{walk.pos + word_at(walk.pos).length, stretch.end};
      const bool whose = next != nullptr && has_own_part(*next) && !is_dealt_in(held);
      return whose ? "" : "from";
    }
    const bool owned = place == "object" && walk.led_on > 0 && !walk.among &&
                       belongs_to_another(text_at(text_, {walk.led_on, walk.pos}));
    if (place == "object" && has_goods(slot, walk)) return "owned";
    if (!owned) return std::string(place);
    return context_.hit.frame->takes("owned") ? "owned" : "";
  }
  const bool at_next = next != nullptr && stretch.end == next->at.begin;
  if (at_next && walk.led_on > 0 && is_blank(walk.led_on, stretch.end)) return "owner";
  // A name right before the trigger needs no case word: AMD買収; but 三輪の電池事業の買収.
  const std::string_view nouns = text_at(text_, {walk.led_on, walk.pos});
  const auto begins_with = [&](const ClassName& name) {
    return context_.pack.word_class(name).longest(text_, walk.pos).length > 0;
  };
  // 三輪の子会社を買収 may be all trigger behind the name.
  const bool owned = belongs_to_another(without_link(nouns)) || begins_with("part_sold") ||
                     (nouns.empty() && begins_with("belonging"));
  if (walk.led_on > 0 && left && stretch.end == context_.hit.at.begin && !walk.among && owned &&
      context_.hit.frame->takes("owned")) {
    return "owned";
  }
  return left && stretch.end == context_.hit.at.begin ? "object" : "";
}

// 三輪や北浜から: a doubtful name behind a conjunction has the case word of both; null if there is
// none.
const Masked::Slot* CasesBehind::doubtful_joined(const Masked::Slot& slot) const {
  const auto& slots = context_.masked.slots;
  const auto next = static_cast<size_t>(&slot - slots.data()) + 1;
  if (next >= slots.size() || !context_.is_doubtful(slots[next])) return nullptr;
  const std::string_view words = context_.between(slot, slots[next]);
  const bool joined = context_.pack.word_class("conjunction").has(words);
  const std::string_view place = word_at(slot.at.end).value;
  const bool with = place == "with" || place == "ally";
  return joined && !with && words != "、" && words != "," ? &slots[next] : nullptr;
}

// 三輪が保有する倉庫を北浜が買う: is it a thing that is marked as the object?
bool CasesBehind::is_dealt_in(Range held) const {
  const size_t behind = walk_over_nouns(held).pos;
  return behind > held.begin && behind < held.end && word_at(behind).value == "object";
}

// In 三輪傘下の北浜は the first name says only whose the second one is.
bool CasesBehind::has_own_part(const Masked::Slot& slot) const {
  const size_t behind = behind_brackets(text_, slot.at.end);
  if (behind >= text_.size()) return false;
  const WordTrie::Match word = word_at(behind);
  return word.length > 0 && word.value != "object" && word.value != "of" && word.value != "among";
}

// 北浜が大阪で運営する工場を賃借: who is marked at `pos` does not what the sentence tells, but
// has what it is about.
bool CasesBehind::is_of_adnominal(size_t pos) const {
  const size_t end = std::min(context_.hit.at.begin, context_.masked.clause_end(pos));
  if (pos >= end) return false;
  const auto words = find_words(text_, {pos, end}, "adnominal", context_.pack);
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    const char32_t next = word.at.end < text_.size() ? character_at(text_, word.at.end) : 0;
    if (is_hangul(character_before(text_, word.at.end))) {
      return next == ' ' && !names_any({pos, word.at.begin});
    }
    return is_han(next) || is_katakana(next) || is_word_character(next);
  });
}

// 南郷が20%を出資する北浜を: is the one marked at `pos` only said to have a stake in who follows?
bool CasesBehind::has_stake_in_next(size_t pos) const {
  const auto& slots = context_.masked.slots;
  const auto next = std::find_if(slots.begin(), slots.end(),
                                 [&](const auto& slot) { return slot.at.begin > pos; });
  return next != slots.end() && !holding_clause(context_.masked, *next, context_.pack).empty();
}

// 雑誌を発行する三輪が: is it what somebody does with the name before `pos`, rather than the deed?
bool CasesBehind::is_business(size_t pos) const {
  const size_t begin = pos + (pos < text_.size() && text_[pos] == ' ');
  const size_t length = context_.pack.word_class("business_verb").longest(text_, begin).length;
  return length > 0 && begin + length < context_.hit.at.begin;
}

bool CasesBehind::names_any(Range where) const {
  const auto& slots = context_.masked.slots;
  return std::any_of(slots.begin(), slots.end(),
                     [&](const auto& slot) { return slot.is_party() && where.contains(slot.at); });
}

// 北浜の電池工場を: of what belongs to the name the deed is about.
bool CasesBehind::belongs_to_another(std::string_view nouns) const {
  return ends_in(nouns, "belonging", context_.pack);
}

// 電池事業 of 電池事業の
std::string_view CasesBehind::without_link(std::string_view nouns) const {
  const WordClass& cases = context_.pack.word_class("case_after");
  const std::string_view word = nouns.substr(nouns.size() - cases.ending(nouns));
  const std::string* place = cases.value(word);
  if (place != nullptr && *place == "of") nouns.remove_suffix(word.size());
  return nouns;
}

// Where to look for the case word of a name: in its clause, before the next name and the trigger.
Range CasesBehind::stretch_behind(const Masked::Slot& slot, const Masked::Slot* next) const {
  const size_t clause_end = context_.masked.clause_end(slot.at.begin);
  const size_t begin = behind_brackets(text_, slot.at.end);
  size_t end = std::min(clause_end, begin + kNearCaseAfter);
  if (next != nullptr) end = std::min(end, next->at.begin);
  const Range& deed = context_.hit.at;
  if (is_argument(slot)) end = std::min(end, context_.is_left(slot) ? deed.begin : deed.end);
  return {begin, end};
}

// 보잉 항공기 20대를: what is bought is called by who makes it.
bool CasesBehind::has_goods(const Masked::Slot& slot, const Walk& walk) const {
  if (!context_.hit.frame->takes("owned") || walk.among) return false;
  const std::string_view nouns = text_at(text_, {slot.at.end, walk.pos});
  if (!is_hangul(character_before(nouns, nouns.size()))) return false;
  const auto& words = context_.pack.word_class("belonging").values();
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return nouns.find(word.first) != nouns.npos; });
}

CasesBehind::Walk CasesBehind::walk_over_nouns(Range stretch) const {
  Walk walk{stretch.begin};
  while (walk.pos < stretch.end && !is_sum(walk.pos)) {
    const WordTrie::Match word = word_at(walk.pos);
    const bool leads_on = word.value == "of" || word.value == "among";
    if (word.length > 0 && !leads_on) break;
    const size_t length = leads_on ? word.length : noun_at(walk);
    if (length == 0) break;
    walk.pos += length;
    if (!leads_on) continue;
    walk.led_on = walk.pos;
    walk.among = walk.among || word.value == "among";
  }
  return walk;
}

// The length of the noun, or of one character of it; 0 if the walk ends. Hiragana that is no word
// of ours is a verb's. カカオ子会社を is another company, カカオなど3社が is not.
size_t CasesBehind::noun_at(const Walk& walk) const {
  const auto noun = context_.pack.general_words.longest(text_, walk.pos);
  if (noun.length == 0) {
    return is_hiragana(character_at(text_, walk.pos)) ? 0 : utf8_length(text_[walk.pos]);
  }
  const std::string_view word = text_.substr(walk.pos, noun.length);
  const bool own = walk.led_on > 0 && belongs_to_another(word);
  return noun.value == "head" && !walk.among && !own ? 0 : noun.length;
}

bool CasesBehind::is_blank(size_t begin, size_t end) const {
  return trim(text_at(text_, {begin, end})).empty();
}

bool CasesBehind::is_sum(size_t pos) const {
  return text_.substr(pos).starts_with(mask(Kind::kMoney));
}

// A Korean one clings to its name, unless it is written with a space ( 등이), and ends the word.
WordTrie::Match CasesBehind::word_at(size_t pos) const {
  WordTrie::Match match = context_.pack.case_after.longest(text_, pos);
  if (match.length == 0) return {};
  const bool spaced = text_[pos] == ' ';
  const bool korean = is_hangul(character_at(text_, pos + (spaced ? 1 : 0)));
  const bool apart = !spaced && pos > 0 && is_space(character_before(text_, pos));
  if (korean && apart) return {};
  // Of 의 최대주주가 only 의 is one.
  while (korean && match.length > 0 && is_hangul(character_at(text_, pos + match.length))) {
    const std::string_view shorter = text_.substr(0, pos + match.length - 1);
    match = context_.pack.case_after.longest(shorter, pos);
  }
  return match;
}

}  // namespace dealwire
