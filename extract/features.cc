#include "extract/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "extract/element_names.h"
#include "extract/feature_row.h"
#include "extract/letters.h"
#include "extract/words.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr std::array<std::string_view, kElementNames.size()> kOwnNames = {
    "own_caption",  "own_meta",      "own_share",  "own_related", "own_list",
    "own_comments", "own_subscribe", "own_notice", "own_aside"};

constexpr std::array<std::string_view, kElementNames.size()> kNamesAround = {
    "in_caption",  "in_meta",      "in_share",  "in_related", "in_list",
    "in_comments", "in_subscribe", "in_notice", "in_aside"};
constexpr std::array<std::string_view, kSurroundings.size()> kTagsAround = {
    "around_article", "around_main",  "around_section", "around_header",    "around_footer",
    "around_nav",     "around_aside", "around_form",    "around_figure",    "around_figcaption",
    "around_ul",      "around_ol",    "around_table",   "around_blockquote"};

double log_width(double width) { return std::log2(1 + width); }

// Of a row's text, counts of characters that tell prose from menus.
struct Characters {
  double all = 0, letters = 0, digits = 0, capitals = 0, commas = 0, stops = 0, bars = 0;
};

Characters count(std::string_view text) {
  constexpr std::u32string_view kCommas = U",;，、；", kStops = U"。！？", kBars = U"|/>·•»›｜";
  Characters out;
  const auto is_western_stop = [](char32_t c) { return c == '.' || c == '!' || c == '?'; };
  char32_t before = 0;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    ++out.all;
    out.letters += is_word_character(c) || is_cjk(c);
    out.digits += c >= '0' && c <= '9';
    out.capitals += c >= 'A' && c <= 'Z';
    out.commas += kCommas.find(c) != kCommas.npos;
    out.stops += kStops.find(c) != kStops.npos || (is_western_stop(before) && c == ' ');
    out.bars += kBars.find(c) != kBars.npos;
    before = c;
  }
  out.stops += is_western_stop(before);
  return out;
}

// Sums over the text inside an element.
struct Sums {
  double width = 0, link_width = 0, prose = 0;
  void add(double w, double l, double p) {
    width += w;
    link_width += l;
    prose += p;
  }
  double links() const { return share(link_width, width); }
};

// Measures all blocks of one document.
class Measurer {
 public:
  Measurer(const std::vector<Block>& blocks, const Outline& outline)
      : blocks_(blocks), outline_(outline), prose_before_(blocks.size() + 1, 0) {
    sum_up();
    find_container();
    find_title();
  }

  void write(size_t i, Row& row) {
    write_text(i, row);
    write_title(i, row);
    write_words(i, row);
    write_place(i, row);
    write_elements(i, row);
    write_group(i, row);
    write_page(i, row);
    write_neighbours(i, row);
  }

 private:
  struct Group : Sums {
    size_t count = 0;
  };

  static constexpr double kFar = 60;  // blocks; farther is as far

  uint32_t parent(size_t i) const { return outline_.parent(blocks_[i].element); }
  size_t kind(size_t i) const { return outline_.kind(blocks_[i].element); }
  double width(size_t i) const { return static_cast<double>(blocks_[i].width); }
  double link_share(size_t i) const {
    return share(static_cast<double>(blocks_[i].link_width), width(i));
  }

  // What the block is worth as prose: nothing if it is a menu word or a heading.
  double prose(size_t i) const { return prose_before_[i + 1] - prose_before_[i]; }

  double prose_of(size_t i) const {
    constexpr size_t kShortest = 40, kMost = 800;
    const Block& block = blocks_[i];
    if (block.dropped || block.width < kShortest || !ends_[i]) return 0;
    return static_cast<double>(std::min(block.width, kMost)) * (1 - link_share(i));
  }

  void sum_up() {
    inside_.resize(outline_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) {
      ends_.push_back(blocks_[i].ends_sentence());
      const double w = width(i), l = static_cast<double>(blocks_[i].link_width), p = prose_of(i);
      prose_before_[i + 1] = prose_before_[i] + p;
      for (uint32_t e = blocks_[i].element;; e = outline_.parent(e)) {
        inside_[e].add(w, l, p);
        if (outline_.parent(e) == e) break;
      }
      Group& group = groups_[kind(i)];
      group.add(w, l, p);
      ++group.count;
      ++twins_[blocks_[i].text];
      if (p > 0) {
        siblings_[parent(i)].push_back(i);
        widths_.push_back(w);
      }
    }
    whole_ = std::max(prose_before_.back(), 1.0);
    if (!widths_.empty()) {
      const auto middle = widths_.begin() + static_cast<long>(widths_.size() / 2);
      std::nth_element(widths_.begin(), middle, widths_.end());
      usual_width_ = *middle;
    }
  }

