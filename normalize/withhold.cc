#include "normalize/withhold.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>

#include "text/utf8.h"

namespace dealwire {
namespace {

// Does a figure begin or end with such a character?
bool is_in_figure(char32_t c) {
  constexpr std::u32string_view kVague = U"半數数幾几多餘余";
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_DECIMAL_DIGIT_NUMBER || type == U_OTHER_NUMBER || type == U_CURRENCY_SYMBOL ||
         is_numeral(c) || kVague.find(c) != kVague.npos;
}

// The last character of 16.5億.
bool is_magnitude(char32_t c) {
  constexpr std::u32string_view kMagnitudes = U"萬万億亿兆억조만";
  return kMagnitudes.find(c) != kMagnitudes.npos;
}

// What a figure begins with if half a character of it is gone: digits mostly follow whole ones.
bool may_begin_figure(char32_t c) {
  return is_numeral(c) || u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}

using Words = std::span<const std::string_view>;

// What stands inside figures.
constexpr std::string_view kMarks[] = {".", ",", "，", "．", "点", "點"};
// What stands between the figures of a range.
constexpr std::string_view kSpaces[] = {" ", "\u00A0"};
constexpr std::string_view kRanges[] = {"~",   "～",  "〜",   "∼",      "-",    "–",    "—",
                                        "至",  "到",  "から", "ないし", "내지", "에서", "to",
                                        "and", "bis", "und",  "à",      "et",   "a",    "y"};
// Parts of currencies' names: what is left of one may seem to be another.
constexpr std::string_view kParts[] = {"元人民", "元人", "人", "民", "币", "幣", "港", "美",
                                       "欧",     "歐",   "英", "镑", "鎊", "台", "臺"};
// How more of them begin, behind a figure only: 55億日�.
constexpr std::string_view kBeginnings[] = {"日", "韩", "韓", "新", "澳", "加", "瑞",
                                            "泰", "印", "马", "馬", "越", "菲", "纽",
                                            "紐", "令", "卢", "盧", "比", "披"};
// What a figure of a range, or of a date, may have that is whole.
constexpr std::string_view kUnits[] = {
    "元", "圆", "圓", "円",  "원",  "달러",    "年",      "月",   "日",       "년",  "월",
    "일", "%",  "％", "mln", "bln", "million", "billion", "bn",   "trillion", "m",   "k",
    "M",  "tn", "mn", "Mio", "成",  "割",      "할",      "分之", "分の",     "분의"};
// Magnitudes that are a figure where their count is lost: of 31 mil millones, 1,4 milliard d'euros.
constexpr std::string_view kCounts[] = {" mil",       " mille",      " cent",    " millón",
                                        " million d", " million de", " milliard"};
constexpr std::string_view kFractions[] = {"分之", "分の", "분의"};
constexpr std::string_view kPercents[] = {"%", "％"};

// Units that what stood behind them may have made others: 元人民幣, 瓦時.
constexpr std::string_view kOpen[] = {
    "元",     "圓",         "圆",         "瓦",         "千瓦",     "兆瓦",     "吉瓦",
    "太瓦",   "萬瓩",       "瓩",         "와트",       "킬로와트", "메가와트", "기가와트",
    "ワット", "キロワット", "メガワット", "ギガワット", "㎾",       "㎿"};

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

// What may be left of a figure's unit, and where damage ends it: HK$2.95。 of 2.95億元.
bool is_cjk_or_stop(char32_t c) { return is_cjk(c) || c == U'。' || c == U'，' || c == U'、'; }

// Letters of scripts that have spaces between words.
bool is_in_word(char32_t c) { return is_word_character(c) && !is_cjk(c); }

enum class Side { kLeft, kRight };

// One side of a place in a text: what stands there, and how far the place reaches.
class Edge {
 public:
  // It does not reach over `limit`. A figure that ends at `withheld` was withheld.
  Edge(std::string_view text, size_t at, Side side, size_t limit, size_t withheld)
      : text_(text), at_(at), side_(side), limit_(limit), withheld_(withheld) {}

