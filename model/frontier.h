// The frontier: which URLs are to be fetched, when, and what came of it. The crawler (ingest/)
// asks and tells, the store keeps it; this is all they know of each other.
//
// Politeness lives here and not in a process: a host's `not_before` outlasts the run that set it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/time.h"

namespace dealwire {

// How a URL came to be known, which says what is done with it.
enum class UrlKind {
  kFeed,     // settings name it: fetched at intervals and read for the URLs of articles
  kPage,     // settings name it: fetched at intervals, each new state is a document
  kArticle,  // found in a feed: fetched once
};

inline constexpr std::array<std::string_view, 3> kUrlKindNames = {"feed", "page", "article"};
inline std::string_view name(UrlKind kind) { return kUrlKindNames[static_cast<size_t>(kind)]; }

// A URL that settings name.
struct WantedUrl {
  std::string url;  // normalized
  std::string source;
  UrlKind kind = UrlKind::kFeed;
};

// A URL to be fetched.
struct QueuedUrl {
  std::string url;
  std::string source;
  UrlKind kind = UrlKind::kArticle;
  std::string origin;  // "https://news.example", which is what politeness and robots.txt are of
  Time ready{};        // when it may be fetched: its own time and its host's
  int failures = 0;    // in a row
  Time well_since{};   // when it was last fetched well, or first known
  // What the last payload came with, and its SHA-256: servers that know no 304 send it again.
  std::optional<std::string> etag, last_modified, digest;
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
  std::string problem;            // what went wrong, or why it is not wanted; "" if all is well
  std::optional<Time> due;        // when to fetch it again; never if empty
  std::optional<Time> host_free;  // when its host may be asked again
  std::optional<std::string> etag, last_modified, digest;
  std::optional<Capture> capture;
  std::vector<FoundUrl> found;
};

// What is known of a host's robots.txt.
struct Robots {
  std::string text;     // "" where everything is allowed
  std::string problem;  // why it could not be had: nothing may be fetched until `until` then
  Time until{};
  int failures = 0;  // in a row
};

class Frontier {
 public:
  virtual ~Frontier() = default;

  // Makes the URLs that settings name known; those they name no longer are not fetched any more.
  virtual Expected<void> plan(const std::vector<WantedUrl>& wanted, Time now) = 0;

  // The URL that may be fetched first among those due by `now`, if any is; its `ready` may lie
  // after `now` where its host wants to be left alone.
  virtual Expected<std::optional<QueuedUrl>> next(Time now) = 0;

  // Acknowledges a fetch: all of `outcome` in one transaction, or nothing.
  virtual Expected<void> settle(const QueuedUrl& url, const Outcome& outcome, Time now) = 0;

  // Acknowledges a document that was archived by a run that died before it could. Nothing happens
  // if it did, or unless the URL that was queued waits to be fetched.
  virtual Expected<void> adopt(const Capture& capture) = 0;

  virtual Expected<std::optional<Robots>> robots(const std::string& origin) = 0;
  virtual Expected<void> put_robots(const std::string& origin, const Robots& robots,
                                    Time host_free) = 0;
};

}  // namespace dealwire
