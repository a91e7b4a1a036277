#include "rules/lexicon.h"

#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_general(std::string_view text, const Pack& pack) {
  return text.empty() || pack.general_words.longest(text, 0).length == text.size();
}

// Is the word a part of a general word that does not fall apart around it?
bool is_part_of_word(std::string_view text, Range at, const Pack& pack) {
  constexpr int kFarthest = 4;  // characters; longer general words hardly hide another word
  size_t begin = at.begin;
  for (int i = 0; i < kFarthest && begin > 0; ++i) begin = previous_position(text, begin);
  for (; begin <= at.begin; begin += utf8_length(text[begin])) {
    const Range word{begin, begin + pack.general_words.longest(text, begin).length};
    if (!word.contains(at) || word.size() <= at.size()) continue;
    if (!is_general(text.substr(word.begin, at.begin - word.begin), pack) ||
        !is_general(text.substr(at.end, word.end - at.end), pack)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Word> find_words(std::string_view text, std::string_view name, const RE2& pattern,
                             const Pack& pack) {
  std::vector<Word> out;
  const WordClass& words = pack.word_class(name);
  re2::StringPiece rest(text.data(), text.size()), word;
  while (RE2::FindAndConsume(&rest, pattern, &word)) {
    const auto begin = static_cast<size_t>(word.data() - text.data());
    const Range at{begin, begin + word.size()};
    const std::string* value = words.value(std::string_view(word.data(), word.size()));
    if (value == nullptr || cuts_word(text, at) || is_part_of_word(text, at, pack)) continue;
    out.push_back({at, value});
  }
  return out;
}

}  // namespace dealwire
