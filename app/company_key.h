// When two names are of one company, for measuring: gold is written by people, each in his manner.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// A company's name without case, white space, differences of typography, its legal form and a
// bracket behind it: "Telmark Co., Ltd. (TLM)" is "telmark". `name` is valid UTF-8.
std::string company_key(std::string_view name);

// Names of one company each, besides those that gold gives itself.
class NameGroups {
 public:
  NameGroups() = default;
  explicit NameGroups(const std::vector<std::vector<std::string>>& groups);

  // The keys of some names of one company, and of all that stand in a group with one of them.
  std::set<std::string> keys(const std::vector<std::string>& names) const;

 private:
  std::map<std::string, std::set<std::string>> groups_;  // by each key that is in them
};

}  // namespace dealwire
