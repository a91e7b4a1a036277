// Real output against the published schemas: what a program that reads us may rely on.
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "app/pipeline.h"
#include "app/scan_json.h"
#include "ingest/files.h"
#include "samples.h"

namespace dealwire {
namespace {

using nlohmann::json;

class SchemaTest : public testing::Test {
 protected:
  SchemaTest() {
    std::ifstream in(DEALWIRE_DOCS "/scan.schema.json");
    const json document = json::parse(in);
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

  static json sample_line(const std::string& name) {
    static const Reader reader = *load_reader("");
    auto document = read_document({std::string(DEALWIRE_SAMPLES "/") + name}, Budget{});
    return json::parse(scan_line(*read(std::move(*document), reader.rules, Budget{})));
  }

  valijson::Schema schema_;
};

TEST_F(SchemaTest, EverySampleIsAsTheSchemaSays) {
  for (const std::string& name : sample_names()) EXPECT_EQ(wrong(sample_line(name)), "") << name;
}

TEST_F(SchemaTest, SoIsTheLineOfADocumentThatFailed) {
  Document document;
  document.input = "missing.html";
  EXPECT_EQ(wrong(json::parse(scan_line(document, {"missing", "missing.html: no such file"}))), "");
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
      {"an id that is no hash", [](json& l) { l["document"]["id"] = "1"; }}};
  for (const auto& [what, damage] : breaks) {
    json line = good;
    damage(line);
    EXPECT_NE(wrong(line), "") << what;
  }
}

}  // namespace
}  // namespace dealwire
