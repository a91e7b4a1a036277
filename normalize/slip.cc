#include "normalize/slip.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

#include "normalize/slip_run.h"
#include "normalize/slip_signs.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr SlipCharset kCharsets[] = {{"gb18030", Written::kChinese},
                                     {"Big5", Written::kChinese},
                                     {"Shift_JIS", Written::kJapanese},
                                     {"EUC-JP", Written::kJapanese},
                                     {"EUC-KR", Written::kKorean}};

// By how many nats a run must read better: one of a million places of a text lost a byte, but where
// one did, others are likely.
constexpr SlipThreshold kFirst{.hard = 3, .soft = 9};
constexpr SlipThreshold kMore{.hard = 2, .soft = 7};

// Bytes of suspicious lines that are looked at, longest lines cut. A damaged article has some KB of
// them; each costs a segmentation by ICU for each charset.
constexpr size_t kJudgedBytes = 32 * 1024;

// The readings injected behind characters, for the place where they struck inside of two.
InjectedReadings injected_readings(const Texts& texts) {
  static const RE2 kReading("(\\p{Han})[(（]([a-zü\\x{C0}-\\x{24F}]{1,7})[)）]");
  InjectedReadings out;
  for (std::string_view text : texts) {
    re2::StringPiece rest(text.data(), text.size()), character, reading;
    while (out.size() < 1000 && RE2::FindAndConsume(&rest, kReading, &character, &reading)) {
      const char32_t c = character_at({character.data(), character.size()}, 0);
      std::u32string key;
      const std::string_view letters(reading.data(), reading.size());
      for (size_t pos = 0; pos < letters.size();) key += next_character(letters, pos);
      const auto [begin, end] = out.equal_range(key);
      if (std::none_of(begin, end, [&](const auto& known) { return known.second == c; })) {
        out.emplace(key, c);
      }
    }
  }
  return out;
}

// The texts without these readings, as their words stand in sound text.
std::vector<std::string> without(const InjectedReadings& readings, const Texts& texts) {
  std::vector<std::string> out;
  for (std::string_view text : texts) {
    std::string& read = out.emplace_back(text);
    if (!readings.empty()) RE2::GlobalReplace(&read, R"((\p{Han})[(（][a-zü\x{C0}-\x{24F}]{1,7}[)）])", R"(\1)");
  }
  return out;
}

Written language_of(const Texts& texts) {
  size_t han = 0, hiragana = 0, hangul = 0;
  for (std::string_view text : texts) {
    for (size_t pos = 0; pos < text.size();) {
      const char32_t c = next_character(text, pos);
      han += is_han(c);
      hiragana += is_hiragana(c);
      hangul += is_hangul(c);
    }
  }
  return hangul > han + hiragana ? Written::kKorean
         : hiragana * 8 > han    ? Written::kJapanese
                                 : Written::kChinese;
}

double gain_of(const std::vector<SlipRun>& runs) {
  double out = 0;
  for (const SlipRun& run : runs) out += run.gain;
  return out;
}

// The runs of a line by the charset in which they gain most.
std::vector<SlipRun> best_runs(const SlipLine& line, const Document& document,
                               const SlipThreshold& threshold) {
  std::vector<SlipRun> best;
  for (const SlipCharset& charset : kCharsets) {
    if (charset.language != document.language) continue;
    std::vector<SlipRun> runs = find_slip_runs(line, charset, document, threshold);
    if (gain_of(runs) > gain_of(best)) best = std::move(runs);
  }
  return best;
}

// Full-width marks that the document wrote in ASCII behind Han after it was damaged.
class Folding {
 public:
  explicit Folding(const Texts& texts) {
    for (std::string_view text : texts) {
      for (size_t i = 0; i < kWide.size(); ++i) {
        std::string wide;
        append_utf8(wide, kWide[i]);
        wide_[i] = wide_[i] || text.find(wide) != text.npos;
      }
      for (size_t i = 1; i < text.size(); ++i) {
        const size_t sign = kNarrow.find(text[i]);
        if (sign == kNarrow.npos || (text[i - 1] & 0x80) == 0) continue;
        narrow_[sign] = narrow_[sign] || is_cjk(character_before(text, i));
      }
    }
  }

