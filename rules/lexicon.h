// Words of a class where they stand as words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "rules/pack.h"

namespace dealwire {

inline std::string_view text_at(std::string_view text, Range at) {
  return text.substr(at.begin, at.size());
}

struct Word {
  Range at;  // bytes of the text
  const std::string* value;
};

// The words of class `name` in `text`, in order and apart, of overlapping ones the first and
// longest. Left out are those that are only a part of a longer word: "sales" in Salesforce, and in
// Chinese 若 in 若干 or 传 in 传媒, where general_words.tsv has the longer word. A longer word that
// falls apart into words (拟收购: 拟 and 收购) hides nothing. O(text).
std::vector<Word> find_words(std::string_view text, const ClassName& name, const Pack& pack);

// The same for a part of a text, whose words may be longer than the part.
std::vector<Word> find_words(std::string_view text, Range part, const ClassName& name,
                             const Pack& pack);

// "..., a indiqué X": does nothing but a verb of class `speech` stand between the name at `pos` and
// the comma before it, so that it is of who says so?
bool is_behind_speech(std::string_view text, size_t pos, const Pack& pack);

// "..., X said": does a comma stand before the name at `at`, and a verb of class `speech` behind
// it?
bool tells_behind_comma(std::string_view text, Range at, const Pack& pack);

// What a name that ends at `pos` is called behind its comma, by a noun that a word of class `aside`
// opens: "a private equity group" in X, a private equity group, said. Empty if nothing is. O(1).
std::string_view called_behind(std::string_view text, size_t pos, const Pack& pack);

// The longest general word at a place of a text; in Chinese a shorter one, if that would cut a
// place: 向|上海, not 向上|海.
WordTrie::Match general_word_at(std::string_view text, size_t pos, const Pack& pack);

// Is the text one general word, or does it fall apart into such words?
bool is_general(std::string_view text, const Pack& pack);
bool is_made_of_general_words(std::string_view text, const Pack& pack);

// Is the word at `at` a part of a general word that does not fall apart around it?
bool is_part_of_word(std::string_view text, Range at, const Pack& pack);

}  // namespace dealwire
