// The frontier: which URLs are to be fetched, when, and what came of it. The crawler (ingest/)
// asks and tells, the store keeps it; this is all they know of each other.
//
// Politeness lives here and not in a process: a queue's `not_before` outlasts the run that set it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/time.h"

namespace dealwire {

// How a URL came to be known, which says what is done with it. Settings name those of the first
// four kinds, which are fetched at intervals.
enum class UrlKind {
  kFeed,     // read for the URLs of articles
  kSitemap,  // likewise, and for those of further sitemaps
  kList,     // a page, read for the links to articles on it
  kPage,     // each new state is a document
  kPart,     // a sitemap that another one names: fetched when that says so, or at intervals
  kArticle,  // found in one of these: fetched once, and when it was changed
};

inline constexpr std::array<std::string_view, 6> kUrlKindNames = {"feed", "sitemap", "list",
                                                                  "page", "part",    "article"};
inline std::string_view name(UrlKind kind) { return kUrlKindNames[static_cast<size_t>(kind)]; }

// Is it read for the URLs in it, and no document?
inline bool is_index(UrlKind kind) { return kind != UrlKind::kPage && kind != UrlKind::kArticle; }
inline bool is_index_kind(std::string_view kind) {
  for (const UrlKind known : {UrlKind::kFeed, UrlKind::kSitemap, UrlKind::kList, UrlKind::kPart}) {
    if (kind == name(known)) return true;
  }
  return false;
}

// A URL that settings name.
struct WantedUrl {
  std::string url;  // normalized
  std::string source;
  UrlKind kind = UrlKind::kFeed;
  std::string queue;
};

// A URL to be fetched.
struct QueuedUrl {
  std::string url;
  std::string source;
  UrlKind kind = UrlKind::kArticle;
  // What is fetched one after the other: its host ("news.example", "127.0.0.1:8080"), or a group
  // that settings put its source into.
  std::string queue;
  int failures = 0;   // in a row
  Time well_since{};  // when it was last fetched well, or first known
  // What was fetched last: where it came from in the end, what it came with, and its SHA-256, since
  // servers that know no 304 send it again.
  std::optional<std::string> ended_at, etag, last_modified, digest;
  std::optional<std::string> updated;  // when it was changed last, as who names it says
};

// A URL that a feed, a sitemap or a page of links names.
struct FoundUrl {
  std::string url;  // normalized
  std::string origin;
  std::optional<std::string> guid;  // the feed's own id for the entry, if it is one
  std::string title;
  std::optional<std::string> published, updated;  // RFC 3339, in UTC
  std::string content;  // the article itself in HTML, where the feed carries it; else ""
};

// A found URL on its way into the frontier.
struct Discovery {
  FoundUrl found;
  std::string identity;  // the same for all URLs that are known to lead to the same page
  std::string queue;
  UrlKind kind = UrlKind::kArticle;
  std::optional<Time> due;     // when to fetch it; empty: there is no need
  bool changed = false;        // it is known, and is to be fetched once more
  std::optional<size_t> text;  // its document, among Outcome::captures
};

// A document in the archive.
struct Capture {
  std::string url;     // where it came from in the end
  std::string queued;  // the URL that led there
  std::string file;    // of the archive folder
  uint64_t record = 0;
  Time fetched_at{};
};

// What became of a fetch.
struct Outcome {
  std::string problem;      // what went wrong, or why it is not wanted; "" if all is well
  bool untried = false;     // it was not asked for, so that the problem is no failure of its own
  std::optional<Time> due;  // when to fetch it again; never if empty
  std::optional<std::string> ended_at, etag, last_modified, digest;
  std::vector<Capture> captures;  // documents: the page's, or those that a feed carries
  std::vector<Discovery> discoveries;
};

struct Settled {
  QueuedUrl url;
  Outcome outcome;
};

// When a queue may go on, and how many of its hosts' answers in a row said to come later, or were
// none.
struct Pace {
  Time not_before{};
  int failures = 0;
};

// What is known of an origin's robots.txt.
struct Robots {
  std::string text;     // "" where everything is allowed
  std::string problem;  // why it could not be had: nothing may be fetched until `until` then
  Time until{};
  int failures = 0;          // in a row
  std::optional<Time> lost;  // since when it cannot be had
};

class Frontier {
 public:
  virtual ~Frontier() = default;

  // Makes the URLs that settings name known; those they name no longer are not fetched any more.
  virtual Expected<void> plan(const std::vector<WantedUrl>& wanted, Time now) = 0;

  // The queues that have something due by `now`, by name.
  virtual Expected<std::vector<std::string>> busy_queues(Time now) = 0;

  // What is due by `now` of a queue, at most so many: first what settings name, then what has been
  // due for longest.
  virtual Expected<std::vector<QueuedUrl>> due(const std::string& queue, Time now, size_t most) = 0;

  // Makes URLs due at once that somebody asks for, whatever is known of them; what was purged too.
  virtual Expected<std::vector<QueuedUrl>> request(const std::vector<Discovery>& wanted,
                                                   const std::string& source, Time now) = 0;

  // Those of what a source's feeds name that are to be told to the frontier: new ones, and known
  // ones that were changed. `url`, `identity` and `guid` each may tell that one is known.
  virtual Expected<std::vector<Discovery>> sift(const std::string& source,
                                                std::vector<Discovery> discoveries) = 0;

  // Notes all URLs that are asked for, or about to be, and not settled. Should the run die, plan()
  // and request() of the next one make them due at `again`: nothing is asked for each time because
  // runs die in a row.
  virtual Expected<void> note_asked(const std::vector<std::string>& urls, Time again) = 0;

  // Acknowledges fetches: all of them in one transaction, or none. It outlasts the process at once,
  // and the machine from the next sync() on; until then the archive's file must stay open.
  virtual Expected<void> settle(const std::vector<Settled>& settled,
                                const std::map<std::string, Pace>& paces, Time now) = 0;

  virtual Expected<void> sync() = 0;

  // Acknowledges a document that was archived by a run that died before it could. Nothing happens
  // if it did, or unless the URL that was queued waits to be fetched.
  virtual Expected<void> adopt(const Capture& capture) = 0;

  // Of a queue that is not known: none.
  virtual Expected<Pace> pace(const std::string& queue) = 0;

  virtual Expected<std::optional<Robots>> robots(const std::string& origin) = 0;
  virtual Expected<void> put_robots(const std::string& origin, const Robots& robots) = 0;
};

}  // namespace dealwire
