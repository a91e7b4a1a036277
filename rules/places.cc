#include "rules/places.h"

#include <algorithm>
#include <set>

#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Behind the sum that stands behind a name, as its own by a word of class `before_sum`; 0 if none
// does: A for $5m, 甲以5億元.
size_t behind_own_sum(const Masked& masked, const Masked::Slot& name, const Pack& pack) {
  constexpr size_t kNear = 40;  // bytes
  const std::string_view behind = std::string_view(masked.text).substr(name.at.end, kNear);
  const std::string sum = mask(Kind::kMoney);
  const size_t at = behind.find(sum);
  const bool own =
      at != behind.npos && pack.word_class("before_sum").has(trim(behind.substr(0, at)));
  return own ? name.at.end + at + sum.size() : 0;
}

}  // namespace

void Places::move(const std::string& from, const std::string& to) {
  auto node = mentions_.extract(from);
  if (node) set(to, std::move(node.mapped()));
}

void Places::guess(const Argument& argument) {
  set(argument.place, {argument.mention});
  guesses_.insert(argument.mention);
}

Places::Mentions Places::at(std::string_view place) const {
  const auto found = mentions_.find(place);
  return found == mentions_.end() ? Mentions() : found->second;
}

std::string_view Context::between(const Masked::Slot& a, const Masked::Slot& b) const {
  return trim(text_at(masked.text, {a.at.end, b.at.begin}));
}

bool Context::coordinated(const Masked::Slot& a, const Masked::Slot& b) const {
  const bool around_trigger = is_left(a) && b.at.begin >= hit.at.end;
  if (a.at.end > b.at.begin || around_trigger) return false;
  // The sum of each may stand behind it: 甲公司5億元、乙公司7億元; 甲以5億元、乙以7億元; A for $5m
  // and B for $7m.
  const std::string sum = mask(Kind::kMoney);
  std::string_view words = between(a, b);
  if (words.starts_with(sum)) {
    words = trim(words.substr(sum.size()));
  } else if (const size_t own = behind_own_sum(masked, a, pack);
             own > 0 && own <= b.at.begin && behind_own_sum(masked, b, pack) > 0) {
    words = trim(text_at(masked.text, {own, b.at.begin}));
  }
  // A가 300억원, B가 200억원을
  if (has_own_share(masked, a, b, pack)) return true;
  // A comma that ends no clause is one of a list.
  if (words == "," && same_clause(a, b)) return true;
  if (words.starts_with(',') && !pack.words_begin_clauses() && same_clause(a, b) &&
      describes_name(trim(words.substr(1)), pack)) {
    return true;
  }
  // The two that one word stands for (양사) have nothing between them.
  return a.at.end == b.at.begin || joins(words, pack);
}

std::vector<const Masked::Slot*> Context::names_elsewhere() const {
  const size_t here = masked.clause_of(clause.begin);
  const auto distance = [&](const Masked::Slot* slot) {
    const size_t there = masked.clause_of(slot->at.begin);
    return there < here ? here - there : there;  // any clause behind is farther than those before
  };
  std::vector<const Masked::Slot*> out;
  const auto is_of_other_deed = [&](size_t there) {
    return there > here && std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
             return masked.clause_of(other.at.begin) == there &&
                    other.frame->type != hit.frame->type;
           });
  };
  // 由C提供擔保: what those do who have no part in a deal.
  std::set<size_t> without_part;
  for (const Word& word : find_words(masked.text, "no_part", pack)) {
    without_part.insert(masked.clause_of(word.at.begin));
  }
  for (const Masked::Slot& slot : masked.slots) {
    const size_t there = masked.clause_of(slot.at.begin);
    if (is_name(slot) && there != here && !is_of_other_deed(there) &&
        without_part.count(there) == 0) {
      out.push_back(&slot);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [&](const auto* a, const auto* b) { return distance(a) < distance(b); });
  return out;
}

}  // namespace dealwire
