#include "ingest/visit.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/finder.h"
#include "ingest/pace.h"
#include "text/utf8.h"
#include "warc/files.h"
#include "web/discover.h"
#include "web/manners.h"
#include "web/robots.h"

namespace dealwire {
namespace {

constexpr size_t kMostHops = 5;
constexpr int kMostTries = 6;  // of an article: over about five hours

// Will asking again help? Not where the server says that it is the URL that is wrong.
bool is_passing(const std::string& code) {
  return code == "timeout" || code == "unreachable" || code == "broken" || code == "tls" ||
         code == "server";
}

// What the archive takes as a document; a missing type is told from the bytes later.
bool is_text(const std::string& media_type) {
  return media_type.empty() || media_type == "text/html" || media_type == "text/plain" ||
         media_type == "application/xhtml+xml";
}

bool is_html(const std::string& media_type) {
  return media_type == "text/html" || media_type == "application/xhtml+xml";
}

ContentType type_of(const HttpResponse& response) {
  return parse_content_type(response.header("Content-Type").value_or(""));
}

Exchange exchange_of(const Visit& visit, HttpResponse response, Time at) {
  const Source& source = *visit.source;
  Exchange out;
  out.from = {visit.at.text,       visit.queued.url, visit.queued.kind,
              visit.queued.source, source.lang,      source.charset};
  out.digest = sha256_hex(response.body);
  out.response = std::move(response);
  out.at = at;
  return out;
}

// Is it a host that settings name for the source?
bool is_own(const Source& source, const std::string& origin) {
  return std::any_of(source.urls.begin(), source.urls.end(),
                     [&](const std::string& url) { return url.starts_with(origin + "/"); });
}

// When what is fetched at intervals is fetched again.
std::optional<Time> next_time(const Visit& visit, Time at) {
  const bool told = visit.queued.kind == UrlKind::kPart && visit.queued.updated;
  if (visit.queued.kind == UrlKind::kArticle || told) return std::nullopt;
  return at + visit.source->every;
}

// The same as last time: a revisit, of what is a document.
Fetched unchanged(const Visit& visit, Exchange last, Time at) {
  const QueuedUrl& queued = visit.queued;
  Fetched out{{queued, {}}, {}, {}, true};
  Outcome& outcome = out.settled.outcome;
  outcome.due = next_time(visit, at);
  const auto or_before = [&](const char* name, const std::optional<std::string>& before) {
    const auto told = last.response.header(name);
    return told ? told : before;
  };
  outcome.etag = or_before("ETag", queued.etag);
  outcome.last_modified = or_before("Last-Modified", queued.last_modified);
  outcome.digest = queued.digest;
  outcome.ended_at = queued.ended_at;
  last.kind =
      last.response.status == 304 ? Exchange::Kind::kUnmodified : Exchange::Kind::kSamePayload;
  last.digest = queued.digest.value_or("");
  if (is_index(queued.kind)) return out;
  out.exchanges = visit.exchanges;
  out.exchanges.push_back(std::move(last));
  return out;
}

Expected<void> check(const Visit& visit, const HttpResponse& response, Time at) {
  const std::string& url = visit.at.text;
  const long status = response.status;
  if (status != 200) {
    const bool passing = status / 100 == 5 || status == 429 || status == 408;
    return fail(passing ? "server" : "status", fmt::format("{}: status {}", url, status));
  }
  if (response.body.empty()) return fail("empty", url + ": is empty");
  if (is_index(visit.queued.kind)) return {};
  const std::string type = type_of(response).media_type;
  if (!is_text(type)) return fail("type", fmt::format("{}: is {}", url, type));
  if (visit.source->ignore_noarchive) return {};
  const ArchiveWish wish = archive_wish(response.head, response.body, kProductToken, at);
  if (wish.noarchive) {
    return fail("noarchive", url + ": asks not to be archived: " + wish.reason);
  }
  return {};
}

}  // namespace

HttpRequest request_of(const Visit& visit, const std::string& proxy) {
  const Source& source = *visit.source;
  const QueuedUrl& queued = visit.queued;
  HttpRequest out;
  out.url = visit.at.text;
  for (const auto& header : source.headers) {
    // What a source's pages are wanted in, all that it names are. Any other header may be a
    // password for the source, and is nobody else's.
    if (ascii_lower(header.first).starts_with("accept")) {
      out.headers.push_back(header);
    } else if (is_own(source, visit.at.origin)) {
      out.secret.push_back(header);
    }
  }
  if (out.url == queued.ended_at.value_or(queued.url)) {
    if (queued.etag) out.headers.emplace_back("If-None-Match", *queued.etag);
    if (queued.last_modified) out.headers.emplace_back("If-Modified-Since", *queued.last_modified);
  }
  out.connect_timeout = source.connect_timeout;
  out.timeout = source.timeout;
  out.allow_private = source.allow_private;
  out.proxy = source.proxy.value_or(proxy);
  if (source.cookies) out.cookies = source.name;
  // Only a sitemap may be as large as the protocol lets it.
  const bool is_sitemap = queued.kind == UrlKind::kSitemap || queued.kind == UrlKind::kPart;
  const Budget budget;
  out.most_bytes =
      source.most_bytes.value_or(is_sitemap ? budget.sitemap_bytes : budget.fetch_bytes);
  return out;
}

std::optional<Expected<Url>> onward(const Visit& visit, const HttpResponse& response) {
  std::optional<Url> next;
  if (response.redirects()) {
    next = resolve_url(visit.at.text, response.header("Location").value_or(""));
    if (!next) {
      return fail("redirect", visit.queued.url + ": redirects to what is no http or https URL");
    }
  } else if (visit.queued.kind == UrlKind::kFeed && response.status == 200) {
    const ContentType type = type_of(response);
    if (!is_html(type.media_type)) return std::nullopt;
    const auto feeds = discover_feeds(response.body, type.charset, visit.at.text);
    if (!feeds.empty()) next = resolve_url("", feeds.front());
  }
  if (!next) return std::nullopt;
  // Sites that want a cookie send away whom they lack it from, and back with it.
  const bool again = !visit.source->cookies &&
                     (next->text == visit.at.text || std::find(visit.been.begin(), visit.been.end(),
                                                               next->text) != visit.been.end());
  if (again || visit.been.size() >= kMostHops) {
    return fail("redirect", visit.queued.url + ": redirects without end");
  }
  return *next;
}

void go_on(Visit& visit, HttpResponse response, Url next, Time at) {
  visit.exchanges.push_back(exchange_of(visit, std::move(response), at));
  visit.been.push_back(visit.at.text);
  visit.at = std::move(next);
}

Expected<Fetched> conclude(const Visit& visit, HttpResponse response, Time at,
                           const Budget& budget) {
  const QueuedUrl& queued = visit.queued;
  Exchange last = exchange_of(visit, std::move(response), at);
  const HttpResponse& answer = last.response;
  const bool unmodified = answer.status == 304 && queued.digest;
  if (unmodified || (answer.status == 200 && last.digest == queued.digest)) {
    return unchanged(visit, std::move(last), at);
  }
  if (const auto well = check(visit, answer, at); !well) {
    return tl::make_unexpected(well.error());
  }
  Fetched out{{queued, {}}, visit.exchanges, {}};
  Outcome& outcome = out.settled.outcome;
  outcome.due = next_time(visit, at);
  outcome.etag = answer.header("ETag");
  outcome.last_modified = answer.header("Last-Modified");
  outcome.digest = last.digest;
  if (visit.at.text != queued.url) outcome.ended_at = visit.at.text;
  if (is_index(queued.kind)) {
    const IndexPage page{queued.kind, visit.at.text, answer.body, type_of(answer).charset};
    auto discoveries = read_index(page, *visit.source, at, budget);
    if (!discoveries) return tl::make_unexpected(discoveries.error());
    outcome.discoveries = std::move(*discoveries);
  } else {
    out.documents.push_back(out.exchanges.size());
    // Where redirects led is known from now on, too.
    if (!visit.been.empty()) {
      FoundUrl found;
      found.url = visit.at.text;
      found.origin = visit.at.origin;
      outcome.discoveries.push_back(discovery_of(std::move(found), *visit.source));
    }
  }
  out.exchanges.push_back(std::move(last));
  return out;
}

void archive_texts(const Visit& visit, Time at, Fetched& fetched) {
  for (Discovery& discovery : fetched.settled.outcome.discoveries) {
    if (discovery.found.content.empty()) continue;
    Exchange text;
    text.kind = Exchange::Kind::kConversion;
    text.from = {discovery.found.url, discovery.found.url, UrlKind::kArticle,
                 visit.queued.source, visit.source->lang,  std::nullopt};
    text.response.body = std::move(discovery.found.content);
    text.digest = sha256_hex(text.response.body);
    text.at = at;
    discovery.text = fetched.documents.size();
    fetched.documents.push_back(fetched.exchanges.size());
    fetched.exchanges.push_back(std::move(text));
  }
}

Fetched give_up(const Visit& visit, const Error& error, Time now) {
  const QueuedUrl& queued = visit.queued;
  Fetched out{{queued, {}}, visit.exchanges, {}};
  Outcome& outcome = out.settled.outcome;
  outcome.problem = error.message;
  outcome.etag = queued.etag;
  outcome.last_modified = queued.last_modified;
  outcome.digest = queued.digest;
  outcome.ended_at = queued.ended_at;
  if (queued.kind != UrlKind::kArticle) {
    outcome.due = now + backoff(visit.source->every, queued.failures);
  } else if (is_passing(error.code) && queued.failures + 1 < kMostTries) {
    outcome.due = now + backoff(kFirstRetry, queued.failures);
  }
  return out;
}

}  // namespace dealwire
