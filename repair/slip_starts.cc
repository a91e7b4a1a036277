#include "repair/slip_starts.h"

#include <algorithm>
#include <cmath>

#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// In nats.
constexpr double kGuessedCost = 2;  // a sign taken for cut that is not shown
constexpr double kShownCut = 4;  // a sign taken for cut that is shown behind a byte that is cut off
constexpr double kNoSign = 11;   // what less than half-width katakana cost is no sign by itself
constexpr double kNeverHonest = 12;  // what no honest text has

constexpr std::u32string_view kCutSigns = U"?!,";  // what was cut wherever its bytes occurred

// A trail byte in ASCII that does not begin a word behind a question mark.
bool is_odd_trail(char32_t c) {
  return c >= 0x5B && c <= 0x7E && c != '[' && c != ']' && c != '_' && c != '^';
}

// Token `k` and the one before it are what is left of a character.
SlipStart alone(Loss loss, size_t k) {
  return {
      .gain = kNeverHonest, .loss = loss, .begin = k - 1, .token = k, .end = k + 1, .known = true};
}

}  // namespace

SlipStarts::SlipStarts(const SlipTokens& tokens, const SlipPaths& paths)
    : tokens_(tokens), paths_(paths), document_(tokens.document()) {}

SlipStart SlipStarts::at(size_t k) const {
  const SlipToken& token = tokens_[k];
  if (is_marker(token.c)) return at_marker(k);
  if (token.c < 0x80) return at_ascii(k);
  if (token.width == 1) return at_single(k);
  return token.width == 2 ? at_pair(k) : SlipStart{};
}

// A sign's bytes were cut out of two characters of which the second one lost its other byte, too:
// the marker at `k` stands for it.
SlipStart SlipStarts::at_marker(size_t k) const {
  if (replaces_pair(k)) return alone(Loss::kTrailReplaced, k);
  if (!is_mixed() || k < 2 || !is_marker(tokens_[k - 2].c)) return {};
  const char32_t sign = cut_sign(k - 1);
  const size_t tag = tokens_[k].c == '?' ? tokens_.rest_of_end_tag(k + 1) : 0;
  const bool sure = tag > 0 || tokens_[k].c == 0xFFFD || ends_quotation(k);
  if (sign == 0 || !sure) return {};
  return {.gain = tokens_[k - 2].cost + tokens_[k - 1].cost + tokens_[k].cost + kShownCut -
                  2 * kLostCost + kTagByte * static_cast<double>(tag) +
                  (tag == 0 ? kNeverHonest : 0),
          .loss = Loss::kCut,
          .begin = k - 2,
          .token = k,
          .other = sign,
          .end = k + 1 + tag,
          .hard = tag == 0,
          .known = true};
}

// A character of which an ASCII byte is left, its lead byte '?' or gone without a trace:
// 半導?w設備 for 半導體設備.
SlipStart SlipStarts::at_ascii(size_t k) const {
  if (k == 0) return {};
  const bool unmarked = document_.slipped == Slipped::kUnmarked;
  if (tokens_[k - 1].c == '?' && !unmarked) {
    const bool inside = k > 1 && is_cjk_at(k - 2) && is_cjk_at(k + 1) && is_odd_trail(tokens_[k].c);
    const bool likely = document_.slipped == Slipped::kMarked && tokens_.is_lone(k);
    return inside || likely ? alone(Loss::kReplaced, k) : SlipStart{};
  }
  if (!unmarked || !tokens_.is_lone(k)) return {};
  return {.gain = tokens_[k].cost - kLostCost,
          .loss = Loss::kByte,
          .begin = k,
          .token = k,
          .end = k + 1,
          .known = true};
}

