#include "extract/sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/embedded.h"
#include "text/toml_file.h"
#include "text/utf8.h"

namespace dealwire {

const std::vector<EmbeddedFile>& site_files();  // generated

namespace {

using Files = std::map<std::string, const DataFile*, std::less<>>;  // by path
using Owners = std::map<std::string, std::string, std::less<>>;     // host -> file of its site

bool is_page(std::string_view path) { return path.ends_with(".html"); }

// A selector, and the key of a sample that tests it.
struct SelectorKey {
  const char* name;
  std::optional<html::Selector> Site::*selector;
  const char* tested_by;
};
constexpr SelectorKey kSelectors[] = {{"body", &Site::body, "must"},
                                      {"drop", &Site::drop, "must_not"},
                                      {"title", &Site::title, "title"},
                                      {"date", &Site::date, "published"},
                                      {"author", &Site::author, "authors"}};

// Why a text is no host as URLs have it; empty if it is one.
std::string misfit(std::string_view host) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  if (!std::all_of(host.begin(), host.end(), fits)) {
    return "is no host; write it as it stands in URLs, in lower case, without scheme and path";
  }
  const bool parted = host.find('.') != host.npos && host.front() != '.' && host.back() != '.' &&
                      host.find("..") == host.npos;
  return parted ? "" : "is no host of a site";
}

// Reads the file of one site.
class SiteReader : TomlFile {
 public:
  SiteReader(const DataFile& file, const Files& files, Owners& owners)
      : TomlFile(file), files_(files), owners_(owners) {}

  Site read() {
    check_keys(table(), "site", {"hosts", "body", "drop", "title", "date", "author", "sample"});
    Site out;
    out.file = file().shown_path;
    read_hosts(out);
    read_selectors(out);
    read_samples(out);
    return out;
  }

 private:
  void read_hosts(Site& out) {
    const toml::node* hosts = table().get("hosts");
    if (hosts == nullptr) refuse(table(), "site", "lacks 'hosts'");
    out.hosts = strings_of(*hosts, "hosts");
    for (const std::string& host : out.hosts) {
      if (const std::string wrong = misfit(host); !wrong.empty()) {
        refuse(*hosts, "hosts", fmt::format("'{}' {}", host, wrong));
      }
      const auto [known, added] = owners_.emplace(host, out.file);
      if (!added) {
        refuse(*hosts, "hosts", fmt::format("'{}' is a host of {} already", host, known->second));
      }
    }
  }

  void read_selectors(Site& out) const {
    bool any = false;
    for (const SelectorKey& key : kSelectors) {
      const auto text = optional(table(), key.name);
      if (!text) continue;
      auto selector = html::Selector::parse(*text);
      if (!selector) refuse(*table().get(key.name), key.name, selector.error().message);
      out.*key.selector = std::move(*selector);
      any = true;
    }
    if (!any) refuse(table(), "site", "lacks a selector: body, drop, title, date or author");
  }

  void read_samples(Site& out) const {
    const toml::node* samples = table().get("sample");
    if (samples == nullptr || !samples->is_array_of_tables()) {
      refuse(samples == nullptr ? table() : *samples, "site", "needs a page under [[sample]]");
    }
    for (const toml::node& sample : *samples->as_array()) {
      out.samples.push_back(read_sample(*sample.as_table()));
    }
    for (const SelectorKey& key : kSelectors) {
      if (out.*key.selector && !is_tested(*samples->as_array(), key.tested_by)) {
        refuse(*table().get(key.name), key.name,
               fmt::format("is not tested; no [[sample]] has '{}'", key.tested_by));
      }
    }
  }

  static bool is_tested(const toml::array& samples, std::string_view key) {
    return std::any_of(samples.begin(), samples.end(),
                       [&](const toml::node& sample) { return sample.as_table()->contains(key); });
  }

  SiteSample read_sample(const toml::table& table) const {
    check_keys(table, "sample",
               {"page", "title", "published", "authors", "begins", "ends", "must", "must_not"});
    SiteSample out;
    out.where = fmt::format("{}:{}", file().shown_path, line_of(table));
    out.page = required(table, "page", "sample");
    const auto page = files_.find(file().path.substr(0, file().path.rfind('/') + 1) + out.page);
    if (page == files_.end() || !is_page(page->first)) {
      refuse(*table.get("page"), "sample",
             fmt::format("there is no page '{}' beside this file; pages are .html", out.page));
    }
    out.content = page->second->content;
    out.title = optional(table, "title");
    out.published = optional(table, "published");
    out.begins = optional(table, "begins");
    out.ends = optional(table, "ends");
    if (const toml::node* node = table.get("authors")) out.authors = strings_of(*node, "authors");
    if (const toml::node* node = table.get("must")) out.must = strings_of(*node, "must");
    if (const toml::node* node = table.get("must_not")) {
      out.must_not = strings_of(*node, "must_not");
    }
    return out;
  }

