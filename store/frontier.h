// The frontier as the store keeps it, and with it the documents that wait to be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/frontier.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace dealwire {

struct UnreadCapture {
  int64_t id = 0;
  std::string file;  // of the archive folder
  uint64_t record = 0;
};

struct SourceState {
  std::string name;
  long known = 0, waiting = 0, failed = 0;  // URLs: all, to be fetched, given up
  std::optional<std::string> fetched_at;    // when the source itself was last fetched well
  std::optional<std::string> due;
  std::optional<std::string> problem;
};

struct FailedUrl {
  std::string url, problem;
  std::optional<std::string> due;  // when it is tried again
};

// Shares the store's connection and must not outlive it.
class StoredFrontier final : public Frontier {
 public:
  explicit StoredFrontier(Store& store);

  Expected<void> plan(const std::vector<WantedUrl>& wanted, Time now) override;
  Expected<std::vector<std::string>> busy_queues(Time now) override;
  Expected<std::vector<QueuedUrl>> due(const std::string& queue, Time now, size_t most) override;
  Expected<std::vector<QueuedUrl>> request(const std::vector<Discovery>& wanted,
                                           const std::string& source, Time now) override;
  Expected<std::vector<Discovery>> sift(const std::string& source,
                                        std::vector<Discovery> discoveries) override;
  Expected<void> note_asked(const std::vector<std::string>& urls, Time again) override;
  Expected<void> settle(const std::vector<Settled>& settled,
                        const std::map<std::string, Pace>& paces, Time now) override;
  Expected<void> sync() override;
  Expected<void> adopt(const Capture& capture) override;
  Expected<Pace> pace(const std::string& queue) override;
  Expected<std::optional<Robots>> robots(const std::string& origin) override;
  Expected<void> put_robots(const std::string& origin, const Robots& robots) override;

  // The last record of a file that is acknowledged; 0 if none is.
  Expected<uint64_t> last_record(const std::string& file) const;

  // The oldest document that nobody has read, of those that came after capture `after`, and the
  // note that somebody has: `document` is its id, or `problem` why it could not be read. That of
  // one that the archive `lost` is not the source's.
  Expected<std::optional<UnreadCapture>> unread(int64_t after) const;
  Expected<void> mark_read(int64_t capture, const std::string& reader,
                           const std::optional<std::string>& document,
                           const std::optional<std::string>& problem, bool lost = false);

  // Another URL of what a capture holds, as its page says: it is not fetched.
  Expected<void> know(int64_t capture, const Discovery& discovery, Time now);

  Expected<std::vector<SourceState>> sources() const;
  Expected<std::vector<FailedUrl>> failed(size_t most) const;

 private:
  Store& store_;
  SqlCache sql_;
};

}  // namespace dealwire
