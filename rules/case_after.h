// The case words behind the names of a sentence, and the place that one gives: Xから (from),
// XのY事業を (object, or owned). One word may serve several names (AとBから).
#pragma once

#include <string>
#include <string_view>

#include "rules/places.h"

namespace dealwire {

// Where the text goes on behind a bracket at `pos`: 三輪重電(東京・港)は.
size_t behind_brackets(std::string_view text, size_t pos);

// What the case words say of the names around one trigger. Keeps references. Linear in the mentions
// for each question.
class CasesBehind {
 public:
  explicit CasesBehind(const Context& context) : context_(context), text_(context.masked.text) {}

  // May the name be an argument of the trigger, by where it stands?
  bool is_argument(const Masked::Slot& slot) const;

  // The place of a name by what is behind it: a case word, a sum, the next name or the trigger.
  // Empty if nothing tells.
  std::string place_of(const Masked::Slot& slot) const;

  // Do the name and the next one share a place?
  bool is_joined_to_next(const Masked::Slot& slot) const;

  // The next name in the same clause, or null.
  const Masked::Slot* next_name(const Masked::Slot& slot) const;

  // A Korean one clings to its name, unless it is written with a space ( 등이), and ends the word.
  WordTrie::Match word_at(size_t pos) const;

 private:
  // How far the nouns behind a name go, with the case words that lead on to the next one: in
  // AのB社株式を and Aなど3社を the place of A is what を says.
  struct Walk {
    size_t pos;
    size_t led_on = 0;   // behind the last word that led on; 0 if none did
    bool among = false;  // A is one of several
  };

  bool is_counterpart(const Masked::Slot& slot, const Masked::Slot& next) const;
  bool joined_by_apposition(const Masked::Slot& slot, const Masked::Slot& next) const;
  bool is_apposition_of(std::string_view words) const;
  std::string_view class_of_last(std::string_view words) const;
  size_t behind_others(size_t pos) const;
  bool opens_headline(const Masked::Slot& slot, const Masked::Slot& next) const;
  bool lacks_object(const Masked::Slot& doer) const;
  const Masked::Slot* doubtful_joined(const Masked::Slot& slot) const;
  bool has_own_part(const Masked::Slot& slot) const;
  bool is_dealt_in(Range held) const;
  bool is_of_adnominal(size_t pos) const;
  bool has_stake_in_next(size_t pos) const;
  bool is_business(size_t pos) const;
  bool names_any(Range where) const;
  bool belongs_to_another(std::string_view nouns) const;
  std::string_view without_link(std::string_view nouns) const;
  Range stretch_behind(const Masked::Slot& slot, const Masked::Slot* next) const;
  bool has_goods(const Masked::Slot& slot, const Walk& walk) const;
  Walk walk_over_nouns(Range stretch) const;
  size_t noun_at(const Walk& walk) const;
  bool is_blank(size_t begin, size_t end) const;
  bool is_sum(size_t pos) const;

  const Context& context_;
  const std::string_view text_;
};

}  // namespace dealwire
