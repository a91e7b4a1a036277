#include "repair/slip_run.h"

#include <algorithm>
#include <optional>

#include "repair/slip_guess.h"
#include "repair/slip_paths.h"
#include "repair/slip_starts.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// In nats.
constexpr double kAround = 8;   // the most that the words around a run count
constexpr double kDoubt = 3;    // the more a run must gain of which most is lost
constexpr double kLeast = 0.1;  // the gain of a run that the words around may make worth it

class RunFinder {
 public:
  RunFinder(const SlipLine& line, const SlipCharset& charset, SlippedText& document)
      : tokens_(line, charset, document),
        paths_(tokens_),
        starts_(tokens_, paths_),
        document_(document) {}

  std::vector<SlipRun> runs(const SlipThreshold& threshold) const {
    const std::vector<SlipStart> starts = best_starts(threshold);
    std::vector<SlipRun> out;
    size_t done = 0;  // the end of the last run
    for (size_t k = 0; k < tokens_.size() && document_.mends > 0; ++k) {
      if (starts[k].end == 0 || k < done) continue;
      const SlipStart best =
          starts[k].loss == Loss::kByte ? starts_.place(starts[k], done) : starts[k];
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
  std::vector<SlipStart> best_starts(const SlipThreshold& threshold) const {
    std::vector<SlipStart> out(tokens_.size());
    std::vector<double> total(tokens_.size() + 1, 0);  // gain from a token on
    for (size_t k = tokens_.size(); k-- > 0;) {
      const SlipStart found = starts_.at(k);
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
  bool is_candidate(const SlipStart& start, const SlipThreshold& threshold) const {
    const bool known = start.known || (document_.slipped == Slipped::kMarked && start.end > 0 &&
                                       is_marker(tokens_[start.end - 1].c));
    return known && start.gain >= threshold.of(start.hard) - kAround;
  }

  // The run with what it was; none if it is not worth it after all.
  std::optional<SlipRun> mend(const SlipStart& start, double threshold) const {
    const std::vector<CutCharacter> characters = read(start);
    const auto guesses = static_cast<size_t>(std::count_if(
        characters.begin(), characters.end(),
        [](const CutCharacter& cut) { return cut.lead < 0 || cut.trail == kGoneByte; }));
    if (guesses > document_.guesses || !reproduces(start, characters)) return std::nullopt;
    document_.guesses -= guesses;
    const std::u32string before = tokens_.text_before(start.begin, kGuessContext);
    const std::u32string text = guess(
        {tokens_.bytes(), tokens_.cost(), document_.seen, start.loss == Loss::kCut},
        document_.without_readings(before), characters, tokens_.from(start.end, kGuessContext));
    SlipRun run{{tokens_[start.begin].begin, tokens_[start.end - 1].end},
                "",
                start.gain + std::min(kAround, gain_around(start, text)),
                starts_.how(start)};
    const auto lost = static_cast<size_t>(std::count(text.begin(), text.end(), U'\uFFFD'));
    const size_t whole = text.size() - lost;
    // One character that became one or two, or a run between two signs.
    const bool alone = tokens_[start.token].width == 1 || !start.known;
    if (!alone && (whole == 0 || lost > whole + 1)) return std::nullopt;
    if (run.gain < threshold + (!alone && lost > whole ? kDoubt : 0)) return std::nullopt;
    for (const char32_t c : text) append_utf8(run.text, c);
    return run;
  }

  // The characters of a run, whole or in part.
  std::vector<CutCharacter> read(const SlipStart& start) const {
    std::vector<CutCharacter> out = read_first(start);
    if (tokens_[start.token].width < 2) return out;  // the whole run
    const std::vector<CutCharacter> rest = paths_.characters_behind(start.token);
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
  }

  // Those that end in the first byte of its first token, or stand for it.
  std::vector<CutCharacter> read_first(const SlipStart& start) const {
    const SlipToken& token = tokens_[start.token];
    const uint16_t code = tokens_.bytes().code(start.other);
    const int trail = is_marker(token.c) ? kGoneByte : token.first;
    switch (start.loss) {
      case Loss::kByte:
        return {{token.first, kGoneByte, true}};
      case Loss::kReplaced:
      case Loss::kTrailReplaced:
        return {{kGoneByte, trail}};
      case Loss::kCut:
        return {{kGoneByte, code >> 8}, {code & 0xFF, trail}};
      case Loss::kInside:
        return {{code & 0xFF, trail}};
    }
    return {};
  }

  // The model of the damage: do the bytes of these characters, decoded from the one that is left of
  // the first on, give the run again? True where more bytes are gone than the first and the last.
  bool reproduces(const SlipStart& start, const std::vector<CutCharacter>& characters) const {
    const size_t first = start.loss == Loss::kCut ? 1 : 0;
    const CutCharacter& cut = characters[first];
    if (start.loss != Loss::kByte && cut.trail == kGoneByte) return true;
    std::vector<uint8_t> bytes = {
        static_cast<uint8_t>(start.loss == Loss::kByte ? cut.lead : cut.trail)};
    bool ends_whole = true;
    for (size_t i = first + 1; i < characters.size(); ++i) {
      if (!ends_whole || characters[i].lead == kGoneByte) return true;
      bytes.push_back(static_cast<uint8_t>(characters[i].lead));
      ends_whole = characters[i].trail != kGoneByte;
      if (characters[i].trail >= 0) bytes.push_back(static_cast<uint8_t>(characters[i].trail));
    }
    const std::u32string run = tokens_.from(start.token, start.end - start.token);
    return gives(bytes, Decoder::kWeb, run) || gives(bytes, Decoder::kWindows, run);
  }

  // Is `run` what the bytes give, but for folded marks, and markers for what a decoder lacked?
  bool gives(const std::vector<uint8_t>& bytes, Decoder decoder, std::u32string_view run) const {
    const std::u32string text = tokens_.bytes().decode(bytes, decoder);
    for (size_t i = 0; i < text.size(); ++i) {
      if (i == run.size()) return i + 1 == text.size() && is_marker(text[i]);
      if (text[i] != run[i] && text[i] != full_width(run[i]) && !is_marker(run[i])) {
        return false;
      }
    }
    return true;
  }

  // What the characters around a run cost less when it is mended: damage breaks their words, too.
  double gain_around(const SlipStart& start, const std::u32string& text) const {
    constexpr size_t kOutside = 4, kInside = 6;
    const std::u32string left = tokens_.before(start.begin, kOutside);
    const std::u32string right = tokens_.from(start.end, kOutside);
    double out = 0;
    for (size_t k = start.begin - left.size(); k < start.begin; ++k) out += tokens_[k].cost;
    for (size_t k = start.end; k < start.end + right.size(); ++k) out += tokens_[k].cost;
    const std::u32string head = left + text.substr(0, kInside);
    const std::u32string tail = text.substr(text.size() - std::min(text.size(), kInside)) + right;
    const std::vector<size_t> words = word_lengths(head + U'\n' + tail);
    const auto cost = [&](const std::u32string& s, size_t i, size_t word) {
      return tokens_.document_cost()(s[i]) - (words[word] > 1 ? kWordGain : 0) +
             (i > 0 ? slip_clash(s[i - 1], s[i]) : 0) +
             slip_stray(i > 0 ? s[i - 1] : 0, s[i], i + 1 < s.size() ? s[i + 1] : 0);
    };
    for (size_t i = 0; i < left.size(); ++i) out -= cost(head, i, i);
    for (size_t i = tail.size() - right.size(); i < tail.size(); ++i) {
      out -= cost(tail, i, head.size() + 1 + i);
    }
    return out;
  }

  const SlipTokens tokens_;
  const SlipPaths paths_;    // of these tokens
  const SlipStarts starts_;  // of these paths
  SlippedText& document_;
};

}  // namespace

std::vector<SlipRun> find_slip_runs(const SlipLine& line, const SlipCharset& charset,
                                    SlippedText& document, const SlipThreshold& threshold) {
  return RunFinder(line, charset, document).runs(threshold);
}

}  // namespace dealwire
