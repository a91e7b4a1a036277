#include "extract/title.h"

#include <algorithm>
#include <unordered_set>

#include "extract/letters.h"
#include "extract/site_name.h"
#include "extract/words.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// One of the page's titles, made ready to be looked for.
struct Known {
  const StatedTitle* title;
  size_t index;
  Range core;  // without the site's name
  Letters whole, letters;

  std::string_view text() const {
    return std::string_view(title->text).substr(core.begin, core.size());
  }
};

// Does the byte of the block's text begin a stretch from another text node than what stands before?
bool begins_piece(const Block& block, size_t byte) {
  size_t at = 0;
  uint32_t node = 0;
  bool first = true;
  for (const Block::Slice& slice : block.slices) {
    if (at == byte && !slice.space) return first || slice.node != node;
    if (!slice.space) {
      node = slice.node;
      first = false;
    }
    at += slice.space ? 1 : slice.end - slice.begin;
  }
  return false;
}

// How well a block shows a title, and which part of it does.
struct Match {
  enum Grade { kNone, kPart, kHolds, kWhole } grade = kNone;
  Range at;               // of the block's text
  bool is_front = false;  // the block is the beginning of the title
};

// Is there punctuation before the letter, so that a title may be cut there? Not the hyphen of a
// word.
bool parted_at(std::string_view text, const Letters& letters, size_t i) {
  if (i == 0 || i >= letters.text.size()) return true;
  const std::string_view between =
      text.substr(letters.at[i - 1].end, letters.at[i].begin - letters.at[i - 1].end);
  return !trim(between).empty() && between != "-";
}

Match match(const Block& block, const Letters& shown, const Known& known) {
  const std::u32string& title = known.letters.text;
  const std::u32string& line = shown.text;
  const Range all{0, block.text.size()};
  if (title.empty() || line.empty()) return {};
  if (line == title || line == known.whole.text) return {Match::kWhole, all};
  if (line.size() > title.size() && title.size() * 2 >= line.size()) {
    const size_t rest = line.size() - title.size();
    // A kicker in front, a badge behind, each in an element of its own.
    if (line.ends_with(title) && begins_piece(block, shown.at[rest].begin)) {
      return {Match::kHolds, {shown.at[rest].begin, all.end}};
    }
    if (line.starts_with(title) && begins_piece(block, shown.at[title.size()].begin)) {
      const size_t end = shown.at[title.size()].begin;
      return {Match::kHolds, {0, trim(std::string_view(block.text).substr(0, end)).size()}};
    }
  }
  if (line.size() < title.size() && line.size() * 2 >= title.size()) {
    // A kicker may be missing in front, the site's name behind it stand without a bar.
    const size_t rest = title.size() - line.size();
    const bool gap = known.letters.at[line.size() - 1].end < known.letters.at[line.size()].begin;
    if (title.ends_with(line) && parted_at(known.text(), known.letters, rest)) {
      return {Match::kPart, all};
    }
    if (title.starts_with(line) && gap) return {Match::kPart, all, true};
  }
  return {};
}

std::vector<Known> make_known(const std::vector<StatedTitle>& titles,
                              const std::vector<std::string>& sites) {
  constexpr size_t kLongest = 1000;  // bytes; what is longer is no title
  std::vector<Known> out;
  for (size_t i = 0; i < titles.size(); ++i) {
    if (titles[i].text.size() > kLongest) continue;
    // A segment that another title repeats with the rest is no site's name.
    const bool alone = std::none_of(titles.begin(), titles.end(), [&](const StatedTitle& other) {
      return &other != &titles[i] && same_words(other.text, titles[i].text);
    });
    const Range core = without_site(titles[i].text, sites, alone);
    Known known{&titles[i], i, core, letters_of(titles[i].text), {}};
    known.letters = letters_of(known.text());
    if (!known.letters.text.empty()) out.push_back(std::move(known));
  }
  return out;
}

bool is_page_title(const StatedTitle& title) { return title.source == "<title>"; }

bool bar_at(const Known& known, size_t i) {
  const size_t end = known.letters.at[i].begin;
  for (size_t pos = known.letters.at[i - 1].end; pos < end;) {
    if (is_bar(next_character(known.text(), pos))) return true;
  }
  return false;
}

// Does the one title hold all of the other, with punctuation at the seams?
bool holds_title(const Known& longer, const Known& shorter) {
  const size_t at = longer.whole.text.find(shorter.letters.text);
  return at != std::u32string::npos && parted_at(longer.title->text, longer.whole, at) &&
         parted_at(longer.title->text, longer.whole, at + shorter.letters.text.size());
}

