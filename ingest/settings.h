// dealwire.toml: what is fetched, how often, and in whose name. docs/operations.md lists the keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/error.h"
#include "model/frontier.h"
#include "web/http_response.h"
#include "web/link_page.h"

namespace dealwire {

struct Source {
  std::string name;
  UrlKind kind = UrlKind::kFeed;  // of `urls`
  std::vector<std::string> urls;  // normalized; a feed has one
  seconds every = seconds(15 * 60);

  // Of a kList: which links of the page are articles.
  LinkChoice links;
  // Articles that were published longer ago are not fetched. Sitemaps name those of many years.
  std::optional<seconds> max_age;
  // The feed carries the articles themselves; their pages are not fetched.
  bool full_text = false;
  // Pages that ask not to be archived are archived all the same.
  bool ignore_noarchive = false;

  seconds delay = seconds(1);              // between two requests to a host
  int connections = 1;                     // to a host at once
  seconds most_crawl_delay = seconds(60);  // what robots.txt asks for beyond is not waited for
  std::string queue;  // shares its turns with the sources of the same one; "": by host
  seconds connect_timeout = seconds(10);
  seconds timeout = seconds(60);     // of one request, from first to last byte
  std::optional<size_t> most_bytes;  // of a payload after decoding; none: the budget's

  std::optional<seconds> keep;  // what was fetched longer ago is thrown away; none: nothing is
  bool allow_private = false;   // may lie at loopback and private addresses
  std::optional<std::string> lang, charset;
  Headers headers;
  bool cookies = false;
  std::optional<std::string> proxy;  // in place of that of Settings; "": none
};

struct Settings {
  std::string contact;   // a URL or mail address, told to every server
  std::string proxy;     // "http://proxy.example:3128"; "": none
  std::string ca_file;   // PEM certificates that are trusted beside the system's; "": none
  int connections = 64;  // at once, to all servers
  std::string metrics;   // the file for Prometheus; "": none
  std::vector<Source> sources;

  const Source* find(std::string_view name) const;
};

// Fails with "settings"; the message names file, line, key and reason. Unknown keys are mistakes.
Expected<Settings> parse_settings(std::string_view toml, const std::string& path);
Expected<Settings> load_settings(const std::string& path);

// "90s", "15m", "2h", "1d"; nullopt for anything else, and for more than ten years.
std::optional<seconds> parse_duration(std::string_view text);

}  // namespace dealwire
