// Which words bound a name, which are inside one, and what a bound says about the name beside it.
//
// in:  a block, where the scan of it stands, and a word
// out: whether the word belongs to the name, where it ends, or its class as a bound
//
// Only asks; the scanner opens and closes names. O(word), or of the few words beside it.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/latin_bounds.h"
#include "rules/name_block.h"

namespace dealwire {

class NameBounds {
 public:
  NameBounds(const NameBlock& block, const Walk& walk)
      : block_(block), walk_(walk), text_(block.text), pack_(block.pack), latin_(block, walk) {}

  // "Mining" bounds a name, but in "Orsk Ridge Mining" it is the end of one, as is データ in
  // 白駒データ, but not a verb (投資); in "Ketchum Falls Energy" a general word is the middle of
  // one, in "Summit Partners" the beginning.
  bool is_part_of_name(Range word, std::string_view word_class) const;

  // 江岳光電表示: does the word begin inside the ending of a Chinese name (電表), behind which
  // another word stands?
  bool cuts_ending(Range word) const;
  // サリナス・リチウム: katakana words with a dot between them are one name.
  bool is_dotted(Range word) const;

  // Where all nouns have a capital, their ends tell them: Zinkhersteller, Vertriebsvereinbarung.
  // Directly behind a head rather a name stands.
  bool is_common_noun(Range at) const;

  // Where a word of names ends a run of hiragana before the rest of one: とみずほ in AとみずほX;
  // the end of the run if none does.
  size_t name_word_in(Range run) const;

  // 헬리콘 쉬핑은: where the word behind a space ends, without its case words, that ends a Korean
  // name of several words; `pos` if there is none.
  size_t second_word_end(size_t pos) const;

  // 三輪重電(東京・港): who has a seat is a company.
  bool is_seat(size_t pos) const;

  // The class of the general word behind a Korean name without a case word: X 지분, X 회장, X(주).
  std::string_view class_behind(Range name) const;

  // What the word before says about the name behind this one; empty if it does not reach so far. A
  // line of business does with a link (通販の三輪), and so does a country (台湾の三輪); a head also
  // over places (大手、アイルランドの三輪).
  std::string_view reaching_over(std::string_view word_class) const;

 private:
  bool is_town(size_t pos) const;
  bool goes_into_form(Range word, std::string_view word_class) const;
  bool names_doer(Range verb) const;
  bool is_before_end(Range word) const;
  bool is_inside_han_name(Range word, std::string_view word_class) const;
  bool is_administrative(Range place) const;
  bool is_place_in_name(Range word, std::string_view word_class) const;
  bool is_middle_of_name(Range word) const;
  bool is_beginning_of_name(Range word) const;

  const NameBlock& block_;
  const Walk& walk_;
  std::string_view text_;
  const Pack& pack_;
  const LatinBounds latin_;
};

}  // namespace dealwire
