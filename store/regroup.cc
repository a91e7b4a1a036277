#include "store/regroup.h"

#include <algorithm>
#include <map>
#include <set>

#include "store/claim_reader.h"
#include "store/consensus.h"
#include "store/merge.h"
#include "store/told_json.h"
#include "store/verdicts.h"

namespace dealwire {
namespace {

// All that there is to tell of a deal: deals.state.
std::string state_of(const StoredDeal& deal) {
  Json parties = Json::array(), claims = Json::array();
  for (const DealtParty& p : deal.parties) {
    parties.push_back({{"role", p.party.role},
                       {"name", p.party.name},
                       {"key", p.party.key},
                       {"articles", p.articles}});
  }
  for (const StoredClaim& claim : deal.claims) claims.push_back(claim.id);
  const NamedSides sides = sides_of(deal);
  return to_line({{"type", told_json(deal.type)},
                  {"status", told_json(deal.status)},
                  {"date", told_json(deal.date)},
                  {"confidence", or_null(deal.confidence)},
                  {"payers", sides.payers},
                  {"payees", sides.payees},
                  {"sellers", sides.sellers},
                  {"parties", std::move(parties)},
                  {"money", told_json(deal.money)},
                  {"power", told_json(deal.power)},
                  {"stake", told_json(deal.stake)},
                  {"articles", deal.articles},
                  {"rejected", deal.rejected},
                  {"claims", std::move(claims)}});
}

class Regrouping {
 public:
  Regrouping(SqlCache& sql, int64_t change, std::optional<int64_t> run)
      : sql_(sql), change_(change), run_(run), claims_(sql), verdicts_(verdicts_in_force(sql)) {}

  void operator()(const Pending& pending) {
    before_ = pending.deals;
    for (const std::string& component : pending.components) take_in(component);
    SqlStatement unmerged = sql_("SELECT id FROM claims WHERE deal IS NULL");
    while (unmerged.step()) members_.push_back(*claims_.claim(unmerged.text(0)));
    const std::vector<StoredClaim> there = members_;  // more come in meanwhile
    for (const StoredClaim& claim : there) {
      if (!claim.component) take_in_linked(claim);
    }
    follow_verdicts();
    place();
  }

 private:
  std::string component_of(const std::string& claim) {
    SqlStatement row =
        sql_("SELECT d.component FROM claims c JOIN deals d ON d.id = c.deal WHERE c.id = ?");
    return row.bind(claim).step() ? row.text(0) : "";
  }

  void take_in(const std::string& component) {
    if (component.empty() || !taken_in_.insert(component).second) return;
    for (StoredClaim& claim : claims_.of_component(component)) members_.push_back(std::move(claim));
  }

  // The components that a new claim hangs together with.
  void take_in_linked(const StoredClaim& claim) {
    SqlStatement candidates = sql_(
        "SELECT k.claim, d.component FROM claim_keys k JOIN claims c ON c.id = k.claim "
        "JOIN deals d ON d.id = c.deal WHERE k.key = ?");
    for (const int64_t key : claim_keys(claim)) {
      candidates.again().bind(key);
      while (candidates.step()) {
        const std::string component = candidates.text(1);
        if (taken_in_.contains(component)) continue;
        const auto candidate = claims_.claim(candidates.text(0));
        if (candidate && linked(claim, *candidate)) take_in(component);
      }
    }
  }

  // A verdict on a claim brings those of the others it names.
  void follow_verdicts() {
    for (size_t before = 0; before != members_.size();) {
      before = members_.size();
      std::set<std::string> here;
      for (const StoredClaim& member : members_) here.insert(member.id);
      for (const auto* pairs : {&verdicts_.merging.together, &verdicts_.merging.apart}) {
        for (const auto& [one, other] : *pairs) {
          if (here.contains(one)) take_in(component_of(other));
          if (here.contains(other)) take_in(component_of(one));
        }
      }
    }
  }

  void place() {
    const auto placed = place_claims(members_, verdicts_.merging);
    std::map<std::string, std::vector<StoredClaim>> deals;
    // What became of each deal there was: where its claims went, the first one in front.
    std::map<std::string, std::string> heirs;
    std::sort(members_.begin(), members_.end(),
              [](const StoredClaim& a, const StoredClaim& b) { return a.order() < b.order(); });
    for (StoredClaim& member : members_) {
      const std::string& deal = placed.at(member.id).deal;
      if (member.deal) {
        heirs.emplace(*member.deal, deal);
        before_.insert(*member.deal);
      }
      deals[deal].push_back(std::move(member));
    }
    for (auto& [id, members] : deals) put_deal(agree(std::move(members)), placed.at(id).component);
    SqlStatement move =
        sql_("UPDATE claims SET deal = ?1, changed = ?2 WHERE id = ?3 AND deal IS NOT ?1");
    for (const auto& [claim, place] : placed) {
      move.bind(place.deal).bind(change_).bind(claim).run();
    }
    tell_new_names(deals);
    take_out_empty(heirs);
  }

