#include "extract/metadata.h"

#include <re2/re2.h>
#include <simdjson.h>

#include <array>
#include <chrono>
#include <cstdio>

#include "model/budget.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using simdjson::dom::element;

std::optional<std::string> string_of(const element& object, const char* key) {
  std::string_view value;
  if (object[key].get(value) != simdjson::SUCCESS || trim(value).empty()) return std::nullopt;
  return std::string(trim(value));
}

// "author": a name, an object with a name, or a list of either.
void add_names(const element& value, std::vector<std::string>& out) {
  if (value.is_array()) {
    for (const element& item : value.get_array()) add_names(item, out);
  } else if (value.is_object()) {
    if (auto name = string_of(value, "name")) out.push_back(*name);
  } else if (value.is_string() && !trim(std::string_view(value)).empty()) {
    out.emplace_back(trim(std::string_view(value)));
  }
}

bool is_article_type(const element& object) {
  const auto is_article = [](std::string_view type) {
    return type.ends_with("Article") || type == "Report" || type == "BlogPosting";
  };
  element type;
  if (object["@type"].get(type) != simdjson::SUCCESS) return false;
  if (type.is_string()) return is_article(std::string_view(type));
  if (!type.is_array()) return false;
  for (const element& item : type.get_array()) {
    if (item.is_string() && is_article(std::string_view(item))) return true;
  }
  return false;
}

void fill(std::optional<std::string>& slot, std::optional<std::string> value) {
  if (!slot && value) slot = std::move(value);
}

void fill_date(std::optional<std::string>& slot, const std::optional<std::string>& value) {
  if (!slot && value) slot = parse_date(*value);
}

// Looks through lists and @graph for the article's node.
void read_json_ld(const element& value, Metadata& out, int depth) {
  if (depth > 4) return;
  if (value.is_array()) {
    for (const element& item : value.get_array()) read_json_ld(item, out, depth + 1);
    return;
  }
  if (!value.is_object()) return;
  element graph;
  if (value["@graph"].get(graph) == simdjson::SUCCESS) read_json_ld(graph, out, depth + 1);
  if (!is_article_type(value)) return;
  if (auto headline = string_of(value, "headline")) out.headlines.push_back(*headline);
  fill_date(out.published, string_of(value, "datePublished"));
  fill_date(out.modified, string_of(value, "dateModified"));
  element nested;
  if (out.authors.empty() && value["author"].get(nested) == simdjson::SUCCESS) {
    add_names(nested, out.authors);
  }
  if (!out.site && value["publisher"].get(nested) == simdjson::SUCCESS && nested.is_object()) {
    out.site = string_of(nested, "name");
  }
}

void read_meta(const html::Page& page, uint32_t index, Metadata& out) {
  const html::Node& node = page.nodes()[index];
  std::string_view key = page.attribute(node, "property");
  if (key.empty()) key = page.attribute(node, "name");
  if (key.empty()) key = page.attribute(node, "itemprop");
  const std::string content(trim(page.attribute(node, "content")));
  if (content.empty()) return;
  if (key == "og:title") {
    out.titles.insert(out.titles.begin(), {content, index, "content"});
  } else if (key == "article:published_time" || key == "datePublished" || key == "pubdate" ||
             key == "publishdate" || key == "date" || key == "og:pubdate") {
    fill_date(out.published, content);
  } else if (key == "article:modified_time" || key == "dateModified" || key == "og:updated_time") {
    fill_date(out.modified, content);
  } else if (key == "og:site_name") {
    fill(out.site, content);
  } else if (key == "og:url") {
    fill(out.canonical_url, content);
  } else if (key == "author" && out.authors.empty()) {
    out.authors.push_back(content);
  }
}

std::optional<int> month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (name.starts_with(kMonths[i])) return static_cast<int>(i + 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> parse_date(std::string_view text) {
  static const RE2 kNumeric(
      R"(^\s*(\d{4})\s*(?:[-/.]|年|년)\s*(\d{1,2})\s*(?:[-/.]|月|월)\s*(\d{1,2})\s*[.日일]?)"
      R"((?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?)");
  // The year of an era: 令和7年, of which the first is 元年.
  static const RE2 kReiwa(R"(^\s*令和\s*(元|\d{1,2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)");
  constexpr int kBeforeReiwa = 2018;
  static const RE2 kDayFirst(R"(^\s*(\d{1,2})\s+([A-Z][a-z]{2,8})\.?,?\s+(\d{4}))");
  static const RE2 kMonthFirst(R"(^\s*([A-Z][a-z]{2,8})\.?\s+(\d{1,2}),?\s+(\d{4}))");
  const re2::StringPiece input(text.data(), text.size());
  int year = 0, month = 0, day = 0, hour = -1, minute = 0, second = 0;
  std::string zone, month_name, era_year, h, m, s;
  if (RE2::PartialMatch(input, kNumeric, &year, &month, &day, &h, &m, &s, &zone)) {
    if (!h.empty()) hour = std::stoi(h);
    if (!m.empty()) minute = std::stoi(m);
    if (!s.empty()) second = std::stoi(s);
  } else if (RE2::PartialMatch(input, kReiwa, &era_year, &month, &day)) {
    year = kBeforeReiwa + (era_year == "元" ? 1 : std::stoi(era_year));
  } else if (RE2::PartialMatch(input, kDayFirst, &day, &month_name, &year) ||
             RE2::PartialMatch(input, kMonthFirst, &month_name, &day, &year)) {
    month = month_number(month_name).value_or(0);
  } else {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1900 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  std::string out = buffer;
  if (hour >= 0 && !zone.empty()) {
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d", hour, minute, second);
    out += buffer;
    if (zone.size() == 5) zone.insert(3, ":");
    out += zone;
  }
  return out;
}

Metadata read_metadata(const html::Page& page, std::string_view source) {
  Metadata out;
  simdjson::dom::parser parser;
  for (const Range& range : page.json_ld()) {
    if (range.size() > Budget{}.json_bytes) continue;
    element root;
    const std::string json(trim(source.substr(range.begin, range.size())));
    if (parser.parse(json).get(root) == simdjson::SUCCESS) read_json_ld(root, out, 0);
  }
  const auto& nodes = page.nodes();
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    const html::Node& node = nodes[i];
    if (node.tag == "meta") {
      read_meta(page, i, out);
    } else if (node.tag == "title" && node.end > i + 1 && nodes[node.parent].tag == "head") {
      out.titles.push_back({std::string(trim(nodes[i + 1].text)), i + 1, {}});
    } else if (node.tag == "html") {
      out.lang = page.attribute(node, "lang");
    } else if (node.tag == "time") {
      fill_date(out.published, std::string(page.attribute(node, "datetime")));
    } else if (node.tag == "link" && page.attribute(node, "rel") == "canonical") {
      const std::string_view url = trim(page.attribute(node, "href"));
      if (!url.empty()) out.canonical_url = url;
    }
  }
  return out;
}

}  // namespace dealwire