  const Files& files_;
  Owners& owners_;
};

// The host of an http or https URL; empty for anything else.
std::string host_of(std::string_view url) {
  const std::string lower = ascii_lower(url.substr(0, 8));
  if (!lower.starts_with("http://") && lower != "https://") return {};
  url.remove_prefix(url.find("//") + 2);
  url = url.substr(0, url.find_first_of("/?#\\"));
  url.remove_prefix(url.rfind('@') + 1);  // 0 where there is none
  url = url.substr(0, url.find(':'));
  if (url.ends_with('.')) url.remove_suffix(1);
  return ascii_lower(url);
}

}  // namespace

Expected<Sites> Sites::load(const std::vector<DataFile>& files) try {
  Files latest;
  for (const DataFile& file : files) {
    if (!file.path.ends_with(".toml") && !is_page(file.path)) {
      refuse(file, 1, "", "is not read; in sites there are .toml files and the .html they name");
    }
    latest[file.path] = &file;
  }
  Sites out;
  Owners owners;
  for (const auto& [path, file] : latest) {
    if (is_page(path)) continue;
    out.sites_.push_back(SiteReader(*file, latest, owners).read());
    for (const std::string& host : out.sites_.back().hosts) {
      out.by_host_[host] = out.sites_.size() - 1;
    }
  }
  return out;
} catch (const Mistake& mistake) {
  return fail("rules", mistake.what());
}

const Site* Sites::find(std::string_view host) const {
  while (!host.empty()) {
    if (const auto known = by_host_.find(host); known != by_host_.end()) {
      return &sites_[known->second];
    }
    host.remove_prefix(std::min(host.find('.'), host.size() - 1) + 1);
  }
  return nullptr;
}

std::vector<DataFile> embedded_sites() {
  std::vector<DataFile> out;
  for (const EmbeddedFile& file : site_files()) {
    out.push_back({std::string(file.path), std::string(file.content), std::string(file.path)});
  }
  return out;
}

std::string host_of(const Document& document, const html::Page& page) {
  if (document.url) return host_of(*document.url);
  for (const html::Node& node : page.nodes()) {
    if (node.tag == "link" && page.attribute(node, "rel") == "canonical") {
      return host_of(page.attribute(node, "href"));
    }
    if (node.tag == "meta" && page.attribute(node, "property") == "og:url") {
      return host_of(page.attribute(node, "content"));
    }
  }
  return {};
}

std::vector<std::string> check_sample(const SiteSample& sample, const Article& article) {
  std::vector<std::string> wrong;
  const auto expect = [&](const char* what, const std::string& got, const std::string& want) {
    if (got != want) wrong.push_back(fmt::format("{} is '{}', not '{}'", what, got, want));
  };
  const std::string& text = article.text.text;
  if (sample.title) expect("title", article.title.text, *sample.title);
  if (sample.published) expect("published", article.published.value_or(""), *sample.published);
  if (sample.authors) {
    expect("authors", fmt::format("{}", fmt::join(article.authors, "', '")),
           fmt::format("{}", fmt::join(*sample.authors, "', '")));
  }
  const std::string first = text.substr(0, text.find('\n'));
  if (sample.begins && !text.starts_with(*sample.begins)) {
    expect("the beginning", first, *sample.begins);
  }
  const std::string last = text.substr(text.rfind('\n') + 1);
  if (sample.ends && !text.ends_with(*sample.ends)) expect("the end", last, *sample.ends);
  for (const std::string& snippet : sample.must) {
    if (text.find(snippet) == text.npos) {
      wrong.push_back(fmt::format("the text lacks '{}'", snippet));
    }
  }
  for (const std::string& snippet : sample.must_not) {
    if (text.find(snippet) != text.npos) {
      wrong.push_back(fmt::format("the text holds '{}'", snippet));
    }
  }
  return wrong;
}

}  // namespace dealwire
