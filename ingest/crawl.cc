#include "ingest/crawl.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "ingest/finder.h"
#include "ingest/pace.h"

namespace dealwire {
namespace {

constexpr int kMostRobotsHops = 5;  // RFC 9309, 2.3.1.2
// Visits that wait in memory: of a queue those whose turn may come so soon, within bounds.
constexpr milliseconds kSoon{10'000};
constexpr size_t kAllInHand = 8'192, kLeastInHand = 4, kMostInHand = 128;
constexpr size_t kMostGathered = 256;  // fetched and not archived: the network waits for the disk
constexpr milliseconds kLookAgain{1'000};

bool is_unwanted(const std::string& code) {
  return code == "robots" || code == "type" || code == "noarchive";
}

// Why an origin's robots.txt does not let a visit on.
std::optional<Error> refusal(const Origins::Rules& rules, const Url& url) {
  if (!rules.problem.empty()) {
    return Error{"robots_lost",
                 fmt::format("{}/robots.txt: cannot be had: {}", url.origin, rules.problem)};
  }
  if (rules.rules.allows(url.path)) return std::nullopt;
  return Error{"robots", url.text + ": robots.txt disallows it"};
}

}  // namespace

Crawl::Crawl(Parts parts)
    : parts_(std::move(parts)),
      origins_(parts_.frontier),
      recorder_(parts_.frontier, parts_.archive, [&http = parts_.http] { http.wake(); }) {}

Expected<void> Crawl::plan() {
  std::vector<WantedUrl> wanted;
  for (const Source& source : parts_.settings.sources) {
    for (const std::string& text : source.urls) {
      const auto url = resolve_url("", text);
      if (!url) continue;
      wanted.push_back({text, source.name, source.kind, dealwire::queue_of(source, url->origin)});
    }
  }
  return parts_.frontier.plan(wanted, now());
}

const Source* Crawl::source_at(const std::string& origin) const {
  for (const Source& source : parts_.settings.sources) {
    for (const std::string& text : source.urls) {
      const auto url = resolve_url("", text);
      if (url && url->origin == origin) return &source;
    }
  }
  return nullptr;
}

Expected<void> Crawl::request(const std::vector<std::string>& urls) {
  refill_at_ = Instant::max();
  for (const std::string& text : urls) {
    const auto url = resolve_url("", text);
    if (!url) return fail("url", text + ": is no http or https URL");
    const Source* source = source_at(url->origin);
    FoundUrl found;
    found.url = url->text;
    found.origin = url->origin;
    Discovery discovery = discovery_of(std::move(found), source == nullptr ? Source() : *source);
    discovery.due = now();
    auto queued =
        parts_.frontier.request({discovery}, source == nullptr ? "" : source->name, now());
    if (!queued) return tl::make_unexpected(queued.error());
    for (QueuedUrl& one : *queued) {
      if (in_hand_.contains(one.url)) continue;
      if (const auto known = queue(one.queue); !known) return tl::make_unexpected(known.error());
      if (auto begun = begin(std::move(one)); !begun) return begun;
    }
  }
  return {};
}

// An article's source may have left the settings.
const Source& Crawl::source_of(const std::string& name) const {
  static const Source kGone;
  const Source* named = parts_.settings.find(name);
  return named == nullptr ? kGone : *named;
}

// Redirects may lead to other hosts, whose turn has to come.
std::string Crawl::queue_of(const Visit& visit) const {
  return visit.been.empty() ? visit.queued.queue
                            : dealwire::queue_of(*visit.source, visit.at.origin);
}

Expected<Crawl::Queue*> Crawl::queue(const std::string& name) {
  const auto [found, is_new] = queues_.try_emplace(name);
  if (is_new) {
    const auto pace = parts_.frontier.pace(name);
    if (!pace) return tl::make_unexpected(pace.error());
    const auto first = parts_.frontier.due(name, now(), 1);
    if (!first) return tl::make_unexpected(first.error());
    if (!first->empty()) found->second.pause = source_of(first->front().source).delay;
    found->second.pace = *pace;
    schedule_.hold(name, pace->not_before);
  }
  return &found->second;
}

// How many visits of a queue wait in memory: as many as may have their turn soon, so that a feed
// that becomes due does not wait behind hours of articles.
size_t Crawl::share_of(const Queue& queue) const {
  const auto soon = static_cast<size_t>(kSoon / std::max(queue.pause, milliseconds(1)));
  return std::clamp(std::min(share_, soon), kLeastInHand, kMostInHand);
}

// Takes in hand what is due, of each queue as much as it may need until the next look.
Expected<void> Crawl::refill() {
  const auto busy = parts_.frontier.busy_queues(now());
  if (!busy) return tl::make_unexpected(busy.error());
  share_ = kAllInHand / std::max<size_t>(busy->size(), 1);
  for (const std::string& name : *busy) {
    const auto found = queue(name);
    if (!found) return tl::make_unexpected(found.error());
    Queue& queue = **found;
    const size_t share = share_of(queue);
    if (queue.in_hand > share / 2) continue;
    // What is in hand is due, too, until it is acknowledged.
    const size_t most = queue.in_hand + share;
    auto due = parts_.frontier.due(name, now(), most);
    if (!due) return tl::make_unexpected(due.error());
    queue.has_more = due->size() == most;
    for (QueuedUrl& queued : *due) {
      if (in_hand_.contains(queued.url)) continue;
      if (auto begun = begin(std::move(queued)); !begun) return begun;
    }
  }
  refill_at_ = parts_.now() + kLookAgain;
  return {};
}

Expected<void> Crawl::begin(QueuedUrl queued) {
  const uint64_t id = ++last_id_;
  in_hand_.insert(queued.url);
  ++queues_[queued.queue].in_hand;
  Visit& visit = visits_[id];
  visit.source = &source_of(queued.source);
  const auto url = resolve_url("", queued.url);
  visit.queued = std::move(queued);
  if (!url) {
    end(id, fail("redirect", visit.queued.url + ": is no http or https URL"));
    return {};
  }
  visit.at = *url;
  return wait_for_turn(id, is_index(visit.queued.kind));
}

Expected<void> Crawl::wait_for_turn(uint64_t id, bool ahead) {
  const Visit& visit = visits_.at(id);
  const std::string name = queue_of(visit);
  if (const auto found = queue(name); !found) return tl::make_unexpected(found.error());
  schedule_.add(name, id, visit.source->connections, ahead);
  return {};
}

// A visit whose turn it is asks for its page, or for the robots.txt that must allow it.
Expected<void> Crawl::go(uint64_t id) {
  const Visit& visit = visits_.at(id);
  const std::string name = queue_of(visit);
  const std::string& origin = visit.at.origin;
  const auto rules = origins_.known(origin, now());
  if (!rules) return tl::make_unexpected(rules.error());
  if (*rules == nullptr) {
    if (origins_.wait(origin, id)) {
      ask_robots({origin, origin + "/robots.txt", name, visit.source});
    } else {
      schedule_.done(name);
    }
    return {};
  }
  if (auto refused = refusal(**rules, visit.at)) {
    schedule_.done(name);
    end(id, tl::make_unexpected(std::move(*refused)));
    return {};
  }
  ++under_way_;
  is_noted_ = !asked_.insert(visit.queued.url).second && is_noted_;
  parts_.http.start(id, request_of(visit, parts_.settings.proxy));
  // Others of the queue may go beside it, but not at the same moment.
  if (visit.source->connections > 1) {
    schedule_.hold(name, parts_.now() + pause_between(*visit.source, origins_.crawl_delay(origin),
                                                      parts_.chance()));
  }
  return {};
}

void Crawl::ask_robots(Asking asking) {
  Visit visit;  // asks with the source's own timeouts and proxy, and nothing else of it
  visit.source = asking.source;
  visit.at.text = asking.url;
  HttpRequest request = request_of(visit, parts_.settings.proxy);
  request.most_bytes = kRobotsBytes;
  request.cut = true;
  asking_.emplace(++last_id_, std::move(asking));
  ++under_way_;
  parts_.http.start(last_id_, request);
}

Expected<void> Crawl::take(HttpAnswer answer) {
  --under_way_;
  const auto asked = asking_.extract(answer.id);
  return asked ? take_robots(std::move(asked.mapped()), answer.response)
               : take_page(answer.id, std::move(answer.response));
}

Expected<void> Crawl::take_robots(Asking asking, const Expected<HttpResponse>& response) {
  if (response && response->redirects() && ++asking.hops <= kMostRobotsHops) {
    const auto next = resolve_url(asking.url, response->header("Location").value_or(""));
    if (next) {
      asking.url = next->text;
      ask_robots(std::move(asking));
      return {};
    }
  }
  const auto waited = origins_.told(asking.origin, response, now());
  if (!waited) return tl::make_unexpected(waited.error());
  const auto delay = origins_.crawl_delay(asking.origin);
  if (delay && seconds(*delay) > asking.source->most_crawl_delay) {
    parts_.note(fmt::format("{}: asks for {} seconds between requests; {} are kept", asking.origin,
                            *delay, asking.source->most_crawl_delay.count()));
  }
  // A request of its own, so the host is left alone for a while before the next.
  rest(asking.queue, *asking.source, asking.origin, response);
  const auto rules = origins_.known(asking.origin, now());
  if (!rules) return tl::make_unexpected(rules.error());
  for (const uint64_t id : std::views::reverse(*waited)) {
    // What may not go on need not wait for its turn.
    if (*rules == nullptr) {
      end(id, tl::make_unexpected(response.error()));
    } else if (auto refused = refusal(**rules, visits_.at(id).at)) {
      end(id, tl::make_unexpected(std::move(*refused)));
    } else if (auto waits = wait_for_turn(id, true); !waits) {
      return waits;
    }
  }
  return {};
}

Expected<void> Crawl::take_page(uint64_t id, Expected<HttpResponse> response) {
  Visit& visit = visits_.at(id);
  rest(queue_of(visit), *visit.source, visit.at.origin, response);
  if (!response) {
    end(id, tl::make_unexpected(response.error()));
    return {};
  }
  auto next = onward(visit, *response);
  if (!next) {
    auto done = fetched(visit, std::move(*response));
    if (!done && done.error().code == "store") return tl::make_unexpected(done.error());
    end(id, std::move(done));
    return {};
  }
  if (!*next) {
    end(id, tl::make_unexpected(next->error()));
    return {};
  }
  go_on(visit, std::move(*response), std::move(**next), now());
  return wait_for_turn(id, true);
}

// The request is over; its queue rests.
void Crawl::rest(const std::string& name, const Source& source, const std::string& origin,
                 const Expected<HttpResponse>& answer) {
  auto& [pace, pause, in_hand, has_more] = queues_[name];
  pause = pause_between(source, origins_.crawl_delay(origin), parts_.chance());
  const Rest rest = rest_after(answer, pause, pace.failures, now());
  const Instant free = parts_.now() + rest.wait;
  // The pause of those that go side by side began when they were asked for.
  if (source.connections == 1 || rest.wait > pause) schedule_.hold(name, free);
  schedule_.done(name);
  // A second is the least that the frontier remembers.
  pace = {rest.wait < seconds(1) ? now() : std::chrono::ceil<seconds>(free), rest.failures};
  recorder_.set_pace(name, pace);
}

Expected<Fetched> Crawl::fetched(const Visit& visit, HttpResponse response) {
  auto out = conclude(visit, std::move(response), now(), parts_.budget);
  if (!out || !is_index(visit.queued.kind) || out->unchanged) return out;
  Outcome& outcome = out->settled.outcome;
  auto sifted = parts_.frontier.sift(visit.queued.source, std::move(outcome.discoveries));
  if (!sifted) return tl::make_unexpected(sifted.error());
  outcome.discoveries = std::move(*sifted);
  archive_texts(visit, now(), *out);
  ++counts_.indexes;
  return out;
}

void Crawl::end(uint64_t id, Expected<Fetched> fetched) {
  const Visit& visit = visits_.at(id);
  const QueuedUrl& queued = visit.queued;
  if (fetched) {
    counts_.unchanged += fetched->unchanged ? 1 : 0;
    counts_.fetched += fetched->documents.size();
    recorder_.add(std::move(*fetched));
  } else {
    const Error& error = fetched.error();
    ++(is_unwanted(error.code) ? counts_.skipped : counts_.failed);
    parts_.note(error.message);
    Fetched failed = give_up(visit, error, now());
    Outcome& outcome = failed.settled.outcome;
    if (error.code == "robots_lost") {
      outcome.due = origins_.until(visit.at.origin);
      outcome.untried = true;
    }
    if (outcome.due) outcome.due = std::max(*outcome.due, queues_[queued.queue].pace.not_before);
    recorder_.add(std::move(failed));
    const bool late = now() - queued.well_since > kPatience * visit.source->every;
    if (queued.kind != UrlKind::kArticle && queued.kind != UrlKind::kPart && late) {
      ++overdue_;
      parts_.warn(fmt::format("source {}: not fetched well since {}: {}", queued.source,
                              to_rfc3339(queued.well_since), error.message));
    }
  }
  visits_.erase(id);
}

Expected<void> Crawl::acknowledged(const Expected<std::vector<Settled>>& settled) {
  if (!settled) return tl::make_unexpected(settled.error());
  for (const Settled& one : *settled) {
    Queue& queue = queues_[one.url.queue];
    in_hand_.erase(one.url.url);
    asked_.erase(one.url.url);
    --queue.in_hand;
    const bool found =
        std::any_of(one.outcome.discoveries.begin(), one.outcome.discoveries.end(),
                    [](const Discovery& discovery) { return discovery.due.has_value(); });
    const bool is_low = queue.has_more && queue.in_hand <= share_of(queue) / 2;
    if (refill_at_ != Instant::max() && (found || is_low)) refill_at_ = parts_.now();
  }
  return {};
}

Expected<std::optional<Instant>> Crawl::step(milliseconds most) {
  if (refill_at_ <= parts_.now()) {
    if (auto filled = refill(); !filled) return tl::make_unexpected(filled.error());
  }
  const auto has_room = [&] {
    return under_way_ < parts_.settings.connections && recorder_.waiting() < kMostGathered;
  };
  while (has_room()) {
    const auto id = schedule_.next(parts_.now());
    if (!id) break;
    if (auto gone = go(*id); !gone) return tl::make_unexpected(gone.error());
  }
  // Before the first of their bytes goes out.
  if (!std::exchange(is_noted_, true)) {
    const auto noted =
        parts_.frontier.note_asked({asked_.begin(), asked_.end()}, now() + kFirstRetry);
    if (!noted) return tl::make_unexpected(noted.error());
  }
  if (under_way_ > 0) {
    const Instant latest = parts_.now() + most;
    const Instant wake = has_room() ? schedule_.wake().value_or(latest) : latest;
    const milliseconds wait = std::clamp(wake - parts_.now(), milliseconds(0), most);
    for (HttpAnswer& answer : parts_.http.wait(wait)) {
      if (auto taken = take(std::move(answer)); !taken) return tl::make_unexpected(taken.error());
    }
  } else if (recorder_.busy()) {
    recorder_.wait(most);
  }
  if (auto done = acknowledged(recorder_.advance(now())); !done) {
    return tl::make_unexpected(done.error());
  }
  if (under_way_ > 0 || recorder_.busy() || refill_at_ <= parts_.now()) return parts_.now();
  return schedule_.wake();
}

Expected<void> Crawl::finish() {
  if (auto done = acknowledged(recorder_.finish(now())); !done) return done;
  auto noted = parts_.frontier.note_asked({}, now());
  return noted ? parts_.frontier.sync() : noted;
}

}  // namespace dealwire
