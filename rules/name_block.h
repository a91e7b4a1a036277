// A block that is scanned for names, and how far the scan has come.
//
// in:  text, the mentions found in it so far, and the pack of its language
// out: answers about single places in it, that do not depend on what name is open
//
// Positions are bytes of the text. Nothing looks farther than the sentence at hand.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "rules/amounts.h"
#include "rules/pack.h"

namespace dealwire {

// Where the scan stands: the name that is open, and the word that bounds it on the left.
struct Walk {
  std::optional<size_t> open;   // where the name began, if there is one
  bool behind_case = false;     // the word that bounds it on the left is a case word
  std::string_view last_class;  // the class of that word
  int reached = 0;              // words since the head that reaches here
};

// Beside a form of company (株式会社) a name is all of the run, words included: 関西データ基盤.
bool is_name_run(char32_t c);

bool is_opening_quote(char32_t c);

struct NameBlock {
  NameBlock(std::string_view block, const std::vector<Found>& mentions, const Pack& words);

  // Retailer, as in "Retailer Bon Marche said".
  bool is_lead(Range word) const;

  // Does the code of a share stand there in brackets: (600848), (2330-TW)?
  bool has_stock_code(size_t pos) const;

  // Bank, Ministry: what institutions are called before the place or field that they are of.
  bool is_institution(std::string_view word) const;

  // Behind the word at `pos`, and the spaces around it, that joins an institution to what it is of;
  // `pos` if there is none.
  size_t behind_of(size_t pos) const;

  // Does such a word stand before `pos`?
  bool is_behind_of(size_t pos) const;

  bool is_behind_article(size_t pos) const;

  // Does a sentence, or what is like one, begin at `pos`?
  bool opens_sentence(size_t pos) const;

  // The mention that begins at `pos`, or null.
  const Found* mention_at(size_t pos) const;

  // Can what stands between quotation marks be a name?
  bool may_be_quoted(Range at) const;

  // Names of class `full_form` (有限公司) say where the company is from, in brackets too:
  // 常州泓安化工有限公司, 天拓(舟山)重工有限公司. Where the name begins that ends at `at`.
  size_t full_name_begin(Range at) const;

  // Where a place begins that ends at `pos`; `pos` if there is none.
  size_t place_before(size_t pos) const;

  // Where the longest general word begins that ends at `pos`; `pos` if there is none.
  size_t word_before(size_t pos, std::string_view word_class = "") const;

  std::string_view text;
  const std::vector<Found>& found;
  const Pack& pack;
  const bool all_nouns;  // have all nouns a capital?
};

}  // namespace dealwire
