// The features by which the second classifier sees what the first one finds around a block.
#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/feature_row.h"
#include "extract/features.h"

namespace dealwire {
namespace {

// How likely the text inside an element is to be the article.
struct Mass {
  double width = 0, likely = 0;
  void add(double w, double p) {
    width += w;
    likely += w * p;
  }
  double mean() const { return share(likely, width); }
};

class ContextMeasurer {
 public:
  ContextMeasurer(const std::vector<Block>& blocks, const Outline& outline,
                  const std::vector<double>& likelihoods)
      : blocks_(blocks), outline_(outline), likelihoods_(likelihoods), before_(1) {
    inside_.resize(outline.size());
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].dropped) {
        before_.push_back(before_.back());
        continue;
      }
      const auto w = static_cast<double>(blocks[i].width);
      for (uint32_t e = blocks[i].element;; e = outline.parent(e)) {
        inside_[e].add(w, likelihoods[i]);
        if (outline.parent(e) == e) break;
      }
      groups_[outline.kind(blocks[i].element)].add(w, likelihoods[i]);
      children_[outline.parent(blocks[i].element)].add(w, likelihoods[i]);
      before_.push_back(before_.back());
      before_.back().add(w, likelihoods[i]);
    }
    whole_ = std::max(before_.back().likely, 1e-9);
    // Elements come in document order, so the last one that holds so much is the innermost.
    for (uint32_t e = 0; e < inside_.size(); ++e) {
      if (inside_[e].likely >= kMost * whole_) core_ = e;
    }
  }

  void write(size_t i, Row& row) const {
    static constexpr struct {
      int distance;
      std::string_view name;
    } kNeighbours[] = {{0, "likely"},           {-1, "before_1_likely"}, {-2, "before_2_likely"},
                       {-3, "before_3_likely"}, {1, "behind_1_likely"},  {2, "behind_2_likely"},
                       {3, "behind_3_likely"}};
    for (const auto& neighbour : kNeighbours) {
      const size_t j = i + static_cast<size_t>(neighbour.distance);
      row(neighbour.name, j < blocks_.size() ? likelihoods_[j] : 0);
    }
    row("likely_before", before_[i].likely / whole_);
    row("likely_behind", 1 - before_[i + 1].likely / whole_);
    row("near_likely", near(i, 4));
    row("around_likely", near(i, 10));
    write_elements(i, row);
  }

 private:
  static constexpr double kMost = 0.6, kMuch = 0.25;  // of the likely text

  double near(size_t i, size_t distance) const {
    const Mass& from = before_[i - std::min(i, distance)];
    const Mass& to = before_[std::min(blocks_.size(), i + distance + 1)];
    return share(to.likely - from.likely, to.width - from.width);
  }

  void write_elements(size_t i, Row& row) const {
    const uint32_t element = blocks_[i].element, parent = outline_.parent(element),
                   grand = outline_.parent(parent);
    const auto found = [](const auto& masses, auto key) {
      const auto mass = masses.find(key);
      return mass == masses.end() ? Mass{} : mass->second;
    };
    const Mass siblings = found(children_, parent), group = found(groups_, outline_.kind(element));
    row("siblings_likely", siblings.mean());
    row("siblings_share", siblings.likely / whole_);
    row("grand_likely", inside_[grand].mean());
    row("grand_share", inside_[grand].likely / whole_);
    row("group_likely", group.mean());
    row("group_share", group.likely / whole_);
    // How far up is an element with much of the likely text; is it inside the one with most?
    double up = 0, inside = 0;
    bool much = false;
    for (uint32_t e = element;; e = outline_.parent(e)) {
      much = much || inside_[e].likely >= kMuch * whole_;
      if (!much) ++up;
      if (e == core_) inside = 1;
      if (outline_.parent(e) == e) break;
    }
    row("up_to_much", up);
    row("inside_core", inside);
  }

  const std::vector<Block>& blocks_;
  const Outline& outline_;
  const std::vector<double>& likelihoods_;
  std::vector<Mass> before_;  // of all blocks before each
  std::vector<Mass> inside_;  // of each element
  std::unordered_map<uint32_t, Mass> children_;
  std::unordered_map<size_t, Mass> groups_;
  double whole_ = 1;
  uint32_t core_ = 0;
};

}  // namespace

const std::vector<std::string_view>& feature_names_with_context() {
  static const auto names = [] {
    std::vector<std::string_view> out = feature_names();
    std::vector<float> values;
    const std::vector<Block> one(1);
    Row row(values, out);
    const Outline outline;
    ContextMeasurer(one, outline, {0.0}).write(0, row);
    return out;
  }();
  return names;
}

Features add_context(const Features& first, const std::vector<double>& likelihoods,
                     const std::vector<Block>& blocks, const Outline& outline) {
  Features out;
  out.columns = feature_names_with_context().size();
  out.values.reserve(out.columns * blocks.size());
  const ContextMeasurer measurer(blocks, outline, likelihoods);
  Row row(out.values);
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].dropped) {
      out.values.resize(out.values.size() + out.columns);
      continue;
    }
    out.values.insert(out.values.end(), first.row(i), first.row(i) + first.columns);
    measurer.write(i, row);
  }
  return out;
}

}  // namespace dealwire
