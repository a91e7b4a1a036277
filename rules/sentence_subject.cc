#include "rules/sentence_subject.h"

#include <algorithm>

#include "rules/case_after.h"
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
    const Trie::Match mark = pack.case_after.longest(text, pos);
    if (titled && mark.length > 0) {
      return pack.case_after_places[static_cast<size_t>(mark.value)] == "topic";
    }
    const Trie::Match word = pack.general_words.longest(text, pos);
    titled = word.length > 0 && pack.general_class[static_cast<size_t>(word.value)] == "title";
    pos += word.length > 0 ? word.length : utf8_length(text[pos]);
  }
  return false;
}

}  // namespace

const Sentence::Item* marked_subject(const Masked& masked, const Pack& pack, bool topic_known) {
  const Sentence::Item* subject = nullptr;
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_party() || slot.weak()) continue;
    const bool both = &slot != &masked.slots.front() && (&slot - 1)->at.end == slot.at.begin;
    if (both) return nullptr;
    const size_t behind = behind_brackets(masked.text, slot.at.end);
    const std::string_view rest = std::string_view(masked.text).substr(behind);
    const bool first = &slot == &masked.slots.front();
    const bool opens = trim(masked.text.substr(0, slot.at.begin)).empty();
    if (first && (opens || !topic_known) && (rest.starts_with("、") || rest.starts_with(","))) {
      return slot.item;
    }
    const Trie::Match word = pack.case_after.longest(rest, 0);
    if (word.length == 0) continue;
    const auto& place = pack.case_after_places[static_cast<size_t>(word.value)];
    if (place == "topic") return slot.item;
    if (place == "of" && speaks_for(masked, pack, behind + word.length)) return slot.item;
    const bool inner = topic_known || is_quoted(masked.text, slot.at);
    if (place == "subject" && subject == nullptr && !inner) subject = slot.item;
  }
  return subject;
}

bool is_list_item(std::string_view text) {
  constexpr std::u32string_view kMarks = U"▼▽▲△■□●○◆◇▶・•";
  return kMarks.find(character_at(trim(text), 0)) != kMarks.npos;
}

const Sentence::Item* first_unmarked(const Masked& masked, const Pack& pack) {
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_party() || slot.weak()) continue;
    if (is_quoted(masked.text, slot.at)) continue;
    const std::string_view rest = std::string_view(masked.text).substr(slot.at.end);
    const Trie::Match word = pack.case_after.longest(rest, 0);
    if (word.length == 0) return slot.item;
    if (pack.case_after_places[static_cast<size_t>(word.value)] == "of") return slot.item;
  }
  return nullptr;
}

}  // namespace dealwire
