#include "repair/slip_cost.h"

#include <algorithm>
#include <map>

#include "text/alphabet.h"
#include "text/labels.h"
#include "text/legibility.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Costs in nats. They are orders of magnitude; nothing hangs on their digits.
constexpr float kAscii = 4;      // letters, digits, and what stands between them
constexpr float kOddAscii = 8;   // signs of programs, rare in news; | parts titles
constexpr double kMark = 4;      // the few marks that part sentences
constexpr double kHiragana = 5;  // one of some fifty in common use
constexpr double kHangul = 6;  // of 2,350 few hundred make up a text, and no dictionary tells which
constexpr float kPrivate = 13;       // icons, and digits hidden from scrapers: honest, too
constexpr double kBeyondBasic = 14;  // a character beyond the basic plane
constexpr double kHalfWidth = 11;    // katakana as terminals showed them

constexpr std::u32string_view kOddSigns = U"#$*+<=>@[\\]^_`{}~";
constexpr std::u32string_view kVeryOdd = U"\\^_`{}~";
constexpr std::u32string_view kPartingMarks = U"\u3000、。，：？！“”「」（）ー…";

uint64_t pair_of(char32_t first, char32_t second) { return uint64_t{first} << 32 | second; }

}  // namespace

SeenPairs::SeenPairs(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    char32_t last = '\n';
    for (size_t pos = 0; pos < text.size();) {
      const char32_t c = next_character(text, pos);
      if (c >= 0x80 || last >= 0x80) ++counts_[pair_of(last, c)];
      last = c;
    }
  }
}

size_t SeenPairs::operator()(char32_t first, char32_t second) const {
  const auto found = counts_.find(pair_of(first, second));
  return found == counts_.end() ? 0 : found->second;
}

const SlipCost& SlipCost::of(Written languages) {
  if (languages == Written::kJapanese) {
    static const auto* const japanese = new SlipCost("ja");
    return *japanese;
  }
  if (languages == Written::kKorean) {
    static const auto* const korean = new SlipCost("ko");
    return *korean;
  }
  if (languages == Written::kChineseOrJapanese) {
    static const auto* const either = new SlipCost("zh zh_Hant ja");
    return *either;
  }
  static const auto* const chinese = new SlipCost("zh zh_Hant");
  return *chinese;
}

SlipCost::SlipCost(std::string_view languages) : costs_(0x10000, HUGE_VALF) {
  bool japanese = false, korean = false;
  for (const auto& [language, alphabet] : alphabets()) {
    if (!has_word(languages, language)) continue;
    japanese = japanese || language == "ja";
    korean = korean || language == "ko";
    const CharacterCost cost(alphabet);
    for (UChar32 c = 0x80; c < 0x10000; ++c) {
      float& least = costs_[static_cast<size_t>(c)];
      least = std::min(least, static_cast<float>(cost(c)));
    }
  }
  for (char32_t c = 0; c < 0x10000; ++c) {
    float& cost = costs_[c];
    if (c < 0x80) cost = kOddSigns.find(c) == kOddSigns.npos ? kAscii : kOddAscii;
    if (c >= 0xFF61 && c <= 0xFF9F) {
      cost = kHalfWidth;
    } else if (japanese && is_hiragana(c)) {
      cost = kHiragana;
    }
    if (korean && is_hangul(c)) cost += static_cast<float>(kHangul - cost) * (cost < 9);
  }
  for (const char32_t c : kPartingMarks) costs_[c] = kMark;
  costs_[0xFFFD] = kLostCost;
  std::fill(costs_.begin() + 0xE000, costs_.begin() + 0xF900, kPrivate);
}

double SlipCost::operator()(char32_t c) const {
  return c < costs_.size() ? costs_[c] : kBeyondBasic;
}

double slip_clash(char32_t a, char32_t b) {
  const auto other = [](char32_t c) { return is_han(c) || is_kana(c); };
  return (is_hangul(a) && other(b)) || (is_hangul(b) && other(a)) ? kClash : 0;
}

double slip_stray(char32_t before, char32_t c, char32_t after) {
  const bool inside = is_cjk(before) && is_cjk(after);
  if (c == '?') return is_cjk(before) && is_hangul(after) ? 5 : inside ? 2 : 0;
  if (c >= 0xFF66 && c <= 0xFF9F) {
    const auto half = [](char32_t d) { return d >= 0xFF61 && d <= 0xFF9F; };
    return !half(before) && !half(after) && before >= 0x2000 ? 8 : 0;
  }
  if (c < 0x80 && is_cjk(before)) {
    if (kVeryOdd.find(c) != kVeryOdd.npos) return 4;
    if (c >= 'a' && c <= 'z' && is_cjk(after)) return 5;
    if (c >= 'A' && c <= 'Z' && is_cjk(after)) return 2;
  }
  return 0;
}

}  // namespace dealwire
