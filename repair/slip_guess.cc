#include "repair/slip_guess.h"

#include <algorithm>
#include <cmath>

#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kWindow = 4;       // characters on each side that may make a word with it
constexpr double kMargin = 3;       // nats by which a guess must be likelier than the next one
constexpr double kUnbalanced = 10;  // a closing bracket that none opens, an opening one at the end
constexpr double kExpected = -4;    // what closes an open bracket at the end, a full stop there

constexpr std::u32string_view kFigures =
    U"0123456789０１２３４５６７８９〇零一二三四五六七八九十百千萬万億亿兆京廿卅兩两半幾几"
    U"壹貳贰叁參肆伍陸陆柒捌玖拾佰仟第元円圓圆塊块角分厘成倍％%"
    U"‰點点美歐欧港瓦瓩噸吨년월일원조억만천백십"
    U"영이삼사오육칠팔구달";
constexpr std::u32string_view kOpeningMarks = U"“‘（「『《〈【〔［｛";
constexpr std::u32string_view kClosingMarks = U"”’）」』》〉】〕］｝";
constexpr std::u32string_view kStopMarks = U"。！？…";
constexpr std::u32string_view kPauseMarks = U"，、：；";

bool is_punctuation(char32_t c) {
  return is_one_of(c, kOpeningMarks) || is_one_of(c, kClosingMarks) || is_one_of(c, kStopMarks) ||
         is_one_of(c, kPauseMarks);
}

// The closing brackets that the text before waits for, the innermost one last.
std::u32string open_brackets(std::u32string_view before) {
  std::u32string out;
  for (const char32_t c : before) {
    if (!out.empty() && out.back() == c) out.pop_back();
    const size_t i = kOpeningMarks.find(c);
    // Quoted paragraphs open the same mark again; one that was never closed was damaged.
    if (i != kOpeningMarks.npos && (out.empty() || out.back() != kClosingMarks[i]))
      out += kClosingMarks[i];
  }
  return out;
}

// What a mark costs at its place beside what all marks cost.
double mark_cost(char32_t c, std::u32string_view left, const std::u32string& open, bool last,
                 char32_t next) {
  const char32_t previous = left.empty() ? 0 : left.back();
  if (is_one_of(c, kClosingMarks)) {
    if (open.empty() || open.back() != c) return kUnbalanced;
    return last ? kExpected : 0;
  }
  if (c == U'…') {
    // Two make one sign.
    size_t run = 0;
    while (run < left.size() && left[left.size() - 1 - run] == c) ++run;
    if (run % 2 == 1) return 2 * kExpected;
    return next == c ? 0 : kUnbalanced;
  }
  if (last && (is_one_of(c, kOpeningMarks) || is_one_of(c, kPauseMarks))) return kUnbalanced;
  if (is_punctuation(previous) && !is_one_of(previous, kClosingMarks)) return kUnbalanced;
  if (is_one_of(c, kStopMarks) && (last || is_one_of(next, kClosingMarks))) return kExpected;
  return 0;
}

std::u32string candidates(const DoubleByte& bytes, const CutCharacter& cut) {
  std::u32string out;
  const auto add = [&](int lead, int trail) {
    const char32_t c = bytes.character(static_cast<uint8_t>(lead), static_cast<uint8_t>(trail));
    if (c != 0 && bytes.code(c) == lead * 256 + trail) out += c;
  };
  for (int byte = 0x40; byte < 0xFF; ++byte) {
    if (cut.trail == kGoneByte) add(cut.lead, byte);
    if (cut.lead == kGoneByte) add(byte, cut.trail);
    if (cut.either) add(byte, cut.lead);
  }
  return out;
}

char32_t guess_one(const GuessFrom& from, std::u32string_view before, const std::u32string& all,
                   std::u32string_view right) {
  constexpr char32_t kUnknown = 0xFFFD;
  if (all.empty()) return kUnknown;
  const std::u32string_view left = before.substr(before.size() - std::min(before.size(), kWindow));
  const char32_t next = right.empty() ? 0 : right.front();
  const bool beside_figure = (!left.empty() && is_one_of(left.back(), kFigures)) ||
                             (next != 0 && is_one_of(next, kFigures));
  const bool may_be_figure =
      std::any_of(all.begin(), all.end(), [](char32_t c) { return is_one_of(c, kFigures); });
  if (beside_figure && may_be_figure) return kUnknown;

  std::u32string text;
  for (const char32_t c : all) text.append(left).append(1, c).append(right).append(1, U'\n');
  const std::vector<size_t> words = word_lengths(text);
  const SlipCost& cost = from.cost;
  const std::u32string open = open_brackets(before);
  const size_t length = left.size() + 1 + right.size() + 1;
  double least = HUGE_VAL, second = HUGE_VAL;
  char32_t best = kUnknown;
  size_t word = 0;  // the length of the word that the best one stands in
  for (size_t i = 0; i < all.size(); ++i) {
    double sum = cost(all[i]) + mark_cost(all[i], before, open, right.empty(), next);
    for (size_t j = i * length; j < (i + 1) * length; ++j) sum -= words[j] > 1 ? kWordGain : 0;
    if (sum < least) {
      second = least;
      least = sum;
      best = all[i];
      word = words[i * length + left.size()];
    } else {
      second = std::min(second, sum);
    }
  }
  if (second - least < kMargin || is_one_of(best, kFigures)) return kUnknown;
  // Those marks can stand nearly everywhere.
  if (is_one_of(best, kOpeningMarks) || is_one_of(best, U"、：；")) return kUnknown;
  if (is_punctuation(best)) {
    const bool expected = mark_cost(best, before, open, right.empty(), next) < 0;
    return from.signs || expected ? best : kUnknown;
  }
  if (!is_han(best)) return kUnknown;  // kana and Hangul change with grammar
  // Words of two characters are so many that one fits nearly everywhere, into names too.
  // Where the damage is, the document does not have them side by side.
  const bool known =
      word > 2 || (word == 2 && ((!left.empty() && from.seen(left.back(), best) > 0) ||
                                 (next != 0 && from.seen(best, next) > 0)));
  return known && !beside_figure ? best : kUnknown;
}

}  // namespace

bool in_quotation(std::u32string_view before) {
  const std::u32string open = open_brackets(before);
  return !open.empty() && is_one_of(open.back(), U"”’」』");
}

std::u32string guess(const GuessFrom& from, std::u32string_view before,
                     const std::vector<CutCharacter>& characters, std::u32string_view after) {
  const DoubleByte& bytes = from.bytes;
  std::u32string text;
  for (const CutCharacter& cut : characters) {
    const bool whole = cut.lead >= 0 && cut.trail >= 0;
    text += cut.trail == kNoByte ? bytes.character(static_cast<uint8_t>(cut.lead))
            : whole
                ? bytes.character(static_cast<uint8_t>(cut.lead), static_cast<uint8_t>(cut.trail))
                : U'\uFFFD';
  }
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != 0xFFFD || (characters[i].lead < 0 && characters[i].trail < 0)) continue;
    const std::u32string left = std::u32string(before) + text.substr(0, i);
    const std::u32string right =
        (text.substr(i + 1) + std::u32string(after.substr(0, kWindow))).substr(0, kWindow);
    text[i] = guess_one(from, left, candidates(bytes, characters[i]), right);
  }
  return text;
}

}  // namespace dealwire
