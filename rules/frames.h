// Deals in one sentence: what gathers around its triggers (trigger.h, binder.h, deal_amounts.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/amounts.h"
#include "rules/claim.h"
#include "rules/masked.h"
#include "rules/pack.h"
#include "rules/role_noun.h"

namespace dealwire {

// What a sentence tells that makes no claim yet.
struct Unsettled {
  std::optional<Claim> wanting;  // lacks only what the next sentence may say (sequel.h)
  std::vector<Claim>
      one_sided;            // with an understood other side or none, where nothing else is told
  bool only_aside = false;  // the deals that it tells, it tells by the way
};

// Reads the claims of a sentence:
//  1. mentions are masked, triggers matched, longest first;
//  2. parties are bound around each trigger (see binder.h); of the frames that share one, the first
//     that finds its parties counts;
//  3. amounts go to the nearest trigger that may take them;
//  4. claims whose `need` is not met, or that rest on a guess alone, are turned down, but for those
//     that lack one side only (counterpart.h);
//  5. a claim that only says more of another one yields to it;
//  6. frames that are fallbacks get a sentence in which the others found nothing.
// `topic` is what the text was about before, and then what it is about; `unsettled` what else the
// sentence tells. Linear in the sentence for each trigger; the caller bounds sentences and
// mentions.
std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, const Days& days,
                               Topic& topic, std::vector<TurnedDown>& refused,
                               Unsettled& unsettled);

}  // namespace dealwire
