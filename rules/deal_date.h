// When a deal was agreed or told of, by the dates that its sentence names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// What an article told of days before a sentence.
struct Days {
  std::string published;  // YYYY-MM-DD; "" if it is not known
  std::string named;      // the day that was named last: what 同日 and "the same day" are
};

// The date of a deal, or why it has none of its own.
struct DealDate {
  std::string edtf;            // "" if the sentence names none
  bool is_background = false;  // the sentence speaks of another time than the article's news
};

// The date for a trigger at `trigger`, bytes of the masked sentence. The day nearest before it in
// its clause comes first, then one behind it, then days in other clauses, then months and years in
// its own. No date of a deal is one to come, a term (自2028年起, due 2031; class `date_mark`), or a
// stretch of several years. O(dates).
DealDate read_date(const Sentence& sentence, const Masked& masked, Range trigger, const Days& days,
                   const Pack& pack);

// The day that a sentence names last, if it is none to come and no term; else "".
std::string last_day(const Sentence& sentence, const Days& days, const Pack& pack);

}  // namespace dealwire
