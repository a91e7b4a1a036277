// What the store holds, for programs: the columns of each kind, and JSON lines or CSV of them.
#include <cstdio>
#include <utility>

#include "app/commands.h"
#include "app/csv.h"
#include "app/deal_json.h"
#include "app/filters.h"
#include "app/row_json.h"
#include "app/work.h"
#include "store/consensus.h"
#include "store/exported.h"

namespace dealwire {
namespace {

// A column of a CSV file, and where the row's JSON has it.
using Columns = std::vector<std::pair<const char*, const char*>>;

void add_amount(Columns& out, const std::vector<std::pair<const char*, const char*>>& columns) {
  out.insert(out.end(), columns.begin(), columns.end());
}

const Columns kMoney = {{"money", "/money/value"},
                        {"money_min", "/money/min"},
                        {"money_max", "/money/max"},
                        {"currency", "/money/currency"},
                        {"money_qualifier", "/money/qualifier"},
                        {"money_vague", "/money/vague"}};
const Columns kPower = {{"power", "/power/value"},
                        {"power_min", "/power/min"},
                        {"power_max", "/power/max"},
                        {"power_qualifier", "/power/qualifier"}};
const Columns kStake = {{"stake", "/stake/value"},
                        {"stake_min", "/stake/min"},
                        {"stake_max", "/stake/max"},
                        {"stake_qualifier", "/stake/qualifier"}};

Columns columns_of(const std::string& what, bool with_text) {
  Columns out;
  if (what == "deals") {
    out = {{"id", "/id"},
           {"type", "/type"},
           {"status", "/status"},
           {"date", "/date"},
           {"confidence", "/confidence"},
           {"payers", "/payers"},
           {"payees", "/payees"},
           {"sellers", "/sellers"}};
    add_amount(out, kMoney);
    out.emplace_back("money_state", "/told/money/state");
    add_amount(out, kPower);
    out.emplace_back("power_state", "/told/power/state");
    add_amount(out, kStake);
    out.emplace_back("stake_state", "/told/stake/state");
    // The rest is of the first claim.
    add_amount(out, {{"articles", "/articles"},
                     {"document", "/claims/0/document"},
                     {"archive", "/claims/0/archive"},
                     {"record", "/claims/0/record"},
                     {"url", "/claims/0/url"},
                     {"title", "/claims/0/title"},
                     {"evidence", "/claims/0/evidence/0/text"},
                     {"spans", "/claims/0/evidence/0/spans"}});
  } else if (what == "claims") {
    out = {{"id", "/id"},
           {"deal", "/deal"},
           {"document", "/document"},
           {"input", "/input"},
           {"archive", "/archive"},
           {"record", "/record"},
           {"url", "/url"},
           {"title", "/title"},
           {"published", "/published"},
           {"lang", "/lang"},
           {"type", "/type"},
           {"status", "/status"},
           {"date", "/date"},
           {"confidence", "/confidence"},
           {"parties", "/named"}};
    add_amount(out, kMoney);
    add_amount(out, kPower);
    add_amount(out, kStake);
    add_amount(
        out, {{"evidence", "/evidence/0/text"}, {"spans", "/evidence/0/spans"}, {"rule", "/rule"}});
  } else if (what == "mentions") {
    out = {{"id", "/id"},           {"document", "/document"}, {"archive", "/archive"},
           {"record", "/record"},   {"url", "/url"},           {"kind", "/kind"},
           {"field", "/field"},     {"begin", "/at/0"},        {"end", "/at/1"},
           {"text", "/text"},       {"raw", "/raw"},           {"spans", "/spans"},
           {"value", "/value"},     {"min", "/min"},           {"max", "/max"},
           {"vague", "/vague"},     {"currency", "/currency"}, {"qualifier", "/qualifier"},
           {"measure", "/measure"}, {"per", "/per"},           {"same_as", "/same_as"},
           {"party", "/party/key"}, {"party_id", "/party/id"}, {"party_name", "/party/name"},
           {"rule", "/rule"}};
  } else if (what == "articles") {
    out = {{"id", "/id"},
           {"input", "/input"},
           {"archive", "/archive"},
           {"record", "/record"},
           {"url", "/url"},
           {"fetched_at", "/fetched_at"},
           {"media_type", "/media_type"},
           {"charset", "/charset"},
           {"bytes", "/bytes"},
           {"title", "/title"},
           {"published", "/published"},
           {"modified", "/modified"},
           {"authors", "/authors"},
           {"site", "/site"},
           {"canonical_url", "/canonical_url"},
           {"lang", "/lang"},
           {"partial", "/partial"},
           {"fingerprint", "/fingerprint"}};
    if (with_text) out.emplace_back("text", "/text");
  } else {
    out = {{"key", "/key"}, {"id", "/id"}, {"name", "/name"}};
  }
  return out;
}

// Lines of one export to standard output.
class ExportWriter {
 public:
  explicit ExportWriter(const Options& options)
      : csv_(options.format == "csv"),
        changes_(options.since),
        what_(options.what),
        columns_(columns_of(options.what, options.with_text)) {}

