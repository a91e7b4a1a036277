#include "store/exported.h"

#include "store/claim_reader.h"
#include "store/consensus.h"
#include "store/snapshot.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// A claim, and with it its deal, is other than before also if its document was stored anew (its
// evidence may stand elsewhere) or a party got another name.
std::string touched_claims(int64_t change) {
  return fmt::format(
      "SELECT id FROM claims WHERE changed > {0} UNION "
      "SELECT id FROM claims WHERE document IN (SELECT id FROM documents WHERE changed > {0}) "
      "UNION SELECT cp.claim FROM parties p JOIN mentions m ON m.party = p.key "
      "JOIN claims c ON c.document = m.document "
      "JOIN claim_parties cp ON cp.claim = c.id AND cp.mention = m.n WHERE p.changed > {0}",
      change);
}

std::string touched_deals(int64_t change) {
  return fmt::format(
      "SELECT id FROM deals WHERE changed > {} UNION "
      "SELECT deal FROM claims WHERE id IN ({})",
      change, touched_claims(change));
}

// Tombstones of this kind. What came back is none, whatever they say.
std::string deleted(const char* kind, const char* table, const char* id, int64_t change) {
  return fmt::format(
      "SELECT id, merged_into FROM deletions x WHERE kind = '{0}' AND changed > {3} "
      "AND NOT EXISTS (SELECT 1 FROM {1} WHERE {2} = x.id)",
      kind, table, id, change);
}

void tell_gone(SqlStatement& row, const Take<Gone>& gone) {
  while (row.step()) gone({row.text(0), row.maybe(1)});
}

// Runs `f` on one state of the store, with the number of the change that `since` stands for.
template <typename F>
Expected<std::string> at_one_moment(const Store& store, const Since& since, F f) {
  return guarded(store.path(), [&] {
    const Snapshot snapshot(store.handle());
    f(store.handle(), since ? std::optional(snapshot.change_of(*since)) : std::nullopt);
    return snapshot.cursor();
  });
}

std::optional<uint64_t> maybe_number(const SqlStatement& row, int column) {
  return row.maybe(column) ? std::optional(static_cast<uint64_t>(row.number(column)))
                           : std::nullopt;
}

StoredArticle article_of(const SqlStatement& row) {
  StoredArticle out;
  out.document = row.text(0);
  out.input = row.text(1);
  out.archive = row.maybe(2);
  out.record = maybe_number(row, 3);
  out.url = row.maybe(4);
  out.fetched_at = row.maybe(5);
  out.media_type = row.text(6);
  out.charset = row.text(7);
  out.bytes = row.number(8);
  out.title = row.text(9);
  out.text = row.text(10);
  out.authors = row.text(11);
  out.lang = row.text(12);
  out.published = row.maybe(13);
  out.modified = row.maybe(14);
  out.site = row.maybe(15);
  out.canonical_url = row.maybe(16);
  out.partial = row.number(17) != 0;
  out.fingerprint = maybe_number(row, 18);
  return out;
}

StoredMention mention_of(const SqlStatement& row) {
  StoredMention out;
  out.document = row.text(0);
  out.n = row.number(1);
  out.kind = kind_at(row, 2);
  out.field = row.text(3);
  out.at = {static_cast<size_t>(row.number(4)), static_cast<size_t>(row.number(5))};
  out.text = row.text(6);
  out.raw = row.maybe(7);
  out.spans = row.text(8);
  out.value = row.maybe(9);
  out.min = row.maybe(10);
  out.max = row.maybe(11);
  out.vague = row.number(12) != 0;
  out.currency = row.maybe(13);
  out.qualifier = row.maybe(14);
  out.measure = row.maybe(15);
  out.per = row.maybe(16);
  if (row.maybe(17)) out.same_as = row.number(17);
  out.rule = row.text(18);
  out.party = {"", row.text(19), row.text(20), row.text(21)};
  out.archive = row.maybe(22);
  out.record = maybe_number(row, 23);
  out.url = row.maybe(24);
  return out;
}

constexpr const char* kMentions =
    "SELECT m.document, m.n, m.kind, m.field, m.begin, m.end, m.text, m.raw, m.spans, m.value, "
    "m.min, m.max, m.vague, m.currency, m.qualifier, m.measure, m.per, m.same_as, m.rule, p.id, "
    "p.name, p.key, d.archive, d.record, d.url "
    "FROM mentions m JOIN documents d ON d.id = m.document LEFT JOIN parties p ON p.key = m.party";

// Bytes of an article's fields to code points. Holds one article, the last that was asked for.
class MentionPlaces {
 public:
  explicit MentionPlaces(sqlite3* db)
      : row_(db, "SELECT title, text FROM articles WHERE document = ?") {}

  void operator()(StoredMention& mention) {
    if (mention.document != document_) {
      document_ = mention.document;
      title_ = text_ = "";
      if (row_.again().bind(document_).step()) {
        title_ = row_.text(0);
        text_ = row_.text(1);
      }
      in_title_.emplace(title_);
      in_text_.emplace(text_);
    }
    const CodePointIndex& index = mention.field == "title" ? *in_title_ : *in_text_;
    mention.at = {index(mention.at.begin), index(mention.at.end)};
  }

 private:
  SqlStatement row_;
  std::string document_, title_, text_;
  std::optional<CodePointIndex> in_title_, in_text_;
};

