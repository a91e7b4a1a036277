#include "extract/byline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <set>

#include "extract/authors.h"
#include "extract/words.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Words that stand before or behind a date and say what it is of; stems, where a language changes
// endings. In lower case.
constexpr std::array<std::string_view, 46> kPublishWords = {
    "發布",     "发布",       "發佈",         "发佈",       "發表",           "发表",
    "刊登",     "出版",       "發稿",         "发稿",       "上架",           "時間",
    "时间",     "日期",       "公開",         "配信",       "掲載",           "投稿",
    "입력",     "등록",       "승인",         "게재",       "발행",           "작성",
    "publish",  "publik",     "posted",       "publié",     "veröffentlicht", "erstellt",
    "publicad", "pubblicat",  "gepubliceerd", "geplaatst",  "yayın",          "oluşturma",
    "публик",   "publiceret", "publicerad",   "publisert",  "julkaistu",      "opublikowano",
    "vydáno",   "megjelen",   "datum",        "diterbitkan"};
constexpr std::array<std::string_view, 33> kUpdateWords = {
    "更新",      "修改",       "修訂",       "수정",      "업데이트",   "updat",      "modifi",
    "revised",   "aktualis",   "geändert",   "stand:",    "actualiz",   "mis à jour", "mise à jour",
    "aggiornat", "atualiz",    "bijgewerkt", "gewijzigd", "güncel",     "обновл",     "оновл",
    "изменен",   "zaktualiz",  "aktualiz",   "oppdatert", "päivitetty", "uppdaterad", "opdateret",
    "frissít",   "diperbarui", "cập nhật",   "actualis",  "modificat"};

template <size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

enum class Meaning { kUnsaid, kPublished, kUpdated };

Meaning meaning_of(std::string_view words) {
  const std::string lower = ascii_lower(words);
  if (holds_any(lower, kUpdateWords)) return Meaning::kUpdated;
  return holds_any(lower, kPublishWords) ? Meaning::kPublished : Meaning::kUnsaid;
}

std::string_view last_bytes(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  size_t begin = text.size() - most;
  while (begin < text.size() && (text[begin] & 0xC0) == 0x80) ++begin;
  return text.substr(begin);
}

// Where a line stands, which decides how much it must say of itself.
enum class Where { kBelow, kJustAbove, kAway };

class BylineReader {
 public:
  BylineReader(const html::Page* page, const std::vector<Block>& blocks, const DateContext& context,
               Metadata& metadata)
      : page_(page), blocks_(blocks), context_(context), metadata_(metadata) {}

  void read(const std::vector<Label>& labels, std::optional<size_t> headline) {
    constexpr size_t kAbove = 8, kBelow = 16;
    const size_t first = next_of_article(labels, headline ? *headline + 1 : 0);
    const size_t begin = headline ? *headline : first - std::min(first, kAbove);
    // Up to the second paragraph, since the first may be the lead, with the byline below it.
    const size_t end = std::min(next_of_article(labels, first + 1), begin + kBelow);
    for (size_t i = begin; i < std::min(end, blocks_.size()); ++i) {
      if (i != headline && i != first) read_dates(blocks_[i], Where::kBelow);
    }
    if (first < blocks_.size()) read_dateline(blocks_[first]);
    if (headline) read_above(*headline);
    read_authors(headline, begin - std::min<size_t>(begin, 2), std::min(end, blocks_.size()));
    read_behind(labels);
    if (!names_.empty()) metadata_.authors.push_back({names_, "byline", Trust::kLabel});
  }

 private:
  static size_t next_of_article(const std::vector<Label>& labels, size_t from) {
    const auto begin = labels.begin() + static_cast<long>(std::min(from, labels.size()));
    return static_cast<size_t>(std::find(begin, labels.end(), Label::kArticle) - labels.begin());
  }

  void read_above(size_t headline) {
    constexpr size_t kAway = 4, kClose = 2;
    for (size_t i = 1; i <= std::min(headline, kAway); ++i) {
      read_dates(blocks_[headline - i], i <= kClose ? Where::kJustAbove : Where::kAway);
    }
  }

  // Elements tell better than words what is a name.
  void read_authors(std::optional<size_t> headline, size_t from, size_t to) {
    if (page_ != nullptr && from < to) read_elements(from, to);
    for (size_t i = from; i < to && names_.empty(); ++i) {
      if (i != headline) names_ = names_in_byline(blocks_[i].text);
    }
  }

