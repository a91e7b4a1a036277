#include "rules/frames.h"

#include <algorithm>
#include <iterator>

#include "rules/asides.h"
#include "rules/deal_amounts.h"
#include "rules/deal_date.h"
#include "rules/deal_status.h"
#include "rules/deed_reader.h"
#include "rules/lexicon.h"
#include "rules/ownership.h"
#include "rules/reference.h"

namespace dealwire {
namespace {

// A deal told by the way goes on behind the aside, where the rest of the sentence tells none: with
// Orsk, which buys Pell, near Oslo, for $5m.
void take_rest(Claim& claim, const Sentence& sentence, size_t begin) {
  for (const Sentence::Item& item : sentence.items) {
    const Found& found = *item.found;
    if (found.is_party() || item.at.begin < begin || !is_of_deal(found, claim)) continue;
    std::optional<size_t>& slot = slot_of(claim, found.kind);
    if (!slot) slot = item.index;
  }
}

// "Orsk parted with its unit Vell, which was bought by Halden": who sells is told before who buys.
// Not "Vell is sold by Orsk, which bought it in 2015".
void add_seller(Claim& claim, const std::vector<Proposal>& lacking) {
  if (claim.type != "acquisition" || has_role(claim.parties, "seller")) return;
  const auto has = [](const Parties& parties, const Parties::value_type& party) {
    return std::find(parties.begin(), parties.end(), party) != parties.end();
  };
  for (const Proposal& proposal : lacking) {
    const Claim& sale = proposal.claim;
    if (sale.type != claim.type || has_role(sale.parties, "acquirer")) continue;
    Parties sellers;
    bool same = false, buys = false;
    for (const auto& party : sale.parties) {
      if (party.first == "seller") {
        sellers.push_back(party);
        buys = buys || has(claim.parties, {"acquirer", party.second});
      }
      same = same || (party.first == "target" && has(claim.parties, party));
    }
    if (!same || buys || sellers.empty()) continue;
    claim.parties.insert(claim.parties.end(), sellers.begin(), sellers.end());
    return;
  }
}

// Has what is described in a recast sentence stand in the sentence itself.
void point_into(const Recast& recast, size_t passage, std::optional<Described>& target) {
  if (target && target->passage == passage) target->at = recast.source(target->at);
}

// What was bought or invested in, if the sentence names it.
std::optional<Sentence::Item> object_of(const Claim& claim, const Sentence& sentence) {
  for (const auto& [role, mention] : claim.parties) {
    if (role != "target" && role != "investee") continue;
    for (const Sentence::Item& item : sentence.items) {
      if (item.index == mention) return item;
    }
  }
  return std::nullopt;
}

// Who buys, builds or invests, named in the sentence or understood.
std::optional<Sentence::Item> buyer_of(const Claim& claim, const Sentence& sentence,
                                       const Topic& topic) {
  for (const auto& [role, mention] : claim.parties) {
    if (role != "acquirer" && role != "investor" && role != "developer" && role != "buyer") {
      continue;
    }
    for (const Sentence::Item& item : sentence.items) {
      if (item.index == mention) return item;
    }
    if (const Sentence::Item* meant = topic.find(mention)) return *meant;
  }
  return std::nullopt;
}

// Who deals with whom the article is about, without naming them, does not become what it is about:
// 정부는 위성사진을 구매하기로 했다.
bool deals_with_protagonist(const std::vector<Claim>& claims, const Sentence::Item& subject,
                            const Topic& topic) {
  if (!topic.protagonist || topic.protagonist->index == subject.index) return false;
  return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
    return std::any_of(claim.parties.begin(), claim.parties.end(),
                       [&](const auto& party) { return party.second == topic.protagonist->index; });
  });
}

// May a sentence tell of a deal? Where clauses have subjects, who goes without saying makes none
// alone, nor with an amount of something else (revenue).
bool may_tell(const Sentence& sentence, const Pack& pack, bool anybody) {
  if (!pack.words_begin_clauses()) return !sentence.items.empty() || anybody;
  return std::any_of(sentence.items.begin(), sentence.items.end(),
                     [](const auto& item) { return may_be_of_deal(*item.found); });
}

// What an aside is said by the way of: whom its sentence names first, if that is not its own head
// (Orsk has been approached by Halden, which offers $5m).
Topic about(const Sentence& sentence, const Aside& aside, const Topic& topic) {
  const Sentence::Item& head = sentence.items[aside.head];
  for (const Sentence::Item& item : sentence.items) {
    if (item.at.begin >= head.at.begin) break;
    if (!item.is_sure_party()) continue;
    if (item.key() == head.key()) break;
    Topic out = topic;
    out.subject = item;
    out.same_block = out.subject_here = true;
    return out;
  }
  return topic;
}

}  // namespace

