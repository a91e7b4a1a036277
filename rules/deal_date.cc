#include "rules/deal_date.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_day(const DateValue& date) { return date.first == date.last; }

class DealDateReader {
 public:
  DealDateReader(const Sentence& sentence, const Days& days, const Pack& pack)
      : sentence_(sentence), days_(days), marks_(find_words(sentence.text, "date_mark", pack)) {
    for (const Sentence::Date& date : sentence.dates) {
      if (!is_term(date) && !is_to_come(*date.value)) past_.push_back(&date);
    }
  }

  const std::vector<const Sentence::Date*>& past() const { return past_; }

  bool has_mark(std::string_view meaning) const {
    return std::any_of(marks_.begin(), marks_.end(),
                       [&](const Word& mark) { return *mark.value == meaning; });
  }

  // Before or behind what it stands in, and how far.
  const DateValue* nearest(Range clause, size_t trigger) const {
    const Sentence::Date* best = nullptr;
    std::tuple<int, size_t> least;
    for (const Sentence::Date* date : past_) {
      // The comma of "May 2, 2024" ends a clause, and so does that of "2024年9月,甲簽約".
      const bool here = clause.overlaps(date->at) || opens(clause, *date);
      const bool before = date->at.begin < trigger;
      if (!is_day(*date->value) && !here) continue;
      const int rank = !is_day(*date->value) ? 3 : !here ? 2 : !before ? 1 : 0;
      const size_t far = before ? trigger - date->at.begin : date->at.begin - trigger;
      if (best == nullptr || std::tuple(rank, far) < least) {
        best = date;
        least = {rank, far};
      }
    }
    return best != nullptr ? best->value : nullptr;
  }

 private:
  // Does a date stand right before a clause, as all that is said there but a small word?
  bool opens(Range clause, const Sentence::Date& date) const {
    constexpr size_t kSmall = 6;  // bytes of 早在, 而
    const std::string_view text = sentence_.text;
    if (date.at.end >= clause.begin || trim(text_at(text, {date.at.end, clause.begin})) != ",") {
      return false;
    }
    const std::string_view before = trim(text.substr(0, date.at.begin));
    const size_t mark = before.find_last_of(",;:");
    return before.size() - (mark == before.npos ? 0 : mark + 1) <= kSmall;
  }

  // A date to come is no day of news, and a run of years no date at all.
  bool is_to_come(const DateValue& date) const {
    const bool later = !days_.published.empty() && date.first > days_.published;
    return later || date.edtf.find('/') != std::string::npos;
  }

  bool is_term(const Sentence::Date& date) const {
    const std::string_view text = sentence_.text;
    return std::any_of(marks_.begin(), marks_.end(), [&](const Word& mark) {
      if (*mark.value == "term") {
        return mark.at.end <= date.at.begin &&
               trim(text_at(text, {mark.at.end, date.at.begin})).empty();
      }
      return *mark.value == "term_behind" && mark.at.begin >= date.at.end &&
             trim(text_at(text, {date.at.end, mark.at.begin})).empty();
    });
  }

  const Sentence& sentence_;
  const Days& days_;
  const std::vector<Word> marks_;
  std::vector<const Sentence::Date*> past_;
};

}  // namespace

DealDate read_date(const Sentence& sentence, const Masked& masked, Range trigger, const Days& days,
                   const Pack& pack) {
  const DealDateReader reader(sentence, days, pack);
  const Range clause{masked.source(masked.clause_begin(trigger.begin)),
                     masked.source(masked.clause_end(trigger.begin))};
  if (const DateValue* own = reader.nearest(clause, masked.source(trigger.begin))) {
    return {own->edtf, false};
  }
  if (reader.has_mark("same_day")) return {days.named, false};
  return {"", reader.has_mark("earlier") || !reader.past().empty()};
}

std::string last_day(const Sentence& sentence, const Days& days, const Pack& pack) {
  std::string out;
  if (sentence.dates.empty()) return out;
  const DealDateReader reader(sentence, days, pack);
  for (const Sentence::Date* date : reader.past()) {
    if (is_day(*date->value)) out = date->value->edtf;
  }
  return out;
}

}  // namespace dealwire
