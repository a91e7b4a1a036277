// Two ways of writing one line: what they have in common are their letters and digits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "text/utf8.h"

namespace dealwire {

// The letters and digits of a text in lower case, and where each stands.
struct Letters {
  std::u32string text;
  std::vector<Range> at;
};

Letters letters_of(std::string_view text);

// The first of them, 0 if there is none. O(what stands before it).
char32_t first_letter(std::string_view text);

// Do two lines name the same thing, white space, case and punctuation aside? O(what they share).
bool same_words(std::string_view a, std::string_view b);

// Calls f with the words of a text of four letters or more, and with each pair of neighbouring
// characters of a script without spaces.
template <typename F>
void each_word(std::string_view text, F f) {
  constexpr size_t kShortest = 4;
  size_t word = 0, pair = 0;  // where they begin
  char32_t before = 0;
  size_t pos = 0;
  const auto end_word = [&](size_t end) {
    if (end - word >= kShortest) f(text.substr(word, end - word));
  };
  while (pos < text.size()) {
    const size_t begin = pos;
    const char32_t c = next_character(text, pos);
    const bool wide = is_cjk(c);
    if (wide && is_cjk(before)) f(text.substr(pair, pos - pair));
    if (wide || !is_word_character(c)) {
      end_word(begin);
      word = pos;
    }
    pair = begin;
    before = c;
  }
  end_word(pos);
}

}  // namespace dealwire