  // Only once it is known that there is something to export.
  void begin() {
    if (!csv_ || std::exchange(begun_, true)) return;
    std::vector<std::string> head;
    for (const auto& [column, pointer] : columns_) head.emplace_back(column);
    row("change", head, "merged_into");
  }

  void upsert(const Json& json) {
    begin();
    if (!csv_) return line(json);
    std::vector<std::string> cells;
    for (const auto& [column, pointer] : columns_) cells.push_back(csv_cell(json, pointer));
    row("upsert", cells, "");
  }

  void gone(const Gone& gone) {
    begin();
    if (csv_) return row("delete", only(gone.id), gone.merged_into.value_or(""));
    const std::string kind = what_ == "parties" ? "party" : what_.substr(0, what_.size() - 1);
    line(gone_json(kind, gone));
  }

  // Said last: what came before is all there is.
  void end(const std::string& cursor) {
    begin();
    if (!changes_) return;
    if (csv_) return row("cursor", only(cursor), "");
    line(cursor_json(cursor));
  }

 private:
  std::vector<std::string> only(const std::string& first) const {
    std::vector<std::string> cells(columns_.size());
    cells.front() = first;
    return cells;
  }

  void row(const char* change, std::vector<std::string> cells, const std::string& merged_into) {
    if (changes_) {
      cells.insert(cells.begin(), change);
      if (what_ == "deals") cells.push_back(merged_into);
    }
    std::string out;
    append_csv(out, cells);
    std::fwrite(out.data(), 1, out.size(), stdout);
  }

  static void line(const Json& json) {
    const std::string out = to_line(json) + "\n";
    std::fwrite(out.data(), 1, out.size(), stdout);
  }

  bool csv_, changes_;
  std::string what_;
  Columns columns_;
  bool begun_ = false;
};

// The sides of a deal and the parties of a claim in one cell each.
Json row_of(const StoredDeal& deal, bool csv) {
  Json out = deal_json(deal);
  if (csv) {
    const NamedSides sides = sides_of(deal);
    out["payers"] = sides.payers;
    out["payees"] = sides.payees;
    out["sellers"] = sides.sellers;
  }
  return out;
}

Json row_of(const StoredClaim& claim, bool csv) {
  Json out = claim_json(claim);
  if (csv) {
    std::string named;
    for (const StoredParty& party : claim.parties) {
      named += (named.empty() ? "" : "; ") + party.role + ": " + party.name;
    }
    out["named"] = named;
  }
  return out;
}

Expected<std::string> write_rows(const Store& store, const Options& options,
                                 const Selection& selection, ExportWriter& writer) {
  const bool csv = options.format == "csv";
  const Since& since = options.since;
  const Take<Gone> gone = [&](const Gone& row) { writer.gone(row); };
  if (options.what == "claims") {
    return export_claims(
        store, options.min_confidence, since,
        [&](const StoredClaim& row) { writer.upsert(row_of(row, csv)); }, gone);
  }
  if (options.what == "mentions") {
    return export_mentions(
        store, since, [&](const StoredMention& row) { writer.upsert(mention_json(row)); }, gone);
  }
  if (options.what == "articles") {
    return export_articles(
        store, since,
        [&](const StoredArticle& row) { writer.upsert(article_json(row, options.with_text)); },
        gone);
  }
  if (options.what == "parties") {
    return export_parties(
        store, since, [&](const StoredParty& row) { writer.upsert(party_json(row)); }, gone);
  }
  return export_deals(
      store, selection, since, [&](const StoredDeal& row) { writer.upsert(row_of(row, csv)); },
      gone);
}

// What makes no sense together, or "".
std::string mistake_in(const Options& options) {
  if (options.with_text && options.what != "articles") {
    return "--with-text: only `export articles` has texts";
  }
  if (options.what != "deals") {
    const bool filtered = !options.from.empty() || !options.until.empty() ||
                          !options.types.empty() || !options.status.empty() ||
                          !options.party.empty() || !options.currency.empty() ||
                          !options.match.empty();
    if (filtered) return "export " + options.what + ": these filters are for deals";
    if (options.min_confidence > 0 && options.what != "claims") {
      return "--min-confidence: only deals and claims have a confidence";
    }
  }
  for (const std::string* day : {&options.from, &options.until}) {
    if (options.since && moves_with_time(*day)) {
      return "\"" + *day + "\" is another day tomorrow; with --since write the day itself";
    }
  }
  return "";
}

}  // namespace

int export_rows(const Options& options) {
  if (const std::string mistake = mistake_in(options); !mistake.empty()) {
    complain(mistake);
    return kUsage;
  }
  const auto selection = selection_of(options, "--from", options.from, now());
  if (!selection) return refuse(selection.error(), options);
  const auto store = Store::open_existing(options.db);
  if (!store) return refuse(store.error(), options);
  ExportWriter writer(options);
  const auto cursor = write_rows(*store, options, *selection, writer);
  if (!cursor) return refuse(cursor.error(), options);
  writer.end(*cursor);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    complain("standard output: cannot be written");
    return kSomeFailed;
  }
  return kSuccess;
}

}  // namespace dealwire
