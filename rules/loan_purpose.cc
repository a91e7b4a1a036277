#include "rules/loan_purpose.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/lexicon.h"

namespace dealwire {
namespace {

constexpr size_t kNearLoan =
    40;  // bytes between the word and the deed: to help fund its purchase of

using PartyOf = Parties::const_iterator;

PartyOf with_role(const Claim& claim, std::string_view role) {
  return std::find_if(claim.parties.begin(), claim.parties.end(),
                      [&](const auto& party) { return party.first == role; });
}

// Do nothing but words stand there? They may stand for one of the two: 支持其在內蒙古建設.
bool is_of_words(const Masked& masked, Range at, const Claim& loan) {
  const std::string_view text = text_at(masked.text, at);
  const auto has_part = [&](const Masked::Slot& slot) {
    return std::any_of(loan.parties.begin(), loan.parties.end(),
                       [&](const auto& party) { return party.second == slot.item->index; });
  };
  const bool named = std::any_of(masked.slots.begin(), masked.slots.end(), [&](const auto& slot) {
    return at.contains(slot.at) && !has_part(slot);
  });
  return !named && text.find(',') == text.npos && text.find("、") == text.npos;
}

// Is the deed what the loan told before it is for? A word says so before the deed, where case words
// stand behind names behind it (買収に充てる); in 貸款3億元給乙興建電廠 it follows the borrower.
bool is_purpose(const Proposal& of, Range deed, size_t borrower, const Masked& masked,
                const Pack& pack) {
  const Range loan = of.hit.at;
  if (deed.begin < loan.begin) return false;
  const bool behind = pack.marks_behind();
  const Range where = behind ? Range{deed.end, std::min(masked.text.size(), deed.end + kNearLoan)}
                             : Range{loan.begin, deed.end};
  const auto words = find_words(masked.text, where, "purpose", pack);
  const bool said = std::any_of(words.begin(), words.end(), [&](const Word& word) {
    if (!behind && word.at.end > deed.begin) return word.at.begin == deed.begin;  // para comprar
    const Range rest = behind ? Range{deed.end, word.at.begin} : Range{word.at.end, deed.begin};
    return rest.size() <= kNearLoan && is_of_words(masked, rest, of.claim);
  });
  return said || std::any_of(masked.slots.begin(), masked.slots.end(), [&](const auto& slot) {
           return pack.leaves_subjects_out() && slot.item->index == borrower &&
                  slot.at.begin >= loan.begin && slot.at.end == deed.begin;
         });
}

}  // namespace

void give_purposes_to_borrowers(std::vector<Proposal>& proposals, const Masked& masked,
                                const Pack& pack, const KeyOf& key) {
  for (const Proposal& loan : proposals) {
    const PartyOf lender = with_role(loan.claim, "lender");
    const PartyOf borrower = with_role(loan.claim, "borrower");
    if (lender == loan.claim.parties.end() || borrower == loan.claim.parties.end()) continue;
    for (Proposal& deed : proposals) {
      Parties& parties = deed.claim.parties;
      const auto doer = std::find_if(parties.begin(), parties.end(), [&](const auto& party) {
        return is_payer(party.first) && key(party.second) == key(lender->second);
      });
      if (doer == parties.end() || deed.claim.type == loan.claim.type ||
          !is_purpose(loan, deed.hit.at, borrower->second, masked, pack)) {
        continue;
      }
      doer->second = borrower->second;
      const std::string role = doer->first;
      std::erase_if(parties, [&](const auto& party) {
        return party.first != role && key(party.second) == key(borrower->second);
      });
    }
  }
}

}  // namespace dealwire