  // The element that holds most paragraphs: those that are its children count fully, those one
  // level below half. (As Arc90's Readability scores candidates.)
  void find_container() {
    score_.resize(outline_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const bool paragraph = block.tag == "p" || block.tag == "li" || block.is_heading();
      const uint32_t holder = paragraph ? parent(i) : block.element;
      score_[holder] += prose(i);
      score_[outline_.parent(holder)] += prose(i) / 2;
    }
    const auto best = std::max_element(score_.begin(), score_.end());
    best_score_ = std::max(*best, 1.0);
    size_t hops = 0;
    for (auto e = static_cast<uint32_t>(best - score_.begin());; e = outline_.parent(e)) {
      above_container_.emplace(e, hops++);
      if (outline_.parent(e) == e) break;
    }
  }

  void find_title() {
    each_word(outline_.title(), [&](std::string_view word) { title_.insert(ascii_lower(word)); });
    title_width_ = static_cast<double>(columns(outline_.title()));
    const auto h1 = std::find_if(blocks_.begin(), blocks_.end(), [](const Block& block) {
      return block.tag == "h1" && !block.dropped;
    });
    if (h1 != blocks_.end()) h1_ = h1 - blocks_.begin();
  }

  void write_text(size_t i, Row& row) {
    const Block& block = blocks_[i];
    const Characters has = count(block.text);
    const double columns = std::max(width(i), 1.0) / 100;
    row("width", log_width(width(i)));
    row("link_share", link_share(i));
    row("ends_sentence", ends_[i]);
    row("sentences", has.stops / columns);
    row("commas", has.commas / columns);
    row("digits", share(has.digits, has.all));
    row("capitals", share(has.capitals, has.letters));
    row("bars", has.bars);
    row("relative_width", width(i) / usual_width_);
    constexpr size_t kManyTwins = 5;
    row("twins", static_cast<double>(std::min(twins_.find(block.text)->second, kManyTwins)));
  }

  void write_title(size_t i, Row& row) {
    constexpr double kLongTitle = 200;
    std::unordered_set<std::string> shared;
    each_word(blocks_[i].text, [&](std::string_view word) {
      if (auto lower = ascii_lower(word); title_.contains(lower)) shared.insert(std::move(lower));
    });
    const double title_share =
        share(static_cast<double>(shared.size()), static_cast<double>(title_.size()));
    if (title_share > 0.5 && width(i) < std::min(kLongTitle, title_width_ + 4)) {
      title_at_ = static_cast<long>(i);
    }
    row("title_share", title_share);
    row("title_seen", title_at_ >= 0);
    row("from_title", title_at_ < 0 ? kFar : std::min<double>(double(i) - double(title_at_), kFar));
  }

  // `behind_tail` lasts from the heading of a list of other articles to the next long paragraph,
  // `closed` from the words that close a press release to the end. Neither comes before prose.
  void write_words(size_t i, Row& row) {
    constexpr double kParagraph = 160;
    const Block& block = blocks_[i];
    const bool opens = sentences_ >= kParagraph && opens_tail(block.text);
    const bool paragraph = ends_[i] && !block.dropped;
    if (paragraph) sentences_ += width(i);
    if (opens) {
      in_tail_ = true;
      tail_at_ = static_cast<long>(i);
    }
    closed_ = closed_ || (sentences_ >= kParagraph && closes_article(block.text));
    if (in_tail_ && paragraph && width(i) >= kParagraph) in_tail_ = false;
    // Most blocks of a page are links, which tell what they are without words.
    const bool linked = link_share(i) > 0.9;
    row("boilerplate", !linked && is_boilerplate(block.text));
    row("byline", !linked && is_byline(block.text));
    row("opens_tail", opens);
    row("behind_tail", in_tail_);
    row("closed", closed_);
    row("from_tail", tail_at_ < 0 ? kFar : std::min(double(i) - double(tail_at_), kFar));
    const double notices = linked ? 0 : static_cast<double>(notice_words(block.text));
    row("notices", notices * 100 / std::max(width(i), 1.0));
  }

  void write_place(size_t i, Row& row) {
    const Block& block = blocks_[i];
    row("tag_p", block.tag == "p");
    row("tag_li", block.tag == "li");
    row("tag_heading", block.is_heading());
    row("tag_div", block.tag == "div" || block.tag == "section" || block.tag == "article");
    row("tag_caption", block.tag == "figcaption" || block.tag == "figure");
    for (size_t k = 0; k < kElementNames.size(); ++k) {
      row(kOwnNames[k], block.own_names >> k & 1);
      row(kNamesAround[k], block.names >> k & 1);
    }
    for (size_t k = 0; k < kSurroundings.size(); ++k) row(kTagsAround[k], block.around >> k & 1);
  }

