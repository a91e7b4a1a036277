// Whose deed a name is an argument of, where its sentence tells several: the one a trigger is read
// for, or another one.
//
// in:  a trigger with those beside it (places.h), and the names that may have places
// out: for one name, whether another deed has it
//
// Keeps references. Linear in the triggers and names of the sentence.
#pragma once

#include <string_view>
#include <vector>

#include "rules/places.h"

namespace dealwire {

class OtherDeeds {
 public:
  using Names = std::vector<const Masked::Slot*>;

  OtherDeeds(const Context& context, const Names& names) : context_(context), names_(names) {}

  // Does a party stand in a part of the sentence?
  bool name_any(Range where) const;

  // Is a name with a case word of a deed told before (borrowed from Halden to buy), or of a loan
  // told behind the trigger?
  bool take(const Masked::Slot& slot, std::string_view place) const;
  // The same for a name in another clause than the trigger's: has a deed of that one its place?
  bool take_in_own_clause(const Masked::Slot& slot, std::string_view place) const;

  // Is what stands left of the trigger what a deed before it is done to?
  bool are_done_to(const Masked::Slot& slot) const;
  // The same for a name in another clause; `bare`: without a case word.
  bool act_upon(const Masked::Slot& slot, bool bare) const;

  // Does a name in a clause behind do the same there as the subject here?
  bool do_the_same(const Masked::Slot& slot) const;

 private:
  bool lend(const Masked::Slot& slot, std::string_view place) const;
  bool is_object(const Masked::Slot& slot) const;

  const Context& context_;
  const Names& names_;
};

}  // namespace dealwire
