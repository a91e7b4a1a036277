// Whose turn it is. Visits wait in queues, one for each host or group of hosts; a queue lets only
// so many go at once, and none before it is free again.
//
// Not thread-safe. Each call takes the logarithm of the number of queues.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "model/time.h"

namespace dealwire {

class Schedule {
 public:
  // A visit waits for its turn, behind the others of its queue or before them. `most`: how many of
  // the queue may be under way at once; of different wishes the smallest counts.
  void add(const std::string& queue, uint64_t visit, int most, bool ahead = false);

  // The visit whose queue has been free for longest; it is under way now.
  std::optional<uint64_t> next(Instant now);

  // One of the queue's visits is under way no more.
  void done(const std::string& queue);

  // Nothing of the queue goes before then.
  void hold(const std::string& queue, Instant until);

  // When next() may give something: nullopt if nothing waits, or all that does waits for what is
  // under way.
  std::optional<Instant> wake() const;

 private:
  struct Queue {
    std::deque<uint64_t> waiting;
    Instant free{};
    int running = 0, most = 1;
    bool listed = false;  // in turns_, at `free`
  };
  template <typename F>
  void change(const std::string& name, F f);

  std::map<std::string, Queue> queues_;
  std::set<std::pair<Instant, std::string>> turns_;
};

}  // namespace dealwire
