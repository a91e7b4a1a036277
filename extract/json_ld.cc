#include "extract/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "model/budget.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using simdjson::dom::element;

constexpr size_t npos = std::string_view::npos;

// The character that a reference such as "&quot;" or "&#39;" names, 0 if it is none of those that
// JSON is found with. `length` receives its length.
char32_t reference_at(std::string_view text, size_t pos, size_t& length) {
  const size_t end = text.substr(pos, 12).find(';');
  if (end == npos) return 0;
  length = end + 1;
  const std::string_view name = text.substr(pos + 1, end - 1);
  constexpr std::pair<std::string_view, char32_t> kNames[] = {
      {"quot", '"'}, {"amp", '&'}, {"apos", '\''}, {"lt", '<'}, {"gt", '>'}, {"nbsp", 0xA0}};
  for (const auto& [known, character] : kNames) {
    if (name == known) return character;
  }
  if (!name.starts_with('#')) return 0;
  const bool hex = name.size() > 1 && (name[1] | 0x20) == 'x';
  const std::string_view digits = name.substr(hex ? 2 : 1);
  uint32_t value = 0;
  const auto read =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  const bool character = read.ec == std::errc() && read.ptr == digits.data() + digits.size() &&
                         value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
  return character ? value : 0;
}

std::string resolved_text(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    size_t length = 0;
    const char32_t c = text[pos] == '&' ? reference_at(text, pos, length) : 0;
    if (c == 0) {
      out += text[pos++];
    } else {
      append_utf8(out, c);
      pos += length;
    }
  }
  return out;
}

// The JSON without what stands around it: <!-- -->, /*<![CDATA[*/, a semicolon.
std::string_view without_wrapping(std::string_view body) {
  for (std::string_view opening : {"<![CDATA[", "<!--"}) {
    const size_t at = body.find(opening);
    if (at < body.find_first_of("{[\"")) body.remove_prefix(at + opening.size());
  }
  const size_t begin = body.find_first_of("{[");
  const size_t end = body.find_last_of("}]");
  return begin < end && end != npos ? body.substr(begin, end + 1 - begin) : std::string_view();
}

// The first value of broken JSON, mended as far as one pass can: controls are spaces, \' is ', and
// no comma stands before a closing bracket.
std::string mend(std::string_view json) {
  std::string resolved;
  if (json.find('"') == npos) json = resolved = resolved_text(json);
  std::string out;
  bool quoted = false;
  size_t depth = 0;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted && c == '\\' && i + 1 < json.size()) {
      if (json[i + 1] != '\'') out += c;
      out += json[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '}' || c == ']')) {
      while (!out.empty() && (out.back() == ' ' || out.back() == ',')) out.pop_back();
      if (depth > 0) --depth;
    }
    depth += !quoted && (c == '{' || c == '[');
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (depth == 0 && !quoted) break;
  }
  return out;
}

std::string clean(std::string_view text) {
  const std::string_view trimmed = trim(text);
  if (trimmed.find('&') == npos) return std::string(trimmed);
  return std::string(trim(resolved_text(trimmed)));
}

// A string, or the first of a list.
std::string string_of(const element& object, const char* key) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS) return {};
  if (value.is_array() && value.at(0).get(value) != simdjson::SUCCESS) return {};
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? clean(text) : std::string();
}

enum class Type { kOther, kArticle, kPage, kSite };

Type type_named(std::string_view name) {
  name = name.substr(name.find_last_of("/:") + 1);
  if (name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report") {
    return Type::kArticle;
  }
  if (name.ends_with("WebPage") || name == "ClaimReview") return Type::kPage;
  return name == "WebSite" ? Type::kSite : Type::kOther;
}

Type type_of(const element& object) {
  element type;
  if (object["@type"].get(type) != simdjson::SUCCESS) return Type::kOther;
  if (type.is_string()) return type_named(std::string_view(type));
  if (!type.is_array()) return Type::kOther;
  for (const element& item : type.get_array()) {
    const Type one = item.is_string() ? type_named(std::string_view(item)) : Type::kOther;
    if (one != Type::kOther) return one;
  }
  return Type::kOther;
}

