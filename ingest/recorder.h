// What was fetched, on its way into archive and frontier. Archiving goes on in a thread of its own,
// so that the network need not wait for the disk: while one batch is written the next gathers, as
// large as the disk is slow.
#pragma once

#include <functional>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "ingest/visit.h"
#include "model/error.h"
#include "model/frontier.h"
#include "warc/archive.h"

namespace dealwire {

class Recorder {
 public:
  // `written` is called by the other thread when it has written a batch.
  Recorder(Frontier& frontier, Archive& archive, std::function<void()> written)
      : frontier_(frontier), archive_(archive), written_(std::move(written)) {}
  Recorder(const Recorder&) = delete;

  void add(Fetched fetched) { gathered_.push_back(std::move(fetched)); }
  // To be acknowledged with the next batch.
  void set_pace(const std::string& queue, const Pace& pace) { paces_[queue] = pace; }

  // Acknowledges what is archived by now, and has what gathered since archived. Gives what was
  // acknowledged. Fails with "archive" or "store"; nothing of the batch is acknowledged then.
  Expected<std::vector<Settled>> advance(Time now);
  // The same until nothing is left.
  Expected<std::vector<Settled>> finish(Time now);

  bool busy() const { return writing_.valid() || !gathered_.empty(); }
  size_t waiting() const { return gathered_.size(); }
  // Waits until a batch is written, at most so long.
  void wait(milliseconds most) const;

 private:
  Expected<std::vector<Settled>> acknowledge(Time now);
  void write();

  Frontier& frontier_;
  Archive& archive_;
  std::function<void()> written_;
  std::vector<Fetched> gathered_, batch_;  // to be archived; being archived
  std::map<std::string, Pace> paces_;
  std::future<Expected<std::vector<Capture>>> writing_;  // the last member: waits when it goes
};

}  // namespace dealwire
