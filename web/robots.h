// What a robots.txt allows (RFC 9309).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Who we are to robots.txt and its kin.
inline constexpr std::string_view kProductToken = "dealwire";

// What is read of a robots.txt (RFC 9309, 2.5).
inline constexpr size_t kRobotsBytes = 500 * 1024;

class RobotsRules {
 public:
  // The rules for the crawler with this product token: those of all groups that name it, else those
  // of all groups for "*". Never fails: what is no rule is passed over. At most kRobotsBytes
  // are read.
  static RobotsRules parse(std::string_view text, std::string_view product);

  // May this be fetched? `path` with its query, percent-encoded, as resolve_url() gives it. The
  // longest rule that matches decides, of equals "allow".
  bool allows(std::string_view path) const;

  // Seconds between two fetches, where the group asks for it. No part of the RFC, but much used.
  std::optional<int> crawl_delay() const { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<int> crawl_delay_;
};

}  // namespace dealwire