  void write_elements(size_t i, Row& row) {
    const uint32_t element = blocks_[i].element, parent = outline_.parent(element),
                   grand = outline_.parent(parent);
    double depth = 0, hops = -1;
    for (uint32_t e = element;; e = outline_.parent(e), ++depth) {
      const auto above = hops < 0 ? above_container_.find(e) : above_container_.end();
      if (above != above_container_.end()) hops = static_cast<double>(above->second);
      if (outline_.parent(e) == e) break;
    }
    row("depth", depth);
    row("parent_score", std::max(score_[parent], score_[element]) / best_score_);
    row("grand_score", score_[grand] / best_score_);
    row("from_container", hops);
    row("parent_width", log_width(inside_[parent].width));
    row("parent_links", inside_[parent].links());
    row("parent_prose", share(inside_[parent].prose, inside_[parent].width));
    row("grand_prose", share(inside_[grand].prose, inside_[grand].width));
    constexpr size_t kManyImages = 30;
    row("parent_images", static_cast<double>(std::min(outline_.images(parent), kManyImages)));
    row("grand_images", static_cast<double>(std::min(outline_.images(grand), 2 * kManyImages)));

    constexpr double kManySiblings = 30;
    const std::vector<size_t>& siblings = siblings_[parent];
    const auto here = std::lower_bound(siblings.begin(), siblings.end(), i);
    row("siblings_before", std::min<double>(double(here - siblings.begin()), kManySiblings));
    row("siblings_after", std::min<double>(double(siblings.end() - here), kManySiblings));
  }

  void write_group(size_t i, Row& row) {
    const Group& group = groups_.find(kind(i))->second;
    row("group_prose", group.prose / whole_);
    row("group_density", share(group.prose, group.width));
    row("group_links", group.links());
    row("group_count", std::log2(static_cast<double>(group.count)));
  }

  void write_page(size_t i, Row& row) {
    constexpr double kFarBefore = -20, kFarBehind = 40;
    const auto n = static_cast<double>(blocks_.size()), at = static_cast<double>(i);
    row("blocks", std::log2(n));
    row("page_prose", std::log2(whole_));
    row("position", at / n);
    row("prose_before", prose_before_[i] / whole_);
    const double from_h1 = h1_ < 0 ? 0 : at - static_cast<double>(h1_);
    row("from_h1", std::clamp(from_h1, kFarBefore, kFarBehind));
    row("h1_seen", h1_ < 0 ? 0 : from_h1 > 0 ? 1 : -1);
  }

  void write_neighbours(size_t i, Row& row) {
    static constexpr struct {
      int distance;
      std::string_view width, links, kin;
    } kNeighbours[] = {{-1, "before_1_width", "before_1_links", "before_1_kin"},
                       {-2, "before_2_width", "before_2_links", "before_2_kin"},
                       {+1, "behind_1_width", "behind_1_links", "behind_1_kin"},
                       {+2, "behind_2_width", "behind_2_links", "behind_2_kin"}};
    for (const auto& neighbour : kNeighbours) {
      const size_t j = i + static_cast<size_t>(neighbour.distance);  // wraps below zero
      const bool is = j < blocks_.size();
      row(neighbour.width, is ? log_width(width(j)) : 0);
      row(neighbour.links, is ? link_share(j) : 1);
      row(neighbour.kin, is ? (kind(j) == kind(i)) + (parent(j) == parent(i)) : 0);
    }
    constexpr size_t kNear = 5, kLongGap = 20;
    const size_t first = i - std::min(i, kNear), last = std::min(blocks_.size(), i + kNear + 1);
    row("near_before", log_width(prose_before_[i] - prose_before_[first]));
    row("near_behind", log_width(prose_before_[last] - prose_before_[i + 1]));
    size_t before = 0, behind = 0;
    while (before < std::min(i, kLongGap) && prose(i - 1 - before) == 0) ++before;
    while (behind < std::min(blocks_.size() - 1 - i, kLongGap) && prose(i + 1 + behind) == 0) {
      ++behind;
    }
    row("gap_before", static_cast<double>(before));
    row("gap_behind", static_cast<double>(behind));
  }

  const std::vector<Block>& blocks_;
  const Outline& outline_;
  std::vector<bool> ends_;            // does the block end a sentence?
  std::vector<double> prose_before_;  // sums of prose()
  double whole_ = 1;                  // the page's prose
  std::vector<double> widths_;        // of paragraphs
  double usual_width_ = 100;

  std::vector<Sums> inside_;   // of each element
  std::vector<double> score_;  // of each element, as a container
  double best_score_ = 1;
  std::unordered_map<uint32_t, size_t> above_container_;        // the best one is 0, its parent 1
  std::unordered_map<uint32_t, std::vector<size_t>> siblings_;  // paragraphs by parent
  std::unordered_map<size_t, Group> groups_;
  std::unordered_map<std::string_view, size_t> twins_;

  std::unordered_set<std::string> title_;
  double title_width_ = 0;
  long h1_ = -1, title_at_ = -1, tail_at_ = -1;  // blocks
  double sentences_ = 0;
  bool in_tail_ = false, closed_ = false;
};

}  // namespace

const std::vector<std::string_view>& feature_names() {
  static const auto names = [] {
    std::vector<std::string_view> out;
    std::vector<float> values;
    const std::vector<Block> one(1);
    Row row(values, out);
    Measurer(one, Outline()).write(0, row);
    return out;
  }();
  return names;
}

Features measure(const std::vector<Block>& blocks, const Outline& outline) {
  Features out;
  out.columns = feature_names().size();
  out.values.reserve(out.columns * blocks.size());
  Measurer measurer(blocks, outline);
  Row row(out.values);
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].dropped) {
      out.values.resize(out.values.size() + out.columns);  // nobody asks for these
    } else {
      measurer.write(i, row);
    }
  }
  return out;
}

}  // namespace dealwire
