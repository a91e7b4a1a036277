#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/commands.h"
#include "app/intake.h"
#include "app/lock.h"
#include "app/pipeline.h"
#include "app/purging.h"
#include "app/signals.h"
#include "app/work.h"
#include "ingest/crawl.h"
#include "ingest/settings.h"
#include "store/frontier.h"
#include "store/store.h"

namespace dealwire {
namespace {

// Waits longer than this for a host are left to the next run.
constexpr seconds kLongestWait = seconds(60);

// Has a signal come, or is the time over?
class Stop {
 public:
  explicit Stop(std::optional<seconds> most) {
    if (most) end_ = std::chrono::steady_clock::now() + *most;
  }
  bool operator()() const {
    return signalled() || (end_ && std::chrono::steady_clock::now() >= *end_);
  }
  void sleep_until(Time when) const {
    while (!(*this)() && std::chrono::system_clock::now() < when) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

 private:
  std::optional<std::chrono::steady_clock::time_point> end_;
};

std::string user_agent(const Settings& settings) {
  const std::string name = "dealwire/" DEALWIRE_VERSION;
  return settings.contact.empty() ? name : name + " (+" + settings.contact + ")";
}

// What a run holds while it lasts.
class Run {
 public:
  Run(const Options& options, const Settings& settings, Work& work, const Reader* reader)
      : options_(options),
        settings_(settings),
        work_(work),
        stop_(options.max_time),
        frontier_(work.store()),
        archive_(options.archive, "dealwire " DEALWIRE_VERSION),
        http_(make_curl_http({.user_agent = user_agent(settings), .stop = stop_})),
        crawl_({settings, frontier_, *http_, archive_, now,
                [&](const std::string& message) {
                  if (options_.verbose) complain(message);
                },
                complain}) {
    if (reader != nullptr) intake_.emplace(work.store(), *reader, options);
  }

  // The exit code.
  int operator()() {
    auto done = crawl_all();
    // After a failure the file stays open: it may hold a record that was not acknowledged, which
    // the next run adopts.
    if (done) done = archive_.close();
    if (done) done = keep();
    const auto finished = finish();
    if (done) done = finished;
    if (!done) complain(done.error().message);
    const bool lost = intake_ && intake_->counts().lost > 0;
    return done && crawl_.overdue() == 0 && !lost ? kSuccess : kSomeFailed;
  }

 private:
  Expected<void> crawl_all() {
    auto recovered = recover_archive(
        options_.archive, [&](const Capture& capture) { return frontier_.adopt(capture); });
    if (!recovered) return recovered;
    if (auto planned = crawl_.plan(); !planned) return planned;
    while (!stop_()) {
      if (auto read = read_new(); !read) return read;
      const auto next = crawl_.step();
      if (!next && next.error().code == "stopped") return {};
      if (!next) return tl::make_unexpected(next.error());
      if (!*next || **next > now() + kLongestWait) return {};
      stop_.sleep_until(**next);
    }
    return {};
  }

  // What the last step archived, or a run that died.
  Expected<void> read_new() { return intake_ ? intake_->take_archived(stop_) : Expected<void>(); }

  // What sources keep no longer goes; and what a purge that died left.
  Expected<void> keep() {
    auto done = finish_purges(work_.store(), options_);
    if (!done) return done;
    const auto gone = throw_old_away(work_.store(), options_, settings_);
    if (!gone) return tl::make_unexpected(gone.error());
    if (*gone > 0 && !options_.quiet) complain(fmt::format("{} documents kept no longer", *gone));
    return {};
  }

  Expected<void> finish() {
    const CrawlCounts& crawled = crawl_.counts();
    const IntakeCounts read = intake_ ? intake_->counts() : IntakeCounts();
    return work_.end(fmt::format(
        "{} feeds read, {} documents fetched, {} unchanged, {} skipped, {} failed; {} read",
        crawled.feeds, crawled.fetched, crawled.unchanged, crawled.skipped, crawled.failed,
        read.read + read.known));
  }

  const Options& options_;
  const Settings& settings_;
  Work& work_;
  Stop stop_;
  StoredFrontier frontier_;
  Archive archive_;
  std::unique_ptr<Http> http_;
  Crawl crawl_;
  std::optional<Intake> intake_;  // none: fetch only
};

int run_with(const Options& options, const Reader* reader) {
  const auto settings = load_settings(options.config);
  if (!settings) return refuse(settings.error(), options);
  std::error_code error;
  std::filesystem::create_directories(options.archive, error);
  auto work = Work::begin(options, reader != nullptr ? "run" : "fetch", reader);
  if (!work) return refuse(work.error(), options);
  const auto archive_lock = Lock::take(options.archive + "/.lock");
  if (!archive_lock) return refuse(archive_lock.error(), options);
  catch_signals();
  return Run(options, *settings, *work, reader)();
}

}  // namespace

int run(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) return refuse(reader.error(), options);
  return run_with(options, &*reader);
}

int fetch(const Options& options) { return run_with(options, nullptr); }

}  // namespace dealwire
