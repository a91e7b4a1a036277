// The crawler: takes what is due from the frontier, fetches it as its host's robots.txt allows,
// puts the payload into the archive and acknowledges it.
//
// in:  settings, a frontier, HTTP, an archive, a clock
// out: records in the archive, and the frontier's knowledge of what was fetched
//
// The order is what makes it safe to kill: archive first, acknowledge in one transaction, and only
// then does anything read the payload.
#pragma once

#include <functional>
#include <string>

#include "ingest/archive.h"
#include "ingest/http.h"
#include "ingest/settings.h"
#include "ingest/url.h"
#include "model/budget.h"
#include "model/frontier.h"

namespace dealwire {

struct CrawlCounts {
  size_t fetched = 0;    // documents in the archive
  size_t unchanged = 0;  // answered 304
  size_t feeds = 0;      // feeds read
  size_t skipped = 0;    // disallowed by robots.txt, or no text
  size_t failed = 0;
};

class Crawl {
 public:
  struct Parts {
    const Settings& settings;
    Frontier& frontier;
    Http& http;
    Archive& archive;
    std::function<Time()> now;
    std::function<void(const std::string&)> note;  // what went wrong with a URL
    std::function<void(const std::string&)> warn;  // a source is overdue
    Budget budget = {};
  };
  explicit Crawl(Parts parts) : parts_(std::move(parts)) {}

  // Tells the frontier what settings want. To be called first.
  Expected<void> plan();

  // Fetches one URL. Returns when the next step has something to do: now, later where hosts are to
  // be left alone, or never (nullopt) if nothing is due. Fails with "stopped", or where archive or
  // frontier fail, which ends the crawl.
  Expected<std::optional<Time>> step();

  const CrawlCounts& counts() const { return counts_; }
  // Sources that were not fetched well for `kPatience` intervals, and failed again now.
  size_t overdue() const { return overdue_; }

  static constexpr int kPatience = 3;

 private:
  // A response, and the URL that gave it in the end.
  struct Fetched {
    std::string url;
    HttpResponse response;
    Time at{};
  };

  Expected<Robots> fetch_robots(const Source& source, const std::string& origin);
  Expected<void> check_robots(const Source& source, const Url& url);
  Expected<HttpResponse> get(const Source& source, const std::string& url, Headers headers,
                             size_t most_bytes);
  Expected<Fetched> fetch(const QueuedUrl& queued, const Source& source);
  Expected<Outcome> take(const QueuedUrl& queued, const Source& source, const Fetched& fetched);
  Expected<void> read_entries(const Fetched& fetched, Outcome& outcome);
  Expected<seconds> pause(const QueuedUrl& queued, const Source& source,
                          const HttpResponse* response);
  Expected<Outcome> attempt(const QueuedUrl& queued, const Source& source);
  Outcome failure(const QueuedUrl& queued, const Source& source, const Error& error);

  Parts parts_;
  CrawlCounts counts_;
  size_t overdue_ = 0;
};

}  // namespace dealwire