  size_t at() const { return at_; }

  void widen_word() {
    while (is(at_, is_in_word)) at_ = step(at_);
  }

  // Over the longest of `words` that ends here. Is there one?
  bool widen(const Words& words) {
    const size_t length = longest({words}, at_);
    at_ = moved(at_, length);
    return length > 0;
  }

  // Where a character is for which `test` holds, behind at most `most` of which `over` holds.
  std::optional<size_t> reach(int most, bool (*test)(char32_t), bool (*over)(char32_t)) const {
    return reach_from(at_, most, test, over);
  }

  // Where a figure is, or one that was withheld, behind at most two characters of Chinese, Japanese
  // or Korean. Its percent sign may stand before them.
  std::optional<size_t> reach_figure() const {
    const size_t begin = moved(at_, longest({kPercents}, at_));
    if (begin != at_ && begin == withheld_) return begin;
    return reach_from(begin, 2, is_in_figure, is_cjk);
  }

  // Where the numerals of 百分之五 end, behind at most two of Chinese, Japanese or Korean.
  std::optional<size_t> reach_fraction() const {
    const auto out = reach(2, is_numeral, is_cjk);
    size_t pos = out.value_or(at_);
    while (out && is(pos, is_numeral)) pos = step(pos);
    return out && longest({kFractions}, pos) > 0 ? out : std::nullopt;
  }

  // Where a figure is behind a space, its unit (90m, 5 million) or the letters of its currency
  // (A$).
  std::optional<size_t> reach_parted_figure() const {
    size_t pos = moved(at_, longest({kSpaces}, at_));
    if (pos == at_) return std::nullopt;
    const bool is_left = side_ == Side::kLeft;
    if (is_left) {
      pos = moved(pos, longest({kUnits}, pos));
      pos = moved(pos, longest({kSpaces}, pos));
    }
    return reach_from(pos, is_left ? 0 : 3, is_in_figure, is_in_word);
  }

  void widen_to(std::optional<size_t> pos) { at_ = pos.value_or(at_); }

  // Over one or two such characters if one of `words` and a figure are behind.
  void widen_over(std::initializer_list<Words> words) {
    size_t pos = at_;
    for (int i = 0; i < 2 && is(pos, is_cjk) && !is(pos, is_in_figure); ++i) {
      pos = step(pos);
      const size_t length = longest(words, pos);
      if (length > 0 && is(moved(pos, length), is_in_figure)) at_ = pos;
    }
  }

  // Over figures, and over what is between them if figures follow. Are there any?
  bool widen_figures(std::initializer_list<Words> between) {
    const size_t before = at_;
    for (size_t pos = at_;;) {
      if (is(pos, is_in_figure)) {
        pos = at_ = step(pos);
      } else if (const size_t mark = pos == at_ ? longest({kMarks}, pos) : 0; mark > 0) {
        pos = moved(pos, mark);
        if (!is(pos, is_in_figure)) break;
      } else if (const size_t length = longest(between, pos); length > 0) {
        pos = moved(pos, length);
      } else {
        break;
      }
    }
    return at_ != before;
  }

 private:
  bool ends(size_t pos) const { return side_ == Side::kLeft ? pos <= limit_ : pos >= limit_; }
  size_t moved(size_t pos, size_t length) const {
    return side_ == Side::kLeft ? pos - length : pos + length;
  }
  size_t step(size_t pos) const {
    return side_ == Side::kLeft ? previous_position(text_, pos) : pos + utf8_length(text_[pos]);
  }
  bool is(size_t pos, bool (*test)(char32_t)) const {
    if (ends(pos)) return false;
    return test(side_ == Side::kLeft ? character_before(text_, pos) : character_at(text_, pos));
  }

