#include "store/verdicts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>

#include "store/claim_reader.h"
#include "store/reading_rows.h"
#include "store/sqlite.h"

namespace dealwire {
namespace {

// What a claim is known by, whatever its number is.
struct ClaimMarks {
  int64_t n = 0;
  std::string type;
  std::vector<std::string> parties;  // keys
  std::vector<Range> spans;          // of its evidence, in bytes of the document
};

std::vector<Range> ranges_of(const std::string& json) {
  std::vector<Range> out;
  for (const auto& span : nlohmann::json::parse(json, nullptr, false)) {
    if (span.is_array() && span.size() == 2) out.push_back({span[0], span[1]});
  }
  return out;
}

int64_t number_of_claim(const std::string& id) {
  return std::strtol(id.c_str() + id.rfind('-') + 1, nullptr, 10);
}

ClaimMarks marks_of(const StoredClaim& claim) {
  ClaimMarks out{number_of_claim(claim.id), claim.type, {}, {}};
  for (const StoredParty& party : claim.parties) out.parties.push_back(party.key);
  for (const StoredEvidence& evidence : claim.evidence) {
    const auto spans = ranges_of(evidence.spans);
    out.spans.insert(out.spans.end(), spans.begin(), spans.end());
  }
  return out;
}

bool overlap(const std::vector<Range>& a, const std::vector<Range>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Range& x) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Range& y) { return x.begin < y.end && y.begin < x.end; });
  });
}

// The claim that is still told in the same place; of several the one most like it.
std::optional<std::string> claim_like(const std::vector<StoredClaim>& claims,
                                      const ClaimMarks& wanted) {
  std::optional<std::string> best;
  std::tuple<bool, size_t, bool> most;
  for (const StoredClaim& claim : claims) {
    const ClaimMarks marks = marks_of(claim);
    if (!overlap(marks.spans, wanted.spans) && !(marks.spans.empty() && wanted.spans.empty())) {
      continue;
    }
    const auto shared = static_cast<size_t>(
        std::count_if(marks.parties.begin(), marks.parties.end(), [&](const std::string& key) {
          return std::find(wanted.parties.begin(), wanted.parties.end(), key) !=
                 wanted.parties.end();
        }));
    const std::tuple likeness(marks.type == wanted.type, shared, marks.n == wanted.n);
    if (!best || likeness > most) {
      best = claim.id;
      most = likeness;
    }
  }
  return best;
}

std::vector<StoredVerdict> read_verdicts(SqlCache& sql) {
  std::vector<StoredVerdict> out;
  ClaimReader claims(sql);
  SqlStatement verdict = sql("SELECT id, verdict, said_at, note FROM verdicts ORDER BY id");
  SqlStatement row =
      sql("SELECT side, document, n, type, parties, spans FROM verdict_claims "
          "WHERE verdict = ? ORDER BY rowid");
  while (verdict.step()) {
    out.push_back({verdict.number(0), verdict.text(1), verdict.text(2), verdict.maybe(3), {}, {}});
    row.again().bind(verdict.number(0));
    while (row.step()) {
      const ClaimMarks marks{row.number(2), row.text(3),
                             nlohmann::json::parse(row.text(4)).get<std::vector<std::string>>(),
                             ranges_of(row.text(5))};
      const auto claim = claim_like(claims.of_document(row.text(1)), marks);
      if (claim) (row.number(0) == 1 ? out.back().one : out.back().other).push_back(*claim);
    }
  }
  return out;
}

std::set<std::string> components_of(sqlite3* db, const std::vector<std::string>& claims) {
  SqlStatement row(db,
                   "SELECT d.component FROM claims c JOIN deals d ON d.id = c.deal WHERE c.id = ?");
  std::set<std::string> out;
  for (const std::string& claim : claims) {
    if (row.again().bind(claim).step()) out.insert(row.text(0));
  }
  return out;
}