class Finder {
 public:
  Finder(const std::vector<Block>& blocks, size_t first, std::vector<Known> known)
      : blocks_(blocks), first_(first), known_(std::move(known)) {
    for (const Known& one : known_) {
      const size_t width = columns(one.title->text);
      narrowest_ = std::min(narrowest_, columns(one.text()) / 2);
      widest_ = std::max(widest_, width * 2);
      first_letters_ += one.letters.text.front();
      first_letters_ += one.whole.text.front();
    }
  }

  std::optional<Headline> find() {
    for (size_t i = 0; i < blocks_.size(); ++i) consider(i);
    if (best_score_ > 0) return shown();
    return unseen();
  }

 private:
  void consider(size_t index) {
    const Block& block = blocks_[index];
    const bool heading = block.is_heading();
    if (block.width < narrowest_ || block.width > widest_) return;
    if (block.link_width > 0 && block.tag != "h1") return;
    // Most lines begin otherwise, which is cheaper to see.
    if (!heading && first_letters_.find(first_letter(block.text)) == std::u32string::npos) return;
    const Letters shown = letters_of(block.text);
    for (const Known& known : known_) {
      const Match found = match(block, shown, known);
      const bool enough = found.grade == Match::kWhole ||
                          (found.grade == Match::kHolds && heading) ||
                          (found.grade == Match::kPart && (heading || found.is_front));
      if (!enough) continue;
      const int score = 100 * found.grade + (block.dropped ? 0 : 50) +
                        (block.tag == "h1" ? 40
                         : heading         ? 20
                                           : 0) +
                        (is_apart(index, found, known) ? 150 : 0);
      if (score > best_score_) {
        best_score_ = score;
        best_ = {index, &known, found};
      }
      if (found.grade >= Match::kHolds) return;  // as the most trusted title has it
    }
  }

  // A page with two headlines writes one for search engines, which is in <title> too; the other
  // one, which its cards or data repeat, is the editors'.
  bool is_apart(size_t index, const Match& found, const Known& known) const {
    const std::string& source = known.title->source;
    if (!blocks_[index].is_heading() || found.grade < Match::kHolds || index > first_ + 2 ||
        (source != "og:title" && source != "JSON-LD headline")) {
      return false;
    }
    const auto page_title = std::find_if(known_.begin(), known_.end(),
                                         [](const Known& k) { return is_page_title(*k.title); });
    return page_title != known_.end() && !holds_title(*page_title, known);
  }

  Headline shown() const {
    const Block& block = blocks_[best_.block];
    Headline out;
    out.block = best_.block;
    out.at = best_.match.at;
    out.source = (block.tag.empty() ? "line" : "<" + std::string(block.tag) + ">") + ", as in " +
                 best_.known->title->source;
    if (best_.match.grade == Match::kWhole) {
      if (const Known* fuller = parted_more(block, *best_.known))
        return of_page(*fuller, {best_.block});
    }
    if (best_.match.grade == Match::kPart && best_.block > 0) {
      // A kicker in the block above: together they are the title. Behind a bar it is a section.
      const std::u32string kicker = letters_of(blocks_[best_.block - 1].text).text;
      const std::u32string both = kicker + letters_of(block.text).text;
      for (const Known& known : known_) {
        if (known.title->has_place && known.letters.text == both && !kicker.empty() &&
            !bar_at(known, kicker.size())) {
          return of_page(known, {best_.block - 1, best_.block});
        }
      }
    }
    return out;
  }

  static Headline of_page(const Known& known, std::vector<size_t> repeats) {
    Headline out;
    out.stated = known.index;
    out.at = known.core;
    out.source = known.title->source;
    out.repeats = std::move(repeats);
    return out;
  }

  // Where a kicker and the headline are elements of one block, nothing may part their words there,
  // but a colon or dash in the page's own title.
  const Known* parted_more(const Block& block, const Known& shown_title) const {
    const Letters shown = letters_of(block.text);
    for (const Known& known : known_) {
      if (!known.title->has_place || known.letters.text != shown.text ||
          shown_title.letters.text != shown.text) {
        continue;
      }
      for (size_t i = 1; i < shown.text.size(); ++i) {
        if (!parted_at(block.text, shown, i) && parted_at(known.text(), known.letters, i) &&
            begins_piece(block, shown.at[i].begin)) {
          return &known;
        }
      }
    }
    return nullptr;
  }

