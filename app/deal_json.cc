#include "app/deal_json.h"

namespace dealwire {
namespace {

Json amount_json(const StoredAmount& stored) {
  Json out = {{"text", stored.text}, {"vague", stored.amount.vague}};
  add_figures(out, stored.amount, stored.kind);
  return out;
}

Json amount_json(const StoredAmount* stored) {
  return stored != nullptr ? amount_json(*stored) : Json(nullptr);
}

Json amount_json(const std::optional<StoredAmount>& stored) {
  return amount_json(stored ? &*stored : nullptr);
}

Json party_json(const StoredParty& party) {
  return {
      {"role", party.role}, {"id", or_null(party.id)}, {"name", party.name}, {"key", party.key}};
}

Json number_or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

// A slot: what stands for the deal in front, who says it and who says what else.
Json value_json(const std::string& value) { return value; }
Json value_json(const StoredAmount& value) { return amount_json(value); }
template <typename T>
Json told_json(const Told<T>& told) {
  Json values = Json::array();
  for (const auto& value : told.values) {
    values.push_back({{"value", value_json(value.value)},
                      {"articles", value.articles},
                      {"claims", value.claims}});
  }
  return {{"state", told.state()}, {"silent", told.silent}, {"values", std::move(values)}};
}

void add_slots(Json& out, const StoredClaim& claim) {
  Json parties = Json::array();
  for (const StoredParty& party : claim.parties) parties.push_back(party_json(party));
  out["type"] = claim.type;
  out["status"] = claim.status;
  out["date"] = or_null(claim.date);
  out["confidence"] = number_or_null(claim.confidence);
  out["parties"] = std::move(parties);
  out["money"] = amount_json(claim.money);
  out["power"] = amount_json(claim.power);
  out["stake"] = amount_json(claim.stake);
}

void add_slots(Json& out, const StoredDeal& deal) {
  Json parties = Json::array();
  for (const DealtParty& p : deal.parties) {
    parties.push_back(party_json(p.party));
    parties.back()["articles"] = p.articles;
  }
  out["type"] = *deal.type.best();
  out["status"] = *deal.status.best();
  out["date"] = deal.date.best() != nullptr ? Json(*deal.date.best()) : Json(nullptr);
  out["confidence"] = number_or_null(deal.confidence);
  out["parties"] = std::move(parties);
  out["money"] = amount_json(deal.money.best());
  out["power"] = amount_json(deal.power.best());
  out["stake"] = amount_json(deal.stake.best());
  out["articles"] = deal.articles;
  out["told"] = {{"type", told_json(deal.type)},   {"status", told_json(deal.status)},
                 {"date", told_json(deal.date)},   {"money", told_json(deal.money)},
                 {"power", told_json(deal.power)}, {"stake", told_json(deal.stake)}};
}

void add_claim(Json& out, const StoredClaim& claim) {
  out["document"] = claim.document;
  out["input"] = claim.input;
  out["archive"] = or_null(claim.archive);
  out["record"] = claim.record ? Json(*claim.record) : Json(nullptr);
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