std::vector<Claim> read_claims(const Sentence& sentence, const Pack& pack, const Days& days,
                               Topic& topic, std::vector<TurnedDown>& refused,
                               Unsettled& unsettled) {
  const bool anybody = topic.subject || topic.protagonist;
  if (!may_tell(sentence, pack, anybody)) return {};  // as most of a text without deals
  const std::vector<Aside> asides = find_asides(sentence, pack);
  std::vector<Claim> by_the_way;
  std::vector<size_t> unfulfilled;  // of them, those that only were to be
  std::vector<bool> lifted;
  size_t told_until = 0;  // where the last aside that tells a deal ends
  for (const Aside& aside : asides) {
    const auto recast = alone(aside, sentence, pack);
    if (recast->sentence.items.size() < 2) {  // nobody and nothing but whom it is said of
      lifted.push_back(false);
      continue;
    }
    auto claims =
        DeedReader(recast->sentence, pack, days, about(sentence, aside, topic), refused).read();
    for (Claim& claim : claims) point_into(*recast, topic.passage, claim.target);
    lifted.push_back(!claims.empty());
    if (!claims.empty()) told_until = aside.at.end;
    const bool was_to_be = !find_words(recast->sentence.text, "unfulfilled", pack).empty();
    for (size_t i = 0; was_to_be && i < claims.size(); ++i) {
      unfulfilled.push_back(by_the_way.size() + i);
    }
    std::move(claims.begin(), claims.end(), std::back_inserter(by_the_way));
  }
  const auto recast = without_asides(sentence, asides, lifted, pack);
  DeedReader reader(has_asides(pack) ? recast->sentence : sentence, pack, days, topic, refused);
  std::vector<Claim> out = reader.read();
  const Sentence::Item* subject = reader.subject();
  const bool behind = pack.marks_behind();
  if (!out.empty()) {
    topic.deal = out.back().type;
    const auto bought = object_of(out.back(), sentence);
    const bool buys = topic.deal == "acquisition" || topic.deal == "investment";
    if (bought || !buys) topic.bought = bought;
    if (auto payer = buyer_of(out.back(), sentence, topic)) topic.payer = payer;
  }
  if (out.empty() && !by_the_way.empty()) take_rest(by_the_way.back(), sentence, told_until);
  unsettled.wanting = out.empty() ? reader.wanting() : std::nullopt;
  if (out.empty() && by_the_way.empty()) unsettled.one_sided = reader.complete_one_sided();
  if (has_asides(pack)) {
    const auto point = [&](Claim& claim) { point_into(*recast, topic.passage, claim.target); };
    std::for_each(out.begin(), out.end(), point);
    std::for_each(unsettled.one_sided.begin(), unsettled.one_sided.end(), point);
    if (unsettled.wanting) point(*unsettled.wanting);
  }
  if (!out.empty() || !reader.half().parties.empty()) {
    topic.half = reader.half();
    if (has_asides(pack)) point_into(*recast, topic.passage, topic.half.target);
  }
  // The contract with Orsk, which was to build it, was scrapped.
  if (out.empty() && !unfulfilled.empty() && is_called_off(recast->sentence, pack)) {
    for (size_t i : unfulfilled) {
      by_the_way[i].status = "cancelled";
      by_the_way[i].date.edtf = last_day(recast->sentence, days, pack);
    }
  }
  unsettled.only_aside = out.empty() && !by_the_way.empty();
  std::move(by_the_way.begin(), by_the_way.end(), std::back_inserter(out));
  if (has_asides(pack)) {
    for (Claim& claim : out) add_seller(claim, reader.lacking());
  }
  add_of_stake(sentence, pack, out);
  add_owners(sentence, topic, pack, out);
  for (TurnedDown& turned_down : refused) turned_down.at = {0, sentence.text.size()};
  const PartyPair last = last_two(sentence, sentence.text.size(), topic);
  topic.former = last.former;
  topic.latter = last.latter;
  if (subject == nullptr) return out;
  topic.subject = *subject;
  if (!topic.subject_here) topic.opened_by = *subject;
  topic.subject_here = !(behind && deals_with_protagonist(out, *subject, topic));
  if (!topic.protagonist && behind) topic.protagonist = *subject;
  return out;
}

}  // namespace dealwire
