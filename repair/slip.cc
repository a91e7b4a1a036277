#include "repair/slip.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>

#include "repair/slip_run.h"
#include "repair/slip_signs.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr SlipCharset kSlipCharsets[] = {{"gb18030", Written::kChinese},
                                         {"Big5", Written::kChinese},
                                         {"Shift_JIS", Written::kJapanese},
                                         {"EUC-JP", Written::kJapanese},
                                         {"EUC-KR", Written::kKorean}};

// By how many nats a run must read better, the words around it counted. Clean text one byte on is
// noise, so that little is needed: no clean place in 6 MB of news reaches these, and few do in
// lists of rare characters. Where one byte was lost, others are likely, and most of all in the same
// way.
constexpr SlipThreshold kFirst{.hard = 8, .soft = 5};
constexpr double kSureCharset = 8;  // that one of them gains
constexpr double kTogether = 10;    // or several
constexpr SlipThreshold kMore{.hard = 2, .soft = 6};
constexpr SlipThreshold kMoreAlike{.hard = 0, .soft = 0};

// Bytes of lines that are looked at. A damaged article has some KB of them; each costs a
// segmentation by ICU for each charset.
constexpr size_t kJudgedBytes = 32 * 1024;

double gain_of_runs(const std::vector<SlipRun>& runs) {
  double out = 0;
  for (const SlipRun& run : runs) out += run.gain;
  return out;
}

// Damage leaves few hiragana of a Japanese text that is all damaged.
bool may_be_japanese(std::string_view line, const SlipCharset& charset,
                     const SlippedText& document) {
  if (charset.language != Written::kJapanese || document.language != Written::kChinese)
    return false;
  for (size_t pos = 0; pos < line.size();) {
    if (is_hiragana(next_character(line, pos))) return true;
  }
  return false;
}

// The runs of a line by the charset in which they gain most.
struct BestRuns {
  std::vector<SlipRun> runs;
  const SlipCharset* charset = nullptr;
};

