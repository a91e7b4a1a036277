#include <cstdio>

#include "app/commands.h"
#include "app/json.h"
#include "app/stored.h"

namespace dealwire {
namespace {

Json amount_json(const StoredAmount* stored) {
  if (stored == nullptr) return nullptr;
  Json out = {{"text", stored->text}, {"vague", stored->amount.vague}};
  add_figures(out, stored->amount, stored->kind);
  return out;
}

Json amount_json(const std::optional<StoredAmount>& stored) {
  return amount_json(stored ? &*stored : nullptr);
}

Json party_json(const StoredParty& party) {
  return {{"role", party.role}, {"id", or_null(party.id)}, {"name", party.name}};
}

Json number_or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
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
  for (const DealtParty& p : deal.parties) parties.push_back(party_json(p.party));
  out["type"] = *deal.type.best();
  out["status"] = *deal.status.best();
  out["date"] = deal.date.best() != nullptr ? Json(*deal.date.best()) : Json(nullptr);
  out["confidence"] = number_or_null(deal.confidence);
  out["parties"] = std::move(parties);
  out["money"] = amount_json(deal.money.best());
  out["power"] = amount_json(deal.power.best());
  out["stake"] = amount_json(deal.stake.best());
}

Json claim_json(const StoredClaim& claim) {
  Json out = {{"id", claim.id},
              {"document", claim.document},
              {"input", claim.input},
              {"url", or_null(claim.url)},
              {"title", or_null(claim.title)},
              {"published", or_null(claim.published)},
              {"lang", claim.lang},
              {"fingerprint", fingerprint_json(claim.fingerprint)}};
  add_slots(out, claim);
  Json evidence = Json::array();
  for (const StoredEvidence& e : claim.evidence) {
    evidence.push_back({{"field", e.field}, {"text", e.text}, {"spans", Json::parse(e.spans)}});
  }
  out["evidence"] = std::move(evidence);
  out["rule"] = claim.rule;
  return out;
}

}  // namespace

int export_deals(const Options& options) {
  const auto all = stored_deals(options);
  if (!all) return kUsage;
  for (const StoredDeal& deal : *all) {
    Json out = {{"schema", "dealwire.deal/1"}, {"id", deal.id}};
    add_slots(out, deal);
    Json claims = Json::array();
    for (const StoredClaim& claim : deal.claims) claims.push_back(claim_json(claim));
    out["claims"] = std::move(claims);
    const std::string line = to_line(out) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  if (std::fflush(stdout) != 0) {
    complain("standard output: cannot be written");
    return kSomeFailed;
  }
  return kSuccess;
}

}  // namespace dealwire
