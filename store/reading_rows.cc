#include "store/reading_rows.h"

#include <fmt/format.h>
#include <xxhash.h>
#include <nlohmann/json.hpp>

namespace dealwire {
namespace {

std::optional<std::string> decimal_text(const std::optional<Decimal>& number) {
  return number ? std::optional(number->str()) : std::nullopt;
}

int64_t number(size_t n) { return static_cast<int64_t>(n); }

// A mention, by its number from 1.
std::optional<int64_t> mention_number(const std::optional<size_t>& index) {
  return index ? std::optional(number(*index + 1)) : std::nullopt;
}

}  // namespace

std::string spans_json(const std::vector<Range>& spans) {
  nlohmann::json out = nlohmann::json::array();
  for (const Range& span : spans) out.push_back({span.begin, span.end});
  return out.dump();
}

template <typename... Values>
void ReadingRows::add(const char* sql, const Values&... values) {
  const auto value = [](const auto& v) -> Value {
    using T = std::decay_t<decltype(v)>;
    if constexpr (std::is_convertible_v<T, std::string_view>) {
      return std::string(std::string_view(v));
    } else if constexpr (std::is_same_v<T, std::optional<uint64_t>>) {
      return v ? Value(static_cast<int64_t>(*v)) : Value();
    } else if constexpr (std::is_arithmetic_v<T>) {
      return v;
    } else {
      return v ? Value(*v) : Value();
    }
  };
  rows_.push_back({sql, {value(values)...}});
}

ReadingRows::ReadingRows(const Document& document, const std::string& charset, bool partial,
                         const Article& article, const Extraction& extraction)
    : document_(document.id) {
  add("INSERT INTO documents (id, input, url, fetched_at, media_type, charset, bytes, archive, "
      "record, reader) VALUES (?,?,?,?,?,?,?,?,?,'')",
      document.id, document.input, document.url, document.fetched_at, document.media_type, charset,
      number(document.bytes.size()), document.archive, document.record);
  // A purge moves records.
  if (document.record) placed_ = {1, 7, 8};
  add("INSERT INTO articles (document, title, text, published, modified, authors, site, "
      "canonical_url, lang, partial, fingerprint, page, search_id) SELECT ?,?,?,?,?,?,?,?,?,?,?,?, "
      "(SELECT ifnull(max(search_id), 0) + 1 FROM articles)",
      document.id, article.title.text, article.text.text, article.published, article.modified,
      nlohmann::json(article.authors).dump(), article.site, article.canonical_url, article.lang,
      int64_t{partial}, article.fingerprint,
      article.canonical_url ? article.canonical_url : document.url);
  for (size_t i = 0; i < extraction.mentions.size(); ++i) {
    add_mention(document, i, extraction.mentions[i]);
  }
  for (size_t i = 0; i < extraction.deals.size(); ++i) {
    add_claim(document, i, extraction.deals[i]);
  }
}

void ReadingRows::add_mention(const Document& document, size_t index, const Mention& m) {
  const bool is_party = m.kind == Kind::kParty, is_date = m.kind == Kind::kDate;
  if (is_party) {
    // A known party's name may be another in newer packs. Of the forms of an unknown one, the same
    // stays whatever comes first.
    add("INSERT INTO parties SELECT ?, ?, ?, last FROM changes WHERE true "
        "ON CONFLICT (key) DO UPDATE SET id = excluded.id, name = excluded.name, "
        "changed = excluded.changed WHERE iif(excluded.id IS NULL, id IS NULL AND "
        "excluded.name < name, id IS NOT excluded.id OR excluded.name <> name)",
        m.party.key, null_if_empty(m.party.id), m.party.name);
  }
  add("INSERT INTO mentions (document, n, kind, field, begin, end, text, raw, spans, value, min, "
      "max, vague, currency, qualifier, measure, party, rule, per, same_as) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      document.id, number(index + 1), name(m.kind), name(m.field), number(m.at.begin),
      number(m.at.end), m.text, m.raw, spans_json(m.spans),
      is_date ? std::optional(m.date.edtf) : decimal_text(m.amount.value),
      is_date ? std::optional(m.date.first) : decimal_text(m.amount.min),
      is_date ? std::optional(m.date.last) : decimal_text(m.amount.max), int64_t{m.amount.vague},
      null_if_empty(m.amount.currency),
      is_party || is_date ? std::nullopt : std::optional(m.amount.qualifier),
      null_if_empty(m.measure), is_party ? std::optional(m.party.key) : std::nullopt, m.rule,
      null_if_empty(m.per), mention_number(m.same_as));
}

void ReadingRows::add_claim(const Document& document, size_t index, const Deal& d) {
  // Short enough to type, and the same whenever the document is read.
  const std::string id = fmt::format("{}-{}", document.id.substr(0, 10), index + 1);
  add("INSERT INTO claims (id, document, n, type, status, date, money, power, stake, rule, "
      "confidence, changed, search_id) SELECT ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11, last, search_id "
      "FROM changes JOIN articles ON document = ?2",
      id, document.id, number(index + 1), d.type, d.status, d.date, mention_number(d.money),
      mention_number(d.power), mention_number(d.stake), d.rule, d.confidence);
  for (size_t i = 0; i < d.parties.size(); ++i) {
    add("INSERT INTO claim_parties VALUES (?,?,?,?)", id, number(i + 1), d.parties[i].role,
        mention_number(d.parties[i].mention));
  }
  for (size_t i = 0; i < d.also.size(); ++i) {
    add("INSERT INTO claim_also VALUES (?,?,?)", id, number(i + 1), mention_number(d.also[i]));
  }
  for (size_t i = 0; i < d.evidence.size(); ++i) {
    const Evidence& e = d.evidence[i];
    add("INSERT INTO evidence VALUES (?,?,?,?,?,?,?)", id, number(i + 1), name(e.field),
        number(e.at.begin), number(e.at.end), e.text, spans_json(e.spans));
  }
}

std::string ReadingRows::hash() const {
  std::string all;
  for (const Row& row : rows_) {
    all += row.sql;
    for (const Value& value : row.values) {
      if (&row == &rows_.front() && placed_.contains(&value - row.values.data())) continue;
      const std::string text = std::visit(
          [](const auto& v) -> std::string {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
              return "null";
            } else if constexpr (std::is_same_v<T, std::string>) {
              return std::to_string(v.size()) + ':' + v;
            } else {
              return fmt::format("{}", v);
            }
          },
          value);
      all += ' ' + text;
    }
  }
  return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

void ReadingRows::insert(SqlCache& sql, const std::string& reader) const {
  for (const Row& row : rows_) {
    SqlStatement statement = sql(row.sql);
    for (const Value& value : row.values) {
      std::visit(
          [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
              statement.bind(std::optional<std::string>());
            } else {
              statement.bind(v);
            }
          },
          value);
    }
    statement.run();
  }
  sql("UPDATE documents SET reader = ?, reading = ?, "
      "changed = (SELECT last FROM changes) WHERE id = ?")
      .bind(reader)
      .bind(hash())
      .bind(document_)
      .run();
  // What came back is not gone.
  sql("DELETE FROM deletions WHERE kind = 'document' AND id = ?").bind(document_).run();
  sql("DELETE FROM deletions WHERE kind = 'claim' AND id IN "
      "(SELECT id FROM claims WHERE document = ?)")
      .bind(document_)
      .run();
}

}  // namespace dealwire