  // Behind the article, up to the lists of others.
  void read_behind(const std::vector<Label>& labels) {
    constexpr size_t kFarthest = 8;
    const auto last = std::find(labels.rbegin(), labels.rend(), Label::kArticle);
    const auto begin = static_cast<size_t>(labels.rend() - last);
    for (size_t i = begin; i < std::min(blocks_.size(), begin + kFarthest); ++i) {
      if (begin == 0 || opens_tail(blocks_[i].text)) return;
      read_dates(blocks_[i], Where::kAway);
      if (names_.empty()) names_ = names_in_byline(blocks_[i].text);
    }
  }

  static constexpr size_t kLongest = 300;  // bytes of a line that is read

  void read_dates(const Block& block, Where where) {
    const std::string_view line = block.text;
    if (line.size() > kLongest || block.tag == "figcaption" || line.find("©") != line.npos) return;
    std::vector<FoundDate> dates = find_dates(line, context_);
    if (dates.empty()) {
      if (auto relative = find_relative_date(line, context_)) dates.push_back(std::move(*relative));
    }
    size_t done = 0;
    for (size_t i = 0; i < dates.size(); ++i) {
      const Range at = dates[i].at;
      const size_t next = i + 1 < dates.size() ? dates[i + 1].at.begin : line.size();
      const Meaning meaning = said_of(line, {done, at.begin}, {at.end, next});
      done = at.end;
      const bool enough = meaning != Meaning::kUnsaid ||
                          (where != Where::kAway && i == 0 && is_little_more(block, dates));
      if (enough) add(std::move(dates[i].value), meaning, where);
    }
  }

  // The words in front of a date decide; those behind it where there are none ("2025-10-14 更新").
  static Meaning said_of(std::string_view line, Range before, Range behind) {
    constexpr size_t kNear = 40;
    const std::string_view front =
        trim(last_bytes(line.substr(before.begin, before.size()), kNear));
    const Meaning meaning = meaning_of(front);
    if (meaning != Meaning::kUnsaid || !front.empty()) return meaning;
    const std::string_view back = line.substr(behind.begin, behind.size());
    return meaning_of(back.substr(0, std::min(back.find_first_of("0123456789"), kNear)));
  }

  // Is the line a byline: a date with little around it, no sentence and no link? A date before
  // there were web pages is what a line tells of.
  static bool is_little_more(const Block& block, const std::vector<FoundDate>& dates) {
    constexpr size_t kMost = 60;
    if (dates.front().value < "1991") return false;
    size_t others = block.width;
    for (const FoundDate& date : dates) others -= std::min(others, date.at.size());
    return others <= kMost && block.link_width * 2 <= block.width && !block.ends_sentence();
  }

  void add(std::string value, Meaning meaning, Where where) {
    const bool said = meaning != Meaning::kUnsaid;
    auto& statements = meaning == Meaning::kUpdated ? metadata_.modified : metadata_.published;
    statements.push_back({std::move(value), said ? "line that says so" : "line beside the headline",
                          said && where != Where::kAway ? Trust::kLabel : Trust::kByline});
  }

  // What opens the first paragraph: "AUSTIN, October 14, 2025 -- ", "BERLIN, 14. Oktober 2025. ",
  // "（記者王小明／台北報導）", "【2025年10月20日】".
  void read_dateline(const Block& block) {
    constexpr size_t kNear = 120;
    std::string_view line = std::string_view(block.text).substr(0, kNear);
    size_t bracket = 0;  // the end of one that opens the line
    for (std::string_view brackets : {"（）", "〔〕", "【】", "()", "[]"}) {
      const std::string_view open = brackets.substr(0, brackets.size() / 2);
      const size_t close = line.find(brackets.substr(open.size()));
      if (line.starts_with(open) && close != line.npos) {
        names_ = names_in_byline(line.substr(open.size(), close - open.size()));
        bracket = close;
      }
    }
    for (FoundDate& date : find_dates(line, context_)) {
      const bool opens = date.at.end <= bracket ||
                         opens_dateline(line.substr(0, date.at.begin), line.substr(date.at.end));
      if (!opens) continue;
      metadata_.published.push_back({std::move(date.value), "dateline", Trust::kByline});
      return;
    }
  }

