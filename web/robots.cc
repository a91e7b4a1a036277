#include "web/robots.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "text/utf8.h"
#include "web/octets.h"

namespace dealwire {
namespace {

constexpr size_t kLongestLine = 16 * 1024;  // longer ones are cut
constexpr size_t kMostWildcards = 64;       // a rule with more is passed over: hostile, not useful

// Octets beyond ASCII percent-encoded, as URLs have them.
std::string encoded(std::string_view pattern) {
  std::string out;
  for (char c : pattern) {
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
    } else {
      append_octet(out, c);
    }
  }
  return out;
}

// Does the pattern match a beginning of `path`? `*` stands for any octets, a final `$` for the end.
// The pieces between stars are looked for from left to right, each at its first place.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  size_t star = pattern.find('*');
  if (!path.starts_with(pattern.substr(0, star))) return false;
  if (star == pattern.npos) return !to_end || path.size() == pattern.size();
  path.remove_prefix(star);
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    if (star == pattern.npos) break;
    const size_t at = path.find(pattern.substr(0, star));
    if (at == path.npos) return false;
    path.remove_prefix(at + star);
  }
  return to_end ? path.ends_with(pattern) : path.find(pattern) != path.npos;
}

// One line: "key: value", without comment and white space. An empty key is no rule.
struct Line {
  std::string key;
  std::string_view value;
};

Line read_line(std::string_view line) {
  line = line.substr(0, std::min(line.find('#'), kLongestLine));
  const size_t colon = line.find(':');
  if (colon == line.npos) return {};
  return {ascii_lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
}

// The product token a group is for: letters, "_" and "-" (2.2.1); versions behind it do not count.
std::string product_token(std::string_view value) {
  if (value.starts_with('*') && (value.size() == 1 || value[1] == ' ')) return "*";
  const auto in_token = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  const auto end = std::find_if_not(value.begin(), value.end(), in_token);
  return ascii_lower(std::string_view(value.begin(), end));
}

std::optional<int> delay_of(std::string_view value) {
  const double delay = std::strtod(std::string(value).c_str(), nullptr);
  if (!(delay > 0)) return std::nullopt;
  return static_cast<int>(std::ceil(std::min(delay, 86'400.0)));
}

// An empty rule says nothing.
bool is_useful(std::string_view pattern) {
  return !pattern.empty() &&
         std::count(pattern.begin(), pattern.end(), '*') <= std::ptrdiff_t{kMostWildcards};
}

// Which groups the lines at hand belong to. Several "user-agent" lines in a row head one group, the
// first after a member begins another.
struct Group {
  bool named = false, global = false, in_head = false;

  void head(const std::string& token, const std::string& own) {
    if (!in_head) named = global = false;
    in_head = true;
    global |= token == "*";
    named |= !token.empty() && token == own;
  }
};

}  // namespace

RobotsRules RobotsRules::parse(std::string_view text, std::string_view product) {
  const std::string own = ascii_lower(product);
  RobotsRules named, global;
  bool any_named = false;
  // What is no rule must not part a group of rules (2.2.4), but a delay is of one group.
  Group rule_group, delay_group;
  text = text.substr(0, kRobotsBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const Line line = read_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.key == "user-agent") {
      const std::string token = product_token(line.value);
      rule_group.head(token, own);
      delay_group.head(token, own);
      any_named |= rule_group.named;
    } else if (line.key == "allow" || line.key == "disallow") {
      rule_group.in_head = delay_group.in_head = false;
      const Rule rule{normal_octets(encoded(line.value)), line.key == "allow"};
      if (!is_useful(rule.pattern)) continue;
      if (rule_group.named) named.rules_.push_back(rule);
      if (rule_group.global) global.rules_.push_back(rule);
    } else if (line.key == "crawl-delay") {
      delay_group.in_head = false;
      if (delay_group.named) named.crawl_delay_ = delay_of(line.value);
      if (delay_group.global) global.crawl_delay_ = delay_of(line.value);
    }
  }
  return any_named ? named : global;
}

bool RobotsRules::allows(std::string_view path) const {
  if (path == "/robots.txt") return true;
  const std::string wanted = normal_octets(path);
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (best != nullptr && (rule.pattern.size() < best->pattern.size() ||
                            (rule.pattern.size() == best->pattern.size() && best->allow))) {
      continue;
    }
    if (matches(rule.pattern, wanted)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace dealwire
