#include "ingest/schedule.h"

#include <algorithm>

namespace dealwire {

// Changes a queue, and its place in the order of turns with it.
template <typename F>
void Schedule::change(const std::string& name, F f) {
  Queue& queue = queues_[name];
  if (queue.listed) turns_.erase({queue.free, name});
  f(queue);
  queue.listed = !queue.waiting.empty() && queue.running < queue.most;
  if (queue.listed) turns_.emplace(queue.free, name);
}

void Schedule::add(const std::string& queue, uint64_t visit, int most, bool ahead) {
  change(queue, [&](Queue& found) {
    const bool idle = found.waiting.empty() && found.running == 0;
    found.most = idle ? most : std::min(found.most, most);
    ahead ? found.waiting.push_front(visit) : found.waiting.push_back(visit);
  });
}

std::optional<uint64_t> Schedule::next(Instant now) {
  if (turns_.empty() || turns_.begin()->first > now) return std::nullopt;
  const std::string name = turns_.begin()->second;
  uint64_t visit = 0;
  change(name, [&](Queue& queue) {
    visit = queue.waiting.front();
    queue.waiting.pop_front();
    ++queue.running;
  });
  return visit;
}

void Schedule::done(const std::string& queue) {
  change(queue, [](Queue& found) { --found.running; });
}

void Schedule::hold(const std::string& queue, Instant until) {
  change(queue, [&](Queue& found) { found.free = std::max(found.free, until); });
}

std::optional<Instant> Schedule::wake() const {
  return turns_.empty() ? std::nullopt : std::optional(turns_.begin()->first);
}

}  // namespace dealwire
