#include "extract/settle.h"

#include <algorithm>

#include "extract/authors.h"
#include "extract/site_name.h"

namespace dealwire {
namespace {

template <typename S>
void by_trust(std::vector<S>& statements) {
  std::stable_sort(statements.begin(), statements.end(),
                   [](const S& a, const S& b) { return a.trust < b.trust; });
}

void settle_date(std::vector<Statement>& statements, const DateContext& context,
                 std::string_view field, std::optional<std::string>& slot, Article& article) {
  by_trust(statements);
  for (const Statement& statement : statements) {
    auto date = read_date(statement.value, context);
    if (!date || !is_possible(*date, context)) continue;
    slot = std::move(date);
    article.origins.push_back({field, statement.source});
    return;
  }
}

// The names one place gives. Where it has a list, each entry is one.
std::vector<std::string> stated_names(const StatedNames& stated) {
  constexpr size_t kMost = 50;
  std::vector<std::string> out;
  for (const std::string& text : stated.names) {
    for (std::string& name : names_in(text)) {
      if (out.size() == kMost) return out;
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
  }
  return out;
}

// Who wrote it; the site itself only where no place names anybody else.
void settle_authors(Metadata& metadata, const std::vector<std::string>& sites, Article& article) {
  by_trust(metadata.authors);
  const auto is_site = [&](const std::string& name) {
    return std::any_of(sites.begin(), sites.end(),
                       [&](const std::string& site) { return names_same_site(name, site); });
  };
  const std::string* source = nullptr;
  for (const StatedNames& stated : metadata.authors) {
    std::vector<std::string> names = stated_names(stated);
    if (names.empty()) continue;
    const bool nobody = std::all_of(names.begin(), names.end(), is_site);
    if (source != nullptr && nobody) continue;
    article.authors = std::move(names);
    source = &stated.source;
    if (!nobody) break;
  }
  if (source != nullptr) article.origins.push_back({"authors", *source});
}

// An absolute URL; relative ones are told from where the page was fetched.
std::optional<std::string> absolute(std::string_view url, std::string_view base) {
  if (url.starts_with("http://") || url.starts_with("https://")) return std::string(url);
  const size_t host = base.find("//");
  if (host == base.npos || !url.starts_with('/')) return std::nullopt;
  if (url.starts_with("//")) return std::string(base.substr(0, host)) + std::string(url);
  const size_t path = std::min(base.find('/', host + 2), base.size());
  return std::string(base.substr(0, path)) + std::string(url);
}

}  // namespace

std::vector<std::string> site_names(const Metadata& metadata, std::string_view url) {
  std::vector<std::string> out;
  for (const Statement& site : metadata.sites) out.push_back(site.value);
  const auto add_host = [&](std::string_view address) {
    const size_t begin = address.find("//");
    if (begin == address.npos) return;
    std::string_view host = address.substr(begin + 2);
    host = host.substr(0, host.find_first_of("/:?#"));
    for (std::string_view prefix : {"www.", "m.", "amp.", "news."}) {
      if (host.starts_with(prefix)) host.remove_prefix(prefix.size());
    }
    out.emplace_back(host);
    // Each part by itself but the last: "news.example.com" is called news, or example.
    for (size_t dot = host.find('.'); dot != host.npos; dot = host.find('.')) {
      out.emplace_back(host.substr(0, dot));
      host.remove_prefix(dot + 1);
    }
  };
  add_host(url);
  for (const Statement& canonical : metadata.urls) add_host(canonical.value);
  return out;
}

void settle(Metadata metadata, std::string_view url, const DateContext& context, Article& article) {
  for (const Statement& stated : metadata.urls) {
    article.canonical_url = absolute(stated.value, url);
    if (!article.canonical_url) continue;
    article.origins.push_back({"canonical_url", stated.source});
    break;
  }
  by_trust(metadata.sites);
  if (!metadata.sites.empty()) {
    article.site = metadata.sites.front().value;
    article.origins.push_back({"site", metadata.sites.front().source});
  }
  for (const std::string& address : {std::string(url), article.canonical_url.value_or("")}) {
    if (auto date = date_in_url(address)) {
      metadata.published.push_back({std::move(*date), "URL", Trust::kUrl});
    }
  }
  settle_date(metadata.published, context, "published", article.published, article);
  // Nothing is modified before it is published: such a time is another thing's.
  if (article.published) {
    std::erase_if(metadata.modified, [&](const Statement& statement) {
      const auto date = read_date(statement.value, context);
      return date && date->substr(0, 10) < article.published->substr(0, 10);
    });
  }
  settle_date(metadata.modified, context, "modified", article.modified, article);
  settle_authors(metadata, site_names(metadata, url), article);
}

}  // namespace dealwire
