// Work on many items at once, results in the order of the items.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace dealwire {

// `next` gives items one by one until nullopt, `work` turns one into a result, `emit` takes the
// results in the items' order. `next` and `emit` are called by one thread at a time, `work` by
// `jobs` threads at once. At most a few results a thread wait for their turn, so that memory stays
// flat however many items there are.
template <typename Next, typename Work, typename Emit>
void for_each_ordered(size_t jobs, Next next, Work work, Emit emit) {
  using Item = typename decltype(next())::value_type;
  using Result = decltype(work(std::declval<Item>()));
  if (jobs <= 1) {
    while (auto item = next()) emit(work(std::move(*item)));
    return;
  }
  std::mutex mutex;
  std::condition_variable room;
  std::map<size_t, Result> waiting;
  size_t taken = 0, emitted = 0;
  bool done = false;
  const size_t window = jobs * 4;
  const auto worker = [&] {
    while (true) {
      std::unique_lock lock(mutex);
      room.wait(lock, [&] { return done || taken < emitted + window; });
      if (done) return;
      auto item = next();
      if (!item) {
        done = true;
        room.notify_all();
        return;
      }
      const size_t number = taken++;
      lock.unlock();
      Result result = work(std::move(*item));
      lock.lock();
      waiting.emplace(number, std::move(result));
      for (auto first = waiting.begin(); first != waiting.end() && first->first == emitted;
           first = waiting.begin()) {
        emit(std::move(first->second));
        waiting.erase(first);
        ++emitted;
      }
      room.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (size_t i = 0; i < jobs; ++i) threads.emplace_back(worker);
}

}  // namespace dealwire
