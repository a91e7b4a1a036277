#include "rules/other_deeds.h"

#include <algorithm>
#include <array>

#include "rules/lexicon.h"

namespace dealwire {

bool OtherDeeds::name_any(Range where) const {
  return std::any_of(names_.begin(), names_.end(), [&](const Masked::Slot* head) {
    return head->is_party() && where.contains(head->at);
  });
}

// In "borrowed from Halden to buy Orsk" the lender sells nothing: a case word on the left is of
// the deed before it, if that can take it.
bool OtherDeeds::take(const Masked::Slot& slot, std::string_view place) const {
  if (lend(slot, place)) return true;
  constexpr std::array<std::string_view, 2> kCases = {"from", "with"};
  if (!context_.is_left(slot) || std::find(kCases.begin(), kCases.end(), place) == kCases.end()) {
    return false;
  }
  if (!context_.pack.words_begin_clauses()) return false;
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    return hit.at.begin >= context_.clause.begin && hit.at.end <= slot.at.begin &&
           hit.at.end < context_.hit.at.begin && hit.frame->type != context_.hit.frame->type &&
           hit.frame->takes(place);
  });
}

// Bought Orsk for $5m, funded by a loan from Halden: who lends sells nothing.
bool OtherDeeds::lend(const Masked::Slot& slot, std::string_view place) const {
  constexpr std::array<std::string_view, 4> kCases = {"from", "with", "by", "of"};
  if (!context_.pack.words_begin_clauses() || context_.hit.frame->type == "financing" ||
      std::find(kCases.begin(), kCases.end(), place) == kCases.end()) {
    return false;
  }
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    return hit.frame->type == "financing" && hit.at.begin >= context_.hit.at.end &&
           hit.at.end <= slot.at.begin && !name_any({hit.at.end, slot.at.begin}) &&
           hit.frame->role_of(place) == "lender";
  });
}

// In "Halden bought Orsk and sold Pell" whom the second deed is done by is not whom the first one
// is done to.
bool OtherDeeds::are_done_to(const Masked::Slot& slot) const {
  // "hired Orsk to build": whom the first deed is done to does the second one.
  const Range gap{slot.at.end, context_.hit.at.begin};
  if (context_.is_left(slot) && text_at(context_.masked.text, gap) == " to ") return false;
  // Where commas end clauses, there is less to one, and the nearest name is the best guess.
  if (!context_.pack.words_begin_clauses()) return false;
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    if (hit.at.end > slot.at.begin || hit.at.begin < context_.clause.begin) return false;
    if (hit.at.end >= context_.hit.at.begin) return false;
    return !name_any({hit.at.end, slot.at.begin});
  });
}

// In 甲公司領投,乙公司跟投 the first does what the second does, and is no more what the deal is
// about than that one.
bool OtherDeeds::do_the_same(const Masked::Slot& slot) const {
  const size_t there = context_.masked.clause_of(slot.at.begin);
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    return hit.frame == context_.hit.frame && hit.at.begin >= slot.at.end &&
           context_.masked.clause_of(hit.at.begin) == there &&
           !name_any({slot.at.end, hit.at.begin});
  });
}

// In 四處出手:5億美元投乙,還收購丙 the second deed is not done by whom the first one is done to.
bool OtherDeeds::act_upon(const Masked::Slot& slot, bool bare) const {
  if (bare && is_object(slot)) return true;
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    return slot.at.overlaps(hit.at) && hit.frame->takes("inside") &&
           !is_payer(hit.frame->role_of("inside"));
  });
}

// 以30億元收購甲,5億元收購乙: in Chinese the first name behind a deed is what it is done to.
bool OtherDeeds::is_object(const Masked::Slot& slot) const {
  if (!context_.pack.leaves_subjects_out()) return false;
  const size_t clause = context_.masked.clause_of(slot.at.begin);
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    return hit.frame->takes("object") && hit.at.end <= slot.at.begin &&
           context_.masked.clause_of(hit.at.begin) == clause &&
           !name_any({hit.at.end, slot.at.begin});
  });
}

// Does a deed of the name's own clause take it?
bool OtherDeeds::take_in_own_clause(const Masked::Slot& slot, std::string_view place) const {
  if (!context_.pack.words_begin_clauses()) return false;
  const size_t clause = context_.masked.clause_of(slot.at.begin);
  return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& hit) {
    return context_.masked.clause_of(hit.at.begin) == clause &&
           hit.frame->type != context_.hit.frame->type && hit.frame->takes(place);
  });
}

}  // namespace dealwire
