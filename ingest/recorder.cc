#include "ingest/recorder.h"

#include <iterator>

namespace dealwire {

void Recorder::wait(milliseconds most) const {
  if (writing_.valid()) writing_.wait_for(most);
}

// Hands what gathered to the other thread, which alone touches archive and exchanges until then.
void Recorder::write() {
  batch_ = std::exchange(gathered_, {});
  std::vector<Exchange> exchanges;
  for (Fetched& fetched : batch_) {
    std::move(fetched.exchanges.begin(), fetched.exchanges.end(), std::back_inserter(exchanges));
  }
  writing_ = std::async(std::launch::async, [this, exchanges = std::move(exchanges)] {
    auto captures = archive_.add(exchanges);
    written_();
    return captures;
  });
}

Expected<std::vector<Settled>> Recorder::acknowledge(Time now) {
  std::vector<Settled> settled;
  if (writing_.valid()) {
    const auto captures = writing_.get();
    if (!captures) return tl::make_unexpected(captures.error());
    size_t first = 0;
    for (Fetched& fetched : batch_) {
      for (const size_t document : fetched.documents) {
        fetched.settled.outcome.captures.push_back((*captures)[first + document]);
      }
      first += fetched.exchanges.size();
      settled.push_back(std::move(fetched.settled));
    }
    batch_.clear();
  }
  if (settled.empty() && paces_.empty()) return settled;
  if (auto done = frontier_.settle(settled, std::exchange(paces_, {}), now); !done) {
    return tl::make_unexpected(done.error());
  }
  return settled;
}

Expected<std::vector<Settled>> Recorder::advance(Time now) {
  std::vector<Settled> settled;
  const bool written =
      writing_.valid() && writing_.wait_for(seconds(0)) == std::future_status::ready;
  if (written || (!writing_.valid() && gathered_.empty() && !paces_.empty())) {
    auto acknowledged = acknowledge(now);
    if (!acknowledged) return acknowledged;
    settled = std::move(*acknowledged);
  }
  if (!writing_.valid() && !gathered_.empty()) write();
  return settled;
}

Expected<std::vector<Settled>> Recorder::finish(Time now) {
  std::vector<Settled> settled;
  while (busy() || !paces_.empty()) {
    if (writing_.valid()) writing_.wait();
    auto some = advance(now);
    if (!some) return some;
    std::move(some->begin(), some->end(), std::back_inserter(settled));
  }
  return settled;
}

}  // namespace dealwire
