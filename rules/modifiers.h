// Names that only say what stands behind them is, or whose, where case words stand before names:
// 特斯拉供应商台积电, X旗下的工廠, X's unit.
//
// in:  a trigger with the sentence it stands in, and a mention of that sentence
// out: whether the mention only describes another name, or owns what is dealt in
#pragma once

#include <string_view>

#include "rules/case_words.h"
#include "rules/places.h"

namespace dealwire {

// Keeps references. Linear in the mentions and in the few words behind the name.
class Modifiers {
 public:
  explicit Modifiers(const Context& context)
      : context_(context), text_(context.masked.text), cases_(text_, context.pack) {}

  // In 对澄岳的关系企业岳光储能投资 the party is the second one; the first only says whose it is.
  bool is_modifier(const Masked::Slot& slot) const;

  // X旗下的工廠, X's unit, X的電池廠: what is bought is not X.
  bool is_owner(const Masked::Slot& slot) const;

  // Is it only where something is or who tells of it: 於港交所上市, 甲證券分析師? But who goes
  // public has a part: 甲公司掛牌,募資8億元.
  bool has_no_part(const Masked::Slot& slot) const;

  // Does a word of class `name` stand directly behind the mention?
  bool is_followed_by(const ClassName& name, const Masked::Slot& slot) const;

 private:
  bool owns_asset(const Masked::Slot& slot) const;
  bool has_head(const Masked::Slot& slot) const;
  bool is_held(const Masked::Slot& slot) const;
  bool opens_compound(const Masked::Slot& slot) const;
  bool is_epithet(const Masked::Slot& slot) const;
  bool calls_by(const Masked::Slot& modifier, const Masked::Slot& slot) const;
  bool is_head_of(const Masked::Slot& modifier, const Masked::Slot& slot) const;
  bool has_amount_between(const Masked::Slot& a, const Masked::Slot& b) const;
  bool is_behind_place_word(size_t pos) const;
  bool stands_at(const ClassName& name, size_t pos) const;

  const Context& context_;
  const std::string_view text_;
  const CaseWords cases_;
};

}  // namespace dealwire
