#include "ingest/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

#include "ingest/url.h"
#include "text/toml_file.h"

namespace dealwire {
namespace {

class SettingsReader : TomlFile {
 public:
  explicit SettingsReader(const DataFile& file) : TomlFile(file) {}

  Settings read() {
    Settings out;
    for (const auto& [key, value] : table()) {
      if (key.str() == "contact") {
        out.contact = header_text(value, "contact");
      } else if (key.str() == "source") {
        if (!value.is_array_of_tables()) refuse(value, "source", "write each under [[source]]");
        for (const toml::node& source : *value.as_array()) {
          out.sources.push_back(read_source(*source.as_table()));
        }
      } else {
        refuse(value, key.str(), "unknown key; there are contact and [[source]]");
      }
    }
    return out;
  }

 private:
  // Goes into headers of WARC records.
  std::string one_line(const toml::node& node, std::string_view key) {
    std::string value = string_of(node, key);
    if (std::any_of(value.begin(), value.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
      refuse(node, key, "must be one line");
    }
    return value;
  }

  // Goes into headers of HTTP requests.
  std::string header_text(const toml::node& node, std::string_view key) {
    std::string value = one_line(node, key);
    if (std::any_of(value.begin(), value.end(), [](char c) { return (c & 0x80) != 0; })) {
      refuse(node, key, "must be ASCII");
    }
    return value;
  }

  Source read_source(const toml::table& table) {
    Source out;
    const toml::node* name = table.get("name");
    if (name == nullptr) refuse(table, "source", "lacks 'name'");
    out.name = one_line(*name, "name");
    if (out.name.empty()) refuse(*name, "name", "is empty");
    if (!names_.insert(out.name).second) refuse(*name, out.name, "is the name of two sources");
    const toml::node* kind = table.get("kind");
    if (kind == nullptr) refuse(table, out.name, "lacks 'kind': feed or urls");
    out.kind = kind_of(*kind, out.name);
    for (const auto& [key, value] : table) read_key(key.str(), value, out);
    if (out.urls.empty()) refuse(table, out.name, "lacks 'url'");
    if (out.kind == UrlKind::kFeed && out.urls.size() > 1) {
      refuse(table, out.name, "a feed has one 'url'");
    }
    return out;
  }

  UrlKind kind_of(const toml::node& node, const std::string& source) {
    const std::string kind = string_of(node, "kind");
    if (kind == "feed") return UrlKind::kFeed;
    if (kind == "urls") return UrlKind::kPage;
    if (kind == "sitemap" || kind == "page") {
      refuse(node, source,
             fmt::format("kind '{}' is not supported yet; there are feed and urls", kind));
    }
    refuse(node, source, fmt::format("unknown kind '{}'; there are feed and urls", kind));
  }

  void read_key(std::string_view key, const toml::node& value, Source& out) {
    if (key == "name" || key == "kind") return;
    if (key == "url") {
      add_url(value, out);
    } else if (key == "urls") {
      const toml::array* list = value.as_array();
      if (list == nullptr || list->empty()) refuse(value, out.name, "'urls' must be a list");
      for (const toml::node& url : *list) add_url(url, out);
    } else if (key == "every") {
      out.every = duration(value, key, out.name);
      if (out.every < seconds(10)) refuse(value, out.name, "'every' must be 10s or more");
    } else if (key == "delay") {
      out.delay = duration(value, key, out.name);
    } else if (key == "timeout") {
      out.timeout = duration(value, key, out.name);
      if (out.timeout < seconds(1)) refuse(value, out.name, "'timeout' must be 1s or more");
    } else if (key == "keep") {
      out.keep = duration(value, key, out.name);
      if (*out.keep < std::chrono::days(1)) refuse(value, out.name, "'keep' must be 1d or more");
    } else if (key == "allow_private") {
      if (!value.is_boolean()) refuse(value, out.name, "'allow_private' must be true or false");
      out.allow_private = *value.value<bool>();
    } else if (key == "lang") {
      out.lang = one_line(value, key);
    } else if (key == "charset") {
      out.charset = one_line(value, key);
    } else if (key == "headers") {
      read_headers(value, out);
    } else {
      refuse(value, out.name, fmt::format("unknown key '{}'", key));
    }
  }

  void add_url(const toml::node& node, Source& out) {
    const std::string text = string_of(node, "url");
    const auto url = resolve_url("", text);
    if (!url) refuse(node, out.name, fmt::format("'{}' is no http or https URL", text));
    if (!urls_.insert(url->text).second) {
      refuse(node, out.name, fmt::format("'{}' is named twice", text));
    }
    out.urls.push_back(url->text);
  }

  seconds duration(const toml::node& node, std::string_view key, const std::string& source) {
    const std::string text = string_of(node, key);
    const auto value = parse_duration(text);
    if (!value) {
      refuse(node, source,
             fmt::format("'{}' is no duration for '{}'; write \"90s\", \"15m\", \"2h\", \"1d\"",
                         text, key));
    }
    return *value;
  }

  void read_headers(const toml::node& node, Source& out) {
    const toml::table* table = node.as_table();
    if (table == nullptr) refuse(node, out.name, "'headers' must be a table of name = \"value\"");
    for (const auto& [name, value] : *table) {
      const bool token = std::all_of(name.str().begin(), name.str().end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
      });
      if (!token) refuse(value, out.name, "a header's name is of letters, digits and hyphens");
      out.headers.emplace_back(name.str(), header_text(value, name.str()));
    }
  }

  std::set<std::string> names_, urls_;
};

}  // namespace

const Source* Settings::find(std::string_view name) const {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const Source& source) { return source.name == name; });
  return found == sources.end() ? nullptr : &*found;
}

Expected<Settings> parse_settings(std::string_view toml, const std::string& path) try {
  const DataFile file{path, std::string(toml), path};
  return SettingsReader(file).read();
} catch (const Mistake& mistake) {
  return fail("settings", mistake.message);
}

Expected<Settings> load_settings(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string toml((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) {
    return fail("settings", path + ": cannot be read; `dealwire init` writes one to begin with");
  }
  return parse_settings(toml, path);
}

std::optional<seconds> parse_duration(std::string_view text) {
  int64_t value = 0;
  const auto [unit, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || unit + 1 != text.data() + text.size() || value < 0) {
    return std::nullopt;
  }
  int64_t factor = 0;
  switch (*unit) {
    case 's':
      factor = 1;
      break;
    case 'm':
      factor = 60;
      break;
    case 'h':
      factor = 3'600;
      break;
    case 'd':
      factor = 86'400;
      break;
    default:
      return std::nullopt;
  }
  if (value > 3'660 * 86'400 / factor) return std::nullopt;
  return seconds(value * factor);
}

}  // namespace dealwire
