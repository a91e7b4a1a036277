#include "rules/case_words.h"

#include <algorithm>
#include <utility>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNearCaseBefore =
    48;  // bytes between a case word and its party: an apposition fits in
constexpr const char* kSame = "same";  // the place of a group is that of who is in it

}  // namespace

std::string CaseWords::last_in(Range stretch) const {
  constexpr size_t kBare = 2;  // bytes of "de"
  std::string found, of_article, skipped;
  size_t found_end = 0, skipped_end = 0, head = stretch.end;
  bool behind_head = false, behind_owner = false;
  for (size_t pos = stretch.begin; pos < stretch.end;) {
    const Case word = case_at({pos, stretch.end});
    const Range at{pos, pos + word.length};
    pos = at.end;
    const std::string_view text = text_at(text_, at);
    // Behind a comma a name is no part of what a case word began (under the pact, X will), unless
    // a head right before it says what it is (with its supplier, X, from its founder, X), or a list
    // of who they are follows (from 23 banks, among them X).
    const bool apposed =
        (behind_head || behind_owner) && trim(text_at(text_, {at.end, stretch.end})).empty();
    if (word.stops || (text == "," && !apposed && !opens_list({at.end, stretch.end}))) {
      found.clear();
      of_article.clear();  // mit dem Erlös will X
    }
    behind_head = word.place == nullptr && is_head(text, pack_);
    behind_owner = pack_.word_class("owner_title").has(text);
    if (word.place != nullptr) {
      if (head < at.begin && !is_adjacent({at.end, stretch.end})) {
        if (at.size() > kBare || *word.place != "of") skipped = *word.place;
        skipped_end = at.end;
        continue;
      }
      if (*word.place != kSame) found = *word.place;
      found_end = at.end;
      head = stretch.end;
    } else if (behind_head) {
      head = at.begin;
      if (skipped.empty()) continue;
      found = std::exchange(skipped, "");
      found_end = skipped_end;
    } else if (const std::string* place = pack_.word_class("case_article").value(text)) {
      if (head == stretch.end) of_article = *place;
    }
  }
  if (found.empty()) return of_article;
  const size_t target = std::max(head, found_end);
  return target - found_end <= kNearCaseBefore ? found : of_article;
}

size_t CaseWords::word_length(Range stretch) const {
  const size_t several = pack_.word_class("case").longest(text_, stretch.begin).length;
  const Range phrase{stretch.begin, stretch.begin + several};  // auprès de
  if (is_word_character(character_at(text_, stretch.begin)) && stretch.contains(phrase) &&
      !phrase.empty() && !cuts_word(text_, phrase)) {
    return several;
  }
  size_t end = stretch.begin;
  while (end < stretch.end && is_word_character(character_at(text_, end))) {
    end += utf8_length(text_[end]);
  }
  if (end > stretch.begin) return end - stretch.begin;
  const size_t character = utf8_length(text_[stretch.begin]);
  const size_t word = general_word_at(text_, stretch.begin, pack_).length;
  return word > character && word <= stretch.size() ? word : character;
}

CaseWords::Case CaseWords::case_at(Range stretch) const {
  const size_t length = word_length(stretch);
  const std::string_view word = text_.substr(stretch.begin, length);
  return {length, pack_.word_class("case").value(word), pack_.word_class("case_stop").has(word)};
}

bool CaseWords::opens_list(Range stretch) const {
  while (stretch.begin < stretch.end && text_[stretch.begin] == ' ') ++stretch.begin;
  if (stretch.empty()) return false;
  const Case word = case_at(stretch);
  return word.place != nullptr && *word.place == kSame;
}

bool CaseWords::is_adjacent(Range stretch) const {
  const std::string_view between = trim(text_at(text_, stretch));
  return between.empty() || general_class(between, pack_) == "article";
}

}  // namespace dealwire
