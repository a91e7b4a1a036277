#include "ingest/crawl.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "ingest/feed.h"
#include "ingest/files.h"
#include "ingest/robots.h"

namespace dealwire {
namespace {

constexpr std::string_view kProduct = "dealwire";
constexpr int kMostRedirects = 5;
constexpr int kMostTries = 6;  // of an article: over about five hours
constexpr seconds kFirstRetry = std::chrono::minutes(10);
constexpr seconds kDay = std::chrono::hours(24);
constexpr size_t kRobotsBytes = 4u << 20;

// `first`, doubled with each failure, at most a day.
seconds backoff(seconds first, int failures) {
  return std::min(first * (1 << std::min(failures, 16)), kDay);
}

// Retry-After as seconds or as a date (RFC 9110, 10.2.3), at most a day.
std::optional<seconds> retry_after(const HttpResponse& response, Time now) {
  const auto value = response.header("Retry-After");
  if (!value) return std::nullopt;
  int64_t wait = 0;
  const char* end = value->data() + value->size();
  if (std::from_chars(value->data(), end, wait).ptr != end) {
    const time_t date = curl_getdate(value->c_str(), nullptr);
    if (date == -1) return std::nullopt;
    wait = date - now.time_since_epoch().count();
  }
  return std::clamp(seconds(wait), seconds(0), kDay);
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Will asking again help? Not where the server says that it is the URL that is wrong.
bool is_passing(const std::string& code) {
  return code == "timeout" || code == "unreachable" || code == "server" || code == "robots_lost";
}

// What the archive takes, but for feeds; a missing type is told from the bytes later.
bool is_text(const std::string& media_type) {
  return media_type.empty() || media_type == "text/html" || media_type == "text/plain" ||
         media_type == "application/xhtml+xml";
}

tl::unexpected<Error> robots_lost(const std::string& origin, const std::string& problem) {
  return fail("robots_lost", fmt::format("{}/robots.txt: cannot be had: {}", origin, problem));
}

}  // namespace

Expected<void> Crawl::plan() {
  std::vector<WantedUrl> wanted;
  for (const Source& source : parts_.settings.sources) {
    for (const std::string& url : source.urls) wanted.push_back({url, source.name, source.kind});
  }
  return parts_.frontier.plan(wanted, parts_.now());
}

Expected<HttpResponse> Crawl::get(const Source& source, const std::string& url, Headers headers,
                                  size_t most_bytes) {
  return parts_.http.get({url, std::move(headers), static_cast<long>(source.timeout.count()),
                          source.allow_private, most_bytes});
}

// RFC 9309, 2.3.1: 2xx is read, 4xx allows everything, and what else goes wrong forbids everything
// for a while. Only "stopped" and the frontier's failures are errors.
Expected<Robots> Crawl::fetch_robots(const Source& source, const std::string& origin) {
  const auto before = parts_.frontier.robots(origin);
  if (!before) return tl::make_unexpected(before.error());
  Robots robots;
  robots.problem = "redirects without end";
  std::string url = origin + "/robots.txt";
  for (int hop = 0; hop <= kMostRedirects; ++hop) {
    const auto response = get(source, url, {}, kRobotsBytes);
    if (!response && response.error().code == "stopped") {
      return tl::make_unexpected(response.error());
    }
    if (!response) {
      robots.problem = response.error().message;
      break;
    }
    const long status = response->status;
    if (is_redirect(status)) {
      const auto next = resolve_url(url, response->header("Location").value_or(""));
      if (next) url = next->text;
      if (next) continue;
    }
    robots.problem = status / 100 == 5 || status == 429 ? fmt::format("status {}", status) : "";
    if (status / 100 == 2) robots.text = response->body.substr(0, 500 * 1024);
    break;
  }
  const Time now = parts_.now();
  if (!robots.problem.empty()) robots.failures = *before ? (*before)->failures + 1 : 1;
  robots.until = now + (robots.problem.empty() ? kDay : backoff(kFirstRetry, robots.failures - 1));
  const auto put = parts_.frontier.put_robots(origin, robots, now + source.delay);
  if (!put) return tl::make_unexpected(put.error());
  return robots;
}

// May this be fetched? Fails with "robots" if not, "robots_lost" if it cannot be told now.
Expected<void> Crawl::check_robots(const Source& source, const Url& url) {
  auto known = parts_.frontier.robots(url.origin);
  if (!known) return tl::make_unexpected(known.error());
  if (!*known || (*known)->until <= parts_.now()) {
    auto fetched = fetch_robots(source, url.origin);
    if (!fetched) return tl::make_unexpected(fetched.error());
    *known = std::move(*fetched);
  }
  if (!(*known)->problem.empty()) return robots_lost(url.origin, (*known)->problem);
  if (RobotsRules::parse((*known)->text, kProduct).allows(url.path)) return {};
  return fail("robots", url.text + ": robots.txt disallows it");
}

// Follows redirects, each of which must be allowed as the URL itself must.
Expected<Crawl::Fetched> Crawl::fetch(const QueuedUrl& queued, const Source& source) {
  auto url = resolve_url("", queued.url);
  for (int hop = 0; url && hop <= kMostRedirects; ++hop) {
    const auto allowed = check_robots(source, *url);
    if (!allowed) return tl::make_unexpected(allowed.error());
    // Settings may hold a password for the source; it is nobody else's.
    Headers headers = url->origin == queued.origin ? source.headers : Headers();
    if (queued.etag) headers.emplace_back("If-None-Match", *queued.etag);
    if (queued.last_modified) headers.emplace_back("If-Modified-Since", *queued.last_modified);
    auto response = get(source, url->text, std::move(headers), parts_.budget.fetch_bytes);
    if (!response) return tl::make_unexpected(response.error());
    if (!is_redirect(response->status)) {
      return Fetched{url->text, std::move(*response), parts_.now()};
    }
    url = resolve_url(url->text, response->header("Location").value_or(""));
  }
  return fail("redirect", queued.url + (url ? ": redirects without end"
                                            : ": redirects to what is no http or https URL"));
}

Outcome Crawl::failure(const QueuedUrl& queued, const Source& source, const Error& error) {
  const Time now = parts_.now();
  Outcome out;
  out.problem = error.message;
  out.etag = queued.etag;
  out.last_modified = queued.last_modified;
  out.digest = queued.digest;
  const bool unwanted = error.code == "robots" || error.code == "type";
  ++(unwanted ? counts_.skipped : counts_.failed);
  if (queued.kind == UrlKind::kArticle) {
    if (is_passing(error.code) && queued.failures + 1 < kMostTries) {
      out.due = now + backoff(kFirstRetry, queued.failures);
    }
  } else {
    out.due = now + backoff(source.every, queued.failures);
    if (now - queued.well_since > kPatience * source.every) {
      ++overdue_;
      parts_.warn(fmt::format("source {}: not fetched well since {}: {}", queued.source,
                              to_rfc3339(queued.well_since), error.message));
    }
  }
  return out;
}

// A feed that cannot be read is the source's problem, and in the archive all the same.
Expected<void> Crawl::read_entries(const Fetched& fetched, Outcome& outcome) {
  const ContentType type = parse_content_type(fetched.response.header("Content-Type").value_or(""));
  auto feed = read_feed(fetched.response.body, type.charset, fetched.url, parts_.budget);
  if (!feed) return tl::make_unexpected(feed.error());
  outcome.found = std::move(feed->entries);
  std::erase_if(outcome.found, [](const FoundUrl& found) { return found.url.empty(); });
  ++counts_.feeds;
  return {};
}

Expected<Outcome> Crawl::take(const QueuedUrl& queued, const Source& source,
                              const Fetched& fetched) {
  const HttpResponse& response = fetched.response;
  const long status = response.status;
  Outcome out;
  out.etag = response.header("ETag");
  out.last_modified = response.header("Last-Modified");
  out.digest = sha256_hex(response.body);
  if (queued.kind != UrlKind::kArticle) out.due = fetched.at + source.every;
  if (status == 304) {
    out.etag = out.etag ? out.etag : queued.etag;
    out.last_modified = out.last_modified ? out.last_modified : queued.last_modified;
    out.digest = queued.digest;
  }
  if (status == 304 || (status == 200 && out.digest == queued.digest)) {
    ++counts_.unchanged;
    return out;
  }
  if (status != 200) {
    const bool passing = status / 100 == 5 || status == 429 || status == 408;
    return fail(passing ? "server" : "status", fmt::format("{}: status {}", fetched.url, status));
  }
  if (response.body.empty()) return fail("empty", fetched.url + ": is empty");
  const ContentType type = parse_content_type(response.header("Content-Type").value_or(""));
  if (queued.kind != UrlKind::kFeed && !is_text(type.media_type)) {
    return fail("type", fmt::format("{}: is {}", fetched.url, type.media_type));
  }
  auto capture = parts_.archive.add(
      {fetched.url, queued.url, queued.kind, queued.source, source.lang, source.charset}, response,
      fetched.at);
  if (!capture) return tl::make_unexpected(capture.error());
  if (queued.kind == UrlKind::kFeed) {
    const auto entries = read_entries(fetched, out);
    if (!entries) return tl::make_unexpected(entries.error());
  } else {
    out.capture = std::move(*capture);
    ++counts_.fetched;
  }
  return out;
}

// How long to leave the host alone after this response, or after none.
Expected<seconds> Crawl::pause(const QueuedUrl& queued, const Source& source,
                               const HttpResponse* response) {
  const auto robots = parts_.frontier.robots(queued.origin);
  if (!robots) return tl::make_unexpected(robots.error());
  seconds out = source.delay;
  if (*robots) {
    const auto asked = RobotsRules::parse((*robots)->text, kProduct).crawl_delay();
    out = std::max(out, seconds(asked.value_or(0)));
  }
  if (response != nullptr && (response->status == 429 || response->status == 503)) {
    out = std::max(out, retry_after(*response, parts_.now()).value_or(kFirstRetry));
  }
  return out;
}

// Fetches one URL and says what became of it. What is wrong with the URL is an outcome, what is
// wrong with us an error.
Expected<Outcome> Crawl::attempt(const QueuedUrl& queued, const Source& source) {
  const auto fetched = fetch(queued, source);
  auto out = fetched ? take(queued, source, *fetched) : tl::make_unexpected(fetched.error());
  if (!out) {
    const Error error = out.error();
    if (error.code == "stopped" || error.code == "archive" || error.code == "store") return out;
    parts_.note(error.message);
    out = failure(queued, source, error);
  }
  const auto rest = pause(queued, source, fetched ? &fetched->response : nullptr);
  if (!rest) return tl::make_unexpected(rest.error());
  out->host_free = parts_.now() + *rest;
  if (out->due && !out->problem.empty()) out->due = std::max(*out->due, *out->host_free);
  return out;
}

Expected<std::optional<Time>> Crawl::step() {
  const Time now = parts_.now();
  const auto queued = parts_.frontier.next(now);
  if (!queued) return tl::make_unexpected(queued.error());
  if (!*queued) return std::nullopt;
  const QueuedUrl& url = **queued;
  if (url.ready > now) return url.ready;
  static const Source kGone;  // an article's source may have left the settings
  const Source* named = parts_.settings.find(url.source);
  const Source& source = named == nullptr ? kGone : *named;

  const auto robots = parts_.frontier.robots(url.origin);
  if (!robots) return tl::make_unexpected(robots.error());
  if (!*robots || (*robots)->until <= now) {
    // A request of its own, so the host is left alone for a while before the next.
    const auto fetched = fetch_robots(source, url.origin);
    if (!fetched) return tl::make_unexpected(fetched.error());
    return now;
  }
  const auto outcome = attempt(url, source);
  if (!outcome) return tl::make_unexpected(outcome.error());
  const auto settled = parts_.frontier.settle(url, *outcome, parts_.now());
  if (!settled) return tl::make_unexpected(settled.error());
  return parts_.now();
}

}  // namespace dealwire
