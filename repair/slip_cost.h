// What characters cost to read (text/legibility.h), and less so where they are words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dealwire {

// In nats.
constexpr double kWordGain = 4;  // what a character costs less in a word of the dictionary
constexpr double kLostCost = 8;  // a character that is gone, in part or as U+FFFD: it may be any

enum class Written { kChinese, kJapanese, kKorean, kChineseOrJapanese };

class SlipCost {
 public:
  // Made on first use, in some milliseconds; safe on every core.
  static const SlipCost& of(Written languages);

  double operator()(char32_t c) const;

 private:
  explicit SlipCost(std::string_view languages);
  std::vector<float> costs_;  // of the basic plane
};

// How often two characters stand side by side in a document: its words and names, which no
// dictionary has.
class SeenPairs {
 public:
  explicit SeenPairs(const std::vector<std::string>& texts);
  size_t operator()(char32_t first, char32_t second) const;

 private:
  std::unordered_map<uint64_t, uint32_t> counts_;
};

// What two characters side by side cost that do not meet in words: Hangul and what is no Hangul.
double slip_clash(char32_t a, char32_t b);

// What a character costs between two that it is not written with.
double slip_stray(char32_t before, char32_t c, char32_t after);

}  // namespace dealwire
