#include "rules/sentence_subject.h"

#include <algorithm>
#include <vector>

#include "rules/asides.h"
#include "rules/case_after.h"
#include "rules/case_words.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// 「…」: is it what somebody says?
bool is_quoted(std::string_view text, Range at) {
  const std::string_view left = text.substr(0, at.begin);
  const size_t open = left.rfind("「"), close = left.rfind("」");
  return open != left.npos && (close == left.npos || close < open) &&
         text.find("」", at.end) != text.npos;
}

// 三輪の倉田社長は, 三輪を率いる倉田氏は: is a post marked as the topic behind the name?
bool speaks_for(const Masked& masked, const Pack& pack, size_t pos) {
  constexpr size_t kFarthest = 45;  // bytes
  const std::string_view text = masked.text;
  bool titled = false;
  for (size_t end = std::min(text.size(), pos + kFarthest); pos < end;) {
    const char32_t c = character_at(text, pos);
    if (c == U'、' || c == U'。' || c == ',' || c >= 0xE000) return false;
    const auto mark = pack.case_after.longest(text, pos);
    if (titled && mark.length > 0) {
      return mark.value == "topic";
    }
    const auto word = pack.general_words.longest(text, pos);
    titled = word.value == "title";
    pos += word.length > 0 ? word.length : utf8_length(text[pos]);
  }
  return false;
}

// Where case words stand behind names: the topic, else who opens the sentence as its subject. Where
// the topic is known, a Korean subject inside the sentence (대금은 X가 댄다) does not change it.
const Sentence::Item* marked_subject(const Masked& masked, const Pack& pack, bool topic_known) {
  const Sentence::Item* subject = nullptr;
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_sure_party()) continue;
    const bool both = &slot != &masked.slots.front() && (&slot - 1)->at.end == slot.at.begin;
    if (both) return nullptr;
    const size_t behind = behind_brackets(masked.text, slot.at.end);
    const std::string_view rest = std::string_view(masked.text).substr(behind);
    const bool first = &slot == &masked.slots.front();
    const bool opens = trim(masked.text.substr(0, slot.at.begin)).empty();
    if (first && (opens || !topic_known) && (rest.starts_with("、") || rest.starts_with(","))) {
      return slot.item;
    }
    const auto [length, place] = pack.case_after.longest(rest, 0);
    if (place == "topic") return slot.item;
    if (place == "of" && speaks_for(masked, pack, behind + length)) return slot.item;
    const bool inner = topic_known || is_quoted(masked.text, slot.at);
    if (place == "subject" && subject == nullptr && !inner) subject = slot.item;
  }
  return subject;
}

// There the first party that no case word marks as another part of the sentence than its subject:
// whom a line is about that is no sentence, as a headline or who files a document.
const Sentence::Item* first_unmarked(const Masked& masked, const Pack& pack) {
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_sure_party()) continue;
    if (is_quoted(masked.text, slot.at)) continue;
    const std::string_view rest = std::string_view(masked.text).substr(slot.at.end);
    const std::string_view place = pack.case_after.longest(rest, 0).value;
    if (place.empty() || place == "of") return slot.item;
  }
  return nullptr;
}

// The first party that no case word stands before.
const Sentence::Item* unmarked_subject(const Masked& masked, const Pack& pack) {
  const CaseWords cases(masked.text, pack);
  size_t begin = 0;
  for (const Masked::Slot& slot : masked.slots) {
    begin = std::max(begin, masked.clause_begin(slot.at.begin));
    const bool marked = begin < slot.at.begin && !cases.last_in({begin, slot.at.begin}).empty();
    begin = slot.at.end;
    if (slot.is_sure_party() && !marked) return slot.item;
  }
  return nullptr;
}

// The first party; one without a case word before it, where one was known.
const Sentence::Item* first_party(const Masked& masked, const Pack& pack, bool topic_known) {
  const std::vector<Word> cases = find_words(masked.text, "case", pack);
  const auto has_case = [&](const Masked::Slot& slot) {
    return std::any_of(cases.begin(), cases.end(), [&](const Word& word) {
      return word.at.end == slot.at.begin && *word.value != "by";
    });
  };
  const auto first = std::find_if(masked.slots.begin(), masked.slots.end(), [&](const auto& s) {
    return s.is_sure_party() && !(topic_known && has_case(s));
  });
  return first == masked.slots.end() ? nullptr : first->item;
}

}  // namespace

const Sentence::Item* sentence_subject(const Masked& masked, const Pack& pack, const Topic& topic) {
  const bool known = topic.subject.has_value();
  if (pack.marks_behind()) {
    const Sentence::Item* marked = marked_subject(masked, pack, known);
    const bool item = is_list_item(masked.text);
    if (!item && (marked != nullptr || known)) return marked;
    return first_unmarked(masked, pack);
  }
  if (has_asides(pack)) {
    const Sentence::Item* unmarked = unmarked_subject(masked, pack);
    const bool goes_on = topic.protagonist || (topic.subject && topic.same_block);
    if (unmarked != nullptr || goes_on) return unmarked;
  }
  return first_party(masked, pack, known);
}

bool is_list_item(std::string_view text) {
  const char32_t first = character_at(trim(text), 0);
  return is_item_mark(first) || first == U'・' || first == U'•';
}

}  // namespace dealwire
