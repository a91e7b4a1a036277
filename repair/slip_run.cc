#include "repair/slip_run.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "repair/slip_guess.h"
#include "text/double_byte.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// In nats, as all costs here.
constexpr double kLostCost = 8;     // a character of which a byte is gone: any
constexpr double kDroppedCost = 4;  // a last byte that left no trace
constexpr double kTagByte = 4;      // of an end tag that lost its "<": nothing else explains it
constexpr double kGuessedCost = 2;  // a sign taken for cut that is not shown
constexpr double kNever = -1e9;     // the gain of what cannot be
constexpr double kShown = 4;     // a sign taken for cut that is shown behind a byte that is cut off
constexpr double kAround = 8;    // the most that the words around a run count
constexpr double kStray = 3;     // a byte by itself behind a run: few characters of one byte follow
constexpr double kForeign = 11;  // what less than half-width katakana cost is no sign by itself
constexpr double kAlone = 12;    // what no honest text has
constexpr double kSpan = 2;      // what parts two figures
constexpr double kLone = 8;      // a letter by itself, in a document that lost bytes
constexpr double kDoubt = 3;     // the more a run must gain of which most is lost
constexpr double kRepeated = 1;  // the same character once more, or the next of a list

constexpr std::u32string_view kCutSigns = U"?!,";  // what was cut wherever its bytes occurred

bool is_marker(char32_t c) { return c == '?' || c == 0xFFFD; }

// A trail byte in ASCII that does not begin a word behind a question mark.
bool is_odd_trail(char32_t c) {
  return c >= 0x5B && c <= 0x7E && c != '[' && c != ']' && c != '_' && c != '^';
}