// The same, where the byte that is left is a character beyond ASCII: half-width katakana.
SlipStart SlipStarts::at_single(size_t k) const {
  const bool goes_on =
      k + 1 < tokens_.size() && tokens_[k + 1].width == 1 && tokens_[k + 1].c >= 0x80;
  if (k > 0 && tokens_[k - 1].c == '?' && !goes_on && document_.slipped != Slipped::kUnmarked) {
    return alone(Loss::kReplaced, k);
  }
  SlipStart best;
  if (tokens_[k].cost > kNoSign) {
    offer({.gain = tokens_[k].cost - kLostCost,
           .loss = Loss::kByte,
           .begin = k,
           .token = k,
           .known = true},
          {0, k + 1}, best);
  }
  return best;
}

SlipStart SlipStarts::at_pair(size_t k) const {
  SlipStart best;
  const SlipPath rest = paths_.behind(k);
  const double cost = tokens_[k].cost;
  offer({.gain = cost - kLostCost, .loss = Loss::kByte, .begin = k, .token = k}, rest, best);
  if (k > 0 && is_marker(tokens_[k - 1].c)) {
    const double gain = tokens_[k - 1].cost + cost;
    offer({.gain = gain - kLostCost, .loss = Loss::kReplaced, .begin = k - 1, .token = k}, rest,
          best);
    for (const char32_t sign : kCutSigns) {
      offer_cut({.gain = gain - kGuessedCost,
                 .loss = Loss::kCut,
                 .begin = k - 1,
                 .token = k,
                 .other = full_width(sign)},
                rest, best);
    }
  }
  if (k > 1 && is_marker(tokens_[k - 2].c)) {
    const double gain = tokens_[k - 2].cost + tokens_[k - 1].cost + cost;
    offer_cut({.gain = gain + kShownCut,
               .loss = Loss::kCut,
               .begin = k - 2,
               .token = k,
               .other = cut_sign(k - 1)},
              rest, best);
  }
  if (k > 0 && tokens_[k - 1].c == ')') offer_inside(k, rest, best);
  return best;
}

// Takes a beginning and the rest of its run for the best if they gain more.
void SlipStarts::offer(const SlipStart& start, const SlipPath& rest, SlipStart& best) const {
  if (start.gain + rest.gain <= best.gain || !may_be(how(start))) return;
  best = start;
  best.gain += rest.gain;
  best.end = rest.end;
  best.known = start.known || rest.known;
  best.hard = rest.hard;
  for (size_t i = start.begin; i <= start.token; ++i) {
    best.hard = best.hard || tokens_[i].c == 0xFFFD;
  }
}

// A sign's bytes were cut out of two characters: the trail of one, the lead of the next.
void SlipStarts::offer_cut(SlipStart start, const SlipPath& rest, SlipStart& best) const {
  const uint16_t code = tokens_.bytes().code(start.other);
  const uint8_t first = tokens_[start.token].first;
  if (code <= 0xFF || tokens_.character(code & 0xFF, first) == 0) return;
  start.gain -= kLostCost + tokens_.cost(code & 0xFF, first);
  start.known = true;
  offer(start, rest, best);
}

// A reading was injected behind two bytes that are the end of one character and the begin of
// another: 輸得 holds the bytes of 數. What was left of the second one ate the bracket.
void SlipStarts::offer_inside(size_t k, const SlipPath& rest, SlipStart& best) const {
  constexpr size_t kLongest = 8;  // letters of a reading
  const size_t close = k - 1;
  size_t i = close;
  while (i > 0 && close - i < kLongest && tokens_[i - 1].c != '(' && !is_marker(tokens_[i - 1].c)) {
    --i;
  }
  const std::u32string reading = tokens_.from(i, close - i);
  if (i > 0 && tokens_[i - 1].c == '(') --i;
  if (i < 2 || !is_marker(tokens_[i - 1].c)) return;
  const auto [begin, end] = document_.readings.equal_range(reading);
  for (auto known = begin; known != end; ++known) {
    const uint16_t code = tokens_.bytes().code(known->second);
    const char32_t c = tokens_.character(code & 0xFF, tokens_[k].first);
    if (tokens_[i - 2].second != code >> 8 || c == 0) continue;
    double gain = tokens_[k].cost - tokens_.cost()(c);
    for (size_t j = i - 1; j < k; ++j) gain += tokens_[j].cost;
    offer({.gain = gain,
           .loss = Loss::kInside,
           .begin = i - 1,
           .token = k,
           .other = known->second,
           .known = true},
          rest, best);
  }
}