// Collects the articles of one page.
class JsonLdCollector {
 public:
  // One script. Names that other objects refer to by @id must be known before they are.
  void add(const element& root) {
    name_objects(root, 0);
    collect(root, 0);
  }

  JsonLd out;

 private:
  static constexpr int kDeepest = 6;

  // Calls f for what stands for itself as `value` does.
  template <typename F>
  static void each_part(const element& value, F f) {
    if (value.is_array()) {
      for (const element& item : value.get_array()) f(item);
    } else if (value.is_object()) {
      for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
        element part;
        if (value[key].get(part) == simdjson::SUCCESS && !part.is_string()) f(part);
      }
    }
  }

  void name_objects(const element& value, int depth) {
    if (depth > kDeepest) return;
    each_part(value, [&](const element& part) { name_objects(part, depth + 1); });
    if (!value.is_object()) return;
    const std::string id = string_of(value, "@id"), name = string_of(value, "name");
    if (!id.empty() && !name.empty()) names_.emplace(id, name);
  }

  void collect(const element& value, int depth) {
    if (depth > kDeepest) return;
    if (value.is_object()) collect_object(value);
    each_part(value, [&](const element& part) { collect(part, depth + 1); });
  }

  void collect_object(const element& object) {
    const Type type = type_of(object);
    if (type == Type::kSite && out.site.empty()) out.site = string_of(object, "name");
    if (type != Type::kArticle && type != Type::kPage) return;
    JsonArticle article;
    article.is_article = type == Type::kArticle;
    article.headline = string_of(object, "headline");
    if (article.headline.empty()) article.headline = string_of(object, "name");
    article.published = string_of(object, "datePublished");
    article.created = string_of(object, "dateCreated");
    article.modified = string_of(object, "dateModified");
    article.lang = string_of(object, "inLanguage");
    article.url = url_of(object);
    for (const char* key : {"author", "creator"}) {
      if (article.authors.empty()) article.authors = names_of(object, key);
    }
    const std::vector<std::string> publishers = names_of(object, "publisher");
    if (!publishers.empty()) article.publisher = publishers.front();
    out.articles.push_back(std::move(article));
  }

  static std::string url_of(const element& object) {
    std::string url = string_of(object, "url");
    if (url.empty()) url = string_of(object, "mainEntityOfPage");
    element page;
    if (url.empty() && object["mainEntityOfPage"].get(page) == simdjson::SUCCESS) {
      url = string_of(page, "@id");
    }
    return url;
  }

  // The names of people or organisations: strings, objects with a name or the @id of one, or lists.
  std::vector<std::string> names_of(const element& object, const char* key) const {
    std::vector<std::string> names;
    element value;
    if (object[key].get(value) == simdjson::SUCCESS) add_names(value, 0, names);
    return names;
  }

  void add_names(const element& value, int depth, std::vector<std::string>& names) const {
    std::string name;
    if (value.is_array() && depth < kDeepest) {
      for (const element& item : value.get_array()) add_names(item, depth + 1, names);
    } else if (value.is_object()) {
      element list;
      if (value["name"].get(list) == simdjson::SUCCESS && list.is_array()) {
        return add_names(list, kDeepest - 1, names);
      }
      name = string_of(value, "name");
      const auto known = names_.find(string_of(value, "@id"));
      if (name.empty() && known != names_.end()) name = known->second;
    } else if (value.is_string()) {
      name = clean(std::string_view(value));
    }
    if (!name.empty()) names.push_back(std::move(name));
  }

  std::map<std::string, std::string> names_;  // by @id
};

}  // namespace

JsonLd read_json_ld(const html::Page& page, std::string_view source) {
  JsonLdCollector collector;
  simdjson::dom::parser parser;
  size_t left = Budget{}.json_bytes;
  for (const Range& range : page.json_ld()) {
    if (range.size() > left) continue;
    left -= range.size();
    const std::string_view json = without_wrapping(source.substr(range.begin, range.size()));
    if (json.empty()) continue;
    element root;
    if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS &&
        parser.parse(mend(json)).get(root) != simdjson::SUCCESS) {
      continue;
    }
    collector.add(root);
  }
  return std::move(collector.out);
}

}  // namespace dealwire
