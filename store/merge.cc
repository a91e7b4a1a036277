#include "store/merge.h"

#include <algorithm>
#include <tuple>

namespace dealwire {

std::map<std::string, std::string> deals_of(std::vector<ClaimKey> claims) {
  std::sort(claims.begin(), claims.end(), [](const ClaimKey& a, const ClaimKey& b) {
    return std::tie(a.order, a.id) < std::tie(b.order, b.id);
  });
  using Who = std::tuple<std::string, std::vector<std::string>, std::vector<std::string>>;
  std::map<Who, std::map<std::string, std::vector<const ClaimKey*>>> groups;
  for (const ClaimKey& claim : claims) {
    groups[{claim.type, claim.payers, claim.payees}][claim.money].push_back(&claim);
  }
  std::map<std::string, std::string> out;
  for (auto& [who, by_money] : groups) {
    const auto without = by_money.find("");
    if (without != by_money.end() && by_money.size() == 2) {
      auto& only = by_money.rbegin()->second;
      only.insert(only.end(), without->second.begin(), without->second.end());
      by_money.erase(without);
    }
    for (auto& [money, members] : by_money) {
      const ClaimKey* first = *std::min_element(
          members.begin(), members.end(), [](const ClaimKey* a, const ClaimKey* b) {
            return std::tie(a->order, a->id) < std::tie(b->order, b->id);
          });
      for (const ClaimKey* member : members) out[member->id] = first->id;
    }
  }
  return out;
}

}  // namespace dealwire