  std::string fold(std::string_view text) const {
    std::string out;
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      const size_t sign = kWide.find(next_character(text, pos));
      const bool folded = sign != kWide.npos && narrow_[sign] && !wide_[sign];
      out += folded ? kNarrow.substr(sign, 1) : text.substr(begin, pos - begin);
    }
    return out;
  }

 private:
  static constexpr std::u32string_view kWide = U"，：；（）！？";
  static constexpr std::string_view kNarrow = ",:;()!?";
  bool wide_[7] = {}, narrow_[7] = {};
};

// Signs of a lost byte that leave nothing to mend: a question mark before a full stop, or between a
// number and its unit. Only a document with slips is asked.
std::vector<Repair> find_lost(std::string_view text) {
  static const RE2 kUnit("([0-9]+\\?) ?\\p{Latin}");
  static const RE2 kStop("(\\p{Han}\\?[。，、；：!?]*[。，、；：][。，、；：!?]*)");
  std::vector<Repair> out;
  for (const RE2* pattern : {&kUnit, &kStop}) {
    re2::StringPiece rest(text.data(), text.size()), at;
    while (RE2::FindAndConsume(&rest, *pattern, &at)) {
      const auto begin = static_cast<size_t>(at.data() - text.data());
      out.push_back({"lost", {begin, begin + at.size()}, {}});
    }
  }
  return out;
}

// The text before a line, as far as a quotation may reach.
std::string_view before(std::string_view text, size_t line) {
  constexpr size_t kReach = 2048;
  size_t begin = line - std::min(line, kReach);
  while (begin < line && (text[begin] & 0xC0) == 0x80) ++begin;
  return text.substr(begin, line - begin);
}

class Finder {
 public:
  explicit Finder(const Texts& texts) : texts_(texts), repairs_(texts.size()) {}

  Repairs find() {
    if (!judge(kSure, kFirst)) return std::move(repairs_);
    repairs_.assign(texts_.size(), {});
    judge(kFaint, kMore);
    for (size_t i = 0; i < texts_.size(); ++i) add_lost(i);
    return std::move(repairs_);
  }

 private:
  // Looks at the lines with such signs; tells whether any has a run.
  bool judge(SignStrength strength, const SlipThreshold& threshold) {
    bool found = false;
    size_t budget = kJudgedBytes;
    for (size_t i = 0; i < texts_.size(); ++i) {
      for (const Range& line : suspicious_lines(texts_[i], strength)) {
        if (line.size() > budget) return found;
        budget -= line.size();
        found = judge_line(i, line, threshold) || found;
      }
    }
    return found;
  }

  bool judge_line(size_t text, const Range& line, const SlipThreshold& threshold) {
    if (!document_) {
      InjectedReadings readings = injected_readings(texts_);
      std::vector<std::string> texts = without(readings, texts_);
      document_.emplace(Document{std::move(texts), std::move(readings), language_of(texts_)});
      folding_.emplace(texts_);
    }
    const std::vector<SlipRun> runs = best_runs(
        {texts_[text].substr(line.begin, line.size()), before(texts_[text], line.begin)},
        *document_, threshold);
    for (const SlipRun& run : runs) {
      const Range at{line.begin + run.at.begin, line.begin + run.at.end};
      repairs_[text].push_back({"slipped", at, {{at, folding_->fold(run.text)}}});
    }
    return !runs.empty();
  }

  void add_lost(size_t text) {
    std::vector<Repair>& repairs = repairs_[text];
    for (Repair& lost : find_lost(texts_[text])) {
      if (std::none_of(repairs.begin(), repairs.end(), [&](const Repair& other) {
            return lost.at.begin < other.at.end && other.at.begin < lost.at.end;
          })) {
        repairs.push_back(std::move(lost));
      }
    }
    std::sort(repairs.begin(), repairs.end(),
              [](const Repair& a, const Repair& b) { return a.at.begin < b.at.begin; });
  }

  const Texts& texts_;
  Repairs repairs_;
  std::optional<Document> document_;
  std::optional<Folding> folding_;
};

}  // namespace

Repairs find_slips(const Texts& texts) { return Finder(texts).find(); }

}  // namespace dealwire
