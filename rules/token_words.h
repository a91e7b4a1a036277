// The words that amounts are made of: of numbers, and of what stands beside one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/decimal.h"
#include "rules/case_trie.h"

namespace dealwire {

// What patterns see instead of a number or a unit: one private-use character each, from U+E010.
// kWord to kVague are numbers.
enum class Token : uint8_t {
  kDigits,  // 2025 · 1,200.5
  kLarge,   // with a magnitude: 5 million · 3億
  kWord,    // without: ten
  kRatio,   // one third · 百分之四 · ⅓
  kVague,   // 數百億 · billions of
  kCurrency,
  kPowerUnit,
  kPercent,
  kMinorUnit,
  kNone,
};
inline constexpr int kFirstToken = 0xE010;

// What a word means inside a number, and beside one.
struct TokenWord {
  enum Role {
    kNoNumber,
    kDigit,
    kMagnitude,
    kPoint,
    kMore,
    kFiller,  // a: stands for one where nothing else counts
    kLink,    // of, d': between the parts of an amount; never begins one
    kAndHalf,
    kDenominator,
    kFractionMark,
    kVagueCount,
    kVagueNumber,  // one that needs no magnitude: "billions of"
  };
  Role role = kNoNumber;
  Decimal value;
  bool one_letter = false;  // a magnitude that must touch its figure: 5m
  bool alone = false;       // a magnitude that counts without a count: mille, 만

  Token unit = Token::kNone;
  std::string meaning;       // an ISO 4217 code, or several ("|CNY|TWD"); watts; a factor
  bool only_behind = false;  // of numbers: 5 won, but no "won 5"
  bool only_large = false;   // beside numbers with a magnitude: TRY 5 billion, but no "TRY 5"
  bool counted = false;      // number words next to it are a number: 年, "to"
};

// Longest match over all these words. Words in lower case match in any case. Immutable.
class TokenWords {
 public:
  struct Match {
    size_t length = 0;  // bytes; 0 if no word stands there
    const TokenWord* word = nullptr;
  };

  // The meaning of a word, to be set; then build() once.
  TokenWord& operator[](const std::string& word) { return meanings_[word]; }
  void build();

  // The longest word at `pos`. It may end inside a longer word of letters (zwei in zweihundert).
  Match longest(std::string_view text, size_t pos) const;

  bool may_begin(std::string_view text, size_t pos) const { return words_.may_begin(text, pos); }

 private:
  std::map<std::string, TokenWord> meanings_;
  std::vector<const TokenWord*> by_value_;
  CaseTrie words_;
};

}  // namespace dealwire
