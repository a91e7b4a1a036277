#include "repair/compose.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dealwire {
namespace {

// Follows the edits of a first layer, and tells where places between the layers were before it.
class Layer {
 public:
  explicit Layer(const std::vector<Edit>& edits) : edits_(edits) { enter(); }

  bool at_end() const { return next_ == edits_.size(); }

  // What the next edit put between the layers.
  Range next() const { return here_; }

  void pass() {
    before_ = edits_[next_++].at.end;
    between_ = here_.end;
    enter();
  }

  // Where `between` was, which no edit cuts: it is behind all that were passed.
  size_t before(size_t between) const { return before_ + (between - between_); }

  // The same for the ends of a place, which may cut the last edit that was passed or the next one:
  // where that begins or ends.
  size_t begin_before(size_t between) const {
    if (between < between_) return edits_[next_ - 1].at.begin;
    return before(at_end() ? between : std::min(between, here_.begin));
  }
  size_t end_before(size_t between) const { return before(std::max(between, between_)); }

 private:
  void enter() {
    if (at_end()) return;
    const Edit& edit = edits_[next_];
    here_.begin = between_ + (edit.at.begin - before_);
    here_.end = here_.begin + edit.to.size();
  }

  const std::vector<Edit>& edits_;
  size_t next_ = 0;
  size_t before_ = 0, between_ = 0;  // the same place in both texts, behind what was passed
  Range here_;
};

bool begins_before(Range a, Range b) {
  return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
}

// Where places between the layers were before the first; what cuts an edit takes all of it.
std::vector<Range> places_before(const std::vector<Edit>& first,
                                 const std::vector<Repair>& second) {
  std::vector<Range> out;
  Layer layer(first);
  for (const Repair& repair : second) {
    while (!layer.at_end() && layer.next().end <= repair.at.begin) layer.pass();
    const size_t begin = layer.begin_before(repair.at.begin);
    size_t end = repair.at.end;
    while (!layer.at_end() && layer.next().begin < repair.at.end) {
      end = std::max(end, layer.next().end);
      layer.pass();
    }
    out.push_back({begin, layer.end_before(end)});
  }
  return out;
}

}  // namespace

std::vector<Edit> compose(std::string_view text, const std::vector<Edit>& first,
                          std::string_view between, const std::vector<Edit>& second) {
  std::vector<Edit> out;
  Layer layer(first);
  for (auto edit = second.begin(); !layer.at_end() || edit != second.end();) {
    const bool is_first =
        edit == second.end() || (!layer.at_end() && !begins_before(edit->at, layer.next()));
    Range at = is_first ? layer.next() : edit->at;
    const size_t begin = layer.before(at.begin);
    if (is_first) layer.pass();
    std::string to;
    size_t done = at.begin;
    const auto take = [&] {
      to.append(between.substr(done, edit->at.begin - done)) += edit->to;
      done = edit->at.end;
      at = hull(at, edit++->at);
    };
    if (!is_first) take();
    for (bool more = true; more;) {
      more = false;
      for (; !layer.at_end() && at.overlaps(layer.next()); more = true) {
        at = hull(at, layer.next());
        layer.pass();
      }
      for (; edit != second.end() && at.overlaps(edit->at); more = true) take();
    }
    to.append(between.substr(done, at.end - done));
    const Range before{begin, layer.before(at.end)};
    if (text.substr(before.begin, before.size()) != to) out.push_back({before, std::move(to)});
  }
  return out;
}

std::vector<Repair> compose(std::string_view text, const std::vector<Repair>& first,
                            std::string_view between, const std::vector<Repair>& second) {
  const std::vector<Edit> layer = edits_of(first);
  const std::vector<Range> moved = places_before(layer, second);
  std::vector<Repair> places;
  for (const Repair& repair : first) places.push_back({repair.kind, repair.at, {}});
  for (size_t i = 0; i < second.size(); ++i) {
    if (!moved[i].empty()) places.push_back({second[i].kind, moved[i], {}});
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const Repair& a, const Repair& b) { return begins_before(a.at, b.at); });
  std::vector<Edit> edits = compose(text, layer, between, edits_of(second));
  auto edit = edits.begin();
  std::vector<Repair> out;
  for (auto place = places.begin(); place != places.end();) {
    Repair joined = std::move(*place);
    for (++place; place != places.end() && joined.at.overlaps(place->at); ++place) {
      joined.at = hull(joined.at, place->at);
    }
    for (; edit != edits.end() && edit->at.end <= joined.at.end; ++edit) {
      joined.edits.push_back(std::move(*edit));
    }
    if (!joined.edits.empty()) out.push_back(std::move(joined));
  }
  return out;
}

std::vector<Edit> edits_of(const std::vector<Repair>& repairs) {
  std::vector<Edit> out;
  for (const Repair& repair : repairs) {
    out.insert(out.end(), repair.edits.begin(), repair.edits.end());
  }
  return out;
}

}  // namespace dealwire
