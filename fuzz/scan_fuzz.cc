// The whole road of a document, or of a JSON line where the bytes are one, to the line that `scan`
// prints. Checked are the JSON and all its places.
#include <nlohmann/json.hpp>

#include "app/pipeline.h"
#include "app/scan_json.h"
#include "property.h"
#include "text/utf8.h"
#include "warc/files.h"

using namespace dealwire;
using fuzz::require;
using Json = nlohmann::json;

namespace {

const Reader& reader() {
  static const auto loaded = load_reader("");
  return loaded.value();
}

void require_span(const Json& span, size_t size, const Json& about) {
  require(span[0] < span[1] && span[1] <= size, "a span lies in the document", about.dump());
}

// The byte of each code point of a field, and its end.
std::vector<size_t> code_points(const std::string& text) {
  std::vector<size_t> out;
  for (size_t i = 0; i < text.size(); i += utf8_length(text[i])) out.push_back(i);
  out.push_back(text.size());
  return out;
}

class Checker {
 public:
  explicit Checker(size_t size) : size_(size) {}

  void check(const Json& scan) {
    for (const char* field : {"title", "text"}) {
      const Json& value = scan["article"][field];
      fields_[field] = value.is_null() ? "" : value.get<std::string>();
      points_[field] = code_points(fields_[field]);
    }
    for (const Json& removed : scan["article"]["removed"]) {
      require_span(removed["span"], size_, removed);
    }
    for (const Json& repaired : scan["article"]["repaired"]) place(repaired);
    for (const Json& mention : scan["mentions"]) {
      place(mention);
      ids_.push_back(mention["id"]);
    }
    for (const Json& deal : scan["deals"]) check_deal(deal);
  }

 private:
  // `at` cuts the text out of its field; spans lie in the document.
  void place(const Json& item) {
    const std::string field = item["field"];
    const size_t begin = item["at"][0], end = item["at"][1];
    require(begin <= end && end < points_[field].size(), "a place lies in its field", item.dump());
    const size_t from = points_[field][begin];
    require(item["text"] == fields_[field].substr(from, points_[field][end] - from),
            "a place holds its text", item.dump());
    if (!item["span"].is_null()) require_span(item["span"], size_, item);
    for (const Json& span : item.value("spans", Json::array())) require_span(span, size_, item);
  }

  void known(const Json& id) const {
    require(std::find(ids_.begin(), ids_.end(), id) != ids_.end(), "a deal's mentions exist",
            id.dump());
  }

  void check_deal(const Json& deal) {
    for (const Json& evidence : deal["evidence"]) place(evidence);
    for (const Json& party : deal["parties"]) known(party["mention"]);
    for (const char* slot : {"money", "power", "stake"}) {
      if (!deal[slot].is_null()) known(deal[slot]["mention"]);
    }
    require(!deal["parties"].empty() && !deal["evidence"].empty(),
            "a deal has parties and evidence", deal.dump());
  }

  size_t size_;
  std::map<std::string, std::string> fields_;
  std::map<std::string, std::vector<size_t>> points_;
  std::vector<Json> ids_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = fuzz::bytes_of(data, size);
  Document document;
  document.input = "fuzz";
  document.bytes = bytes;
  if (bytes.starts_with("{")) {
    auto line = read_json_line(bytes, "fuzz", 1);
    if (!line) {
      require(Json::parse(scan_line(document, line.error())).is_object(), "an error is JSON");
      return 0;
    }
    document = std::move(*line);
  }
  const size_t length = document.bytes.size();
  const auto reading = read(document, reader(), Budget{});
  if (!reading) {
    require(!reading.error().code.empty(), "an error has a code");
    return 0;
  }
  const std::string line = scan_line(*reading);
  require(line.find('\n') == line.npos, "one line", line);
  Checker(length).check(Json::parse(line));
  return 0;
}
