#include "rules/counterpart.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/deal_amounts.h"

namespace dealwire {
namespace {

bool is_amount(std::string_view name) {
  return name == "money" || name == "power" || name == "stake";
}

// The role that a set of needs lacks which lacks one only, on the other side than the claim's
// parties; "" if there is no such set.
std::string_view lacking_role(const Frame& frame, const Claim& claim) {
  for (const auto& set : frame.need) {
    std::vector<std::string_view> lacking;
    for (const std::string& name : set) {
      if (!is_amount(name) && !has_role(claim.parties, name)) lacking.push_back(name);
    }
    if (lacking.size() != 1) continue;
    const bool payers = is_payer(lacking.front());
    const bool is_other =
        std::none_of(claim.parties.begin(), claim.parties.end(),
                     [&](const auto& party) { return is_payer(party.first) == payers; });
    if (is_other) return lacking.front();
  }
  return {};
}

// Who may be meant, the likeliest first. Nobody, if the sentence names several who have no part.
std::vector<const Sentence::Item*> candidates(const Masked& masked, const Topic& topic,
                                              const KeyOf& key_of, const Claim& claim) {
  const auto is_known = [&](const Sentence::Item& item) {
    return std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
      return key_of(party.second) == item.found->party.key;
    });
  };
  std::vector<const Sentence::Item*> out;
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_sure_party() || slot.item->found->owner || is_known(*slot.item)) continue;
    const bool another =
        !out.empty() && out.front()->found->party.key != slot.item->found->party.key;
    if (another) return {};
    out.push_back(slot.item);
  }
  if (topic.subject && topic.same_block) out.push_back(&*topic.subject);
  if (topic.principal) out.push_back(&*topic.principal);
  std::erase_if(
      out, [&](const Sentence::Item* item) { return is_known(*item) || !item->is_sure_party(); });
  return out;
}

}  // namespace

bool is_sure_side(const Claim& claim) {
  constexpr size_t kMost = 2;  // a longer list of doers is what others are compared with
  return !claim.parties.empty() && claim.parties.size() <= kMost && !claim.doubts.weak_party &&
         !claim.doubts.carried_party;
}

bool add_counterpart(const Masked& masked, const Frame& frame, const Topic& topic,
                     const KeyOf& key_of, Claim& claim) {
  const std::string_view role = lacking_role(frame, claim);
  if (role.empty() || role == "acquirer") return false;
  const auto meant = candidates(masked, topic, key_of, claim);
  if (meant.empty()) return false;
  claim.parties.emplace_back(role, meant.front()->index);
  claim.doubts.carried_party = true;
  return true;
}

bool has_sum(const Claim& claim, const Masked& masked) {
  const auto is_sum = [&](const std::optional<size_t>& amount) {
    const Found* found = amount ? found_of(masked, *amount) : nullptr;
    return found != nullptr && !found->amount.vague && found->measure != "cost";
  };
  return is_sum(claim.money) || is_sum(claim.stake);
}

}  // namespace dealwire