BestRuns best_runs(const SlipLine& line, SlippedText& document) {
  BestRuns best;
  for (const SlipCharset& charset : kSlipCharsets) {
    if (charset.language != document.language && !may_be_japanese(line.text, charset, document)) {
      continue;
    }
    std::vector<SlipRun> runs = find_slip_runs(line, charset, document, kFirst);
    if (gain_of_runs(runs) > gain_of_runs(best.runs)) best = {std::move(runs), &charset};
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

// Signs of a lost byte that leave nothing to mend: a question mark before a full stop, or beside a
// figure, of which it may have taken a digit or the unit. Only a document with slips is asked.
std::vector<Repair> find_lost_bytes(std::string_view text) {
  static const RE2 kFigure(
      "((?:[0-9][0-9.,]*[^0-9?\\s]{0,4}[至到~～—–-])?\\?[0-9.,]*[0-9]"
      "(?:[^0-9?\\s]{0,4}[至到~～—–-][0-9][0-9.,]*)?"
      "|[0-9]+\\?|\\?[十百千万萬亿億兆억만천조])");
  static const RE2 kStop("(\\p{Han}\\?[。，、；：!?]*[。，、；：][。，、；：!?]*)");
  std::vector<Repair> out;
  for (const RE2* pattern : {&kFigure, &kStop}) {
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

// How a document lost bytes; without a charset it did not.
struct KnownSlip {
  const SlipCharset* charset = nullptr;
  Slipped how = Slipped::kUnknown;
};

class SlipFinder {
 public:
  // `known` of the document, if it is.
  explicit SlipFinder(const Texts& texts, const KnownSlip& known = {})
      : texts_(texts), repairs_(texts.size()), known_(known) {}

  const KnownSlip& known() const { return known_; }

  Repairs find() {
    if (known_.charset == nullptr) find_sure();
    if (known_.charset == nullptr) return std::move(repairs_);
    document().mends = kMends;
    document().guesses = kGuesses;
    document().slipped = known_.how;
    find_more(*known_.charset);
    for (size_t i = 0; i < texts_.size(); ++i) add_lost(i);
    return std::move(repairs_);
  }

 private:
  // Asks the suspicious lines whether and how the document lost bytes.
  void find_sure() {
    std::map<const SlipCharset*, double> gains;
    double most_gained = 0, total = 0;
    std::map<Slipped, size_t> ways;  // how many runs lost a byte so
    size_t budget = kJudgedBytes;
    for (size_t i = 0; i < texts_.size(); ++i) {
      for (const Range& at : suspicious_lines(texts_[i])) {
        if (at.size() > budget) break;
        budget -= at.size();
        const BestRuns best = best_runs(line(i, at), document());
        if (best.runs.empty()) continue;
        gains[best.charset] += gain_of_runs(best.runs);
        for (const SlipRun& run : best.runs) {
          ++ways[run.how];
          most_gained = std::max(most_gained, run.gain);
          total += run.gain;
        }
      }
    }
    if (gains.empty() || (most_gained < kSureCharset && total < kTogether)) return;
    const auto most = [](const auto& all) {
      return *std::max_element(all.begin(), all.end(),
                               [](const auto& a, const auto& b) { return a.second < b.second; });
    };
    size_t all = 0;
    for (const auto& [how, runs] : ways) all += runs;
    const auto [how, runs] = most(ways);
    known_ = {most(gains).first, 4 * runs > 3 * all ? how : Slipped::kMixed};
  }

  // Mends all lines of a document that lost bytes in this charset.
  void find_more(const SlipCharset& charset) {
    const SlipThreshold& threshold = known_.how == Slipped::kMixed ? kMore : kMoreAlike;
    size_t budget = kJudgedBytes;
    for (size_t i = 0; i < texts_.size(); ++i) {
      for (size_t begin = 0, end = 0; begin < texts_[i].size(); begin = end + 1) {
        end = std::min(texts_[i].find('\n', begin), texts_[i].size());
        if (end - begin > budget) return;
        budget -= end - begin;
        for (const SlipRun& run :
             find_slip_runs(line(i, {begin, end}), charset, document(), threshold)) {
          const Range at{begin + run.at.begin, begin + run.at.end};
          repairs_[i].push_back({"slipped", at, {{at, folding_->fold(run.text)}}});
        }
      }
    }
  }

  SlipLine line(size_t text, const Range& at) const {
    return {texts_[text].substr(at.begin, at.size()), before(texts_[text], at.begin)};
  }

  SlippedText& document() {
    if (!document_) {
      document_.emplace(texts_);
      folding_.emplace(texts_);
    }
    return *document_;
  }

  void add_lost(size_t text) {
    std::vector<Repair>& repairs = repairs_[text];
    for (Repair& lost : find_lost_bytes(texts_[text])) {
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
  std::optional<SlippedText> document_;
  std::optional<Folding> folding_;
  KnownSlip known_;
};

std::vector<std::string> rewritten(const Texts& texts, const Repairs& repairs) {
  std::vector<std::string> out;
  for (size_t i = 0; i < texts.size(); ++i) {
    std::vector<Edit> edits;
    for (const Repair& repair : repairs[i]) {
      edits.insert(edits.end(), repair.edits.begin(), repair.edits.end());
    }
    out.push_back(rewrite(texts[i], edits).text);
  }
  return out;
}

// Takes the next line off the front of `text`.
std::string_view next_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

// One repair that makes `after` of the line `before` at `begin`.
Repair rewrite_of(std::string_view before, std::string_view after, size_t begin) {
  const auto is_inside = [](std::string_view s, size_t i) {
    return i < s.size() && (s[i] & 0xC0) == 0x80;
  };
  const size_t shorter = std::min(before.size(), after.size());
  size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (is_inside(before, head) || is_inside(after, head)) --head;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  while (is_inside(before, before.size() - tail)) --tail;
  const Range at{begin + head, begin + before.size() - tail};
  return {"slipped", at, {{at, std::string(after.substr(head, after.size() - tail - head))}}};
}

// The repairs of a text, where lines that were mended more than once have a single one, beside what
// is lost in them.
std::vector<Repair> join_mended(const std::vector<Repair>& first, std::string_view text,
                                std::string_view once, std::string_view at_last) {
  std::vector<Repair> out;
  size_t next = 0;
  for (size_t begin = 0; !text.empty();) {
    const std::string_view line = next_line(text), mended = next_line(once),
                           last = next_line(at_last);
    const bool again = mended != last && line != last;
    const Repair rewritten = again ? rewrite_of(line, last, begin) : Repair{};
    bool placed = !again;
    for (; next < first.size() && first[next].at.begin <= begin + line.size(); ++next) {
      const Repair& repair = first[next];
      const bool stays = repair.edits.empty() && !repair.at.overlaps(rewritten.at);
      if (again && !placed && repair.at.begin >= rewritten.at.end) {
        out.push_back(rewritten);
        placed = true;
      }
      if (mended == last || stays) out.push_back(repair);
    }
    if (!placed) out.push_back(rewritten);
    begin += line.size() + 1;
  }
  return out;
}

}  // namespace

// What is mended can show more: words beside it, marks that are not folded. So it is looked at
// until nothing is found; what never comes to rest was no text.
Repairs find_slips(const Texts& texts) {
  constexpr int kRounds = 8;
  SlipFinder finder(texts);
  Repairs first = finder.find();
  if (!has_edits(first)) return first;
  const std::vector<std::string> once = rewritten(texts, first);
  std::vector<std::string> now = once;
  for (int round = 0; round < kRounds; ++round) {
    const Texts views(now.begin(), now.end());
    Repairs more = SlipFinder(views).find();
    if (!has_edits(more)) {
      for (size_t i = 0; round > 0 && i < texts.size(); ++i) {
        first[i] = join_mended(first[i], texts[i], once[i], now[i]);
      }
      return first;
    }
    now = rewritten(views, more);
  }
  return Repairs(texts.size());
}

}  // namespace dealwire
