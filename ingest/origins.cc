#include "ingest/origins.h"

#include <fmt/format.h>

#include "ingest/pace.h"

namespace dealwire {
namespace {

constexpr seconds kRobotsHold = std::chrono::hours(24);
constexpr seconds kLostForGood = std::chrono::days(30);

Origins::Rules rules_of(const Robots& robots) {
  return {RobotsRules::parse(robots.text, kProductToken), robots.problem, robots.until};
}

// Why what was answered forbids everything; "" if it does not.
std::string problem_of(const Expected<HttpResponse>& answer) {
  if (!answer) return answer.error().message;
  if (answer->redirects()) return "redirects without end";
  const bool lost = answer->status / 100 == 5 || answer->status == 429;
  return lost ? fmt::format("status {}", answer->status) : "";
}

}  // namespace

Expected<const Origins::Rules*> Origins::known(const std::string& origin, Time now) {
  auto found = rules_.find(origin);
  if (found == rules_.end()) {
    const auto stored = frontier_.robots(origin);
    if (!stored) return tl::make_unexpected(stored.error());
    if (!*stored) return nullptr;
    found = rules_.emplace(origin, rules_of(**stored)).first;
  }
  return found->second.until > now ? &found->second : nullptr;
}

std::optional<int> Origins::crawl_delay(const std::string& origin) const {
  const auto found = rules_.find(origin);
  return found == rules_.end() ? std::nullopt : found->second.rules.crawl_delay();
}

std::optional<Time> Origins::until(const std::string& origin) const {
  const auto found = rules_.find(origin);
  return found == rules_.end() ? std::nullopt : std::optional(found->second.until);
}

bool Origins::wait(const std::string& origin, uint64_t visit) {
  auto& waiting = waiting_[origin];
  waiting.push_back(visit);
  return waiting.size() == 1;
}

Expected<std::vector<uint64_t>> Origins::told(const std::string& origin,
                                              const Expected<HttpResponse>& answer, Time now) {
  // It was we who did not ask; settings may change that.
  if (!answer && answer.error().code == "address") return std::exchange(waiting_[origin], {});
  const auto before = frontier_.robots(origin);
  if (!before) return tl::make_unexpected(before.error());
  Robots robots;
  robots.problem = problem_of(answer);
  robots.until = now + kRobotsHold;
  if (!robots.problem.empty()) {
    robots.failures = *before ? (*before)->failures + 1 : 1;
    robots.lost = *before && (*before)->lost ? (*before)->lost : now;
    robots.until = now + backoff(kFirstRetry, robots.failures - 1);
    if (now - *robots.lost > kLostForGood) robots.problem.clear();
  } else if (answer->status / 100 == 2) {
    robots.text = answer->body.substr(0, kRobotsBytes);
  }
  if (auto put = frontier_.put_robots(origin, robots); !put) {
    return tl::make_unexpected(put.error());
  }
  rules_.insert_or_assign(origin, rules_of(robots));
  return std::exchange(waiting_[origin], {});
}

}  // namespace dealwire
