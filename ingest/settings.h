// dealwire.toml: what is fetched, how often, and in whose name. docs/operations.md lists the keys.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/http.h"
#include "model/error.h"
#include "model/frontier.h"

namespace dealwire {

struct Source {
  std::string name;
  UrlKind kind = UrlKind::kFeed;  // of `urls`
  std::vector<std::string> urls;  // normalized; a feed has one
  seconds every = seconds(15 * 60);
  seconds delay = seconds(1);     // between two requests to a host
  seconds timeout = seconds(60);  // of one request, from first to last byte
  std::optional<seconds> keep;    // what was fetched longer ago is thrown away; none: nothing is
  bool allow_private = false;     // may lie at loopback and private addresses
  std::optional<std::string> lang, charset;
  Headers headers;
};

struct Settings {
  std::string contact;  // a URL or mail address, told to every server
  std::vector<Source> sources;

  const Source* find(std::string_view name) const;
};

// Fails with "settings"; the message names file, line, key and reason. Unknown keys are mistakes.
Expected<Settings> parse_settings(std::string_view toml, const std::string& path);
Expected<Settings> load_settings(const std::string& path);

// "90s", "15m", "2h", "1d"; nullopt for anything else, and for more than ten years.
std::optional<seconds> parse_duration(std::string_view text);

}  // namespace dealwire
