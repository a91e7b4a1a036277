// Korean words: a noun, and the case words that cling to its end.
//
// A case word is one of class `case_after`. Positions are bytes of `text`. O(word), no state.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/range.h"
#include "rules/pack.h"

namespace dealwire {

// Where the Hangul at `pos` ends; `pos` if there is none.
size_t hangul_end(std::string_view text, size_t pos);

// Is `ending` a case word that may stand behind what is before it?
bool is_case_ending(std::string_view text, Range ending, const Pack& pack);

// Where the noun in a word ends: before the longest case word at its end, of those behind the known
// ending of a name if there is one (새담솔라+는, not 새담솔+라는).
size_t noun_end(std::string_view text, Range word, const Pack& pack);

// May a noun with this ending say what the name behind it is? It stands without a case word
// (스타트업 한솔), or with that of being one (모회사인 한솔).
bool is_apposition(std::string_view text, Range ending, const Pack& pack);

// Is the name, as its ending or its parts tell, a word of the language: a predicate (class
// `word_end`), or general words in a row, perhaps with an affix (class `affix`)? O(length²) of it.
bool is_korean_word(std::string_view name, const Pack& pack);

}  // namespace dealwire
