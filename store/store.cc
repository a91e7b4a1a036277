#include "store/store.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>

#include "store/merge.h"
#include "store/sqlite.h"
#include "text/embedded.h"

namespace dealwire {

// Generated. Each file makes the tables of a version from those of the version before.
const std::vector<EmbeddedFile>& store_files();

namespace {

constexpr int kApplicationId = 0x64776972;  // "dwir", in the file's header

std::string spans_json(const std::vector<Range>& spans) {
  nlohmann::json out = nlohmann::json::array();
  for (const Range& span : spans) out.push_back({span.begin, span.end});
  return out.dump();
}

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// What two amounts must share to be the same figure.
std::string figure(const Amount& amount) {
  if (amount.vague) return "";
  const std::string value = amount.value
                                ? amount.value->str()
                                : fmt::format("{}..{}", amount.min ? amount.min->str() : "",
                                              amount.max ? amount.max->str() : "");
  return value + " " + amount.currency;
}

// The value that most claims give for a slot; of equals the first.
template <typename Get>
std::optional<StoredAmount> consensus(const std::vector<StoredClaim>& claims, Get get) {
  std::map<std::string, size_t> votes;
  for (const StoredClaim& claim : claims) {
    if (get(claim)) ++votes[figure(get(claim)->amount)];
  }
  std::optional<StoredAmount> best;
  size_t most = 0;
  for (const StoredClaim& claim : claims) {
    if (!get(claim)) continue;
    const size_t n = votes[figure(get(claim)->amount)];
    if (n > most) {
      most = n;
      best = get(claim);
    }
  }
  return best;
}

StoredDeal summarize(std::string id, std::vector<StoredClaim> claims) {
  StoredDeal deal;
  deal.id = std::move(id);
  const StoredClaim& first = claims.front();
  deal.type = first.type;
  std::map<std::string, size_t> statuses;
  for (const StoredClaim& claim : claims) ++statuses[claim.status];
  for (const StoredClaim& claim : claims) {
    if (deal.status.empty() || statuses[claim.status] > statuses[deal.status]) {
      deal.status = claim.status;
    }
    const auto& date = claim.date ? claim.date : claim.published;
    if (date && (!deal.date || *date < *deal.date)) deal.date = date;
    for (const StoredParty& party : claim.parties) {
      const bool known = std::any_of(
          deal.parties.begin(), deal.parties.end(),
          [&](const StoredParty& p) { return p.role == party.role && p.key == party.key; });
      if (!known) deal.parties.push_back(party);
    }
  }
  for (const StoredClaim& claim : claims) {
    if (claim.confidence)
      deal.confidence = std::max(deal.confidence.value_or(0), *claim.confidence);
  }
  deal.money = consensus(claims, [](const StoredClaim& c) { return c.money; });
  deal.power = consensus(claims, [](const StoredClaim& c) { return c.power; });
  deal.stake = consensus(claims, [](const StoredClaim& c) { return c.stake; });
  deal.claims = std::move(claims);
  return deal;
}

std::optional<std::string> text_of(const std::optional<Decimal>& number) {
  return number ? std::optional(number->str()) : std::nullopt;
}

void execute_file(sqlite3* db, const EmbeddedFile& file) {
  char* message = nullptr;
  if (sqlite3_exec(db, std::string(file.content).c_str(), nullptr, nullptr, &message) !=
      SQLITE_OK) {
    Failure failure{message};
    sqlite3_free(message);
    throw failure;
  }
}

}  // namespace

void Store::Close::operator()(sqlite3* db) const { sqlite3_close(db); }

Store::Store(sqlite3* db, std::string path) : db_(db), path_(std::move(path)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Expected<Store> Store::open_existing(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return fail("store", path + ": there is no such store; `dealwire process` makes one");
  }
  return open(path);
}

Expected<Store> Store::open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Store store(raw, path);
  if (result != SQLITE_OK) return fail("store", fmt::format("{}: {}", path, sqlite3_errmsg(raw)));
  sqlite3_busy_timeout(raw, 10'000);
  auto opened = guarded(path, [&] {
    const auto pragma = [&](const char* sql) {
      SqlStatement statement(raw, sql);
      statement.step();
      return statement.number(0);
    };
    const int64_t application = pragma("PRAGMA application_id");
    const int64_t version = pragma("PRAGMA user_version");
    const int64_t tables = pragma("SELECT count(*) FROM sqlite_schema");
    if (application != kApplicationId && (application != 0 || tables > 0)) {
      throw Failure{"is not a dealwire store"};
    }
    const auto newest = static_cast<int64_t>(store_files().size());
    if (version > newest) {
      throw Failure{fmt::format("is of a newer dealwire; this one reads version {}", newest)};
    }
    SqlStatement(raw, "PRAGMA foreign_keys = ON").run();
    if (version == newest) return;
    SqlStatement(raw, "PRAGMA journal_mode = WAL").run();
    Transaction transaction(raw);
    // Another process may have been faster.
    for (int64_t n = pragma("PRAGMA user_version"); n < newest; ++n) {
      execute_file(raw, store_files()[static_cast<size_t>(n)]);
    }
    SqlStatement(raw, fmt::format("PRAGMA application_id = {}", kApplicationId).c_str()).run();
    SqlStatement(raw, fmt::format("PRAGMA user_version = {}", newest).c_str()).run();
    transaction.commit();
  });
  if (!opened) return tl::make_unexpected(opened.error());
  return store;
}

Expected<bool> Store::holds(const std::string& document_id, const std::string& reader) const {
  return guarded(path_, [&] {
    SqlStatement statement(db_.get(), "SELECT 1 FROM documents WHERE id = ? AND reader = ?");
    return statement.bind(document_id).bind(reader).step();
  });
}

Expected<void> Store::put(const Document& document, const std::string& charset, bool partial,
                          const Article& article, const Extraction& extraction,
                          const std::string& reader) {
  return guarded(path_, [&] {
    sqlite3* db = db_.get();
    Transaction transaction(db);
    SqlStatement(db, "DELETE FROM documents WHERE id = ?").bind(document.id).run();
    SqlStatement(db, "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?)")
        .bind(document.id)
        .bind(document.input)
        .bind(document.url)
        .bind(document.fetched_at)
        .bind(document.media_type)
        .bind(charset)
        .bind(static_cast<int64_t>(document.bytes.size()))
        .bind(reader)
        .bind(document.archive)
        .bind(document.record)
        .run();
    SqlStatement(db, "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?)")
        .bind(document.id)
        .bind(article.title.text)
        .bind(article.text.text)
        .bind(article.published)
        .bind(article.modified)
        .bind(nlohmann::json(article.authors).dump())
        .bind(article.site)
        .bind(article.canonical_url)
        .bind(article.lang)
        .bind(int64_t{partial})
        .bind(article.fingerprint)
        .run();

    SqlStatement party(db,
                       "INSERT INTO parties VALUES (?,?,?) ON CONFLICT (key) DO "
                       "UPDATE SET name = excluded.name WHERE excluded.id IS NOT NULL");
    SqlStatement mention(db,
                         "INSERT INTO mentions VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (size_t i = 0; i < extraction.mentions.size(); ++i) {
      const Mention& m = extraction.mentions[i];
      const bool is_party = m.kind == Kind::kParty, is_date = m.kind == Kind::kDate;
      if (is_party) party.bind(m.party.key).bind(or_null(m.party.id)).bind(m.party.name).run();
      mention.bind(document.id)
          .bind(static_cast<int64_t>(i + 1))
          .bind(name(m.kind))
          .bind(name(m.field))
          .bind(static_cast<int64_t>(m.at.begin))
          .bind(static_cast<int64_t>(m.at.end))
          .bind(m.text)
          .bind(m.raw)
          .bind(spans_json(m.spans))
          .bind(is_date ? std::optional(m.date.edtf) : text_of(m.amount.value))
          .bind(is_date ? std::optional(m.date.first) : text_of(m.amount.min))
          .bind(is_date ? std::optional(m.date.last) : text_of(m.amount.max))
          .bind(int64_t{m.amount.vague})
          .bind(or_null(m.amount.currency))
          .bind(is_party || is_date ? std::nullopt : std::optional(m.amount.qualifier))
          .bind(or_null(m.measure))
          .bind(is_party ? std::optional(m.party.key) : std::nullopt)
          .bind(m.rule)
          .bind(or_null(m.per))
          .bind_mention(m.same_as)
          .run();
    }

    SqlStatement claim(db, "INSERT INTO claims VALUES (?,?,?,NULL,?,?,?,?,?,?,?,?)");
    SqlStatement claim_party(db, "INSERT INTO claim_parties VALUES (?,?,?,?)");
    SqlStatement claim_also(db, "INSERT INTO claim_also VALUES (?,?,?)");
    SqlStatement evidence(db, "INSERT INTO evidence VALUES (?,?,?,?,?,?,?)");
    for (size_t i = 0; i < extraction.deals.size(); ++i) {
      const Deal& d = extraction.deals[i];
      // Short enough to type, and the same whenever the document is read.
      const std::string id = fmt::format("{}-{}", document.id.substr(0, 10), i + 1);
      claim.bind(id)
          .bind(document.id)
          .bind(static_cast<int64_t>(i + 1))
          .bind(d.type)
          .bind(d.status)
          .bind(d.date)
          .bind_mention(d.money)
          .bind_mention(d.power)
          .bind_mention(d.stake)
          .bind(d.rule)
          .bind(d.confidence)
          .run();
      int64_t n = 0;
      for (const DealParty& p : d.parties) {
        claim_party.bind(id).bind(++n).bind(p.role).bind_mention(p.mention).run();
      }
      n = 0;
      for (size_t also : d.also) claim_also.bind(id).bind(++n).bind_mention(also).run();
      n = 0;
      for (const Evidence& e : d.evidence) {
        evidence.bind(id)
            .bind(++n)
            .bind(name(e.field))
            .bind(static_cast<int64_t>(e.at.begin))
            .bind(static_cast<int64_t>(e.at.end))
            .bind(e.text)
            .bind(spans_json(e.spans))
            .run();
      }
    }
    transaction.commit();
  });
}

Expected<std::vector<StoredClaim>> Store::claims(std::vector<std::string>& deal_ids) const {
  return guarded(path_, [&] {
    sqlite3* db = db_.get();
    SqlStatement rows(
        db,
        "SELECT c.id, c.document, d.input, a.title, a.lang, c.rule, d.url, a.published, "
        "c.type, c.status, c.date, c.money, c.power, c.stake, c.deal, d.record, "
        "a.fingerprint, c.confidence "
        "FROM claims c JOIN documents d ON d.id = c.document "
        "JOIN articles a ON a.document = c.document "
        "ORDER BY ifnull(a.published, '9999'), c.document, c.n");
    const auto amount = [&](const std::string& document, int64_t n) -> std::optional<StoredAmount> {
      if (n == 0) return std::nullopt;
      SqlStatement row(db,
                       "SELECT text, value, min, max, vague, currency, qualifier FROM mentions "
                       "WHERE document = ? AND n = ?");
      if (!row.bind(document).bind(n).step()) return std::nullopt;
      StoredAmount out;
      out.text = row.text(0);
      out.amount.value = Decimal::parse(row.text(1));
      out.amount.min = Decimal::parse(row.text(2));
      out.amount.max = Decimal::parse(row.text(3));
      out.amount.vague = row.number(4) != 0;
      out.amount.currency = row.text(5);
      out.amount.qualifier = row.text(6);
      return out;
    };
    std::vector<StoredClaim> out;
    while (rows.step()) {
      StoredClaim claim;
      claim.id = rows.text(0);
      claim.document = rows.text(1);
      claim.input = rows.text(2);
      claim.title = rows.text(3);
      claim.lang = rows.text(4);
      claim.rule = rows.text(5);
      claim.url = rows.maybe(6);
      claim.published = rows.maybe(7);
      claim.type = rows.text(8);
      claim.status = rows.text(9);
      claim.date = rows.maybe(10);
      claim.money = amount(claim.document, rows.number(11));
      claim.power = amount(claim.document, rows.number(12));
      claim.stake = amount(claim.document, rows.number(13));
      deal_ids.push_back(rows.text(14));
      if (rows.maybe(15)) claim.record = static_cast<uint64_t>(rows.number(15));
      if (rows.maybe(16)) claim.fingerprint = static_cast<uint64_t>(rows.number(16));
      claim.confidence = rows.real(17);
      SqlStatement parties(db,
                           "SELECT cp.role, p.id, p.name, p.key FROM claim_parties cp "
                           "JOIN mentions m ON m.document = ? AND m.n = cp.mention "
                           "JOIN parties p ON p.key = m.party WHERE cp.claim = ? ORDER BY cp.n");
      parties.bind(claim.document).bind(claim.id);
      while (parties.step()) {
        claim.parties.push_back(
            {parties.text(0), parties.text(1), parties.text(2), parties.text(3)});
      }
      SqlStatement evidence(db,
                            "SELECT text, field, spans FROM evidence WHERE claim = ? ORDER BY n");
      evidence.bind(claim.id);
      while (evidence.step()) {
        claim.evidence.push_back({evidence.text(0), evidence.text(1), evidence.text(2)});
      }
      out.push_back(std::move(claim));
    }
    return out;
  });
}

Expected<void> Store::merge() {
  std::vector<std::string> deal_ids;
  const auto all = claims(deal_ids);
  if (!all) return tl::make_unexpected(all.error());
  std::vector<ClaimKey> keys;
  for (const StoredClaim& claim : *all) {
    ClaimKey key{claim.id, claim.published.value_or("9999"), claim.type, {}, {}, ""};
    for (const StoredParty& party : claim.parties) {
      if (party.role == "seller" && claim.type != "purchase") continue;
      (is_payer(party.role) ? key.payers : key.payees).push_back(party.key);
    }
    std::sort(key.payers.begin(), key.payers.end());
    std::sort(key.payees.begin(), key.payees.end());
    if (claim.money) key.money = figure(claim.money->amount);
    keys.push_back(std::move(key));
  }
  const auto deals = deals_of(std::move(keys));
  return guarded(path_, [&] {
    Transaction transaction(db_.get());
    SqlStatement(db_.get(), "UPDATE claims SET deal = NULL").run();
    SqlStatement(db_.get(), "DELETE FROM deals").run();
    SqlStatement insert(db_.get(), "INSERT INTO deals VALUES (?) ON CONFLICT DO NOTHING");
    SqlStatement update(db_.get(), "UPDATE claims SET deal = ? WHERE id = ?");
    for (const auto& [claim, deal] : deals) {
      insert.bind(deal).run();
      update.bind(deal).bind(claim).run();
    }
    transaction.commit();
  });
}

Expected<bool> Store::unmerged() const {
  return guarded(path_, [&] {
    return SqlStatement(db_.get(), "SELECT 1 FROM claims WHERE deal IS NULL LIMIT 1").step();
  });
}

Expected<std::vector<StoredDeal>> Store::deals() const {
  std::vector<std::string> deal_ids;
  auto all = claims(deal_ids);
  if (!all) return tl::make_unexpected(all.error());
  std::map<std::string, std::vector<StoredClaim>> by_deal;
  for (size_t i = 0; i < all->size(); ++i) {
    if (!deal_ids[i].empty()) by_deal[deal_ids[i]].push_back(std::move((*all)[i]));
  }
  std::vector<StoredDeal> out;
  for (auto& [id, members] : by_deal) out.push_back(summarize(id, std::move(members)));
  std::stable_sort(out.begin(), out.end(), [](const StoredDeal& a, const StoredDeal& b) {
    return a.date.value_or("") > b.date.value_or("");
  });
  return out;
}

Expected<StoredDeal> Store::deal(const std::string& id) const {
  auto all = deals();
  if (!all) return tl::make_unexpected(all.error());
  std::vector<StoredDeal*> hits;
  for (StoredDeal& deal : *all) {
    if (deal.id == id) return std::move(deal);
    if (deal.id.starts_with(id)) hits.push_back(&deal);
  }
  if (hits.size() == 1) return std::move(*hits[0]);
  return fail("unknown", hits.empty() ? fmt::format("{}: there is no such deal", id)
                                      : fmt::format("{}: {} deals begin so", id, hits.size()));
}

Expected<Store::Counts> Store::counts() const {
  return guarded(path_, [&] {
    SqlStatement row(db_.get(),
                     "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims), "
                     "(SELECT count(*) FROM deals)");
    row.step();
    return Counts{row.number(0), row.number(1), row.number(2)};
  });
}

}  // namespace dealwire
