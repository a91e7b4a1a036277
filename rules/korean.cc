#include "rules/korean.h"

#include <string>

#include "text/utf8.h"

namespace dealwire {
namespace {

// May `particle` stand behind the syllable? Some come in two forms: 은 을 이 과 behind a consonant,
// 는 를 가 와 behind a vowel. 이 is one of them, but not where it is only the beginning (이라는).
bool agrees(char32_t syllable, std::string_view particle) {
  constexpr std::u32string_view kBehindConsonant = U"은을과";
  constexpr std::u32string_view kBehindVowel = U"는를가와";
  if (!is_hangul(syllable)) return true;
  const char32_t first = character_at(particle, 0);
  if (kBehindVowel.find(first) != kBehindVowel.npos) return !ends_in_consonant(syllable);
  const bool consonant = kBehindConsonant.find(first) != kBehindConsonant.npos || particle == "이";
  return !consonant || ends_in_consonant(syllable);
}

}  // namespace

size_t hangul_end(std::string_view text, size_t pos) {
  while (is_hangul(character_at(text, pos))) pos += utf8_length(text[pos]);
  return pos;
}

bool is_case_ending(std::string_view text, Range ending, const Pack& pack) {
  const size_t length = pack.case_after.longest(text.substr(0, ending.end), ending.begin).length;
  return length == ending.size() && ending.begin > 0 &&
         agrees(character_before(text, ending.begin), text.substr(ending.begin, ending.size()));
}

size_t noun_end(std::string_view text, Range word, const Pack& pack) {
  for (size_t pos = word.begin; pos < word.end; pos += utf8_length(text[pos])) {
    if (is_case_ending(text, {pos, word.end}, pack)) return pos;
  }
  return word.end;
}

bool is_apposition(std::string_view text, Range ending, const Pack& pack) {
  if (ending.empty()) return true;
  const std::string* place =
      pack.word_class("case_after").value(text.substr(ending.begin, ending.size()));
  return place != nullptr && *place == "is";
}

}  // namespace dealwire
