// What the robots.txt of each origin allows (RFC 9309), as far as a crawl has asked, and who waits
// to know. The frontier remembers it between runs.
//
// 2xx is read, 4xx allows everything (2.3.1.3), and what else goes wrong forbids everything for a
// while, ten minutes at first and at most a day (2.3.1.4). What stays away for thirty days allows
// everything then, as the RFC lets it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/frontier.h"
#include "web/http_response.h"
#include "web/robots.h"

namespace dealwire {

class Origins {
 public:
  explicit Origins(Frontier& frontier) : frontier_(frontier) {}

  struct Rules {
    RobotsRules rules;
    std::string problem;  // nothing may be fetched: why
    Time until{};         // how long this holds
  };
  // What is known of an origin; null if it must be asked for. Fails with "store".
  Expected<const Rules*> known(const std::string& origin, Time now);

  // The pause that it asks for, as far as that is known.
  std::optional<int> crawl_delay(const std::string& origin) const;

  // Until when what is known of it holds.
  std::optional<Time> until(const std::string& origin) const;

  // The visit waits until the origin's robots.txt is known. Is it the first to?
  bool wait(const std::string& origin, uint64_t visit);

  // What became of asking; gives those who waited. An "address" that is not allowed tells nothing:
  // known() is still null then. Fails with "store".
  Expected<std::vector<uint64_t>> told(const std::string& origin,
                                       const Expected<HttpResponse>& answer, Time now);

 private:
  Frontier& frontier_;
  std::map<std::string, Rules> rules_;
  std::map<std::string, std::vector<uint64_t>> waiting_;
};

}  // namespace dealwire
