// The crawler: takes what is due from the frontier, fetches it as its host's robots.txt allows,
// many hosts at once, puts the payloads into the archive and acknowledges them.
//
// in:  settings, a frontier, HTTP, an archive, a clock
// out: records in the archive, and the frontier's knowledge of what was fetched
//
// The order is what makes it safe to kill: archive first, acknowledge in one transaction, and only
// then does anything read the payload.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "ingest/http.h"
#include "ingest/origins.h"
#include "ingest/recorder.h"
#include "ingest/schedule.h"
#include "ingest/settings.h"
#include "ingest/visit.h"
#include "model/budget.h"
#include "model/frontier.h"
#include "warc/archive.h"

namespace dealwire {

struct CrawlCounts {
  size_t fetched = 0;    // documents in the archive
  size_t unchanged = 0;  // answered 304, or with what is known
  size_t indexes = 0;    // feeds, sitemaps and pages of links that were read
  size_t skipped = 0;    // disallowed by robots.txt, not to be archived, or no text
  size_t failed = 0;
};

class Crawl {
 public:
  struct Parts {
    const Settings& settings;
    Frontier& frontier;
    Http& http;
    Archive& archive;
    std::function<Instant()> now;
    std::function<double()> chance;                // of [0, 1): spreads requests in time
    std::function<void(const std::string&)> note;  // what went wrong with a URL
    std::function<void(const std::string&)> warn;  // a source is overdue
    Budget budget = {};
  };
  explicit Crawl(Parts parts);
  Crawl(const Crawl&) = delete;

  // Tells the frontier what settings want. To be called first.
  Expected<void> plan();

  // Fetches these URLs and nothing else, as the source at their origin, where settings name one.
  Expected<void> request(const std::vector<std::string>& urls);

  // Asks for what may be asked for, waits at most so long for answers, and takes them in. Returns
  // when the next step has something to do: now, later where hosts are to be left alone, or never
  // (nullopt) if nothing is due. Fails where archive or frontier fail, which ends the crawl.
  Expected<std::optional<Instant>> step(milliseconds most);

  // Acknowledges what was fetched, for good; what is under way stays due.
  Expected<void> finish();

  const CrawlCounts& counts() const { return counts_; }
  size_t under_way() const { return static_cast<size_t>(under_way_); }  // requests
  size_t waiting() const { return visits_.size(); }  // URLs in hand, with those under way
  // Sources that were not fetched well for `kPatience` intervals, and failed again now.
  size_t overdue() const { return overdue_; }

  static constexpr int kPatience = 3;

 private:
  // What is known of a queue while the crawl lasts.
  struct Queue {
    Pace pace;
    milliseconds pause = seconds(1);  // between two requests, as it was last
    size_t in_hand = 0;               // visits that are not acknowledged yet
    bool has_more = true;             // due in the frontier, and not in hand
  };
  // A robots.txt that was asked for.
  struct Asking {
    std::string origin, url, queue;
    const Source* source = nullptr;
    int hops = 0;
  };

  size_t share_of(const Queue& queue) const;
  Expected<void> refill();
  Expected<Queue*> queue(const std::string& name);
  Expected<void> begin(QueuedUrl queued);
  Expected<void> wait_for_turn(uint64_t id, bool ahead);
  Expected<void> go(uint64_t id);
  void ask_robots(Asking asking);
  Expected<void> take(HttpAnswer answer);
  Expected<void> take_robots(Asking asking, const Expected<HttpResponse>& response);
  Expected<void> take_page(uint64_t id, Expected<HttpResponse> response);
  void rest(const std::string& queue, const Source& source, const std::string& origin,
            const Expected<HttpResponse>& answer);
  Expected<Fetched> fetched(const Visit& visit, HttpResponse response);
  void end(uint64_t id, Expected<Fetched> fetched);
  Expected<void> acknowledged(const Expected<std::vector<Settled>>& settled);
  Time now() const { return std::chrono::floor<seconds>(parts_.now()); }
  const Source& source_of(const std::string& name) const;
  const Source* source_at(const std::string& origin) const;
  std::string queue_of(const Visit& visit) const;

  Parts parts_;
  CrawlCounts counts_;
  size_t overdue_ = 0;
  Schedule schedule_;
  Origins origins_;
  std::map<std::string, Queue> queues_;
  std::map<uint64_t, Visit> visits_;
  std::map<uint64_t, Asking> asking_;
  std::unordered_set<std::string> in_hand_;  // the URLs of visits, until they are acknowledged
  std::set<std::string> asked_;              // those of them that were asked for
  bool is_noted_ = true;                     // is the frontier told of them?
  size_t share_ = 0;                         // of what waits in memory, for a queue
  uint64_t last_id_ = 0;
  int under_way_ = 0;  // requests
  Instant refill_at_{};
  Recorder recorder_;
};

}  // namespace dealwire
