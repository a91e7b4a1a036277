// A line as the lexicon of spam sees it, read in one pass.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace dealwire {

// A letter, digit or mark that belongs to one, of any script.
bool is_letter(char32_t c);

// Of a script whose words nothing parts, so that a term may begin at any character.
bool is_unparted(char32_t c);

// The letters of a line as the lexicon has them, and how the line is built.
struct Scan {
  std::string letters;  // in lower case, half-width; nothing parts the characters of CJK scripts
  size_t width = 0, digits = 0, decorations = 0;
  size_t bars = 0, commas = 0, colons = 0, stops = 0;
  size_t cjk = 0;     // letters of scripts that are written without spaces, nearly
  size_t spaced = 0;  // single ones that a sign or space parts from the next

  explicit Scan(std::string_view text);

  // Segments between bars or, with other marks, the items of a list.
  double segment(size_t marks) const {
    return static_cast<double>(width) / static_cast<double>(marks + 1);
  }
  double digit_share() const {
    return static_cast<double>(digits) / static_cast<double>(std::max<size_t>(width, 1));
  }
  bool is_prose() const { return stops > 0 && bars < 3 && segment(bars + commas) >= 12; }

  // Keywords between bars: wider than the words of a menu, no labels or figures of a table.
  bool is_barred() const {
    return bars >= 3 && stops == 0 && segment(bars) >= 6 && segment(bars) <= 40 &&
           colons * 2 < bars && digit_share() < 0.2;
  }

 private:
  // Most letters, read at once: a page has too many for one call each. Returns where they end.
  size_t read_ascii_word(std::string_view text, size_t pos);

  void read(char32_t c);
  void add_letter(char32_t c);

  std::string gap_;        // what stands since the last letter
  bool sentence_ = false;  // and ends a clause
  char32_t last_ = 0;
  size_t run_ = 0;  // letters since the last gap
};

}  // namespace dealwire
