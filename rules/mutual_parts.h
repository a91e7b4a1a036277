// Which part each of two has that agree with each other, and what their names say of it.
//
// in:  a claim as the places around its trigger give it
// out: the claim, its parties in other roles where it told both alike, or their trades tell better
//
// Linear in the sentence.
#pragma once

#include <cstddef>

#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/trigger.h"

namespace dealwire {

// Of one sentence, whose mentions are masked. Holds on to all three.
class MutualParts {
 public:
  MutualParts(const Sentence& sentence, const Masked& masked, const Pack& pack)
      : sentence_(sentence), masked_(masked), pack_(pack) {}

  // A and B have signed a lease: of two who act alike and agree with each other by a word of class
  // `mutual_verb`, the second one is the other side.
  void part(const Hit& hit, Claim& claim) const;

  // The bank is in talks about a loan: of a loan a bank that nobody lends to is rather the lender.
  void mend_bank(const Frame& frame, Claim& claim) const;

  // Of two that merge the one named first takes the other. Of two who agree with each other on a
  // loan a bank lends, a landlord lets what is rented, a generator sells its power, a shipyard the
  // ships that it builds, a builder its works, and a public body buys.
  void settle(const Hit& hit, Claim& claim) const;

 private:
  // Is a word of a class in the name of a party, as it is known or as the sentence has it?
  bool names(size_t mention, const ClassName& trade) const;
  bool is_town(size_t mention) const;
  bool is_public_body(size_t mention) const;

  const Sentence& sentence_;
  const Masked& masked_;
  const Pack& pack_;
};

}  // namespace dealwire