bool SlipStarts::is_cjk_at(size_t k) const { return k < tokens_.size() && is_cjk(tokens_[k].c); }

// The sign that token `k` is, if it is one of those that are cut, in full width; else 0.
char32_t SlipStarts::cut_sign(size_t k) const {
  for (const char32_t sign : kCutSigns) {
    if (tokens_[k].c == sign || tokens_[k].c == full_width(sign)) return full_width(sign);
  }
  return 0;
}

// Do two markers up to `k` stand for a character in sound text?
bool SlipStarts::replaces_pair(size_t k) const {
  return k > 1 && tokens_[k].c == '?' && tokens_[k - 1].c == 0xFFFD && is_cjk_at(k - 2) &&
         is_cjk_at(k + 1) && at(k + 1).gain < 0 && document_.slipped != Slipped::kUnmarked;
}

// Is a quotation open where token `k` ends the line? What is left of its end may be "?!?" then,
// which elsewhere is an honest cry.
bool SlipStarts::ends_quotation(size_t k) const {
  return document_.is_slipped() && k + 1 == tokens_.size() &&
         in_quotation(tokens_.text_before(k, kGuessContext));
}

Slipped SlipStarts::how(const SlipStart& start) const {
  switch (start.loss) {
    case Loss::kByte:
      return Slipped::kUnmarked;
    case Loss::kReplaced:
      return tokens_[start.begin].c == '?' ? Slipped::kMarked : Slipped::kMixed;
    case Loss::kTrailReplaced:
      return Slipped::kMarked;
    default:
      return Slipped::kMixed;
  }
}

// May the document have lost a byte so?
bool SlipStarts::may_be(Slipped how) const { return is_mixed() || how == document_.slipped; }

// May any loss be expected?
bool SlipStarts::is_mixed() const {
  return document_.slipped == Slipped::kUnknown || document_.slipped == Slipped::kMixed;
}

SlipStart SlipStarts::place(const SlipStart& found, size_t done) const {
  constexpr size_t kPlaces = 2, kContext = 8;
  SlipStart best = found;
  double least = HUGE_VAL;
  const size_t from = found.token - std::min(found.token, kPlaces);
  const size_t left = from - std::min(from, kContext);
  const size_t right = std::min(found.end, found.token + kContext);
  for (size_t k = from; k <= found.token + kPlaces && k < right; ++k) {
    const SlipStart other = at(k);
    if (other.end != found.end || other.loss != Loss::kByte || other.begin < done) continue;
    const double cost = reading_cost(read_from(k, left, right));
    if (cost < least || (cost == least && other.gain > best.gain)) {
      least = cost;
      best = other;
    }
  }
  return best;
}

// Tokens of a range, read one byte off behind token `k`, which lost the other byte.
std::u32string SlipStarts::read_from(size_t k, size_t begin, size_t end) const {
  std::u32string out = tokens_.from(begin, k - begin) + U'\uFFFD';
  for (size_t i = k + 1; i < end; ++i) {
    const SlipToken& token = tokens_[i];
    const char32_t c = token.width == 0 ? 0 : tokens_.character(tokens_[i - 1].second, token.first);
    out += c != 0 ? c : token.c;
  }
  return out;
}

double SlipStarts::reading_cost(const std::u32string& text) const {
  const std::vector<size_t> words = word_lengths(text);
  double out = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    out +=
        tokens_.cost()(text[i]) - (words[i] > 1 || document_.has_seen(text, i, 2) ? kWordGain : 0);
  }
  return out;
}

}  // namespace dealwire
