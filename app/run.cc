#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "app/commands.h"
#include "app/intake.h"
#include "app/lock.h"
#include "app/metrics.h"
#include "app/pipeline.h"
#include "app/progress.h"
#include "app/purging.h"
#include "app/signals.h"
#include "app/work.h"
#include "ingest/crawl.h"
#include "ingest/settings.h"
#include "store/frontier.h"
#include "store/store.h"
#include "store/watch.h"
#include "web/url.h"

namespace dealwire {
namespace {

// Waits longer than this for a host are left to the next run.
constexpr seconds kLongestWait{60};
// How long the network and the reading of what it brought let each other wait.
constexpr milliseconds kSlice{200};

// Has a signal come, or is the time over?
class Stop {
 public:
  explicit Stop(std::optional<seconds> most) {
    if (most) end_ = std::chrono::steady_clock::now() + *most;
  }
  bool operator()() const {
    return signalled() || (end_ && std::chrono::steady_clock::now() >= *end_);
  }
  void sleep_until(Instant when) const {
    while (!(*this)() && std::chrono::system_clock::now() < when) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

 private:
  std::optional<std::chrono::steady_clock::time_point> end_;
};

Instant instant() { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

std::string user_agent(const Settings& settings) {
  const std::string name = "dealwire/" DEALWIRE_VERSION;
  return settings.contact.empty() ? name : name + " (+" + settings.contact + ")";
}

// What a run holds while it lasts.
class SourcesRun {
 public:
  SourcesRun(const Options& options, const Settings& settings, Work& work, const Reader* reader,
             std::unique_ptr<Http> http)
      : options_(options),
        settings_(settings),
        work_(work),
        stop_(options.max_time),
        frontier_(work.store()),
        archive_(options.archive, "dealwire " DEALWIRE_VERSION),
        http_(std::move(http)),
        crawl_({settings, frontier_, *http_, archive_, instant, [&] { return chance_(random_); },
                [&](const std::string& message) {
                  if (options_.verbose || !options_.paths.empty()) complain(message);
                },
                [&](const std::string& message) { say(message); }}) {
    if (reader != nullptr) intake_.emplace(work.store(), *reader, options);
  }

  // The exit code.
  int operator()() {
    auto done = crawl_all();
    // After a failure the file stays open: it may hold a record that was not acknowledged, which
    // the next run adopts.
    if (done) done = archive_.close();
    if (done) done = keep();
    progress_.hide();
    const auto watched = watch_sources();
    if (done) done = watched;
    const auto finished = finish();
    if (done) done = finished;
    if (!done) complain(done.error().message);
    const CrawlCounts& counts = crawl_.counts();
    const bool missed = !options_.paths.empty() && counts.failed + counts.skipped > 0;
    const bool well = done && crawl_.overdue() == 0 && read().lost == 0 && !missed;
    const int code = well ? kSuccess : kSomeFailed;
    if (const auto told = tell_metrics(code); !told) complain(told.error().message);
    return code;
  }

 private:
  Expected<void> crawl_all() {
    // A purge that died may hold on to the file that is gone on with.
    if (auto purged = finish_purges(work_.store(), options_); !purged) return purged;
    if (auto recovered = recover(frontier_, options_.archive); !recovered) return recovered;
    auto begun = options_.paths.empty() ? crawl_.plan() : crawl_.request(options_.paths);
    if (!begun) return begun;
    while (!stop_()) {
      const auto next = crawl_.step(kSlice);
      if (!next) return tl::make_unexpected(next.error());
      progress_.step();
      const auto end = std::chrono::steady_clock::now() + kSlice;
      if (auto read = read_new([&] { return std::chrono::steady_clock::now() >= end; }); !read) {
        return read;
      }
      if (!*next || **next > instant() + kLongestWait) break;
      stop_.sleep_until(**next);
    }
    if (auto finished = crawl_.finish(); !finished) return finished;
    return read_new([] { return false; });
  }

  // What was archived, now or by a run that died.
  Expected<void> read_new(const std::function<bool()>& enough) {
    if (!intake_) return {};
    return intake_->take_archived([&] { return stop_() || enough(); }, progress_);
  }

  // What sources keep no longer goes.
  Expected<void> keep() {
    const auto gone = throw_old_away(work_.store(), options_, settings_);
    if (!gone) return tl::make_unexpected(gone.error());
    if (*gone > 0 && !options_.quiet) complain(fmt::format("{} documents kept no longer", *gone));
    return {};
  }

  // What began is said even if nobody wants to hear more: it needs a person.
  Expected<void> watch_sources() {
    std::vector<std::string> names;
    for (const Source& source : settings_.sources) names.push_back(source.name);
    auto standing = watch(work_.store(), names, now());
    if (!standing) return tl::make_unexpected(standing.error());
    alarms_ = std::move(*standing);
    for (const Alarm& alarm : alarms_) {
      if (alarm.began) {
        complain(fmt::format("source {}: {}: {}", alarm.source, alarm.kind, alarm.message));
      }
    }
    return {};
  }

  Expected<void> finish() {
    const CrawlCounts& crawled = crawl_.counts();
    return work_.end(
        fmt::format(
            "{} feeds read, {} documents fetched, {} unchanged, {} skipped, {} failed; {} read",
            crawled.indexes, crawled.fetched, crawled.unchanged, crawled.skipped, crawled.failed,
            read().read + read().known),
        alarms_.size());
  }

  Expected<void> tell_metrics(int code) const {
    if (settings_.metrics.empty() || !options_.paths.empty()) return {};
    const auto metrics = gather_metrics(
        work_.store(), settings_,
        {intake_ ? "run" : "fetch", started_, instant(), code, crawl_.counts(), read()}, alarms_);
    if (!metrics) return tl::make_unexpected(metrics.error());
    return write_metrics(settings_.metrics, format_metrics(*metrics));
  }

  IntakeCounts read() const { return intake_ ? intake_->counts() : IntakeCounts(); }

  void say(const std::string& message) {
    progress_.hide();
    complain(message);
  }

  std::string progress() const {
    const size_t fetched = crawl_.counts().fetched, under_way = crawl_.under_way();
    const double time = std::chrono::duration<double>(instant() - started_).count();
    return fmt::format("{} fetched, {} under way, {} waiting, {} read, {:.1f} a second", fetched,
                       under_way, crawl_.waiting() - std::min(crawl_.waiting(), under_way),
                       read().read + read().known,
                       static_cast<double>(fetched) / std::max(time, 0.1));
  }

  const Options& options_;
  const Settings& settings_;
  Work& work_;
  Stop stop_;
  StoredFrontier frontier_;
  Archive archive_;
  std::unique_ptr<Http> http_;
  std::mt19937 random_{std::random_device()()};
  std::uniform_real_distribution<double> chance_;
  Crawl crawl_;
  std::optional<Intake> intake_;  // none: fetch only
  std::vector<Alarm> alarms_;     // that stand
  const Instant started_ = instant();
  Progress progress_{[this] { return progress(); }, options_.quiet || options_.verbose};
};

int run_with(const Options& options, const Reader* reader) {
  // Somebody's own URLs need no settings, but heed them where there are any.
  const bool needs_none = !options.paths.empty() && !std::filesystem::exists(options.config);
  const auto settings = needs_none ? Settings() : load_settings(options.config);
  if (!settings) return refuse(settings.error(), options);
  for (const std::string& url : options.paths) {
    if (!resolve_url("", url)) {
      return refuse({"usage", url + ": is no http or https URL"}, options);
    }
  }
  std::error_code error;
  std::filesystem::create_directories(options.archive, error);
  auto work = Work::begin(options, reader != nullptr ? "run" : "fetch", reader);
  if (!work) return refuse(work.error(), options);
  const auto archive_lock = Lock::take(options.archive + "/.lock");
  if (!archive_lock) return refuse(archive_lock.error(), options);
  auto http = make_curl_http({.user_agent = user_agent(*settings),
                              .connections = settings->connections,
                              .ca_file = settings->ca_file});
  if (!http) return refuse(http.error(), options);
  catch_signals();
  return SourcesRun(options, *settings, *work, reader, std::move(*http))();
}

}  // namespace

int run(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) return refuse(reader.error(), options);
  return run_with(options, &*reader);
}

int fetch(const Options& options) { return run_with(options, nullptr); }

}  // namespace dealwire