bool is_hard(char32_t c) { return c == 0xFFFD; }

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_latin(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

char32_t full_width(char32_t ascii) { return ascii > 0x20 && ascii < 0x7F ? ascii + 0xFEE0 : 0; }

struct Token {
  char32_t c;
  size_t begin, end;      // bytes of the line
  uint8_t first, second;  // its bytes in the charset
  int width;              // how many of them; 0 if it has none
  double cost;
};

// How the reading goes on at a token of which the byte before is still to be read.
enum class Move {
  kNone,
  kPair,      // the byte and the token's first one are a character
  kAscii,     // the byte and the token, ASCII, are a character, and the run ends
  kFolded,    // as kPair, of what the token was before it was folded to ASCII
  kLost,      // the byte's trail is gone, the token stands for it, and the run ends
  kLostPair,  // the same, but the token stands for two bytes, and the run goes on
  kDropped,   // the byte's other half is gone without a trace, and the run ends
};

// Which byte is still to be read: the token's before last one, that of its full-width form, or one
// that is gone.
enum Pending { kSecond, kFoldedSecond, kGone, kPendings };

struct Step {
  double gain = kNever;
  Move move = Move::kNone;
  size_t end = 0;      // token behind the run
  bool hard = false;   // a U+FFFD or private use in the run: text does not have them
  bool known = false;  // a character of the run is read whole
};

// How a run begins.
enum class Loss { kByte, kReplaced, kTrailReplaced, kCut, kInside };

struct Start {
  double gain = kNever;
  Loss loss = Loss::kByte;
  size_t begin = 0;   // the first token of the run
  size_t token = 0;   // the first that is read one byte on
  char32_t sign = 0;  // kCut: what was cut
  char32_t of = 0;    // kInside: the character whose reading was injected
  size_t end = 0;
  bool hard = false;
  bool known = false;
};

class Line {
 public:
  Line(const SlipLine& line, const SlipCharset& charset, SlippedText& document)
      : before_(line.before),
        line_(line.text),
        bytes_(DoubleByte::of(charset.name)),
        cost_(SlipCost::of(charset.language)),
        document_cost_(SlipCost::of(charset.language == document.language
                                        ? charset.language
                                        : Written::kChineseOrJapanese)),
        document_(document) {
    read_tokens();
    read_shifted();
    steps_.resize(tokens_.size() + 1);
    for (size_t k = tokens_.size() + 1; k-- > 1;) {
      for (int pending = 0; pending < kPendings; ++pending) {
        steps_[k][pending] = best_step(k, static_cast<Pending>(pending));
      }
    }
  }

  std::vector<SlipRun> runs(const SlipThreshold& threshold) const {
    const std::vector<Start> starts = best_starts(threshold);
    std::vector<SlipRun> out;
    size_t done = 0;  // the end of the last run
    for (size_t k = 0; k < tokens_.size() && document_.mends > 0; ++k) {
      if (starts[k].end == 0 || k < done) continue;
      const Start best = starts[k].loss == Loss::kByte ? place(starts[k], done) : starts[k];
      --document_.mends;
      std::optional<SlipRun> run = mend(best, threshold.of(best.hard));
      if (!run) continue;
      out.push_back(std::move(*run));
      done = best.end;
    }
    return out;
  }

 private:
  // Runs that begin in sound text gain too; the best ones begin where the damage does. For each
  // token the run that begins there and is one of those that gain most together up to the end.
  std::vector<Start> best_starts(const SlipThreshold& threshold) const {
    constexpr double kLeast = 0.1;  // of what the words around may make worth it
    std::vector<Start> out(tokens_.size());
    std::vector<double> total(tokens_.size() + 1, 0);  // gain from a token on
    for (size_t k = tokens_.size(); k-- > 0;) {
      const Start found = start(k);
      if (is_candidate(found, threshold)) {
        const double gain = std::max(found.gain - threshold.of(found.hard), kLeast);
        if (gain + total[found.end] > total[found.begin]) {
          total[found.begin] = gain + total[found.end];
          out[found.begin] = found;
        }
      }
      if (total[k] <= total[k + 1]) {
        total[k] = total[k + 1];
        out[k] = {};
      }
    }
    return out;
  }

  // Is it worth to look at the words around?
  bool is_candidate(const Start& start, const SlipThreshold& threshold) const {
    const bool known = start.known || (document_.slipped == Slipped::kMarked && start.end > 0 &&
                                       is_marker(tokens_[start.end - 1].c));
    return known && start.gain >= threshold.of(start.hard) - kAround;
  }

  void read_tokens() {
    std::u32string text;
    for (size_t pos = 0; pos < line_.size();) {
      const size_t begin = pos;
      const char32_t c = next_character(line_, pos);
      const uint16_t code = bytes_.code(c);
      tokens_.push_back({c, begin, pos, static_cast<uint8_t>(code > 0xFF ? code >> 8 : code),
                         static_cast<uint8_t>(code),
                         code == 0     ? 0
                         : code > 0xFF ? 2
                                       : 1,
                         document_cost_(c)});
      text += c;
    }
    const std::vector<size_t> words = word_lengths(text);
    for (size_t k = 0; k < tokens_.size(); ++k) {
      Token& token = tokens_[k];
      const char32_t before = k > 0 ? tokens_[k - 1].c : 0;
      const char32_t after = k + 1 < tokens_.size() ? tokens_[k + 1].c : 0;
      if ((token.c == before && !is_marker(before)) || token.c == before + 1)
        token.cost = std::min(token.cost, kRepeated);
      if (words[k] > 1) token.cost -= kWordGain;
      token.cost += slip_clash(before, token.c) + slip_stray(before, token.c, after);
      if (token.c == '~' && is_digit(after)) token.cost = kSpan;
      if (document_.is_slipped() && is_lone(k)) token.cost += kLone;
    }
  }

  // Does the document have character `i` beside one of its neighbours so often? Only one that lost
  // bytes is asked.
  bool is_seen(const std::u32string& text, size_t i, size_t times) const {
    return document_.is_slipped() &&
           ((i > 0 && document_.seen(text[i - 1], text[i]) >= times) ||
            (i + 1 < text.size() && document_.seen(text[i], text[i + 1]) >= times));
  }

  // Is token `k` a byte that stands by itself where none is written, as the second one of a pair?
  // Capitals are: A股, B轮.
  bool is_lone(size_t k) const {
    constexpr std::u32string_view kBehindCapitals = U"股轮輪线線型类類级級";
    const char32_t c = tokens_[k].c;
    if (c < 0x40 || c > 0x7E) return false;
    const char32_t before = k > 0 ? tokens_[k - 1].c : '\n';
    const char32_t after = k + 1 < tokens_.size() ? tokens_[k + 1].c : '\n';
    const bool behind =
        before == '\n' || before == ' ' || before >= 0x2000 || is_digit(before) || before == '?';
    if (!behind || is_latin(after)) return false;
    if (c == '~' || c == '|') return before == '?';  // part figures and titles elsewhere
    if (c < 'A' || c > 'Z') return is_latin(c) || before != ' ';
    return after >= 0x2000 && before != ' ' && !is_digit(before) &&
           kBehindCapitals.find(after) == kBehindCapitals.npos && document_.seen(c, after) < 2 &&
           document_.seen(before, c) < 2;
  }

  // What each token's first byte and the one before it are together.
  void read_shifted() {
    constexpr size_t kContext = 3;  // characters behind a run that may make a word with its last
    std::u32string text;
    std::vector<size_t> places;
    for (size_t k = 0; k < tokens_.size(); ++k) {
      const char32_t c = k == 0 || tokens_[k - 1].width < 2 || tokens_[k].width == 0
                             ? 0
                             : bytes_.character(tokens_[k - 1].second, tokens_[k].first);
      places.push_back(text.size());
      text += c != 0 ? c : U'\n';
      if (c != 0 && tokens_[k].width == 1) text += characters_from(k + 1, kContext) + U'\n';
    }
    const std::vector<size_t> words = word_lengths(text);
    for (const size_t i : places) {
      const bool known = words[i] > 1 || (text[i] >= 0x80 && is_seen(text, i, 1));
      shifted_.push_back(cost_(text[i]) - (known ? kWordGain : 0) +
                         (i > 0 ? slip_clash(text[i - 1], text[i]) : 0));
    }
  }

  uint16_t folded(size_t token) const { return bytes_.code(full_width(tokens_[token].c)); }

  // The byte before token `k` that is still to be read; -1 if it is gone.
  int pending_byte(size_t k, Pending pending) const {
    if (pending == kGone) return -1;
    return pending == kSecond ? tokens_[k - 1].second : folded(k - 1) & 0xFF;
  }

  char32_t character(int lead, int trail) const {
    return bytes_.character(static_cast<uint8_t>(lead), static_cast<uint8_t>(trail));
  }

  // What is gained behind a byte at the place of a lead byte, the last one before token `k`.
  Step behind(uint8_t byte, size_t k, Pending pending) const {
    if (bytes_.is_lead(byte)) return steps_[k][pending];
    const char32_t c = bytes_.character(byte);
    return {c == 0 ? kNever : -cost_(c) - kStray, Move::kNone, k};
  }

  Step best_step(size_t k, Pending pending) const {
    Step best;
    const int byte = pending_byte(k, pending);
    const bool hard = k < tokens_.size() && is_hard(tokens_[k].c);
    const auto offer = [&](Move move, double gain, const Step& rest) {
      if (gain + rest.gain <= best.gain) return;
      best = {gain + rest.gain, move, rest.end, rest.hard || hard,
              rest.known || move == Move::kPair || move == Move::kFolded || move == Move::kAscii};
    };
    // A second byte was lost, which sets the reading right; or the line ends.
    if (byte >= 0 || k == tokens_.size()) {
      offer(Move::kDropped, -kLostCost - kDroppedCost, {0, Move::kNone, k});
    }
    if (k == tokens_.size()) return best;
    const Token& token = tokens_[k];
    if (is_marker(token.c)) {
      const size_t tag = token.c == '?' ? rest_of_end_tag(k + 1) : 0;
      offer(Move::kLost, token.cost - kLostCost + kTagByte * static_cast<double>(tag),
            {0, Move::kNone, k + 1 + tag});
      if (k + 1 < tokens_.size() && tokens_[k + 1].width == 2) {
        offer(Move::kLostPair, token.cost - kLostCost, steps_[k + 1][kGone]);
      }
      return best;
    }
    if (token.width == 2) {
      const bool whole = byte >= 0 && character(byte, token.first) != 0;
      if (byte >= 0 && !whole) return best;
      const double cost = !whole               ? kLostCost
                          : pending == kSecond ? shifted_[k]
                                               : read(byte, token.first);
      offer(Move::kPair, token.cost - cost, behind(token.second, k + 1, kSecond));
    } else if (token.width == 1 && byte >= 0) {
      if (character(byte, token.first) != 0) {
        const double cost = pending == kSecond ? shifted_[k] : read(byte, token.first);
        offer(Move::kAscii, token.cost - cost, {0, Move::kNone, k + 1});
      }
      const uint16_t code = folded(k);
      if (code > 0xFF && character(byte, code >> 8) != 0) {
        offer(Move::kFolded, token.cost - read(byte, code >> 8),
              behind(static_cast<uint8_t>(code), k + 1, kFoldedSecond));
      }
    }
    return best;
  }

  // The tokens at `k` that are an end tag but for its "<", which an invalid pair swallowed.
  size_t rest_of_end_tag(size_t k) const {
    constexpr size_t kLongest = 12;  // "blockquote" is the longest of news
    if (k >= tokens_.size() || tokens_[k].c != '/') return 0;
    for (size_t i = k + 1; i < std::min(tokens_.size(), k + kLongest); ++i) {
      if (tokens_[i].c == '>') return i > k + 1 ? i + 1 - k : 0;
      if (!is_word_character(tokens_[i].c)) return 0;
    }
    return 0;
  }

  double read(int lead, int trail) const { return cost_(character(lead, trail)); }

  // The best way for a run to have token `k` as the first that is read one byte on.
  Start start(size_t k) const {
    Start best;
    const Token& token = tokens_[k];
    if (is_marker(token.c)) return start_between(k);
    if (token.c < 0x80) return start_alone(k);
    if (token.width == 0) return best;
    const auto offer = [&](Start start, const Step& rest) {
      start.gain += rest.gain;
      if (start.gain <= best.gain || !is_expected(start)) return;
      start.token = k;
      start.end = rest.end;
      start.known = start.known || rest.known;
      start.hard = start.hard || rest.hard;
      for (size_t i = start.begin; i <= k; ++i) start.hard = start.hard || is_hard(tokens_[i].c);
      best = start;
    };
    if (token.width == 1) {
      const char32_t before = k > 0 ? tokens_[k - 1].c : 0;
      const bool whole =
          k + 1 < tokens_.size() && tokens_[k + 1].width == 1 && tokens_[k + 1].c >= 0x80;
      if (before == '?' && !whole && document_.slipped != Slipped::kUnmarked)
        return {kAlone, Loss::kReplaced, k - 1, k, 0, 0, k + 1, false, true};
      if (token.cost > kForeign)
        offer({token.cost - kLostCost, Loss::kByte, k, 0, 0, 0, 0, false, true},
              {0, Move::kNone, k + 1});
      return best;
    }
    const Step rest = behind(token.second, k + 1, kSecond);
    offer({token.cost - kLostCost, Loss::kByte, k}, rest);
    if (k > 0 && is_marker(tokens_[k - 1].c)) {
      const double gain = tokens_[k - 1].cost + token.cost;
      offer({gain - kLostCost, Loss::kReplaced, k - 1}, rest);
      for (const char32_t sign : kCutSigns) {
        offer_cut({gain - kGuessedCost, Loss::kCut, k - 1, k, sign}, rest, offer);
      }
    }
    if (k > 1 && is_marker(tokens_[k - 2].c)) {
      const double gain = tokens_[k - 2].cost + tokens_[k - 1].cost + token.cost;
      for (const char32_t sign : kCutSigns) {
        if (tokens_[k - 1].c != sign && tokens_[k - 1].c != full_width(sign)) continue;
        offer_cut({gain + kShown, Loss::kCut, k - 2, k, sign}, rest, offer);
      }
    }
    if (k > 0 && tokens_[k - 1].c == ')') offer_inside(k, rest, offer);
    return best;
  }

  // A character of which an ASCII byte is left, its lead byte '?' or gone without a trace:
  // 半導?w設備 for 半導體設備.
  Start start_alone(size_t k) const {
    if (k == 0) return {};
    if (tokens_[k - 1].c != '?' || document_.slipped == Slipped::kUnmarked) {
      if (document_.slipped != Slipped::kUnmarked || !is_lone(k)) return {};
      return {tokens_[k].cost - kLostCost, Loss::kByte, k, k, 0, 0, k + 1, false, true};
    }
    const bool inside = k > 1 && is_cjk(tokens_[k - 2].c) && k + 1 < tokens_.size() &&
                        is_cjk(tokens_[k + 1].c) && is_odd_trail(tokens_[k].c);
    const bool likely = document_.slipped == Slipped::kMarked && is_lone(k);
    if (!inside && !likely) return {};
    return {kAlone, Loss::kReplaced, k - 1, k, 0, 0, k + 1, false, true};
  }

  // Is a quotation open where token `k` ends the line? What is left of its end may be "?!?" then,
  // which elsewhere is an honest cry.
  bool ends_quotation(size_t k) const {
    return document_.is_slipped() && k + 1 == tokens_.size() && in_quotation(text_before(k));
  }

  // A sign's bytes were cut out of two characters of which the second one lost its other byte, too:
  // the marker at `k` stands for it.
  Start start_between(size_t k) const {
    Start best;
    const size_t tag = tokens_[k].c == '?' ? rest_of_end_tag(k + 1) : 0;
    if (k > 1 && tokens_[k].c == '?' && tokens_[k - 1].c == 0xFFFD && is_cjk(tokens_[k - 2].c) &&
        k + 1 < tokens_.size() && is_cjk(tokens_[k + 1].c) && start(k + 1).gain < 0 &&
        document_.slipped != Slipped::kUnmarked) {
      return {kAlone, Loss::kTrailReplaced, k - 1, k, 0, 0, k + 1, false, true};
    }
    if (!mixed() || k < 2 || !is_marker(tokens_[k - 2].c)) return best;
    const bool sure = tag > 0 || tokens_[k].c == 0xFFFD || ends_quotation(k);
    if (!sure) return best;
    for (const char32_t sign : kCutSigns) {
      if (tokens_[k - 1].c != sign && tokens_[k - 1].c != full_width(sign)) continue;
      best = {tokens_[k - 2].cost + tokens_[k - 1].cost + tokens_[k].cost + kShown - 2 * kLostCost +
                  kTagByte * static_cast<double>(tag) + (tag == 0 ? kAlone : 0),
              Loss::kCut,
              k - 2,
              k,
              sign,
              0,
              k + 1 + tag,
              tag == 0,
              true};
    }
    return best;
  }

  // A sign's bytes were cut out of two characters: the trail of one, the lead of the next.
  template <typename Offer>
  void offer_cut(Start start, const Step& rest, Offer offer) const {
    const uint16_t code = bytes_.code(full_width(start.sign));
    const uint8_t first = tokens_[start.token].first;
    if (code <= 0xFF || bytes_.character(static_cast<uint8_t>(code), first) == 0) return;
    start.gain -= kLostCost + read(code & 0xFF, first);
    start.known = true;
    offer(start, rest);
  }

  // A reading was injected behind two bytes that are the end of one character and the begin of
  // another: 輸得 holds the bytes of 數. What was left of the second one ate the bracket.
  template <typename Offer>
  void offer_inside(size_t k, const Step& rest, Offer offer) const {
    std::u32string reading;
    size_t i = k - 1;
    while (i > 0 && reading.size() < 8 && tokens_[i - 1].c != '(' && !is_marker(tokens_[i - 1].c)) {
      reading.insert(reading.begin(), tokens_[--i].c);
    }
    if (i > 0 && tokens_[i - 1].c == '(') --i;
    if (i < 2 || !is_marker(tokens_[i - 1].c)) return;
    const auto [begin, end] = document_.readings.equal_range(reading);
    for (auto known = begin; known != end; ++known) {
      const uint16_t code = bytes_.code(known->second);
      const char32_t c = bytes_.character(static_cast<uint8_t>(code), tokens_[k].first);
      if (tokens_[i - 2].second != code >> 8 || c == 0) continue;
      double gain = tokens_[k].cost - cost_(c);
      for (size_t j = i - 1; j < k; ++j) gain += tokens_[j].cost;
      offer({gain, Loss::kInside, i - 1, k, 0, known->second, 0, false, true}, rest);
    }
  }

  // Words tell a run's begin only roughly, since damage behind it parts the words before it. Tries
  // the places around.
  Start place(const Start& found, size_t done) const {
    constexpr size_t kPlaces = 2, kContext = 8;
    Start best = found;
    double least = HUGE_VAL;
    const size_t from = found.token - std::min(found.token, kPlaces);
    const size_t left = from - std::min(from, kContext);
    const size_t right = std::min(found.end, found.token + kContext);
    for (size_t k = from; k <= found.token + kPlaces && k < right; ++k) {
      const Start other = start(k);
      if (other.end != found.end || other.loss != Loss::kByte || other.begin < done) continue;
      std::u32string text;
      for (size_t i = left; i < k; ++i) text += tokens_[i].c;
      text += U'\uFFFD';
      for (size_t i = k + 1; i < right; ++i) {
        const char32_t c =
            tokens_[i].width == 0 ? 0 : character(tokens_[i - 1].second, tokens_[i].first);
        text += c != 0 ? c : tokens_[i].c;
      }
      const double cost = reading_cost(text);
      if (cost < least || (cost == least && other.gain > best.gain)) {
        least = cost;
        best = other;
      }
    }
    return best;
  }

  double reading_cost(const std::u32string& text) const {
    const std::vector<size_t> words = word_lengths(text);
    double out = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      out += cost_(text[i]) - (words[i] > 1 || is_seen(text, i, 2) ? kWordGain : 0);
    }
    return out;
  }

  // The characters of a run, whole or in part.
  std::vector<CutCharacter> read_run(const Start& start) const {
    std::vector<CutCharacter> out;
    const Token& token = tokens_[start.token];
    const auto whole = [&](int lead, int trail) { out.push_back({lead, trail}); };
    if (start.loss == Loss::kByte) {
      out.push_back({token.first, kGoneByte, true});
    } else if (start.loss == Loss::kReplaced) {
      whole(kGoneByte, token.first);
    } else if (start.loss == Loss::kTrailReplaced) {
      whole(kGoneByte, kGoneByte);
    } else if (start.loss == Loss::kCut) {
      const uint16_t code = bytes_.code(full_width(start.sign));
      whole(kGoneByte, code >> 8);
      whole(code & 0xFF, is_marker(token.c) ? kGoneByte : token.first);
      if (is_marker(token.c)) return out;
    } else {
      whole(bytes_.code(start.of) & 0xFF, token.first);
    }
    if (token.width == 1) return out;  // the whole run
    Pending pending = kSecond;
    uint8_t byte = token.second;
    for (size_t k = start.token + 1;; ++k) {
      if (pending != kGone && !bytes_.is_lead(byte)) {
        whole(byte, kNoByte);
        return out;
      }
      const int lead = pending == kGone ? kGoneByte : byte;
      switch (steps_[k][pending].move) {
        case Move::kPair:
          whole(lead, tokens_[k].first);
          byte = tokens_[k].second;
          pending = kSecond;
          break;
        case Move::kFolded:
          whole(lead, folded(k) >> 8);
          byte = static_cast<uint8_t>(folded(k));
          pending = kFoldedSecond;
          break;
        case Move::kLostPair:
          whole(lead, kGoneByte);
          pending = kGone;
          break;
        case Move::kAscii:
          whole(lead, tokens_[k].first);
          return out;
        case Move::kDropped:
          out.push_back({lead, kGoneByte, lead != kGoneByte});
          return out;
        default:
          whole(lead, kGoneByte);
          return out;
      }
    }
  }

  // The characters of tokens, at most `most` before `end` or from `begin` on.
  std::u32string characters_before(size_t end, size_t most) const {
    std::u32string out;
    for (size_t k = end - std::min(end, most); k < end; ++k) out += tokens_[k].c;
    return out;
  }
  std::u32string characters_from(size_t begin, size_t most) const {
    std::u32string out;
    for (size_t k = begin; k < std::min(tokens_.size(), begin + most); ++k) out += tokens_[k].c;
    return out;
  }

  std::u32string text_before(size_t token) const {
    std::u32string out;
    for (size_t pos = 0; pos < before_.size();) out += next_character(before_, pos);
    return out + characters_before(token, kGuessContext);
  }

  std::u32string without_readings(std::u32string text) const {
    for (size_t open = text.find('('); open != text.npos && !document_.readings.empty();) {
      const size_t close = text.find(')', open);
      if (close == text.npos) break;
      if (document_.readings.count(text.substr(open + 1, close - open - 1)) > 0) {
        text.erase(open, close + 1 - open);
      } else {
        ++open;
      }
      open = text.find('(', open);
    }
    return text;
  }

  // What the characters around a run cost less when it is mended: damage breaks their words, too.
  double gain_around(const Start& start, const std::u32string& text) const {
    constexpr size_t kOutside = 4, kInside = 6;
    const std::u32string left = characters_before(start.begin, kOutside);
    const std::u32string right = characters_from(start.end, kOutside);
    double out = 0;
    for (size_t k = start.begin - left.size(); k < start.begin; ++k) out += tokens_[k].cost;
    for (size_t k = start.end; k < start.end + right.size(); ++k) out += tokens_[k].cost;
    const std::u32string head = left + text.substr(0, kInside);
    const std::u32string tail = text.substr(text.size() - std::min(text.size(), kInside)) + right;
    const std::vector<size_t> words = word_lengths(head + U'\n' + tail);
    const auto cost = [&](const std::u32string& s, size_t i, size_t word) {
      return document_cost_(s[i]) - (words[word] > 1 ? kWordGain : 0) +
             (i > 0 ? slip_clash(s[i - 1], s[i]) : 0) +
             slip_stray(i > 0 ? s[i - 1] : 0, s[i], i + 1 < s.size() ? s[i + 1] : 0);
    };
    for (size_t i = 0; i < left.size(); ++i) out -= cost(head, i, i);
    for (size_t i = tail.size() - right.size(); i < tail.size(); ++i) {
      out -= cost(tail, i, head.size() + 1 + i);
    }
    return out;
  }

  // The model of the damage: do the bytes of these characters, decoded from the one that is left of
  // the first on, give the run again? True where more bytes are gone than the first and the last.
  bool reproduces(const Start& start, const std::vector<CutCharacter>& characters) const {
    const size_t first = start.loss == Loss::kCut ? 1 : 0;
    const CutCharacter& cut = characters[first];
    std::vector<uint8_t> bytes = {
        static_cast<uint8_t>(start.loss == Loss::kByte ? cut.lead : cut.trail)};
    if (start.loss != Loss::kByte && cut.trail == kGoneByte) return true;
    bool ends_whole = true;
    for (size_t i = first + 1; i < characters.size(); ++i) {
      if (!ends_whole || characters[i].lead == kGoneByte) return true;
      bytes.push_back(static_cast<uint8_t>(characters[i].lead));
      ends_whole = characters[i].trail != kGoneByte;
      if (characters[i].trail >= 0) bytes.push_back(static_cast<uint8_t>(characters[i].trail));
    }
    const std::u32string run = characters_from(start.token, start.end - start.token);
    return gives(bytes, Decoder::kWeb, run) || gives(bytes, Decoder::kWindows, run);
  }

  // Is `run` what the bytes give, but for folded marks, and markers for what a decoder lacked?
  bool gives(const std::vector<uint8_t>& bytes, Decoder decoder, std::u32string_view run) const {
    const std::u32string text = bytes_.decode(bytes, decoder);
    for (size_t i = 0; i < text.size(); ++i) {
      if (i == run.size()) return i + 1 == text.size() && is_marker(text[i]);
      if (text[i] != run[i] && text[i] != full_width(run[i]) && !is_marker(run[i])) {
        return false;
      }
    }
    return true;
  }

  // May any loss be expected?
  bool mixed() const {
    return document_.slipped == Slipped::kUnknown || document_.slipped == Slipped::kMixed;
  }
  bool is_expected(const Start& start) const { return mixed() || how(start) == document_.slipped; }

  Slipped how(const Start& start) const {
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

  std::optional<SlipRun> mend(const Start& start, double threshold) const {
    const std::vector<CutCharacter> characters = read_run(start);
    const auto guesses = static_cast<size_t>(std::count_if(
        characters.begin(), characters.end(),
        [](const CutCharacter& cut) { return cut.lead < 0 || cut.trail == kGoneByte; }));
    if (guesses > document_.guesses || !reproduces(start, characters)) return std::nullopt;
    document_.guesses -= guesses;
    const std::u32string text = guess({bytes_, cost_, document_.seen, start.loss == Loss::kCut},
                                      without_readings(text_before(start.begin)), characters,
                                      characters_from(start.end, kGuessContext));
    SlipRun run{{tokens_[start.begin].begin, tokens_[start.end - 1].end},
                "",
                start.gain + std::min(kAround, gain_around(start, text)),
                how(start)};
    const auto lost = static_cast<size_t>(std::count(text.begin(), text.end(), U'\uFFFD'));
    const size_t whole = text.size() - lost;
    // One character that became one or two, or a run between two signs.
    const bool alone = tokens_[start.token].width == 1 || !start.known;
    if (!alone && (whole == 0 || lost > whole + 1)) return std::nullopt;
    if (run.gain < threshold + (!alone && lost > whole ? kDoubt : 0)) return std::nullopt;
    for (const char32_t c : text) append_utf8(run.text, c);
    return run;
  }

  std::string_view before_, line_;
  const DoubleByte& bytes_;
  const SlipCost& cost_;           // of what is mended
  const SlipCost& document_cost_;  // of what stands there
  SlippedText& document_;
  std::vector<Token> tokens_;
  std::vector<double> shifted_;  // of each token: the cost of its first byte and the one before
  std::vector<std::array<Step, kPendings>> steps_;  // of each token
};

}  // namespace

std::vector<SlipRun> find_slip_runs(const SlipLine& line, const SlipCharset& charset,
                                    SlippedText& document, const SlipThreshold& threshold) {
  return Line(line, charset, document).runs(threshold);
}

}  // namespace dealwire