  std::optional<size_t> reach_from(size_t pos, int most, bool (*test)(char32_t),
                                   bool (*over)(char32_t)) const {
    for (; !is(pos, test); pos = step(pos)) {
      if (most-- == 0 || !is(pos, over)) return std::nullopt;
    }
    return pos;
  }

  // The m of 4m is a word of its own.
  bool cuts_letters(Range word) const {
    const bool behind_digit = word.begin > 0 && is_digit(character_before(text_, word.begin));
    return cuts_word(text_, word) && !(behind_digit && !is_in_word_at(word.end));
  }

  bool is_in_word_at(size_t pos) const {
    return pos < text_.size() && is_in_word(character_at(text_, pos));
  }

  // The length of the longest of `words` that is at `pos`, 0 if none is.
  size_t longest(std::initializer_list<Words> lists, size_t pos) const {
    if (ends(pos)) return 0;
    const size_t room = side_ == Side::kLeft ? pos - limit_ : limit_ - pos;
    size_t out = 0;
    for (const Words words : lists) {
      for (const std::string_view word : words) {
        if (word.size() <= out || room < word.size()) continue;
        const size_t begin = std::min(pos, moved(pos, word.size()));
        const bool found = text_.substr(begin, word.size()) == word;
        if (found && !cuts_letters({begin, begin + word.size()})) out = word.size();
      }
    }
    return out;
  }

  std::string_view text_;
  size_t at_;
  Side side_;
  size_t limit_;
  size_t withheld_;
};

// May what is lost between these have made a word of ranges? �o of "to".
bool is_torn_range(std::string_view before, std::string_view behind) {
  return std::any_of(std::begin(kRanges), std::end(kRanges), [&](std::string_view word) {
    return word.size() > before.size() + behind.size() && word.starts_with(before) &&
           word.ends_with(behind) && !(before.empty() && behind.empty());
  });
}

bool has_figure(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    if (is_in_figure(next_character(text, pos))) return true;
  }
  return false;
}

}  // namespace

std::vector<Edit> withhold_lost(std::string_view text, const std::vector<Range>& lost) {
  std::vector<Edit> out;
  size_t withheld = text.npos;
  for (const Range& place : lost) {
    const size_t done = out.empty() ? 0 : out.back().at.end;
    if (place.end <= done) continue;
    Edge left(text, std::max(place.begin, done), Side::kLeft, done, withheld);
    Edge right(text, place.end, Side::kRight, text.size(), text.npos);
    // Damage may begin before it shows, and end behind.
    left.widen_over({kOpen, kParts});
    right.widen_over({kRanges});
    const auto before = left.reach_figure(), behind = right.reach_figure();
    const bool is_range = before && behind;  // of which the word between is torn
    left.widen_to(is_range ? before : left.reach(1, is_digit, is_cjk_or_stop));
    left.widen_to(left.reach(1, is_magnitude, is_cjk));
    left.widen_to(left.reach_fraction());
    right.widen_to(is_range ? behind : right.reach(1, may_begin_figure, is_cjk));
    left.widen_word();
    right.widen_word();
    const size_t begin = std::max(place.begin, left.at());
    if (is_torn_range(text.substr(left.at(), begin - left.at()),
                      text.substr(place.end, right.at() - place.end))) {
      const auto from = left.reach_parted_figure(), to = right.reach_parted_figure();
      if (from && to) {
        left.widen_to(from);
        right.widen_to(to);
      }
    }
    right.widen(kCounts);
    bool figure = left.widen(kOpen);
    figure |= has_figure(text.substr(left.at(), right.at() - left.at()));
    figure |= left.widen_figures({kSpaces, kRanges, kParts, kBeginnings});
    figure |= right.widen_figures({kSpaces, kRanges, kParts, kUnits});
    if (figure) left.widen_figures({kSpaces, kRanges, kParts, kUnits});
    const Range at{left.at(), right.at()};
    if (figure) withheld = at.end;
    out.push_back({at, "\uFFFD"});
  }
  return out;
}

}  // namespace dealwire