  // Deals whose claims stay as they are, but one of whose parties got another name.
  void tell_new_names(const std::map<std::string, std::vector<StoredClaim>>& written) {
    SqlStatement renamed = sql_(
        "SELECT DISTINCT dp.deal FROM parties p "
        "CROSS JOIN deal_parties dp ON dp.party = p.key WHERE p.changed >= ?");
    renamed.bind(change_);
    std::set<std::string> ids;
    while (renamed.step()) ids.insert(renamed.text(0));
    for (const std::string& id : ids) {
      if (written.contains(id)) continue;
      auto members = claims_.of_deal(id);
      if (members.empty()) continue;
      const std::string component = *members.front().component;
      put_deal(agree(std::move(members)), component);
    }
  }

  void put_deal(StoredDeal deal, const std::string& component) {
    deal.rejected = std::any_of(deal.claims.begin(), deal.claims.end(), [&](const auto& claim) {
      return verdicts_.rejected.contains(claim.id);
    });
    const std::string state = state_of(deal);
    SqlStatement old = sql_("SELECT state FROM deals WHERE id = ?");
    const bool known = old.bind(deal.id).step();
    if (known && old.text(0) == state) {
      sql_("UPDATE deals SET component = ?1 WHERE id = ?2 AND component <> ?1")
          .bind(component)
          .bind(deal.id)
          .run();
      return;
    }
    note(deal.id, known ? old.maybe(0) : std::nullopt);
    sql_(
        "INSERT INTO deals (id, component, state, changed) VALUES (?,?,?,?) ON CONFLICT (id) "
        "DO UPDATE SET component = excluded.component, state = excluded.state, "
        "changed = excluded.changed")
        .bind(deal.id)
        .bind(component)
        .bind(state)
        .bind(change_)
        .run();
    put_parties(deal);
    sql_("DELETE FROM deletions WHERE kind = 'deal' AND id = ?").bind(deal.id).run();
  }

  // Mostly the same ones as before: what is not told anew is not written to the index.
  void put_parties(const StoredDeal& deal) {
    SqlStatement row = sql_(
        "INSERT INTO deal_parties VALUES (?1,?2,?3,?4,?5) ON CONFLICT (deal, n) "
        "DO UPDATE SET articles = excluded.articles");
    SqlStatement other =
        sql_("DELETE FROM deal_parties WHERE deal = ?1 AND n = ?2 AND (role, party) <> (?3, ?4)");
    int64_t n = 0;
    for (const DealtParty& p : deal.parties) {
      ++n;
      other.bind(deal.id).bind(n).bind(p.party.role).bind(p.party.key).run();
      row.bind(deal.id)
          .bind(n)
          .bind(p.party.role)
          .bind(p.party.key)
          .bind(static_cast<int64_t>(p.articles))
          .run();
    }
    sql_("DELETE FROM deal_parties WHERE deal = ? AND n > ?").bind(deal.id).bind(n).run();
  }

  void take_out_empty(const std::map<std::string, std::string>& heirs) {
    SqlStatement empty = sql_(
        "SELECT state FROM deals d WHERE id = ? "
        "AND NOT EXISTS (SELECT 1 FROM claims WHERE deal = d.id)");
    for (const std::string& id : before_) {
      if (!empty.again().bind(id).step()) continue;
      note(id, empty.text(0));
      empty.again();
      const auto heir = heirs.find(id);
      sql_("DELETE FROM deals WHERE id = ?").bind(id).run();
      sql_("INSERT OR REPLACE INTO deletions VALUES ('deal',?,?,?)")
          .bind(id)
          .bind(heir != heirs.end() ? std::optional(heir->second) : std::nullopt)
          .bind(change_)
          .run();
    }
  }

  // A run's history keeps what was before its first change.
  void note(const std::string& deal, const std::optional<std::string>& before) {
    if (!run_) return;
    sql_("INSERT OR IGNORE INTO history VALUES (?,?,?)").bind(*run_).bind(deal).bind(before).run();
  }

  SqlCache& sql_;
  int64_t change_;
  std::optional<int64_t> run_;
  ClaimReader claims_;
  VerdictsInForce verdicts_;
  std::set<std::string> taken_in_;  // components
  std::set<std::string> before_;    // deals that may have lost their claims
  std::vector<StoredClaim> members_;
};

}  // namespace

void regroup(SqlCache& sql, const Pending& pending, int64_t change, std::optional<int64_t> run) {
  Regrouping(sql, change, run)(pending);
}

}  // namespace dealwire