  // Does a dash follow the date, or a place in capitals stand before it?
  static bool opens_dateline(std::string_view before, std::string_view behind) {
    constexpr size_t kAgency = 24;  // "(PRNewswire)" may stand before the dash
    for (std::string_view dash : {" -- ", " — ", " – ", " - "}) {
      if (behind.find(dash) <= kAgency) return true;
    }
    size_t capitals = 0;
    for (size_t pos = 0; pos < before.size();) {
      const auto c = static_cast<UChar32>(next_character(before, pos));
      if (u_isalpha(c) && !u_isupper(c)) return false;
      capitals += u_isupper(c) != 0;
    }
    return capitals > 1;
  }

  // <time> and the elements that are called after authors, between two blocks.
  void read_elements(size_t from, size_t to) {
    const auto& nodes = page_->nodes();
    const uint32_t first = blocks_[from].slices.front().node;
    const uint32_t last = blocks_[to - 1].slices.back().node;
    for (uint32_t i = first; i <= last && i < nodes.size(); ++i) {
      if (nodes[i].tag == "time") read_time(nodes[i]);
    }
    std::set<uint32_t> seen;
    for (size_t i = from; i < to; ++i) {
      if (blocks_[i].text.size() > 2 * kLongest) continue;
      const size_t known = names_.size();
      for (const Block::Slice& slice : blocks_[i].slices) read_author_around(slice.node, seen);
      if (known > 0 && names_.size() == known) break;  // the byline is over
    }
  }

  void read_time(const html::Node& time) {
    const std::string_view value = trim(page_->attribute(time, "datetime"));
    if (value.empty()) return;
    const std::string_view name = page_->attribute(time, "class");
    const bool updated = meaning_of(name) == Meaning::kUpdated && name.find("publish") == name.npos;
    (updated ? metadata_.modified : metadata_.published)
        .push_back({std::string(value), "<time> beside the headline", Trust::kTime});
  }

  // The innermost element around a text that is called after authors.
  void read_author_around(uint32_t text, std::set<uint32_t>& seen) {
    constexpr int kHighest = 4;
    const auto& nodes = page_->nodes();
    uint32_t element = nodes[text].parent;
    for (int i = 0; i < kHighest; ++i, element = nodes[element].parent) {
      if (!is_called_after_authors(nodes[element])) continue;
      if (seen.insert(element).second) read_author(element);
      return;
    }
  }

  bool is_called_after_authors(const html::Node& node) const {
    if (node.attributes == 0) return false;
    if (page_->attribute(node, "rel") == "author") return true;
    const std::string name = ascii_lower(page_->attribute(node, "class"));
    constexpr std::array<std::string_view, 6> kNames = {"author",   "byline",     "writer",
                                                        "reporter", "journalist", "contributor"};
    constexpr std::array<std::string_view, 10> kBeside = {
        "bio", "desc", "image", "avatar", "photo", "social", "email", "role", "date", "comment"};
    return holds_any(name, kNames) && !holds_any(name, kBeside);
  }

  void read_author(uint32_t element) {
    constexpr size_t kWidest = 160;
    const auto& nodes = page_->nodes();
    std::string text;
    for (uint32_t i = element; i < nodes[element].end && text.size() <= kLongest; ++i) {
      if (nodes[i].is_text()) text += nodes[i].text;
      // The names are in elements of their own inside it.
      if (i > element && is_called_after_authors(nodes[i]) && nodes[i].end > i + 1) return;
    }
    std::string_view line = trim(text);
    const std::vector<FoundDate> dates = find_dates(line.substr(0, kLongest), context_);
    if (!dates.empty()) line = trim(line.substr(0, dates.front().at.begin));
    if (line.empty() || columns(line) > kWidest) return;
    for (std::string& name : names_in(line)) {
      if (std::find(names_.begin(), names_.end(), name) == names_.end()) {
        names_.push_back(std::move(name));
      }
    }
  }

  const html::Page* page_;
  const std::vector<Block>& blocks_;
  const DateContext& context_;
  Metadata& metadata_;
  std::vector<std::string> names_;
};

}  // namespace

void read_byline(const html::Page* page, const std::vector<Block>& blocks,
                 const std::vector<Label>& labels, std::optional<size_t> headline,
                 const DateContext& context, Metadata& metadata) {
  BylineReader(page, blocks, context, metadata).read(labels, headline);
}

}  // namespace dealwire
