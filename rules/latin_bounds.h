// The same as NameBounds for words in Latin script, where spaces part words and capitals tell
// names.
//
// in:  a block, where the scan of it stands, and a word
// out: whether the word belongs to the name, where it ends, or its class as a bound
//
// Only asks. O(word), or of the few words beside it.
#pragma once

#include <cstddef>
#include <string_view>

#include "rules/name_block.h"

namespace dealwire {

class LatinBounds {
 public:
  LatinBounds(const NameBlock& block, const Walk& walk)
      : block_(block), walk_(walk), text_(block.text), pack_(block.pack) {}

  // Inside a sentence capitals are of names, also those of general words: does the word, one of a
  // class, belong to the name that is open, or begin one ("Golden Pacific", "Baltic Grain")? But
  // whose days, titles, papers and products stand beside a name, or where it comes from, is no part
  // of it.
  bool joins(Range word, std::string_view word_class) const;

  // Die Weiße Linie GmbH: does what is written like an adjective stand before a common noun that
  // only a form of company makes a name?
  bool describes_form(Range word) const;

  // Cleveland-Cliffs, High-Reach Metals, but US-China: does a name begin with a general word and a
  // hyphen?
  bool goes_on_with_hyphen(Range word) const;

  // Oslo-based: what begins with a name, but is said of another one.
  bool is_compound(std::string_view word) const;

  // Does what companies do stand before who does it (Laboratorios Osuna)? Such a word is of the
  // name, though in small letters it would only lead one.
  bool begins_name(Range prefix) const;

  // St. in St. Brendan Health: has the name only a word so far whose dot ends no sentence?
  bool is_abbreviated(size_t dot) const;

  // Growers' Co-operative, Teachers' Fund: does a genitive end here, of the name that is open,
  // before the end of one?
  bool is_genitive_in_name(size_t apostrophe) const;

  // J. in J. Wood: one capital letter.
  bool is_initial(size_t pos) const;

  // Does a number end here that goes on (12 000, 12,000), or counts what follows (40 jets)?
  bool counts(size_t end) const;

  // With the marks that a word has inside (Coca-Cola, Booking.com, L'Oréal, AT&T, K+S), but without
  // 's.
  size_t word_end(size_t pos) const;

  // Where a particle ends that joins two parts of a name (Bank of Asia, Aceros del Norte); `pos` if
  // there is none.
  size_t particle_end(size_t pos) const;

  // What a word in small letters says about the name beside it.
  std::string_view class_of(Range at) const;

  // Where what a head makes stands behind it (le fabricant de batteries X), the head reaches over
  // words in lower case, up to one that ends the noun phrase.
  bool head_reaches_over(Range word) const;

  // Does a place follow (outside X)? In "in X" rather not, if something is put into it.
  bool stands_for_place(Range at) const;

 private:
  bool is_from_place(Range of) const;
  bool names_with_particle(std::string_view begun) const;
  bool is_bare_suffix(size_t pos) const;
  bool is_body(size_t pos) const;
  bool is_common_word(size_t pos) const;
  bool is_named_by_nation(Range nation) const;
  bool runs_into_suffix(size_t pos) const;
  bool is_quoted(Range verb) const;

  const NameBlock& block_;
  const Walk& walk_;
  std::string_view text_;
  const Pack& pack_;
};

}  // namespace dealwire