// The numbers of mentions that a document had once and has not now.
void tell_gone_mentions(sqlite3* db, int64_t change, const Take<Gone>& gone) {
  SqlStatement row(
      db, fmt::format("SELECT c.document, c.most, "
                      "(SELECT count(*) FROM mentions m WHERE m.document = c.document) "
                      "FROM mention_counts c WHERE c.document IN ("
                      "SELECT id FROM documents WHERE changed > {0} UNION "
                      "SELECT id FROM deletions WHERE kind = 'document' AND changed > {0}) "
                      "ORDER BY c.document",
                      change)
              .c_str());
  while (row.step()) {
    for (int64_t n = row.number(2) + 1; n <= row.number(1); ++n) {
      gone({mention_id(row.text(0), n), std::nullopt});
    }
  }
}

}  // namespace

std::string mention_id(const std::string& document, int64_t n) {
  return fmt::format("{}-m{}", document, n);
}

Expected<std::string> export_deals(const Store& store, const Selection& selection,
                                   const Since& since, const Take<StoredDeal>& take,
                                   const Take<Gone>& gone) {
  return at_one_moment(store, since, [&](sqlite3* db, std::optional<int64_t> change) {
    const SelectionSql sql = sql_of(selection);
    const std::string touched =
        change ? fmt::format("d.id IN ({})", touched_deals(*change)) : std::string("true");
    SqlStatement row(db, fmt::format("SELECT d.id FROM deals d WHERE {} AND {} ORDER BY d.id",
                                     sql.condition, touched)
                             .c_str());
    sql.bind(row);
    SqlCache cache(db);
    ClaimReader claims(cache);
    while (row.step()) {
      if (auto members = claims.of_deal(row.text(0)); !members.empty()) {
        take(agree(std::move(members)));
      }
    }
    if (!change) return;
    SqlStatement left(db,
                      fmt::format("{} UNION ALL SELECT d.id, NULL FROM deals d "
                                  "WHERE ({}) IS NOT TRUE AND {} ORDER BY 1",
                                  deleted("deal", "deals", "id", *change), sql.condition, touched)
                          .c_str());
    sql.bind(left);
    tell_gone(left, gone);
  });
}

Expected<std::string> export_claims(const Store& store, double min_confidence, const Since& since,
                                    const Take<StoredClaim>& take, const Take<Gone>& gone) {
  return at_one_moment(store, since, [&](sqlite3* db, std::optional<int64_t> change) {
    const std::string touched =
        change ? fmt::format("c.id IN ({})", touched_claims(*change)) : std::string("true");
    SqlStatement row(db, fmt::format("SELECT c.id FROM claims c "
                                     "WHERE ifnull(c.confidence, 0) >= ? AND {} ORDER BY c.id",
                                     touched)
                             .c_str());
    row.bind(min_confidence);
    SqlCache cache(db);
    ClaimReader claims(cache);
    while (row.step()) take(*claims.claim(row.text(0)));
    if (!change) return;
    SqlStatement left(db, fmt::format("{} UNION ALL SELECT c.id, NULL FROM claims c "
                                      "WHERE ifnull(c.confidence, 0) < ? AND {} ORDER BY 1",
                                      deleted("claim", "claims", "id", *change), touched)
                              .c_str());
    left.bind(min_confidence);
    tell_gone(left, gone);
  });
}

Expected<std::string> export_mentions(const Store& store, const Since& since,
                                      const Take<StoredMention>& take, const Take<Gone>& gone) {
  return at_one_moment(store, since, [&](sqlite3* db, std::optional<int64_t> change) {
    const std::string touched =
        change ? fmt::format(
                     " WHERE (m.document, m.n) IN (SELECT x.document, x.n FROM mentions x "
                     "WHERE x.document IN (SELECT id FROM documents WHERE changed > {0}) "
                     "UNION SELECT x.document, x.n FROM parties y "
                     "JOIN mentions x ON x.party = y.key WHERE y.changed > {0})",
                     *change)
               : std::string();
    SqlStatement row(db, (kMentions + touched + " ORDER BY m.document, m.n").c_str());
    MentionPlaces places(db);
    while (row.step()) {
      StoredMention mention = mention_of(row);
      places(mention);
      take(mention);
    }
    if (change) tell_gone_mentions(db, *change, gone);
  });
}

Expected<std::string> export_articles(const Store& store, const Since& since,
                                      const Take<StoredArticle>& take, const Take<Gone>& gone) {
  return at_one_moment(store, since, [&](sqlite3* db, std::optional<int64_t> change) {
    SqlStatement row(
        db, fmt::format("SELECT d.id, d.input, d.archive, d.record, d.url, d.fetched_at, "
                        "d.media_type, d.charset, d.bytes, a.title, a.text, a.authors, a.lang, "
                        "a.published, a.modified, a.site, a.canonical_url, a.partial, "
                        "a.fingerprint FROM documents d JOIN articles a ON a.document = d.id "
                        "WHERE d.id IN (SELECT id FROM documents WHERE changed > {}) ORDER BY d.id",
                        change.value_or(-1))
                .c_str());
    while (row.step()) take(article_of(row));
    if (!change) return;
    SqlStatement left(db,
                      (deleted("document", "documents", "id", *change) + " ORDER BY 1").c_str());
    tell_gone(left, gone);
  });
}

Expected<std::string> export_parties(const Store& store, const Since& since,
                                     const Take<StoredParty>& take, const Take<Gone>& gone) {
  return at_one_moment(store, since, [&](sqlite3* db, std::optional<int64_t> change) {
    SqlStatement row(db, "SELECT id, name, key FROM parties WHERE changed > ? ORDER BY key");
    row.bind(change.value_or(-1));
    while (row.step()) take({"", row.text(0), row.text(1), row.text(2)});
    if (!change) return;
    SqlStatement left(db, (deleted("party", "parties", "key", *change) + " ORDER BY 1").c_str());
    tell_gone(left, gone);
  });
}

}  // namespace dealwire
