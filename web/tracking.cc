#include "web/tracking.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "text/embedded.h"
#include "text/toml_file.h"
#include "text/utf8.h"
#include "web/url.h"
#include "web/url_host.h"

namespace dealwire {

const std::vector<EmbeddedFile>& web_files();  // generated

namespace {

// "harbour.example" and "www.harbour.example" are at harbour.example.
bool is_at(std::string_view host, std::string_view site) {
  if (!host.ends_with(site)) return false;
  host.remove_suffix(site.size());
  return host.empty() || host.ends_with('.');
}

bool is_like(std::string_view value, std::string_view pattern) {
  if (!pattern.ends_with('*')) return value == pattern;
  return value.starts_with(pattern.substr(0, pattern.size() - 1));
}

// Why a text is no name or value; empty if it is one.
std::string misfit(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~';
  };
  const std::string_view letters = text.substr(0, text.size() - (text.ends_with('*') ? 1 : 0));
  if (!std::all_of(letters.begin(), letters.end(), fits)) {
    return "must be of a-z, 0-9, '-', '.', '_' and '~', and may end in '*'";
  }
  return letters.size() < (text.ends_with('*') ? 3 : 1) ? "is too short" : "";
}

}  // namespace

// Reads the file into `out`.
class TrackingReader : TomlFile {
 public:
  TrackingReader(const DataFile& file, TrackingParameters& out) : TomlFile(file), out_(out) {}

  void read() {
    check_keys(table(), "tracking", {"parameters"});
    const toml::array* entries = table().get_as<toml::array>("parameters");
    if (entries == nullptr) refuse(table(), "tracking", "lacks [[parameters]]");
    std::string last;
    for (const toml::node& node : *entries) {
      const toml::table* entry = node.as_table();
      if (entry == nullptr) refuse(node, "parameters", "must be tables");
      const std::string of = required(*entry, "of", "parameters");
      if (of <= last) refuse(node, of, fmt::format("must stand before '{}', once", last));
      last = of;
      read_entry(*entry, of);
    }
  }

 private:
  void read_entry(const toml::table& table, const std::string& of) {
    check_keys(table, of, {"of", "names", "hosts", "values", "match", "no_match"});
    TrackingParameters::Entry entry{in_order(table, "hosts", of), in_order(table, "values", of)};
    for (const std::string& host : entry.hosts) {
      if (parse_host(host) != host || host.find('.') == host.npos) {
        refuse(table, of, fmt::format("'{}' is no host as URLs have it", host));
      }
    }
    for (const std::string& value : entry.values) check_fits(table, of, value);
    const std::vector<std::string> names = in_order(table, "names", of);
    if (names.empty()) refuse(table, of, "lacks 'names'");
    for (const std::string& name : names) {
      check_fits(table, of, name);
      check_unique(table, of, name, entry);
      add(name);
    }
    out_.entries_.push_back(std::move(entry));
    read_examples(table, "match", of);
    read_examples(table, "no_match", of);
  }

  // The list under a key; none if there is no such key.
  std::vector<std::string> in_order(const toml::table& table, const char* key,
                                    const std::string& of) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    std::vector<std::string> out = strings_of(*node, key);
    const auto wrong = std::adjacent_find(out.begin(), out.end(), std::greater_equal<>());
    if (wrong != out.end()) {
      refuse(*node, of, fmt::format("'{}' must stand before '{}', once", *(wrong + 1), *wrong));
    }
    return out;
  }

  void check_fits(const toml::table& table, const std::string& of, const std::string& text) const {
    const std::string wrong = misfit(text);
    if (!wrong.empty()) refuse(table, of, fmt::format("'{}' {}", text, wrong));
  }

  void check_unique(const toml::table& table, const std::string& of, const std::string& name,
                    const TrackingParameters::Entry& entry) {
    const std::vector<std::string> anywhere = {""};
    for (const std::string& host : entry.hosts.empty() ? anywhere : entry.hosts) {
      if (known_.emplace(name, host).second) continue;
      refuse(table, of,
             fmt::format("'{}' is named by another{}", name, host.empty() ? "" : " at " + host));
    }
  }

  void add(const std::string& name) {
    const size_t entry = out_.entries_.size();
    if (name.ends_with('*')) {
      out_.beginnings_.emplace_back(name.substr(0, name.size() - 1), entry);
    } else {
      out_.names_.emplace(name, entry);
    }
  }

  void read_examples(const toml::table& table, const char* key, const std::string& of) {
    const toml::node* node = table.get(key);
    if (node == nullptr) refuse(table, of, fmt::format("lacks '{}'", key));
    for (const std::string& url : strings_of(*node, key)) {
      const auto resolved = resolve_url("", url);
      if (!resolved || resolved->text != url || url.find('?') == url.npos) {
        refuse(*node, of, fmt::format("'{}' is no URL with parameters", url));
      }
      out_.examples_.push_back({of, url, std::string_view(key) == "match"});
    }
  }

  TrackingParameters& out_;
  std::set<std::pair<std::string, std::string>> known_;  // name and host
};

bool TrackingParameters::Entry::fits(std::string_view host, std::string_view value) const {
  const auto has_host = [&](const std::string& site) { return is_at(host, site); };
  const auto has_value = [&](const std::string& pattern) { return is_like(value, pattern); };
  return (hosts.empty() || std::any_of(hosts.begin(), hosts.end(), has_host)) &&
         (values.empty() || std::any_of(values.begin(), values.end(), has_value));
}

Expected<TrackingParameters> TrackingParameters::load(const DataFile& file) try {
  TrackingParameters out;
  TrackingReader(file, out).read();
  return out;
} catch (const Mistake& mistake) {
  return fail("tracking", mistake.what());
}

const TrackingParameters& TrackingParameters::instance() {
  static const TrackingParameters loaded = [] {
    const EmbeddedFile& file = web_files().front();
    auto out = load({std::string(file.path), std::string(file.content), "web/tracking.toml"});
    if (out) return *std::move(out);
    // The file is ours, so a mistake in it is a mistake in the program.
    std::fprintf(stderr, "dealwire: %s\n", out.error().message.c_str());
    std::abort();
  }();
  return loaded;
}

bool TrackingParameters::contains(std::string_view host, std::string_view name,
                                  std::string_view value) const {
  const std::string lower_name = ascii_lower(name), lower_value = ascii_lower(value);
  const auto [begin, end] = names_.equal_range(lower_name);
  return std::any_of(
             begin, end,
             [&](const auto& known) { return entries_[known.second].fits(host, lower_value); }) ||
         std::any_of(beginnings_.begin(), beginnings_.end(), [&](const auto& known) {
           return lower_name.starts_with(known.first) &&
                  entries_[known.second].fits(host, lower_value);
         });
}

}  // namespace dealwire
