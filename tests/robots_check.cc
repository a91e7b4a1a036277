// How often does a robots.txt allow what its cases say?
//
// usage: robots_check FILE...
//
// Takes cases in JSON Lines, {"robots": "...", "agent": "Bot", "url": "...", "allowed": true,
// "scope": "rfc9309" or "google"}: those of RFC 9309, and those of Google's parser where it goes
// its own way, which we need not follow. Prints the share that is right by scope, and the cases
// that are not; exits 1 if one of the RFC's is among them, 2 where a file is not of that form.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "web/robots.h"

namespace dealwire {
namespace {

using nlohmann::json;

struct Count {
  size_t all = 0, right = 0;
};

// As it stands there: that it is percent-encoded is the caller's business, and one case asks for
// it.
std::string path_of(const std::string& url) {
  const size_t host = std::min(url.find("://") + 3, url.size());
  const size_t path = std::min(url.find('/', host), url.size());
  return path < url.size() ? url.substr(path, url.find('#') - path) : "/";
}

// Throws where `line` has another form.
void check(const std::string& line, std::map<std::string, Count>& counts) {
  const json item = json::parse(line);
  const auto rules =
      RobotsRules::parse(std::string(item.at("robots")), std::string(item.at("agent")));
  const bool allowed = rules.allows(path_of(item.at("url")));
  Count& count = counts[item.at("scope")];
  ++count.all;
  count.right += allowed == item.at("allowed") ? 1 : 0;
  if (allowed != item.at("allowed")) std::printf("%s\n", line.c_str());
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) try {
  std::map<std::string, dealwire::Count> counts;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) dealwire::check(line, counts);
  }
  for (const auto& [scope, count] : counts) {
    std::printf("%-8s %4zu of %4zu right\n", scope.c_str(), count.right, count.all);
  }
  const dealwire::Count& standard = counts["rfc9309"];
  return standard.all > 0 && standard.right == standard.all ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "robots_check: %s\n", error.what());
  return 2;
}
