#include "rules/korean.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
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

namespace {

// 카구라는 회사, but 카구라는 한결을: an ending that says what the name is needs a noun behind it,
// if its last syllable is a case word too.
bool lacks_noun(std::string_view text, Range ending, const Pack& pack) {
  const size_t last = previous_position(text, ending.end);
  if (last == ending.begin || !is_apposition(text, ending, pack) ||
      !is_case_ending(text, {last, ending.end}, pack) || character_at(text, ending.end) != ' ') {
    return false;
  }
  const std::string_view next = pack.general_words.longest(text, ending.end + 1).value;
  return next != "head" && next != "noun" && next != "common" && next != "company";
}

}  // namespace

size_t noun_end(std::string_view text, Range word, const Pack& pack) {
  size_t noun = word.end;
  for (size_t pos = word.begin; pos < word.end; pos += utf8_length(text[pos])) {
    if (!is_case_ending(text, {pos, word.end}, pack)) continue;
    if (lacks_noun(text, {pos, word.end}, pack)) continue;
    if (ends_in(text_at(text, {word.begin, pos}), "name_suffix", pack)) return pos;
    noun = std::min(noun, pos);
  }
  return noun;
}

bool is_apposition(std::string_view text, Range ending, const Pack& pack) {
  if (ending.empty()) return true;
  const std::string* place =
      pack.word_class("case_after").value(text.substr(ending.begin, ending.size()));
  return place != nullptr && *place == "is";
}

namespace {

// Is it a general word that others are made of, with `rest` behind it? Names are made of 대한 and
// 부산 too, but with an affix behind it a place stays one (해남군).
bool builds_words(std::string_view word, std::string_view rest, const Pack& pack) {
  const auto [length, word_class] = pack.general_words.longest(word, 0);
  if (length != word.size()) return false;
  if (word_class == "place" || word_class == "nation")
    return rest.empty() || pack.word_class("affix").has(rest);
  return word_class != "function" || rest.empty();
}

}  // namespace

bool is_korean_word(std::string_view name, const Pack& pack) {
  if (!is_hangul(character_at(name, 0)) || !is_hangul(character_before(name, name.size()))) {
    return false;
  }
  if (pack.word_class("word_end").ending(name) > 0) return true;
  // Which positions can be reached by general words (0), and by those and an affix (1)?
  const WordClass& affixes = pack.word_class("affix");
  std::vector<std::array<bool, 2>> reached(name.size() + 1, {false, false});
  reached[0][0] = true;
  for (size_t begin = 0; begin < name.size(); begin += utf8_length(name[begin])) {
    if (!reached[begin][0] && !reached[begin][1]) continue;
    for (size_t end = begin; end < name.size();) {
      end += utf8_length(name[end]);
      const std::string_view part = name.substr(begin, end - begin);
      const bool general = builds_words(part, name.substr(end), pack);
      const bool affix = affixes.has(part);
      for (size_t used : {0, 1}) {
        if (!reached[begin][used]) continue;
        if (general && columns(part) > 2) reached[end][used] = true;
        if (affix && used == 0 && (begin > 0 || end < name.size())) reached[end][1] = true;
      }
    }
  }
  return reached[name.size()][0] || reached[name.size()][1];
}

}  // namespace dealwire