  // Shown nowhere: as the page names itself, or the first heading where it does not.
  std::optional<Headline> unseen() const {
    const auto placed = std::find_if(known_.begin(), known_.end(),
                                     [](const Known& k) { return k.title->has_place; });
    if (placed != known_.end()) return of_page(*placed, {});
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].tag != "h1" || blocks_[i].dropped) continue;
      Headline out;
      out.block = i;
      out.at = {0, blocks_[i].text.size()};
      out.source = "<h1>";
      return out;
    }
    return std::nullopt;
  }

  struct Best {
    size_t block = 0;
    const Known* known = nullptr;
    Match match;
  };

  const std::vector<Block>& blocks_;
  size_t first_;
  std::vector<Known> known_;
  size_t narrowest_ = SIZE_MAX, widest_ = 0;
  std::u32string first_letters_;
  int best_score_ = 0;
  Best best_;
};

// Does a line close like a sentence? A headline may ask or shout, or end in "a.m." or "U.S.".
bool ends_statement(const Block& block) {
  if (!block.ends_sentence()) return false;
  for (const char* mark : {"?", "？", "!", "！"}) {
    if (block.text.ends_with(mark)) return false;
  }
  const std::string_view last =
      std::string_view(block.text).substr(block.text.find_last_of(' ') + 1);
  return !(last.size() <= 6 && last.ends_with('.') && last.find('.') + 1 < last.size());
}

// Where the page stands in its site: "Home > Business > Deals".
bool is_breadcrumb(std::string_view line) {
  for (const char* step : {" > ", " / ", " » ", " › "}) {
    if (line.find(step) != line.npos) return true;
  }
  return false;
}

bool may_be_headline(const Block& block) {
  constexpr size_t kNarrowest = 12, kWidest = 240;
  return block.width >= kNarrowest && block.width <= kWidest && !ends_statement(block) &&
         !is_boilerplate(block.text) && !is_byline(block.text) && !is_breadcrumb(block.text);
}

// A row of a form (主旨：..., Company: ...), or an item of a list.
bool is_entry(std::string_view line) {
  constexpr size_t kLabel = 16;  // bytes
  const std::string_view label = line.substr(0, kLabel);
  return is_item(line) || label.find(':') != label.npos || label.find("：") != label.npos;
}

// The first block of the article that is a sentence; behind the last block if there is none.
size_t first_sentence(const std::vector<Block>& blocks, const std::vector<Label>& labels) {
  constexpr size_t kShortest = 12;
  size_t i = 0;
  while (i < blocks.size() && !(labels[i] == Label::kArticle && blocks[i].ends_sentence() &&
                                blocks[i].width >= kShortest)) {
    ++i;
  }
  return i;
}

std::unordered_set<std::string> words_of_article(const std::vector<Block>& blocks,
                                                 const std::vector<Label>& labels) {
  std::unordered_set<std::string> out;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (labels[i] != Label::kArticle || !blocks[i].ends_sentence()) continue;
    each_word(blocks[i].text, [&](std::string_view word) { out.insert(ascii_lower(word)); });
  }
  return out;
}

// How much of a line the article tells of: menus and captions are of other things.
double share_told(std::string_view line, const std::unordered_set<std::string>& words) {
  double told = 0, all = 0;
  each_word(line, [&](std::string_view word) {
    told += words.contains(ascii_lower(word));
    ++all;
  });
  return all < 3 ? 0 : told / all;
}

}  // namespace

std::optional<Headline> find_headline(const std::vector<Block>& blocks, size_t first,
                                      const std::vector<StatedTitle>& titles,
                                      const std::vector<std::string>& sites) {
  return Finder(blocks, first, make_known(titles, sites)).find();
}

std::optional<size_t> headline_above(const std::vector<Block>& blocks,
                                     const std::vector<Label>& labels) {
  constexpr size_t kNear = 8, kFarthest = 20;  // lines above the article
  const size_t first = first_sentence(blocks, labels);
  const std::unordered_set<std::string> words = words_of_article(blocks, labels);
  std::optional<size_t> opening, longest;
  for (size_t i = first - std::min(first, kFarthest); i < std::min(first + 1, blocks.size()); ++i) {
    if (labels[i] == Label::kSpam || !may_be_headline(blocks[i])) continue;
    const double told = share_told(blocks[i].text, words);
    const bool near = i + kNear >= first;
    if (i == 0 && near && told > 0) opening = i;
    // What begins a bare text is its headline, but for the name of a site above the real one.
    if (told >= 0.5) return opening && (i == first || is_entry(blocks[i].text)) ? opening : i;
    if (near && (!longest || blocks[i].width > blocks[*longest].width)) longest = i;
  }
  return opening ? opening : longest;
}

}  // namespace dealwire
