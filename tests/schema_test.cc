// Real output against the published schemas: what a program that reads us may rely on.
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "app/deal_json.h"
#include "app/pipeline.h"
#include "app/row_json.h"
#include "app/scan_json.h"
#include "folder.h"
#include "samples.h"
#include "store/exported.h"
#include "warc/documents.h"

namespace dealwire {
namespace {

using nlohmann::json;

// One of docs/*.schema.json.
class PublishedSchema {
 public:
  explicit PublishedSchema(const std::string& name) {
    const json document = json::parse(content(DEALWIRE_DOCS "/" + name + ".schema.json"));
    const valijson::adapters::NlohmannJsonAdapter adapter(document);
    valijson::SchemaParser().populateSchema(adapter, schema_);
  }

  // What is wrong with a line; empty if it is as the schema says.
  std::string wrong(const json& line) const {
    const valijson::adapters::NlohmannJsonAdapter adapter(line);
    valijson::ValidationResults results;
    if (valijson::Validator().validate(schema_, adapter, &results)) return {};
    std::string out;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
      for (const std::string& part : error.context) out += part;
      out += ": " + error.description + "\n";
    }
    return out;
  }

 private:
  valijson::Schema schema_;
};

class SchemaTest : public TestFolder {
 protected:
  std::string wrong(const json& line) const { return scan_.wrong(line); }

  static const Reader& reader() {
    static const Reader loaded = *load_reader("");
    return loaded;
  }

  static json sample_line(const std::string& name) {
    auto document = read_document({std::string(DEALWIRE_SAMPLES "/") + name}, Budget{});
    return json::parse(scan_line(*read(std::move(*document), reader(), Budget{})));
  }

  const PublishedSchema scan_{"scan"};
};

TEST_F(SchemaTest, EverySampleIsAsTheSchemaSays) {
  for (const std::string& name : sample_names()) EXPECT_EQ(wrong(sample_line(name)), "") << name;
}

TEST_F(SchemaTest, SoAreRecordsOfWarcFiles) {
  const std::string page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>news</p>";
  for (const char* date :
       {"2025-10-14T01:30:00Z", "2025-10-14T01:30:00.123Z", "2025", "soon", ""}) {
    const WarcRecord record{7, 9,
                            std::string("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: "
                                        "https://news.example/\r\nWARC-Date: ") +
                                date + "\r\n\r\n",
                            page};
    auto document = document_of(record, "a.warc", Budget{});
    ASSERT_TRUE(document && *document);
    const json line = json::parse(scan_line(*read(std::move(**document), reader(), Budget{})));
    EXPECT_EQ(wrong(line), "") << date;
    EXPECT_EQ(line["document"]["record"], 7);
    EXPECT_EQ(line["document"]["fetched_at"].is_null(), std::string(date).size() < 20) << date;
  }
}

TEST_F(SchemaTest, SoIsTheLineOfADocumentThatFailed) {
  Document document;
  document.input = "missing.html";
  EXPECT_EQ(wrong(json::parse(scan_line(document, {"missing", "missing.html: no such file"}))), "");
  document.record = 7;
  EXPECT_EQ(wrong(json::parse(scan_line(document, {"warc", "a.warc: record at 7 is damaged"}))),
            "");
}

// Each kind of row that `export` prints, of all samples.
TEST_F(SchemaTest, SoIsWhatIsExported) {
  Store store = *Store::open(path("a.db"));
  for (const std::string& name : sample_names()) {
    const Reading reading =
        *read(*read_document({DEALWIRE_SAMPLES "/" + name}, Budget{}), reader(), Budget{});
    ASSERT_TRUE(store.put(reading.document, reading.charset, reading.partial, reading.article,
                          reading.extraction, "test"));
  }
  ASSERT_TRUE(store.commit());
  std::map<std::string, size_t> rows;
  const auto check = [&](const char* kind, const Json& row) {
    static std::map<std::string, PublishedSchema> schemas;
    const json line = json::parse(to_line(row));
    ASSERT_EQ(schemas.try_emplace(kind, kind).first->second.wrong(line), "") << line;
    // Each member must be named, and each that must be there is missed.
    json more = line, less = line;
    more["colour"] = 1;
    less.erase("schema");
    EXPECT_NE(schemas.at(kind).wrong(more), "");
    EXPECT_NE(schemas.at(kind).wrong(less), "");
    ++rows[kind];
  };
  const Take<Gone> none = [](const Gone&) {};
  ASSERT_TRUE(export_deals(
      store, {}, {}, [&](const StoredDeal& r) { check("deal", deal_json(r)); }, none));
  ASSERT_TRUE(export_claims(
      store, 0, {}, [&](const StoredClaim& r) { check("claim", claim_json(r)); }, none));
  ASSERT_TRUE(export_mentions(
      store, {}, [&](const StoredMention& r) { check("mention", mention_json(r)); }, none));
  ASSERT_TRUE(export_parties(
      store, {}, [&](const StoredParty& r) { check("party", party_json(r)); }, none));
  for (const bool with_text : {false, true}) {
    ASSERT_TRUE(export_articles(
        store, {}, [&](const StoredArticle& r) { check("article", article_json(r, with_text)); },
        none));
  }
  check("deleted", gone_json("deal", {"0123456789-1", std::nullopt}));
  check("deleted", gone_json("party", {"輝達", "x"}));
  check("cursor", cursor_json("0"));
  check("cursor", cursor_json(*export_parties(
                      store, "0", [](const StoredParty&) {}, none)));
  EXPECT_EQ(rows.size(), 7u);
  EXPECT_GT(rows["deal"], 5u);
}

TEST_F(SchemaTest, ABrokenLineIsRefused) {
  const json good = sample_line("taipei-invest.html");
  const std::vector<std::pair<const char*, std::function<void(json&)>>> breaks = {
      {"another schema", [](json& l) { l["schema"] = "dealwire.scan/2"; }},
      {"no mentions", [](json& l) { l.erase("mentions"); }},
      {"an unknown kind", [](json& l) { l["mentions"][0]["kind"] = "colour"; }},
      {"a number for a decimal",
       [](json& l) {
         for (json& m : l["mentions"]) {
           if (m["kind"] == "money") m["value"] = 4.8e9;
         }
       }},
      {"an unknown type of deal", [](json& l) { l["deals"][0]["type"] = "gift"; }},
      {"a span of one end", [](json& l) { l["mentions"][0]["span"] = {1}; }},
      {"a fingerprint that is a number", [](json& l) { l["article"]["fingerprint"] = 5; }},
      {"no fingerprint", [](json& l) { l["article"].erase("fingerprint"); }},
      {"an id that is no hash", [](json& l) { l["document"]["id"] = "1"; }}};
  for (const auto& [what, damage] : breaks) {
    json line = good;
    damage(line);
    EXPECT_NE(wrong(line), "") << what;
  }
}

}  // namespace
}  // namespace dealwire
