// How often does resolve_url() give what the URL Standard demands?
//
// usage: url_check FILE...
//
// Takes cases in JSON Lines, as https://github.com/web-platform-tests/wpt has them in
// url/resources/urltestdata.json: {"input": "...", "base": "..." or null, and "href": "..." or
// "failure": true}. What we drop on purpose, user and fragment, is dropped from "href", and where
// it is neither http nor https there should be nothing. Prints the share that is right, by kind of
// case, and the cases that are not; exits 1 if there is one, 2 where a file is not of that form.
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "web/url.h"

namespace dealwire {
namespace {

using nlohmann::json;

struct Case {
  std::string kind, base, input;
  std::string want;  // "" for nothing
};

std::string without_user_and_fragment(std::string href) {
  href.resize(std::min(href.find('#'), href.size()));
  const size_t host = href.find("//") + 2;
  const size_t at = href.substr(0, href.find('/', host)).rfind('@');
  if (at != href.npos) href.erase(host, at + 1 - host);
  return href;
}

// Throws where `line` has another form.
Case read(const std::string& line) {
  const json value = json::parse(line);
  Case out{"failure", "", value.at("input"), ""};
  if (const json& base = value.at("base"); base.is_string()) out.base = base;
  if (value.value("failure", false)) return out;
  const std::string href = value.at("href");
  out.kind = href.starts_with("http:") || href.starts_with("https:") ? "http" : "other schemes";
  if (out.kind == "http") out.want = without_user_and_fragment(href);
  return out;
}

struct Count {
  size_t all = 0, right = 0;
};

void check(const Case& item, Count& count) {
  const auto url = resolve_url(item.base, item.input);
  const std::string got = url ? url->text : "";
  ++count.all;
  count.right += got == item.want;
  if (got == item.want) return;
  const json shown = {{"input", item.input}, {"base", item.base}};
  std::printf("%s\n  standard: %s\n  ours:     %s\n", shown.dump().c_str(), item.want.c_str(),
              got.c_str());
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) try {
  using namespace dealwire;
  std::map<std::string, Count> counts;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) {
      const Case item = read(line);
      check(item, counts[item.kind]);
    }
  }
  Count sum;
  for (const auto& [kind, count] : counts) {
    std::printf("%-14s %4zu of %4zu right\n", kind.c_str(), count.right, count.all);
    sum.all += count.all;
    sum.right += count.right;
  }
  if (sum.all == 0) {
    std::fprintf(stderr, "usage: url_check FILE...\n");
    return 2;
  }
  std::printf("%-14s %4zu of %4zu right, %.4f\n", "all", sum.right, sum.all,
              static_cast<double>(sum.right) / static_cast<double>(sum.all));
  return sum.right == sum.all ? 0 : 1;
} catch (const std::exception& e) {
  std::fprintf(stderr, "url_check: %s\n", e.what());
  return 2;
}
