#include "rules/lexicon.h"

#include <algorithm>

#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {

WordTrie::Match general_word_at(std::string_view text, size_t pos, const Pack& pack) {
  const WordTrie::Match word = pack.general_words.longest(text, pos);
  if (!pack.leaves_subjects_out() || word.value != "function") return word;
  const size_t begin = pos + utf8_length(text[pos]);
  if (pos + word.length <= begin) return word;
  const WordTrie::Match first = pack.general_words.longest(text.substr(0, begin), pos);
  const WordTrie::Match place = pack.general_words.longest(text, begin);
  const bool cuts = place.value == "place" && begin + place.length > pos + word.length;
  return cuts && first.length > 0 ? first : word;
}

bool is_general(std::string_view text, const Pack& pack) {
  return pack.general_words.longest(text, 0).length == text.size();
}

bool is_made_of_general_words(std::string_view text, const Pack& pack) {
  for (size_t pos = 0; pos < text.size();) {
    const size_t length = pack.general_words.longest(text, pos).length;
    if (length == 0) return false;
    pos += length;
  }
  return true;
}

bool is_part_of_word(std::string_view text, Range at, const Pack& pack) {
  constexpr int kFarthest = 4;  // characters; longer general words hardly hide another word
  size_t begin = at.begin;
  for (int i = 0; i < kFarthest && begin > 0; ++i) begin = previous_position(text, begin);
  for (; begin <= at.begin; begin += utf8_length(text[begin])) {
    const Range word{begin, begin + pack.general_words.longest(text, begin).length};
    if (!word.contains(at) || word.size() <= at.size()) continue;
    if (!is_general(text_at(text, {word.begin, at.begin}), pack) ||
        !is_general(text_at(text, {at.end, word.end}), pack)) {
      return true;
    }
  }
  return false;
}

std::vector<Word> find_words(std::string_view text, Range part, const ClassName& name,
                             const Pack& pack) {
  std::vector<Word> out;
  const WordClass& words = pack.word_class(name);
  if (words.empty()) return out;
  for (size_t pos = part.begin; pos < part.end;) {
    const WordClass::Match word = words.longest(text, pos);
    const Range at{pos, pos + word.length};
    if (word.length == 0 || at.end > part.end) {
      pos = next_beginning(text, pos);
      continue;
    }
    if (cuts_word(text, at)) {
      pos = std::max(at.end, next_beginning(text, pos));
      continue;
    }
    pos = at.end;
    if (is_part_of_word(text, at, pack)) continue;
    out.push_back({at, word.value});
  }
  return out;
}

bool is_behind_speech(std::string_view text, size_t pos, const Pack& pack) {
  const std::string_view left = text.substr(0, pos);
  const size_t comma = left.rfind(',');
  return comma != left.npos && pack.word_class("speech").has(trim(left.substr(comma + 1)));
}

bool tells_behind_comma(std::string_view text, Range at, const Pack& pack) {
  return trim(text.substr(0, at.begin)).ends_with(',') && character_at(text, at.end) == ' ' &&
         pack.word_class("speech").longest(text, at.end + 1).length > 0;
}

std::string_view called_behind(std::string_view text, size_t pos, const Pack& pack) {
  constexpr size_t kLongest = 90;  // bytes
  const std::string_view right = text.substr(pos, kLongest);
  if (!right.starts_with(", ")) return {};
  const std::string_view said = right.substr(2, right.find_first_of(",;:.()\"\n", 2) - 2);
  const std::string* opens = pack.word_class("aside").value(word_at(said, 0));
  return opens != nullptr && *opens == "noun" ? said : std::string_view();
}

std::vector<Word> find_words(std::string_view text, const ClassName& name, const Pack& pack) {
  return find_words(text, {0, text.size()}, name, pack);
}

}  // namespace dealwire
