#include "ingest/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

#include "text/toml_file.h"
#include "web/url.h"

namespace dealwire {
namespace {

constexpr seconds kSitemapAge = std::chrono::days(7);

class SettingsReader : TomlFile {
 public:
  explicit SettingsReader(const DataFile& file) : TomlFile(file) {}

  Settings read() {
    Settings out;
    for (const auto& [key, value] : table()) {
      if (key.str() == "contact") {
        out.contact = header_text(value, "contact");
      } else if (key.str() == "proxy") {
        out.proxy = proxy(value, "proxy");
      } else if (key.str() == "ca_file") {
        out.ca_file = one_line(value, "ca_file");
      } else if (key.str() == "connections") {
        out.connections = static_cast<int>(number(value, "settings", key.str(), {1, 1'000}));
      } else if (key.str() == "metrics") {
        out.metrics = one_line(value, "metrics");
      } else if (key.str() == "source") {
        if (!value.is_array_of_tables()) refuse(value, "source", "write each under [[source]]");
        for (const toml::node& source : *value.as_array()) {
          out.sources.push_back(read_source(*source.as_table()));
        }
      } else {
        refuse(
            value, key.str(),
            "unknown key; there are contact, proxy, ca_file, connections, metrics and [[source]]");
      }
    }
    return out;
  }

 private:
  // A value and whose it is.
  struct Value {
    const toml::node& node;
    std::string_view key;
    const std::string& source;
  };
  struct Range {
    int64_t least, most;
  };
  struct DurationKey {
    std::string_view name;
    seconds Source::*field;
    std::string_view least_text;
    seconds least;
  };
  static constexpr DurationKey kDurations[] = {
      {"every", &Source::every, "10s", seconds(10)},
      {"delay", &Source::delay, "", seconds(0)},
      {"max_crawl_delay", &Source::most_crawl_delay, "", seconds(0)},
      {"connect_timeout", &Source::connect_timeout, "1s", seconds(1)},
      {"timeout", &Source::timeout, "1s", seconds(1)},
  };
  struct FlagKey {
    std::string_view name;
    bool Source::*field;
  };
  static constexpr FlagKey kFlags[] = {
      {"allow_private", &Source::allow_private},
      {"cookies", &Source::cookies},
      {"full_text", &Source::full_text},
      {"ignore_noarchive", &Source::ignore_noarchive},
  };

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

  int64_t number(const toml::node& node, std::string_view what, std::string_view key,
                 const Range& range) {
    const auto value = node.is_integer() ? node.value<int64_t>() : std::nullopt;
    if (!value || *value < range.least || *value > range.most) {
      refuse(node, what,
             fmt::format("'{}' must be a number from {} to {}", key, range.least, range.most));
    }
    return *value;
  }

  bool flag(const Value& value) {
    if (!value.node.is_boolean()) {
      refuse(value.node, value.source, fmt::format("'{}' must be true or false", value.key));
    }
    return *value.node.value<bool>();
  }

  // The message does not show it: it may hold a password.
  std::string proxy(const toml::node& node, std::string_view what) {
    std::string value = header_text(node, what);
    const bool known = value.empty() || value.starts_with("http://") ||
                       value.starts_with("https://") || value.starts_with("socks5h://");
    if (!known) refuse(node, what, "'proxy' must begin with http://, https:// or socks5h://");
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
    if (kind == nullptr) refuse(table, out.name, "lacks 'kind': feed, sitemap, page or urls");
    out.kind = kind_of(*kind, out.name);
    if (out.kind == UrlKind::kSitemap) out.max_age = kSitemapAge;
    for (const auto& [key, value] : table) read_key({value, key.str(), out.name}, out);
    if (out.urls.empty()) refuse(table, out.name, "lacks 'url'");
    if (out.kind == UrlKind::kFeed && out.urls.size() > 1) {
      refuse(table, out.name, "a feed has one 'url'");
    }
    read_links(table, out);
    return out;
  }

  UrlKind kind_of(const toml::node& node, const std::string& source) {
    const std::string kind = string_of(node, "kind");
    if (kind == "feed") return UrlKind::kFeed;
    if (kind == "sitemap") return UrlKind::kSitemap;
    if (kind == "page") return UrlKind::kList;
    if (kind == "urls") return UrlKind::kPage;
    refuse(node, source,
           fmt::format("unknown kind '{}'; there are feed, sitemap, page and urls", kind));
  }

  void read_key(const Value& value, Source& out) {
    const auto& [node, key, source] = value;
    for (const DurationKey& known : kDurations) {
      if (key == known.name) {
        out.*known.field = duration(value, known.least_text, known.least);
        return;
      }
    }
    for (const FlagKey& known : kFlags) {
      if (key == known.name) {
        out.*known.field = flag(value);
        return;
      }
    }
    // What read_source() and read_links() look for themselves.
    if (key == "name" || key == "kind" || key == "links" || key == "match") return;
    if (key == "url") {
      add_url(node, out);
    } else if (key == "urls") {
      add_urls(value, out);
    } else if (key == "max_age") {
      out.max_age = duration(value);
    } else if (key == "keep") {
      out.keep = duration(value, "1d", std::chrono::days(1));
    } else if (key == "connections") {
      out.connections = static_cast<int>(number(node, source, key, {1, 100}));
    } else if (key == "max_bytes") {
      const auto most = static_cast<int64_t>(Budget{}.document_bytes);
      out.most_bytes = static_cast<size_t>(number(node, source, key, {1, most}));
    } else if (key == "queue") {
      out.queue = one_line(node, key);
    } else if (key == "lang") {
      out.lang = one_line(node, key);
    } else if (key == "charset") {
      out.charset = one_line(node, key);
    } else if (key == "headers") {
      read_headers(node, out);
    } else if (key == "proxy") {
      out.proxy = proxy(node, source);
    } else {
      refuse(node, source, fmt::format("unknown key '{}'", key));
    }
  }

  // Which links of a page are articles, or which of the URLs that a sitemap or feed names.
  void read_links(const toml::table& table, Source& out) {
    const toml::node *links = table.get("links"), *match = table.get("match");
    const bool is_list = out.kind == UrlKind::kList;
    if (is_list && links == nullptr && match == nullptr) {
      refuse(table, out.name,
             "a page needs 'links', a CSS selector, or 'match', a pattern of URLs");
    }
    if (!is_list && links != nullptr) refuse(*links, out.name, "only a page has 'links'");
    if (out.kind == UrlKind::kPage && match != nullptr) {
      refuse(*match, out.name, "'urls' are fetched themselves: there is nothing to match");
    }
    if (links == nullptr && match == nullptr) return;
    auto choice = parse_link_choice(links == nullptr ? "" : string_of(*links, "links"),
                                    match == nullptr ? "" : string_of(*match, "match"));
    if (!choice) {
      refuse(links == nullptr ? *match : *links, out.name, choice.error().message);
    }
    out.links = std::move(*choice);
  }

  void add_urls(const Value& value, Source& out) {
    const toml::array* list = value.node.as_array();
    if (list == nullptr || list->empty()) refuse(value.node, out.name, "'urls' must be a list");
    for (const toml::node& url : *list) add_url(url, out);
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

  seconds duration(const Value& value, std::string_view least_text = "",
                   seconds least = seconds(0)) {
    const std::string text = string_of(value.node, value.key);
    const auto duration = parse_duration(text);
    if (!duration) {
      refuse(value.node, value.source,
             fmt::format("'{}' is no duration for '{}'; write \"90s\", \"15m\", \"2h\", \"1d\"",
                         text, value.key));
    }
    if (*duration < least) {
      refuse(value.node, value.source,
             fmt::format("'{}' must be {} or more", value.key, least_text));
    }
    return *duration;
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
  return fail("settings", mistake.what());
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