// Writes a verdict down and lets the deals follow it.
Expected<void> say(Store& store, const std::string& verdict, const std::string& note, Time now,
                   const std::vector<const StoredClaim*>& one,
                   const std::vector<const StoredClaim*>& other) {
  std::set<std::string> components;
  auto said = guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlStatement(db, "INSERT INTO verdicts (verdict, said_at, note) VALUES (?,?,?)")
        .bind(verdict)
        .bind(to_rfc3339(now))
        .bind(note.empty() ? std::nullopt : std::optional(note))
        .run();
    const int64_t id = sqlite3_last_insert_rowid(db);
    SqlStatement row(db, "INSERT INTO verdict_claims VALUES (?,?,?,?,?,?,?)");
    std::vector<std::string> ids;
    for (const auto* side : {&one, &other}) {
      for (const StoredClaim* claim : *side) {
        const ClaimMarks marks = marks_of(*claim);
        row.bind(id)
            .bind(int64_t{side == &one ? 1 : 2})
            .bind(claim->document)
            .bind(marks.n)
            .bind(marks.type)
            .bind(nlohmann::json(marks.parties).dump())
            .bind(spans_json(marks.spans))
            .run();
        ids.push_back(claim->id);
      }
    }
    components = components_of(db, ids);
  });
  if (said) said = store.look_again(components);
  return said ? store.commit() : said;
}

std::vector<const StoredClaim*> all_of(const StoredDeal& deal) {
  std::vector<const StoredClaim*> out;
  for (const StoredClaim& claim : deal.claims) out.push_back(&claim);
  return out;
}

}  // namespace

Expected<void> reject_deal(Store& store, const std::string& id, const std::string& note, Time now) {
  const auto deal = store.deal(id);
  if (!deal) return tl::make_unexpected(deal.error());
  return say(store, "reject", note, now, all_of(*deal), {});
}

Expected<void> merge_deals(Store& store, const std::string& id, const std::string& other_id,
                           const std::string& note, Time now) {
  const auto deal = store.deal(id), other = store.deal(other_id);
  if (!deal) return tl::make_unexpected(deal.error());
  if (!other) return tl::make_unexpected(other.error());
  if (deal->id == other->id) return fail("unknown", id + " and " + other_id + " are one deal");
  return say(store, "merge", note, now, all_of(*deal), all_of(*other));
}

Expected<void> split_deal(Store& store, const std::string& id,
                          const std::vector<std::string>& claims, const std::string& note,
                          Time now) {
  const auto deal = store.deal(id);
  if (!deal) return tl::make_unexpected(deal.error());
  std::vector<const StoredClaim*> apart, rest;
  for (const StoredClaim& claim : deal->claims) {
    const bool named = std::find(claims.begin(), claims.end(), claim.id) != claims.end();
    (named ? apart : rest).push_back(&claim);
  }
  for (const std::string& claim : claims) {
    if (std::none_of(apart.begin(), apart.end(), [&](const auto* c) { return c->id == claim; })) {
      return fail("unknown", fmt::format("{}: is no claim of deal {}", claim, deal->id));
    }
  }
  if (rest.empty()) return fail("unknown", fmt::format("{}: these are all its claims", deal->id));
  return say(store, "split", note, now, apart, rest);
}

Expected<void> unsay(Store& store, int64_t verdict) {
  bool known = false;
  std::set<std::string> components;
  auto unsaid = guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    SqlCache sql(db);
    for (const StoredVerdict& said : read_verdicts(sql)) {
      if (said.id != verdict) continue;
      known = true;
      for (const auto* side : {&said.one, &said.other}) components.merge(components_of(db, *side));
    }
    if (known) SqlStatement(db, "DELETE FROM verdicts WHERE id = ?").bind(verdict).run();
  });
  if (unsaid && !known) {
    return fail("unknown", fmt::format("{}: there is no verdict {}", store.path(), verdict));
  }
  if (unsaid) unsaid = store.look_again(components);
  return unsaid ? store.commit() : unsaid;
}

Expected<std::vector<StoredVerdict>> verdicts(const Store& store) {
  return guarded(store.path(), [&] {
    SqlCache sql(store.handle());
    return read_verdicts(sql);
  });
}

VerdictsInForce verdicts_in_force(SqlCache& sql) {
  VerdictsInForce out;
  for (const StoredVerdict& verdict : read_verdicts(sql)) {
    if (verdict.verdict == "reject") {
      out.rejected.insert(verdict.one.begin(), verdict.one.end());
    } else if (verdict.verdict == "merge") {
      for (const std::string& one : verdict.one) {
        for (const std::string& other : verdict.other)
          out.merging.together.emplace_back(one, other);
      }
    } else {
      for (const std::string& one : verdict.one) {
        for (const std::string& other : verdict.other) out.merging.apart.emplace_back(one, other);
      }
    }
  }
  return out;
}

}  // namespace dealwire
