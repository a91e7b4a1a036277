#include "app/deal_json.h"

#include "store/told_json.h"

namespace dealwire {
namespace {

Json amount_or_null(const StoredAmount* stored) {
  return stored != nullptr ? amount_json(*stored) : Json(nullptr);
}

Json amount_or_null(const std::optional<StoredAmount>& stored) {
  return amount_or_null(stored ? &*stored : nullptr);
}

Json role_json(const StoredParty& party) {
  return {
      {"role", party.role}, {"id", or_null(party.id)}, {"name", party.name}, {"key", party.key}};
}

void add_slots(Json& out, const StoredClaim& claim) {
  Json parties = Json::array();
  for (const StoredParty& party : claim.parties) parties.push_back(role_json(party));
  out["type"] = claim.type;
  out["status"] = claim.status;
  out["date"] = or_null(claim.date);
  out["confidence"] = or_null(claim.confidence);
  out["parties"] = std::move(parties);
  out["money"] = amount_or_null(claim.money);
  out["power"] = amount_or_null(claim.power);
  out["stake"] = amount_or_null(claim.stake);
}

void add_slots(Json& out, const StoredDeal& deal) {
  Json parties = Json::array();
  for (const DealtParty& p : deal.parties) {
    parties.push_back(role_json(p.party));
    parties.back()["articles"] = p.articles;
  }
  out["type"] = *deal.type.best();
  out["status"] = *deal.status.best();
  out["date"] = deal.date.best() != nullptr ? Json(*deal.date.best()) : Json(nullptr);
  out["confidence"] = or_null(deal.confidence);
  out["parties"] = std::move(parties);
  out["money"] = amount_or_null(deal.money.best());
  out["power"] = amount_or_null(deal.power.best());
  out["stake"] = amount_or_null(deal.stake.best());
  out["articles"] = deal.articles;
  out["told"] = {{"type", told_json(deal.type)},   {"status", told_json(deal.status)},
                 {"date", told_json(deal.date)},   {"money", told_json(deal.money)},
                 {"power", told_json(deal.power)}, {"stake", told_json(deal.stake)}};
}

void add_claim(Json& out, const StoredClaim& claim) {
  out["document"] = claim.document;
  out["input"] = claim.input;
  out["archive"] = or_null(claim.archive);
  out["record"] = or_null(claim.record);
  out["url"] = or_null(claim.url);
  out["title"] = or_null(claim.title);
  out["published"] = or_null(claim.published);
  out["lang"] = claim.lang;
  out["fingerprint"] = fingerprint_json(claim.fingerprint);
  add_slots(out, claim);
  Json also = Json::array(), evidence = Json::array();
  for (const StoredAmount& amount : claim.also) {
    also.push_back(amount_json(amount));
    also.back()["kind"] = name(amount.kind);
  }
  for (const StoredEvidence& e : claim.evidence) {
    evidence.push_back({{"field", e.field}, {"text", e.text}, {"spans", Json::parse(e.spans)}});
  }
  out["also"] = std::move(also);
  out["evidence"] = std::move(evidence);
  out["rule"] = claim.rule;
}

}  // namespace

Json deal_json(const StoredDeal& deal) {
  Json out = {{"schema", "dealwire.deal/1"}, {"id", deal.id}};
  add_slots(out, deal);
  Json claims = Json::array();
  for (const StoredClaim& claim : deal.claims) {
    claims.push_back({{"id", claim.id}});
    add_claim(claims.back(), claim);
  }
  out["claims"] = std::move(claims);
  return out;
}

Json claim_json(const StoredClaim& claim) {
  Json out = {{"schema", "dealwire.claim/1"}, {"id", claim.id}, {"deal", or_null(claim.deal)}};
  add_claim(out, claim);
  return out;
}

}  // namespace dealwire
