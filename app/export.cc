#include <cstdio>

#include "app/commands.h"
#include "app/json.h"
#include "app/stored.h"

namespace dealwire {
namespace {

Json amount_json(const std::optional<StoredAmount>& stored, Kind kind) {
  if (!stored) return nullptr;
  Json out = {{"text", stored->text}, {"vague", stored->amount.vague}};
  add_figures(out, stored->amount, kind);
  return out;
}

template <typename T>
void add_slots(Json& out, const T& from) {
  Json parties = Json::array();
  for (const StoredParty& party : from.parties) {
    parties.push_back({{"role", party.role}, {"id", or_null(party.id)}, {"name", party.name}});
  }
  out["type"] = from.type;
  out["status"] = from.status;
  out["date"] = or_null(from.date);
  out["confidence"] = from.confidence ? Json(*from.confidence) : Json(nullptr);
  out["parties"] = std::move(parties);
  out["money"] = amount_json(from.money, Kind::kMoney);
  out["power"] = amount_json(from.power, Kind::kPower);
  out["stake"] = amount_json(from.stake, Kind::kStake);
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
