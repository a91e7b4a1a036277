// One URL on its way: from the frontier, over redirects, to what became of it. Functions from value
// to value; crawl.cc says when each is called.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/http.h"
#include "ingest/settings.h"
#include "model/budget.h"
#include "model/frontier.h"
#include "warc/archive.h"
#include "web/url.h"

namespace dealwire {

struct Visit {
  QueuedUrl queued;
  const Source* source = nullptr;
  Url at;                           // where it has come to
  std::vector<std::string> been;    // where it was before
  std::vector<Exchange> exchanges;  // what it was answered there
};

// What became of a visit, and what is to be archived before the frontier is told.
struct Fetched {
  Settled settled;
  std::vector<Exchange> exchanges;
  std::vector<size_t> documents;  // which of them; their captures are the outcome's
  bool unchanged = false;
};

// The request for where it has come to. What the last payload came with goes to the URL that gave
// it; of the headers of settings those of content negotiation (Accept...) to all hosts, the others
// to those that settings name.
HttpRequest request_of(const Visit& visit, const std::string& proxy);

// Where the answer leads on: a redirect's end, or the feed that the page names which stands in for
// one. nullopt if it is the end. Fails with "redirect".
std::optional<Expected<Url>> onward(const Visit& visit, const HttpResponse& response);

// Notes the answer, as the archive will hold it, and goes on.
void go_on(Visit& visit, HttpResponse response, Url next, Time at);

// The end of a visit that was answered. `discoveries` are still to be sifted by the frontier. Fails
// with "status", "server" (it may pass), "empty", "type", "noarchive", or as read_index() does.
Expected<Fetched> conclude(const Visit& visit, HttpResponse response, Time at,
                           const Budget& budget);

// Adds conversion records for articles that the index carries, and are news.
void archive_texts(const Visit& visit, Time at, Fetched& fetched);

// The end of a visit that failed: when to try again, if that may help.
Fetched give_up(const Visit& visit, const Error& error, Time now);

}  // namespace dealwire
