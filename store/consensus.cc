#include "store/consensus.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <set>

namespace dealwire {
namespace {

constexpr int kBitsOfCopies = 3;  // as in the view near_duplicates

// What two amounts must share to be the same figure; hedges may differ.
std::string figure(const StoredAmount& stored) {
  const Amount& amount = stored.amount;
  if (amount.vague) return "vague " + amount.currency;
  const std::string value = amount.value
                                ? amount.value->str()
                                : fmt::format("{}..{}", amount.min ? amount.min->str() : "",
                                              amount.max ? amount.max->str() : "");
  return value + " " + amount.currency;
}
const std::string& figure(const std::string& value) { return value; }

bool one_voice(const StoredClaim& a, const StoredClaim& b) {
  if (a.document == b.document || (a.page && a.page == b.page)) return true;
  return a.fingerprint && b.fingerprint &&
         std::popcount(*a.fingerprint ^ *b.fingerprint) <= kBitsOfCopies;
}

// The claims of one voice, the latest revision in front.
using Voice = std::vector<const StoredClaim*>;

std::vector<Voice> voices_of(const std::vector<StoredClaim>& claims) {
  std::vector<size_t> voice(claims.size());
  std::iota(voice.begin(), voice.end(), 0);
  for (size_t i = 0; i < claims.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (voice[i] == voice[j] || !one_voice(claims[i], claims[j])) continue;
      std::replace(voice.begin(), voice.end(), std::max(voice[i], voice[j]),
                   std::min(voice[i], voice[j]));
    }
  }
  std::map<size_t, Voice> by_voice;
  for (size_t i = 0; i < claims.size(); ++i) by_voice[voice[i]].push_back(&claims[i]);
  std::vector<Voice> out;
  for (auto& [first, members] : by_voice) {
    std::stable_sort(members.begin(), members.end(),
                     [](const StoredClaim* a, const StoredClaim* b) {
                       return a->fetched_at.value_or("") > b->fetched_at.value_or("");
                     });
    out.push_back(std::move(members));
  }
  return out;
}

// Counts the voices for each value that `get`, from a claim to something like std::optional, gives.
template <typename T, typename Get>
Told<T> tally(const std::vector<Voice>& voices, Get get) {
  Told<T> out;
  for (const Voice& voice : voices) {
    const auto speaks =
        std::find_if(voice.begin(), voice.end(), [&](const StoredClaim* c) { return !!get(*c); });
    if (speaks == voice.end()) {
      ++out.silent;
      continue;
    }
    const T value = *get(**speaks);
    auto known = std::find_if(out.values.begin(), out.values.end(),
                              [&](const auto& v) { return figure(v.value) == figure(value); });
    if (known == out.values.end()) known = out.values.insert(known, {value, 0, {}});
    ++known->articles;
    for (const StoredClaim* claim : voice) known->claims.push_back(claim->id);
  }
  std::stable_sort(out.values.begin(), out.values.end(),
                   [](const auto& a, const auto& b) { return a.articles > b.articles; });
  return out;
}

// A deal is rumored before it is announced, so the latest say best what it is now.
Told<std::string> status_of(const std::vector<Voice>& voices) {
  const auto get = [](const StoredClaim& c) { return std::optional(c.status); };
  std::vector<Voice> latest = voices;
  std::stable_sort(latest.begin(), latest.end(), [](const Voice& a, const Voice& b) {
    return a.front()->order().first > b.front()->order().first;
  });
  latest.resize((latest.size() + 2) / 3);
  const std::string now = *tally<std::string>(latest, get).best();
  Told<std::string> out = tally<std::string>(voices, get);
  std::stable_partition(out.values.begin(), out.values.end(),
                        [&](const auto& v) { return v.value == now; });
  return out;
}

// Who has which role. Where articles see deals of different types, those roles count that the
// deal's type has.
std::vector<DealtParty> parties_of(const std::vector<Voice>& voices, const std::string& name) {
  const DealType& type = *std::find_if(kDealTypes.begin(), kDealTypes.end(),
                                       [&](const DealType& t) { return t.name == name; });
  std::vector<DealtParty> out;
  for (const Voice& voice : voices) {
    std::set<std::string> seen;
    for (const StoredClaim* claim : voice) {
      for (const StoredParty& party : claim->parties) {
        if (!type.has_role(party.role)) continue;
        if (!seen.insert(party.role + '\n' + party.key).second) continue;
        auto known = std::find_if(out.begin(), out.end(), [&](const DealtParty& p) {
          return p.party.role == party.role && p.party.key == party.key;
        });
        if (known == out.end()) known = out.insert(known, {party, 0});
        ++known->articles;
      }
    }
  }
  std::stable_sort(out.begin(), out.end(), [&](const DealtParty& a, const DealtParty& b) {
    const auto rank = [&](const DealtParty& p) { return role_rank(name, p.party.role); };
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.articles > b.articles;
  });
  return out;
}

}  // namespace

StoredDeal agree(std::vector<StoredClaim> claims) {
  std::sort(claims.begin(), claims.end(),
            [](const StoredClaim& a, const StoredClaim& b) { return a.order() < b.order(); });
  StoredDeal deal;
  deal.id = claims.front().id;
  const std::vector<Voice> voices = voices_of(claims);
  deal.articles = voices.size();
  deal.type = tally<std::string>(voices, [](const auto& c) { return std::optional(c.type); });
  deal.status = status_of(voices);
  deal.date =
      tally<std::string>(voices, [](const auto& c) { return c.date ? c.date : c.published; });
  deal.money = tally<StoredAmount>(voices, [](const auto& c) { return c.money; });
  deal.power = tally<StoredAmount>(voices, [](const auto& c) { return c.power; });
  deal.stake = tally<StoredAmount>(voices, [](const auto& c) { return c.stake; });
  deal.parties = parties_of(voices, *deal.type.best());
  for (const StoredClaim& claim : claims) {
    if (claim.confidence) {
      deal.confidence = std::max(deal.confidence.value_or(0), *claim.confidence);
    }
  }
  deal.claims = std::move(claims);
  return deal;
}

NamedSides sides_of(const StoredDeal& deal) {
  NamedSides out;
  for (const DealtParty& p : deal.parties) {
    const bool seller = p.party.role == "seller" && *deal.type.best() != "purchase";
    std::string& side = seller ? out.sellers : is_payer(p.party.role) ? out.payers : out.payees;
    side += (side.empty() ? "" : "; ") + p.party.name;
  }
  return out;
}

}  // namespace dealwire
