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
constexpr const char* kOf = "of";      // des, de

}  // namespace

// Reads a stretch word by word, and knows at each what the case words before it come to.
class CaseWords::Reader {
 public:
  Reader(const CaseWords& words, Range stretch) : words_(words), stretch_(stretch) {}

  void read() {
    for (size_t pos = stretch_.begin; pos < stretch_.end;) {
      const Case word = words_.case_at({pos, stretch_.end});
      const Range at{pos, pos + word.length};
      pos = at.end;
      const std::string_view text = text_at(words_.text_, at);
      if (word.stops || (text == "," && parts(at.end))) begin_phrase("");
      const bool is_head_word = word.place == nullptr && is_head(text, words_.pack_);
      behind_head_ = is_head_word || words_.pack_.word_class("owner_title").has(text);
      const std::string* article = words_.pack_.word_class("case_article").value(text);
      if (word.place != nullptr) {
        take_case(at, *word.place);
      } else if (is_head_word) {
        take_head(at.begin);
      } else if (article != nullptr) {
        take_article(at.begin, *article);
      } else {
        take_other(character_at(text, 0));
      }
      if (words_.is_article(text)) article_end_ = at.end;
    }
  }

  bool is_in_attribute() const { return !attribute_.empty(); }

  std::string place() const {
    if (is_in_attribute()) return attribute_;
    const bool reaches = std::max(head_, found_end_) - found_end_ <= kNearCaseBefore;
    return found_.empty() || !reaches ? of_article_ : found_;
  }

 private:
  // Behind a comma a name is no part of what a case word began (under the pact, X will), unless a
  // head right before it says what it is (with its supplier, X, from its founder, X), or a list of
  // who they are follows (from 23 banks, among them X).
  bool parts(size_t end) const {
    const Range rest{end, stretch_.end};
    const bool apposed = behind_head_ && trim(text_at(words_.text_, rest)).empty();
    return !apposed && !words_.opens_list(rest);
  }

  void begin_phrase(const std::string& of_article) {
    found_.clear();
    attribute_.clear();
    of_article_ = of_article;
  }

  void take_case(Range at, const std::string& place) {
    constexpr size_t kBare = 2;  // bytes of "de"
    const bool of_attribute = words_.is_next(article_end_, at.begin);
    case_end_ = at.end;
    attribute_ = of_attribute ? place : "";
    attribute_has_noun_ = false;
    if (of_attribute) return;
    if (head_ < at.begin && !words_.is_adjacent({at.end, stretch_.end})) {
      if (at.size() > kBare || place != kOf) skipped_ = place;
      skipped_end_ = at.end;
      return;
    }
    if (place != kSame) found_ = place;
    found_end_ = at.end;
    head_ = stretch_.end;
  }

  // Behind its noun the participle of an attribute ends what its case word reaches over.
  void take_other(char32_t first) {
    if (is_upper(first) || is_mask(first)) {
      attribute_has_noun_ = true;
    } else if (attribute_has_noun_ && is_word_character(first)) {
      attribute_.clear();
    }
  }

  void take_head(size_t begin) {
    head_ = begin;
    attribute_has_noun_ = true;
    if (skipped_.empty()) return;
    found_ = std::exchange(skipped_, "");
    found_end_ = skipped_end_;
  }

  // Right behind a case word it is of that one's phrase, else it begins the next: im Frühjahr die
  // X.
  void take_article(size_t begin, const std::string& place) {
    if (place == kOf) {
      if (head_ == stretch_.end) of_article_ = place;
    } else if (!words_.is_next(case_end_, begin)) {
      begin_phrase(place == kNoCase ? "" : place);
      skipped_.clear();
      head_ = stretch_.end;
    }
  }

  const CaseWords& words_;
  const Range stretch_;
  std::string found_, of_article_;  // what the phrase's case word and article stand for
  std::string skipped_;             // what the case word behind a head stands for
  std::string attribute_;           // what one between an article and its noun stands for
  bool attribute_has_noun_ = false;
  size_t found_end_ = 0, skipped_end_ = 0;
  size_t case_end_ = 0, article_end_ = 0;  // of the last ones
  size_t head_ = stretch_.end;             // where the last head begins
  bool behind_head_ = false;               // or behind an owner's title
};

std::string CaseWords::last_in(Range stretch) const {
  Reader reader(*this, stretch);
  reader.read();
  return reader.place();
}

bool CaseWords::ends_in_attribute(Range stretch) const {
  Reader reader(*this, stretch);
  reader.read();
  return reader.is_in_attribute();
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

// Of a language whose articles tell the case.
bool CaseWords::is_article(std::string_view word) const {
  const WordClass& articles = pack_.word_class("case_article");
  return articles.has(word) || (!articles.empty() && general_class(word, pack_) == "article");
}

bool CaseWords::is_next(size_t end, size_t begin) const {
  return end > 0 && trim(text_at(text_, {end, begin})).empty();
}

bool CaseWords::is_adjacent(Range stretch) const {
  const std::string_view between = trim(text_at(text_, stretch));
  return between.empty() || general_class(between, pack_) == "article";
}

}  // namespace dealwire
