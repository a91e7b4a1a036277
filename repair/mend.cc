#include "repair/mend.h"

#include <algorithm>
#include <string>

#include "repair/compose.h"

namespace dealwire {
namespace {

// Where positions of a text are after edits.
class Shift {
 public:
  explicit Shift(const std::vector<Edit>& edits) : edits_(edits) {
    for (const Edit& edit : edits) {
      starts_.push_back(edit.at.begin + grown_);
      grown_ += edit.to.size() - edit.at.size();  // may wrap, and wraps back
    }
  }

  // A range that cuts an edit takes all of it.
  Range operator()(Range at) const {
    const size_t begin = moved(at.begin, 0);
    return {begin, std::max(begin, moved(at.end, 1))};
  }

 private:
  // A position inside an edit is where that begins (side 0) or ends (side 1).
  size_t moved(size_t position, int side) const {
    const auto next =
        std::lower_bound(edits_.begin(), edits_.end(), position,
                         [](const Edit& edit, size_t p) { return edit.at.begin < p; });
    if (next == edits_.begin()) return position;
    const Edit& last = *(next - 1);
    const size_t start = starts_[static_cast<size_t>(next - 1 - edits_.begin())];
    if (position < last.at.end) return side == 0 ? start : start + last.to.size();
    return start + last.to.size() + (position - last.at.end);
  }

  const std::vector<Edit>& edits_;
  std::vector<size_t> starts_;  // of each edit, afterwards
  size_t grown_ = 0;
};

bool is_lost_place(const Repaired& place) { return place.kind == "lost"; }

// What is lost in a stretch stands behind the stretch.
bool comes_before(const Repaired& a, const Repaired& b) {
  if (a.field != b.field) return a.field < b.field;
  if (a.raw_at.begin != b.raw_at.begin) return a.raw_at.begin < b.raw_at.begin;
  if (is_lost_place(a) != is_lost_place(b)) return is_lost_place(b);
  return is_lost_place(a) ? a.at.begin < b.at.begin : a.raw_at.end > b.raw_at.end;
}

// Makes one place of those that overlap. What is lost stays by itself inside a repaired place, and
// is listed once however often it is found.
void join_overlapping(std::vector<Repaired>& places) {
  std::stable_sort(places.begin(), places.end(), comes_before);
  std::vector<Repaired> out;
  size_t repaired = 0, lost = 0;  // behind the last of each in `out`
  for (Repaired& place : places) {
    size_t& behind_last = is_lost_place(place) ? lost : repaired;
    Repaired* last = behind_last == 0 ? nullptr : &out[behind_last - 1];
    if (last != nullptr && last->field != place.field) last = nullptr;
    if (last != nullptr && (is_lost_place(place) ? last->at.overlaps(place.at)
                                                 : last->raw_at.overlaps(place.raw_at))) {
      last->at = hull(last->at, place.at);
      last->raw_at = hull(last->raw_at, place.raw_at);
      continue;
    }
    out.push_back(std::move(place));
    behind_last = out.size();
  }
  places = std::move(out);
}

void mend(Article& article, Field field, const std::vector<Repair>& repairs) {
  if (repairs.empty()) return;
  SourcedText& now = article[field];
  std::optional<Original>& original = article.originals[static_cast<size_t>(field)];
  if (!original) {
    original.emplace(Original{now, {}});
    original->source.copy(0, now.text.size());
  }
  const std::vector<Edit> edits = edits_of(repairs);
  const Shift shift(edits);
  for (Repaired& earlier : article.repaired) {
    if (earlier.field == field) earlier.at = shift(earlier.at);
  }
  for (const Repair& repair : repairs) {
    Repaired place;
    place.kind = repair.kind;
    place.field = field;
    place.at = shift(repair.at);
    place.raw_at = original->source.span(repair.at);
    article.repaired.push_back(std::move(place));
  }
  SourcedText after = rewrite(now.text, edits);
  original->source = after.source.then(original->source);
  after.source = after.source.then(now.source);
  now = std::move(after);
}

}  // namespace

void mend(Article& article, const Repairs& repairs) {
  for (Field field : {Field::kTitle, Field::kText}) {
    mend(article, field, repairs[static_cast<size_t>(field)]);
  }
  join_overlapping(article.repaired);
  for (Repaired& place : article.repaired) {
    const SourcedText& before = article.originals[static_cast<size_t>(place.field)]->text;
    place.raw = before.text.substr(place.raw_at.begin, place.raw_at.size());
    place.text = article[place.field].text.substr(place.at.begin, place.at.size());
    place.span = before.source.span(place.raw_at);
  }
}

}  // namespace dealwire
